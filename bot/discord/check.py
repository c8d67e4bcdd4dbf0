"""Checking: the quote in its context, what is known of its article, and a way to say that it is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord
from discord import ui
from discord.ext import commands

from bot.answering.context import Context, context_of
from bot.answering.links import link_to
from bot.discord.answers import LONGEST_NAME, article_line
from bot.discord.records import Cited, Given
from bot.discord.text import bold, pages, safe, shortened, unbroken, unmentioned
from bot.discord.told import Told
from bot.discord.view import Colour, Part, Press, button, card, link_button, message_of, note, row, rule
from bot.wording import Audience, changed_since, dated, in_words, minute
from index.article import Article
from index.database import StoredArticle
from prompts import message

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot
    from bot.discord.view import Interaction

LONGEST_CONTEXT, LONGEST_CARD, LONGEST_PAGE, LONGEST_TRANSLATION = 900, 2700, 3200, 500


@dataclass(frozen=True, slots=True)
class Checked:
    """A citation with its article in the version that was cited, and where the answer stands."""

    given: Given
    key: str
    number: int
    cited: Cited
    stored: StoredArticle
    newest: StoredArticle
    answer_message: int

    @property
    def quote(self) -> str:
        """The quote, verbatim."""
        return self.stored.article.text[self.cited.start : self.cited.end]

    @property
    def statements(self) -> list[str]:
        """The statements it is to back."""
        return [one.text for one in self.given.statements if self.number in one.citations]

    @property
    def support(self) -> float:
        """How well the quote backs the statement it stands under."""
        return max((one.support for one in self.given.statements if self.number in one.citations), default=0.0)


class Check(commands.Cog):
    """The cards behind the numbers."""

    def __init__(self, bot: FootnoteBot) -> None:
        """Take the bot, and answer for the Check parts."""
        self.bot = bot
        bot.answers_to({"check": self.check, "report": self.report, "article": self.article})

    async def check(self, interaction: Interaction, press: Press) -> None:
        """The card of one citation, for the one who pressed."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        number = int(press.values[0]) if press.values and press.values[0].isdecimal() else press.number
        said = interaction.message.id if interaction.message else 0
        checked = await self._checked(interaction, press.key, number, said)
        reads = may_read(self.bot, interaction)
        view = check_card(checked, self.bot.audience(interaction, checked.given.guild), reads=reads)
        await interaction.edit_original_response(view=view)

    async def report(self, interaction: Interaction, press: Press) -> None:
        """Tell the editors that somebody calls this citation wrong."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        checked = await self._checked(interaction, press.key, press.number, press.page)
        language = self.bot.language(interaction)
        if not self.bot.memory.report(press.key, press.number, interaction.user.id):
            raise Told("reported-before")
        guild = checked.given.guild
        server = self.bot.server(guild)
        audience = Audience(server.language or language, server.zone)
        view = report_card(checked, interaction.user.display_name, audience)
        told = await self.bot.tell_editors(guild, view)
        said = message("reported" if told else "reported-nowhere", language)
        await interaction.edit_original_response(view=note(said, Colour.DONE if told else Colour.CAUTION))

    async def article(self, interaction: Interaction, press: Press) -> None:
        """A page of the article as it was indexed."""
        turned = _is_article_page(interaction.message)
        await interaction.response.defer(ephemeral=True, thinking=not turned)
        checked = await self._checked(interaction, press.key, press.number, 0)
        if not may_read(self.bot, interaction):
            raise Told("editors-read")
        laid_out = await self.bot.app.in_reader(lay_out, checked.stored.article.text)
        view = article_page(checked.stored, self.bot.audience(interaction), laid_out, press)
        await interaction.edit_original_response(view=view)

    async def _checked(self, interaction: Interaction, key: str, number: int, said: int) -> Checked:
        kept = await self.bot.given(interaction, key)
        if not 1 <= number <= len(kept.cited):
            raise Told("stale")
        cited = kept.cited[number - 1]
        found = await self.bot.community(kept.guild).versions(
            [(cited.article_id, cited.version), (cited.article_id, None)]
        )
        stored, newest = found
        if stored is None or newest is None:
            raise Told("article-gone")
        return Checked(kept, key, number, cited, stored, newest, said)


def may_read(bot: FootnoteBot, interaction: Interaction) -> bool:
    """Whether somebody may read whole articles of the server they are in."""
    guild = interaction.guild_id
    return guild is not None and (bot.server(guild).everyone_reads or bot.is_editor(interaction.user, guild))


def _is_article_page(said: discord.Message | None) -> bool:
    """Whether the pressed part stands in a page of an article already, which then turns."""
    if said is None:
        return False
    parts = ui.LayoutView.from_message(said, timeout=None).walk_children()
    return not any(str(getattr(part, "custom_id", "")).startswith("fn:report:") for part in parts)


def check_card(checked: Checked, audience: Audience, *, reads: bool) -> ui.LayoutView:
    """The quote in bold in its context, what is known of the article, and whether it has changed since."""
    article, language = checked.stored.article, audience.language
    url = link_to(article.url, checked.quote)
    support = f"✅ {in_words(checked.support, language)}"
    parts: list[Part] = [
        button(message("report", language), Press("report", checked.key, checked.number, checked.answer_message))
    ]
    if reads:
        parts.insert(0, button(message("show-article", language), Press("article", checked.key, checked.number)))
    title = f"### [{checked.number}] {safe(shortened(article.title or article.id, 200))}"
    since = changed_since(checked.stored, checked.newest, checked.quote, audience)
    changed = f"⚠️ {since}" if since else ""
    head = f"{title}\n{known(checked.stored, audience)}"
    body = card(
        Colour.CAUTION if changed else Colour.CARD,
        head,
        rule(),
        shown_in_context(article, checked.cited.start, checked.cited.end),
        _translation(checked.cited, language),
        rule(),
        support,
        changed,
    )
    return message_of(body, *row(*link_button(message("open-source", language), url), *parts))


def _translation(cited: Cited, language: str) -> str:
    """What the quote says, for whoever cannot read it; "" where none is needed."""
    if not cited.translation:
        return ""
    return f"🌐 {message('translated', language, text=safe(shortened(cited.translation, LONGEST_TRANSLATION)))}"


def known(stored: StoredArticle, audience: Audience) -> str:
    """Publisher and author; when it was published and indexed, and which version this is."""
    article, language = stored.article, audience.language
    by = " · ".join(safe(shortened(name, LONGEST_NAME)) for name in (article.publisher, article.author) if name)
    published = message("published", language, date=unbroken(dated(article, audience)))
    indexed = message("indexed", language, date=unbroken(minute(stored.indexed, audience)))
    version = message("version", language, number=stored.version)
    return "\n".join(f"-# {line}" for line in (by, f"{published} · {indexed} · {version}") if line)


def shown_in_context(article: Article, start: int, end: int) -> str:
    """The quote `text[start:end]` in bold between the sentences around it, as a block quote."""
    shown = ""
    for longest in (LONGEST_CONTEXT, LONGEST_CONTEXT // 2, LONGEST_CONTEXT // 4):
        shown = _quoted(context_of(article, start, end, longest))
        if len(shown) <= LONGEST_CARD:
            break
    return shown


def _quoted(around: Context) -> str:
    lead = ("" if around.begins else "… ") + safe(around.before)
    rest = safe(around.after) + ("" if around.ends else " …")
    lines = [line.strip() for line in f"{lead}{bold(around.quote)}{rest}".strip().split("\n")]
    kept = [line for line, above in zip(lines, ["", *lines], strict=False) if line or above]
    return "\n".join(f"> {line}" for line in kept)


def report_card(checked: Checked, reporter: str, audience: Audience) -> ui.LayoutView:
    """What the editors see of a report: the statement, and the quote that is to back it."""
    given, article, language = checked.given, checked.stored.article, audience.language
    where = f"https://discord.com/channels/{given.guild}/{given.place}/{checked.answer_message}"
    open_answer = link_button(message("open-answer", language), where) if not given.private and given.place else []
    name = safe(shortened(reporter, LONGEST_NAME))
    lines = [
        f"**{message('report-title', language, name=name, number=checked.number)}**",
        *([] if given.private else [f"-# {safe(shortened(unmentioned(given.question), 300))}"]),
        *(safe(shortened(one, 1000)) for one in checked.statements if one != " ".join(checked.quote.split())),
        f"> {safe(shortened(checked.quote, 1000))}",
        f"-# [{checked.number}] {article_line(article, audience, link_to(article.url, checked.quote))}",
    ]
    return message_of(card(Colour.WRONG, *lines), *row(*open_answer))


def lay_out(text: str) -> list[list[str]]:
    """The paragraphs of a text on pages; a long one takes a second, so not for an event loop."""
    return pages(filter(None, map(str.strip, safe(text).split("\n"))), LONGEST_PAGE, gap=2)


def article_page(
    stored: StoredArticle, audience: Audience, laid_out: Sequence[Sequence[str]], press: Press
) -> ui.LayoutView:
    """The page of the text, as it is stored, that a press asks for."""
    article, language = stored.article, audience.language
    page = min(press.page, len(laid_out) - 1)

    def turn(label: str, to: int) -> Part:
        other = Press(press.act, press.key, press.number, max(to, 0))
        return button(message(label, language), other, disabled=not 0 <= to < len(laid_out))

    head = f"### {safe(shortened(article.title or article.id, 200))}\n{known(stored, audience)}"
    if len(laid_out) == 1:
        return message_of(card(Colour.CARD, head, rule(), "\n\n".join(laid_out[0])))
    where = message("page", language, page=page + 1, pages=len(laid_out))
    body = card(Colour.CARD, head, rule(), "\n\n".join(laid_out[page]), f"-# {where}")
    return message_of(body, *row(turn("previous", page - 1), turn("next", page + 1)))
