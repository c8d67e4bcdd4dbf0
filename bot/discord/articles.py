"""Articles: editors add, list and remove them, members suggest some; nothing is done before a preview was confirmed."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.discord.answers import LONGEST_CHOICE
from bot.discord.brought import read_all, read_message, stated_date
from bot.discord.browse import Browse
from bot.discord.changing import Changing
from bot.discord.form import Form
from bot.discord.naming import localised
from bot.discord.preview import added_view, draft_view, removal_view, removed_view
from bot.discord.records import Draft, Search
from bot.discord.rights import adders_only, adds, editors_only, own_draft
from bot.discord.suggested import bounded
from bot.discord.text import shortened
from bot.discord.told import Told, suppressed
from bot.discord.view import Colour, Press, note, unwatched
from bot.reading import read_pasted
from index.article import Article
from index.database import StoredArticle
from index.sources import Refusal
from index.sources.urls import canonical
from prompts import message

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot
    from bot.discord.view import Interaction

log = logging.getLogger(__name__)
LONGEST_TEXT = 4000
"""Characters of text in a form; Discord's own limit."""
FILES = 10
"""So many files a form takes."""
PROGRESS_EVERY = 1.5
"""Seconds between two edits of a message that shows progress."""
_LINK = re.compile(r"https?://[^\s<>]+")
_NUMBER = re.compile(r"#(\d{1,18})")


@app_commands.guild_only()
class Articles(commands.GroupCog, group_name="article", group_description=localised("command-article")):
    """The library of a server, in the hands of its editors."""

    def __init__(self, bot: FootnoteBot, changing: Changing, browse: Browse) -> None:
        """Take the bot, what changes libraries and what shows lists, and answer for the parts of previews."""
        super().__init__()
        self.bot = bot
        self.changing = changing
        self.browse = browse
        self._latest: dict[tuple[int, int], str] = {}
        self._readers: set[int] = set()
        self._adding: set[str] = set()
        bot.answers_to(
            {
                "add-about": self.open_form,
                "draft-add": self.add_draft,
                "draft-edit": self.edit_draft,
                "draft-cancel": self.cancel_draft,
                "remove-ask": self.ask_removal,
                "remove": self.remove_confirmed,
            }
        )
        menu = app_commands.ContextMenu(name=localised("menu-index"), callback=self.index_message)
        menu.guild_only = True
        bot.tree.add_command(menu)

    # The ways in

    @app_commands.command(name="add", description=localised("command-article-add"))
    @app_commands.describe(
        link=localised("option-link"),
        file=localised("option-file"),
        file2=localised("option-another-file"),
        file3=localised("option-another-file"),
    )
    async def add(
        self,
        interaction: Interaction,
        link: str = "",
        file: discord.Attachment | None = None,
        file2: discord.Attachment | None = None,
        file3: discord.Attachment | None = None,
    ) -> None:
        """`/article add`: what is named is read; with nothing named a form opens."""
        files = [one for one in (file, file2, file3) if one]
        if not link.strip() and not files:
            await self.open_form(interaction, Press("add-about"))
            return
        links = [link.strip()] if link.strip() else []
        with self._reading(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            await self._preview(interaction, await read_all(self.bot.app, links, files, self.bot.language(interaction)))

    async def index_message(self, interaction: Interaction, said: discord.Message) -> None:
        """A right-click on a message: its links and files, or its own text if it has neither."""
        with self._reading(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            items = await read_message(self.bot.app, said, self.bot.language(interaction))
            await self._preview(interaction, items)

    async def open_form(self, interaction: Interaction, press: Press) -> None:
        """A form for pasted text or files."""
        adders_only(interaction)
        language = self.bot.language(interaction)
        form = Form(message("add-title", language), language, self._submitted)
        hint = message("text-hint", language)
        form.ask_for("text", message("text-or-link", language), longest=LONGEST_TEXT, hint=hint)
        form.ask_for_files("files", message("files", language), message("files-hint", language), FILES)
        form.ask_for("title", message("title", language))
        form.ask_for("publisher", message("publisher", language))
        form.ask_for("published", message("published-when", language), hint=message("date-hint", language))
        await interaction.response.send_modal(form)

    async def _submitted(self, interaction: Interaction, form: Form) -> None:
        with self._reading(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            await self._preview(interaction, await self._read_form(form))

    async def _read_form(self, form: Form) -> list[Article | Refusal]:
        """What was pasted and uploaded, with the details that were typed if they are of one article."""
        text, language = form.text("text"), form.language
        is_link = bool(_LINK.fullmatch(text))
        items = await read_all(self.bot.app, [text] if is_link else [], form.files("files"), language)
        if text and not is_link:
            items.insert(0, read_pasted(text))
        articles = [item for item in items if isinstance(item, Article)]
        details = [form.text(name) for name in ("title", "publisher", "published") if form.text(name)]
        if len(articles) > 1 and details:
            items.append(Refusal(", ".join(details), message("details-unused", language)))
        if len(articles) == 1:
            only = articles[0]
            named = {name: form.text(name) or getattr(only, name) for name in ("title", "publisher")}
            published, odd = stated_date(form.text("published"), only.published, language)
            items[items.index(only)] = replace(only, **named, published=published or only.published)
            items.extend(odd)
        return items

    @contextmanager
    def _reading(self, interaction: Interaction) -> Iterator[None]:
        """Reading for a member counts as a question does, and goes on one at a time: pages may take minutes."""
        guild, user = adders_only(interaction), interaction.user.id
        if adds(interaction):
            yield
            return
        if user in self._readers:
            raise Told("reading-already")
        self.bot.limits.take(user, guild)
        self._readers.add(user)
        try:
            yield
        finally:
            self._readers.discard(user)

    # The preview and what is pressed below it

    async def _preview(self, interaction: Interaction, items: Sequence[Article | Refusal]) -> None:
        guild = adders_only(interaction)
        incoming = tuple(item for item in items if isinstance(item, Article))
        refused = tuple(item for item in items if isinstance(item, Refusal))
        if not adds(interaction):
            incoming, left_out = bounded(incoming, self.bot.language(interaction))
            refused += left_out
            self.bot.memory.forget_draft(self._latest.pop((guild, interaction.user.id), ""))
        await self._show(interaction, Draft(guild, interaction.user.id, incoming, refused))

    async def _show(self, interaction: Interaction, draft: Draft, key: str = "", odd: tuple[Refusal, ...] = ()) -> None:
        """The preview in place of what the interaction shows; `odd` is told once and not kept.

        A member's takes the place of the one before, so that the bot never keeps many for one who is no editor.
        """
        seen = await self.changing.seen(draft.guild, draft.incoming)
        key = self.bot.memory.keep_draft(draft, key) if draft.incoming else ""
        told = replace(draft, refused=draft.refused + odd)
        if suggests := not adds(interaction):
            self._latest[draft.guild, draft.editor] = key
        view = draft_view(told, key, seen, self.bot.audience(interaction), suggests=suggests)
        await interaction.edit_original_response(view=view)

    async def add_draft(self, interaction: Interaction, press: Press) -> None:
        """Add what was previewed, and tell the other editors."""
        editors_only(interaction)
        draft = own_draft(interaction, press.key)
        if press.key in self._adding:
            raise Told("adding-already")
        self._adding.add(press.key)
        try:
            await self._add(interaction, draft, press.key)
        finally:
            self._adding.discard(press.key)

    async def _add(self, interaction: Interaction, draft: Draft, key: str) -> None:
        language = self.bot.language(interaction)
        total = len(draft.incoming)
        assert interaction.message
        preview = unwatched(ui.LayoutView.from_message(interaction.message, timeout=None))
        await interaction.response.edit_message(view=note(f"⏳ {message('adding', language, done=0, total=total)}"))
        shown = time.monotonic()

        async def told(done: int) -> None:
            nonlocal shown
            if time.monotonic() - shown > PROGRESS_EVERY:
                shown = time.monotonic()
                words = message("adding", language, done=done, total=total)
                with suppressed("progress was not shown"):
                    await interaction.edit_original_response(view=note(f"⏳ {words}"))

        try:
            added = await self.changing.add(draft.guild, draft.incoming, told)
        except Exception:
            await interaction.edit_original_response(view=preview)
            raise
        self.bot.memory.forget_draft(key)
        with suppressed("the result was not shown"):
            await interaction.edit_original_response(view=added_view(added.report, added.key, language))
        log.info("%s by %s in %s", added.counts, interaction.user.id, draft.guild)
        if added.new:
            await self.changing.log(interaction, "log-added", added.new, added.key, **added.counts)

    async def edit_draft(self, interaction: Interaction, press: Press) -> None:
        """A form with what is known of the one article."""
        draft = own_draft(interaction, press.key)
        language, article = self.bot.language(interaction), draft.incoming[0]

        async def submitted(interaction: Interaction, form: Form) -> None:
            again = own_draft(interaction, press.key)
            await interaction.response.defer()
            known = again.incoming[0]
            published, odd = stated_date(form.text("published"), known.published, language)
            url = form.text("url")
            if url and not canonical(url):
                odd, url = (*odd, Refusal(url, message("no-address", language))), known.url
            typed = {name: form.text(name) for name in ("title", "publisher", "author")}
            edited = replace(known, **typed, url=url, published=published)
            await self._show(interaction, replace(again, incoming=(edited,)), press.key, odd)

        form = Form(message("edit-details", language), language, submitted)
        form.ask_for("title", message("title", language), article.title)
        form.ask_for("publisher", message("publisher", language), article.publisher)
        published = str(article.published) if article.published else ""
        hint = message("date-hint", language)
        form.ask_for("published", message("published-when", language), published, hint=hint)
        form.ask_for("author", message("author", language), article.author)
        form.ask_for("url", message("address", language), article.url, longest=LONGEST_TEXT)
        await interaction.response.send_modal(form)

    async def cancel_draft(self, interaction: Interaction, press: Press) -> None:
        """Add or remove nothing."""
        kept = self.bot.memory.draft(press.key)
        own_draft(interaction, press.key, removal=bool(kept and kept.remove))
        self.bot.memory.forget_draft(press.key)
        cancelled = message("cancelled", self.bot.language(interaction))
        await interaction.response.edit_message(view=note(cancelled, Colour.ABSTENTION))

    # Remove and list

    @app_commands.command(name="remove", description=localised("command-article-remove"))
    @app_commands.describe(article=localised("option-article"))
    async def remove(self, interaction: Interaction, article: str) -> None:
        """`/article remove`, which asks once more."""
        guild = editors_only(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._ask_removal(interaction, guild, await self._named(guild, article))

    async def ask_removal(self, interaction: Interaction, press: Press) -> None:
        """The same of the article of a card."""
        guild = editors_only(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        if (stored := await self.bot.community(guild).numbered(press.number)) is None:
            raise Told("removed-already")
        await self._ask_removal(interaction, guild, stored)

    async def _ask_removal(self, interaction: Interaction, guild: int, stored: StoredArticle) -> None:
        draft = Draft(guild, interaction.user.id, remove=stored.article.id)
        view = removal_view(stored, self.bot.memory.keep_draft(draft), self.bot.audience(interaction))
        await interaction.edit_original_response(view=view)

    @remove.autocomplete("article")
    async def titles(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The articles of this server whose title holds what was typed."""
        if interaction.guild_id is None:
            return []
        found = await self.bot.community(interaction.guild_id).titled(typed, 25)
        return [
            app_commands.Choice(name=shortened(one.article.title or one.article.id, 100), value=_value(one))
            for one in found
        ]

    async def _named(self, guild: int, name: str) -> StoredArticle:
        """The one article of that id, or with that in its id or title; raises Told."""
        community = self.bot.community(guild)
        if (stored := await community.article(name)) and not stored.removed:
            return stored
        if (number := _NUMBER.fullmatch(name)) and (numbered := await community.numbered(int(number[1]))):
            return numbered
        found = await community.titled(name, 2)
        if len(found) != 1:
            raise Told("no-such-article" if not found else "several-articles", words=shortened(name, 100))
        return found[0]

    async def remove_confirmed(self, interaction: Interaction, press: Press) -> None:
        """Take it out, and tell the other editors."""
        draft = own_draft(interaction, press.key, removal=True)
        language = self.bot.language(interaction)
        await interaction.response.defer()
        removed = await self.changing.remove(draft.guild, draft.remove)
        self.bot.memory.forget_draft(press.key)
        if removed is None:
            await interaction.edit_original_response(view=note(message("removed-already", language), Colour.CAUTION))
            return
        log.info("%s removed by %s in %s", removed.article.id, interaction.user.id, draft.guild)
        with suppressed("the result was not shown"):
            await interaction.edit_original_response(view=removed_view(removed.key, language))
        await self.changing.log(interaction, "log-removed", [removed.article], removed.key)

    @app_commands.command(name="list", description=localised("command-article-list"))
    async def list_articles(self, interaction: Interaction) -> None:
        """`/article list`: what `/articles` shows of all of them."""
        if interaction.guild_id is None:
            raise Told("in-a-server")
        await self.browse.begin_list(interaction, Search(interaction.guild_id, interaction.user.id))


def _value(stored: StoredArticle) -> str:
    """What Discord hands back for a chosen article: its id, or its number where the id is too long for that."""
    return stored.article.id if len(stored.article.id) <= LONGEST_CHOICE else f"#{stored.number}"
