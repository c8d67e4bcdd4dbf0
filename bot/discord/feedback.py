"""What readers think of answers: 👍, or 👎 with a reason; editors take it out as a file."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.discord.export import Articles, as_csv, as_jsonl, cited_in
from bot.discord.form import Form
from bot.discord.memory.ratings import read
from bot.discord.naming import localised
from bot.discord.records import Given, Rating
from bot.discord.rights import editors_only
from bot.discord.told import Told
from bot.discord.view import LARGEST, Colour, Press, hand_over, note
from prompts import message

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot
    from bot.discord.view import Interaction

log = logging.getLogger(__name__)
REASONS = ("wrong", "unsupported", "outdated", "incomplete")
OF_ABSTENTIONS = ("incomplete", "outdated")
"""Why an answer is no good; of "the articles do not say" only these can be meant."""
LONGEST_WORDS = 500
EVER = datetime(2000, 1, 1, tzinfo=UTC)


@app_commands.guild_only()
class Feedback(commands.GroupCog, group_name="feedback", group_description=localised("command-feedback")):
    """Readers rate, editors read."""

    def __init__(self, bot: FootnoteBot) -> None:
        """Take the bot, and answer for the two thumbs."""
        super().__init__()
        self.bot = bot
        bot.answers_to({"good": self.good, "bad": self.bad})

    async def good(self, interaction: Interaction, press: Press) -> None:
        """👍: noted at once."""
        kept = await self.bot.given(interaction, press.key)
        self._keep(interaction, press.key, kept, good=True)
        thanks = message("feedback-thanks", self.bot.language(interaction))
        await interaction.response.send_message(view=note(thanks, Colour.DONE), ephemeral=True)

    async def bad(self, interaction: Interaction, press: Press) -> None:
        """👎: noted at once; the reason is asked for, and counts when it is given."""
        kept = await self.bot.given(interaction, press.key)
        language = self.bot.language(interaction)
        self._keep(interaction, press.key, kept, good=False)

        async def submitted(interaction: Interaction, form: Form) -> None:
            kept = await self.bot.given(interaction, press.key)
            reason = next((one for one in form.chosen("reason") if one in REASONS), "")
            self._keep(interaction, press.key, kept, good=False, reason=reason, words=form.text("words"))
            thanks = message("feedback-thanks", language)
            await interaction.response.send_message(view=note(thanks, Colour.DONE), ephemeral=True)

        form = Form(message("feedback-title", language), language, submitted)
        reasons = REASONS if kept.statements else OF_ABSTENTIONS
        options = [(one, message(f"reason-{one}", language)) for one in reasons]
        form.ask_to_choose(
            "reason", message("feedback-reason", language), options, hint=message("feedback-hint", language)
        )
        form.ask_for("words", message("feedback-words", language), longest=LONGEST_WORDS)
        await interaction.response.send_modal(form)

    def _keep(
        self, interaction: Interaction, key: str, kept: Given, *, good: bool, reason: str = "", words: str = ""
    ) -> None:
        now = datetime.now(UTC)
        self.bot.memory.ratings.keep(Rating(key, interaction.user.id, now, good, reason, words, kept))
        log.info("an answer was called %s in %s", "good" if good else f"bad: {reason or '-'}", kept.guild)

    @app_commands.command(name="export", description=localised("command-feedback-export"))
    @app_commands.describe(format=localised("option-format"))
    @app_commands.choices(
        format=[app_commands.Choice(name=localised(f"format-{one}"), value=one) for one in ("csv", "jsonl")]
    )
    async def export(self, interaction: Interaction, format: str = "csv") -> None:
        """`/feedback export`, for editors."""
        guild = editors_only(interaction)
        language = self.bot.language(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        ratings = await self.bot.app.in_reader(read, self.bot.memory.ratings.rows(guild, EVER))
        if not ratings:
            raise Told("no-feedback")
        wanted = cited_in(ratings)
        found: Articles = dict(zip(wanted, await self.bot.community(guild).versions(wanted), strict=True))
        written = await self.bot.app.in_reader(as_csv if format == "csv" else as_jsonl, ratings, found, LARGEST)
        said = message(
            "feedback-file", language, count=written.rows, left=self.bot.memory.ratings.count(guild) - written.rows
        )
        name = f"footnote-feedback-{datetime.now(UTC):%Y-%m-%d}.{format}"
        await hand_over(interaction, said, name, written.content)
