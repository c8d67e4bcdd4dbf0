"""Checking: the quote in its context, what is known of its article, and a way to say that it is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord
from discord import ui
from discord.ext import commands

from bot.answering.links import link_to
from bot.discord.answers import LONGEST_NAME, article_line
from bot.discord.records import Cited, Given
from bot.discord.text import bold, pages, safe, shortened, unmentioned
from bot.discord.told import Told
from bot.discord.view import Colour, Part, Press, button, card, link_button, message_of, note, row, rule
from bot.wording import dated, minute
from index.database import StoredArticle
from index.sentences import sentences
from prompts import message

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot
    from bot.discord.view import Interaction

AROUND = 3
"""Sentences shown before and after a quote."""
LONGEST_CONTEXT, LONGEST_PAGE = 900, 3400
VERBATIM, WELL = 0.95, 0.8
"""From these supports on a statement is called the quote itself, or well supported by it."""


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
        number = int(press.values[0]) if press.values and press.values[0].isdigit() else press.number
        said = interaction.message.id if interaction.message else 0
        checked = await self._checked(interaction, press.key, number, said)
        reads = self._may_read(interaction)
        view = check_card(checked, self.bot.language(interaction), reads=reads)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def report(self, interaction: Interaction, press: Press) -> None:
        """Tell the editors that somebody calls this citation wrong."""
        checked = await self._checked(interaction, press.key, press.number, press.page)
        language = self.bot.language(interaction)
        if not self.bot.memory.report(press.key, press.number, interaction.user.id):
            raise Told("reported-before")
        guild = checked.given.guild
        view = report_card(checked, interaction.user.display_name, self.bot.server(guild).language or language)
        told = await self.bot.tell_editors(guild, view)
        said = message("reported" if told else "reported-nowhere", language)
        await interaction.response.send_message(
            view=note(said, Colour.DONE if told else Colour.CAUTION), ephemeral=True
        )

    async def article(self, interaction: Interaction, press: Press) -> None:
        """A page of the article as it was indexed."""
        checked = await self._checked(interaction, press.key, press.number, 0)
        if not self._may_read(interaction):
            raise Told("editors-read")
        view = article_page(checked, self.bot.language(interaction), press.page)
        if not _is_article_page(interaction.message):
            await interaction.response.send_message(view=view, ephemeral=True)
        else:
            await interaction.response.edit_message(view=view)

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

    def _may_read(self, interaction: Interaction) -> bool:
        guild = interaction.guild_id
        return guild is not None and (
            self.bot.server(guild).everyone_reads or self.bot.is_editor(interaction.user, guild)
        )


def _is_article_page(said: discord.Message | None) -> bool:
    """Whether the pressed part stands in a page of an article already, which then turns."""
    if said is None:
        return False
    parts = ui.LayoutView.from_message(said, timeout=None).walk_children()
    return not any(str(getattr(part, "custom_id", "")).startswith("fn:report:") for part in parts)


def check_card(checked: Checked, language: str, *, reads: bool) -> ui.LayoutView:
    """The quote in bold in its context, what is known of the article, and whether it has changed since."""
    article = checked.stored.article
    url = link_to(article.url, checked.quote)
    published = message("published", language, date=dated(article, language))
    indexed = message("indexed", language, date=minute(checked.stored.indexed, language))
    version = message("version", language, number=checked.stored.version)
    by = " · ".join(safe(shortened(name, LONGEST_NAME)) for name in (article.publisher, article.author) if name)
    known = "\n".join(f"-# {line}" for line in (by, f"{published} · {indexed} · {version}") if line)
    support = f"✓ {message(_in_words(checked.support), language)}"
    parts: list[Part] = [
        button(message("report", language), Press("report", checked.key, checked.number, checked.answer_message))
    ]
    if reads:
        parts.insert(0, button(message("show-article", language), Press("article", checked.key, checked.number)))
    title = f"### [{checked.number}] {safe(shortened(article.title or article.id, 200))}"
    changed = "\n".join(f"⚠ {line}" for line in _since(checked, language))
    body = card(Colour.CARD, f"{title}\n{known}", rule(), _context(checked), rule(), f"-# {support}", changed)
    return message_of(body, *row(*link_button(message("open-source", language), url), *parts))


def _in_words(support: float) -> str:
    return "support-verbatim" if support >= VERBATIM else "support-well" if support >= WELL else "support-some"


def _context(checked: Checked) -> str:
    """The quote in bold between the sentences around it, as a block quote."""
    text, start, end = checked.stored.article.text, checked.cited.start, checked.cited.end
    spans = sentences(text, checked.stored.article.language)
    before = [first for first, last in spans if last <= start][-AROUND:]
    after = [last for first, last in spans if first >= end][:AROUND]
    lead = text[before[0] : start].strip() if before else ""
    rest = text[end : after[-1]].strip() if after else ""
    lead = f"…{lead[-LONGEST_CONTEXT:]}" if len(lead) > LONGEST_CONTEXT else lead
    rest = f"{rest[:LONGEST_CONTEXT]}…" if len(rest) > LONGEST_CONTEXT else rest
    whole = " ".join(part for part in (safe(lead), bold(shortened_quote(checked.quote)), safe(rest)) if part)
    return "\n".join(f"> {line}" for line in whole.split("\n") if line.strip())


def shortened_quote(quote: str) -> str:
    """A quote as long as a card can hold; only a text without spaces gets so long."""
    return quote if len(quote) <= LONGEST_CONTEXT else f"{quote[:LONGEST_CONTEXT]}…"


def _since(checked: Checked, language: str) -> list[str]:
    """What has become of the article since it was cited."""
    newest = checked.newest
    if newest.removed:
        return [message("removed-since", language, date=minute(newest.removed, language))]
    if newest.version == checked.stored.version:
        return []
    stands = "still-stands" if checked.quote in newest.article.text else "stands-no-more"
    changed = message("changed-since", language, number=newest.version, date=minute(newest.indexed, language))
    return [f"{changed} {message(stands, language)}"]


def report_card(checked: Checked, reporter: str, language: str) -> ui.LayoutView:
    """What the editors see of a report."""
    given, article = checked.given, checked.stored.article
    where = f"https://discord.com/channels/{given.guild}/{given.place}/{checked.answer_message}"
    open_answer = link_button(message("open-answer", language), where) if not given.private and given.place else []
    lines = [
        f"**{message('report-title', language, name=safe(shortened(reporter, LONGEST_NAME)))}**",
        f"{safe(shortened(unmentioned(given.question), 300))}",
        f"> {safe(shortened(checked.quote, 1000))}",
        f"-# {article_line(article, language, link_to(article.url, checked.quote))}",
    ]
    return message_of(card(Colour.WRONG, *lines), *row(*open_answer))


def article_page(checked: Checked, language: str, page: int) -> ui.LayoutView:
    """One page of the text as it is stored."""
    article = checked.stored.article
    laid_out = pages((safe(line) for line in article.text.split("\n") if line.strip()), LONGEST_PAGE)
    page = min(page, len(laid_out) - 1)

    def turn(label: str, to: int) -> Part:
        press = Press("article", checked.key, checked.number, max(to, 0))
        return button(message(label, language), press, disabled=not 0 <= to < len(laid_out))

    where = message("page", language, page=page + 1, pages=len(laid_out))
    title = f"### {safe(shortened(article.title or article.id, 200))}"
    body = card(Colour.CARD, title, "\n".join(laid_out[page]), f"-# {where}")
    turns = [turn("previous", page - 1), turn("next", page + 1)] if len(laid_out) > 1 else []
    return message_of(body, *row(*turns))
