"""Looking through a library without asking: a search shows passages, a list articles; both page by page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.discord.answers import LISTED, MOST_OPTIONS, empty_view
from bot.discord.asking import LONGEST, articles_chosen, left_out, notes_on, publishers_offered, question_in
from bot.discord.check import article_page, lay_out, may_read
from bot.discord.listings import SPOTS, entry_card, list_view, nothing_view, pages_of, search_view, spot_card
from bot.discord.naming import localised
from bot.discord.preview import language_name
from bot.discord.records import Search
from bot.discord.text import safe, shortened
from bot.discord.told import Told
from bot.discord.view import Press, presses_in
from index.database import StoredArticle
from index.query import Order, Query
from prompts import message

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot
    from bot.discord.view import Interaction

FURTHEST = 1_000_000
"""The last page of a list that anybody can ask for."""


class Browse(commands.Cog):
    """Search, and the list of articles."""

    def __init__(self, bot: FootnoteBot) -> None:
        """Take the bot, and answer for the parts of searches, lists and their cards."""
        self.bot = bot
        bot.answers_to(
            {
                "found": self.turn_search,
                "spot": self.show_spot,
                "list": self.turn_list,
                "entry": self.show_entry,
                "whole": self.show_whole,
            }
        )

    # Searching

    @app_commands.command(name="search", description=localised("command-search"))
    @app_commands.describe(
        words=localised("option-words"),
        since=localised("option-since"),
        until=localised("option-until"),
        publisher=localised("option-publisher"),
        private=localised("option-private-search"),
    )
    @app_commands.guild_only()
    async def search(
        self,
        interaction: Interaction,
        words: app_commands.Range[str, 1, LONGEST],
        since: str = "",
        until: str = "",
        publisher: str = "",
        private: bool = True,
    ) -> None:
        """`/search`; it costs what a question costs, and is counted as one."""
        guild = _server(interaction)
        audience = self.bot.audience(interaction)
        chosen = articles_chosen(audience.zone, since, until, publisher)
        query = Query(question_in(words), interaction.created_at.astimezone(audience.zone), chosen)
        with self.bot.limits.turn(interaction.user.id, guild):
            await interaction.response.defer(ephemeral=private, thinking=True)
            community = self.bot.community(guild)
            if not await community.count():
                await self._show_empty(interaction)
                return
            found = await community.search(query)
        notes = await notes_on(query, audience.language, community)
        if not found.spots:
            said = message("nothing-found", audience.language, words=safe(shortened(query.text, 100)))
            await interaction.edit_original_response(view=nothing_view(said, notes))
            return
        search = Search(
            guild,
            interaction.user.id,
            chosen,
            words=query.text,
            spots=found.spots,
            limited=found.limited,
            notes=notes,
            private=private,
        )
        await self._show_search(interaction, search, self.bot.memory.keep_search(search), 1)

    @search.autocomplete("publisher")
    async def publishers(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The publishers of this server's library."""
        return await publishers_offered(self.bot, interaction, typed)

    async def turn_search(self, interaction: Interaction, press: Press) -> None:
        """Another page, in place of the one it was pressed on; to others than who searched, one of their own."""
        search = self._search(interaction, press.key)
        said = interaction.message
        in_place = search.user == interaction.user.id or bool(said and said.flags.ephemeral)
        await interaction.response.defer(ephemeral=True, thinking=not in_place)
        page = max(1, min(press.page, pages_of(len(search.spots), SPOTS)))
        await self._show_search(interaction, search, press.key, page)

    async def _show_search(self, interaction: Interaction, search: Search, key: str, page: int) -> None:
        spots = search.spots[(page - 1) * SPOTS : page * SPOTS]
        community = self.bot.community(search.guild)
        wanted = [(spot.article_id, version) for spot in spots for version in (spot.version, None)]
        versions = await community.versions(wanted)
        pairs = zip(versions[::2], versions[1::2], strict=True)
        found = [then if newest and not newest.removed else None for then, newest in pairs]
        view = search_view(search, key, found, page, self.bot.audience(interaction))
        await interaction.edit_original_response(view=view)

    async def show_spot(self, interaction: Interaction, press: Press) -> None:
        """The card of a passage that was found."""
        search = self._search(interaction, press.key)
        number = _chosen_number(press)
        if not 1 <= number <= len(search.spots):
            raise Told("stale")
        await interaction.response.defer(ephemeral=True, thinking=True)
        spot = search.spots[number - 1]
        wanted: list[tuple[str, int | None]] = [(spot.article_id, spot.version), (spot.article_id, None)]
        stored, newest = await self.bot.community(search.guild).versions(wanted)
        if stored is None or newest is None or newest.removed:
            raise Told("article-gone")
        reads = may_read(self.bot, interaction)
        view = spot_card(spot, stored, newest, self.bot.audience(interaction), reads=reads)
        await interaction.edit_original_response(view=view)

    def _search(self, interaction: Interaction, key: str) -> Search:
        """The search or list a part belongs to, for somebody who may see it in this server; else raises Told."""
        found = self.bot.memory.search(key)
        if found is None or found.guild != interaction.guild_id:
            raise Told("stale")
        if found.private and found.user != interaction.user.id:
            raise Told("stale")
        return found

    # The list

    @app_commands.command(name="articles", description=localised("command-articles"))
    @app_commands.describe(
        publisher=localised("option-publisher"),
        language=localised("option-language"),
        since=localised("option-since"),
        until=localised("option-until"),
        by=localised("option-by"),
    )
    @app_commands.choices(by=[app_commands.Choice(name=localised(f"by-{order}"), value=order) for order in Order])
    @app_commands.guild_only()
    async def articles(
        self,
        interaction: Interaction,
        publisher: str = "",
        language: str = "",
        since: str = "",
        until: str = "",
        by: str = Order.NEWEST,
    ) -> None:
        """`/articles`; everybody may know what answers come from."""
        guild = _server(interaction)
        zone = self.bot.server(guild).zone
        spoken = await self._language(interaction, guild, language.strip())
        chosen = articles_chosen(zone, since, until, publisher, spoken)
        await self.begin_list(interaction, Search(guild, interaction.user.id, chosen, Order(by)))

    @articles.autocomplete("publisher")
    async def publishers_listed(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The publishers of this server's library."""
        return await publishers_offered(self.bot, interaction, typed)

    @articles.autocomplete("language")
    async def languages(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The languages of this server's articles, by their names in the language of who types."""
        if interaction.guild_id is None:
            return []
        named = await self._languages(interaction, interaction.guild_id)
        fitting = [(name, code) for name, code in named.items() if typed.strip().casefold() in name.casefold()]
        return [app_commands.Choice(name=name, value=code) for name, code in fitting[:MOST_OPTIONS]]

    async def _languages(self, interaction: Interaction, guild: int) -> dict[str, str]:
        spoken = self.bot.language(interaction)
        return {language_name(code, spoken): code for code in await self.bot.community(guild).languages()}

    async def _language(self, interaction: Interaction, guild: int, typed: str) -> str:
        """The code of a language that was chosen or typed; raises Told where no article is in it."""
        if not typed:
            return ""
        for name, code in (await self._languages(interaction, guild)).items():
            if typed.casefold() in (name.casefold(), code):
                return code
        raise Told("no-language", name=typed[:50])

    async def begin_list(self, interaction: Interaction, search: Search) -> None:
        """The first page of a list, for the one who asked for it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        community, language = self.bot.community(search.guild), self.bot.language(interaction)
        if not await community.count():
            await self._show_empty(interaction)
            return
        search = replace(search, notes=await left_out(search.chosen, language, community))
        if not await community.count(search.chosen):
            view = nothing_view(message("nothing-fits", language), search.notes)
            await interaction.edit_original_response(view=view)
            return
        narrowed = search.chosen or search.order is not Order.NEWEST
        await self._show_list(interaction, search, self.bot.memory.keep_search(search) if narrowed else "", 1)

    async def turn_list(self, interaction: Interaction, press: Press) -> None:
        """Another page of a list; one without a key is of all articles, the newest first."""
        guild = _server(interaction)
        search = self._search(interaction, press.key) if press.key else Search(guild, interaction.user.id)
        await interaction.response.defer()
        await self._show_list(interaction, search, press.key, max(1, min(press.page, FURTHEST)))

    async def _show_list(self, interaction: Interaction, search: Search, key: str, page: int) -> None:
        community = self.bot.community(search.guild)
        found, total = await community.page(page, LISTED, search.chosen, search.order)
        if not found:
            page = pages_of(total, LISTED)
            found, total = await community.page(page, LISTED, search.chosen, search.order)
        if not found:
            raise Told("nothing-fits" if search.chosen else "empty-here")
        view = list_view(search, key, found, total, page, self.bot.audience(interaction))
        await interaction.edit_original_response(view=view)

    async def _show_empty(self, interaction: Interaction) -> None:
        editor = self.bot.is_editor(interaction.user, interaction.guild_id)
        await interaction.edit_original_response(view=empty_view(self.bot.language(interaction), editor=editor))

    # The cards of a list, and whole articles

    async def show_entry(self, interaction: Interaction, press: Press) -> None:
        """The card of an article of this server."""
        guild = _server(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        stored = await self._numbered(guild, _chosen_number(press))
        reads, edits = may_read(self.bot, interaction), self.bot.is_editor(interaction.user, guild)
        view = entry_card(stored, self.bot.audience(interaction), reads=reads, edits=edits)
        await interaction.edit_original_response(view=view)

    async def show_whole(self, interaction: Interaction, press: Press) -> None:
        """A page of an article as it is indexed, for who may read whole articles."""
        guild = _server(interaction)
        turned = bool(interaction.message and all(one.act == "whole" for one in presses_in(interaction.message)))
        if not may_read(self.bot, interaction):
            raise Told("editors-read")
        await interaction.response.defer(ephemeral=True, thinking=not turned)
        stored = await self._numbered(guild, press.number)
        laid_out = await self.bot.app.in_reader(lay_out, stored.article.text)
        view = article_page(stored, self.bot.audience(interaction), laid_out, press)
        await interaction.edit_original_response(view=view)

    async def _numbered(self, guild: int, number: int) -> StoredArticle:
        if (stored := await self.bot.community(guild).numbered(number)) is None:
            raise Told("article-gone")
        return stored


def _server(interaction: Interaction) -> int:
    if interaction.guild_id is None:
        raise Told("in-a-server")
    return interaction.guild_id


def _chosen_number(press: Press) -> int:
    """The number that was chosen in a select; raises Told where somebody forged another value."""
    if not press.values:
        return press.number
    if not (press.values[0].isdecimal() and len(press.values[0]) < 10):
        raise Told("stale")
    return int(press.values[0])
