"""Once a week the editors hear what was asked, what readers think of the answers, and what the articles do not say."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from discord import ui
from discord.ext import tasks

from bot.discord.gaps import Gap, gap_line, gaps_among
from bot.discord.looking import Looking
from bot.discord.memory.ratings import read
from bot.discord.records import Rating, Usage
from bot.discord.text import safe_line, unmentioned
from bot.discord.view import Colour, Press, button, card, message_of, row
from bot.wording import Audience, day
from prompts import message

log = logging.getLogger(__name__)
EVERY = timedelta(minutes=10)
"""How often is looked whether a week has ended."""
ENDS = time(9)
"""A week ends on Monday at this time of the server's."""
TRIED = timedelta(days=1)
"""So long it is tried to tell of a week; what is told later tells of the next one only."""
NAMED = 3
"""So many gaps, and answers called bad."""


@dataclass(frozen=True, slots=True)
class Week:
    """What happened in a server since a moment."""

    since: datetime
    usage: Usage
    ratings: Sequence[Rating]
    gaps: Sequence[Gap]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.usage.questions or self.ratings)


def week_end(now: datetime, zone: tzinfo) -> datetime:
    """When the last week ended: on Monday morning there."""
    here = now.astimezone(zone)
    monday = datetime.combine(here.date() - timedelta(days=here.weekday()), ENDS, zone)
    return monday if monday <= here else datetime.combine(monday.date() - timedelta(days=7), ENDS, zone)


class Weekly(Looking):
    """Tells the editors."""

    @tasks.loop(seconds=EVERY.total_seconds())
    async def look(self) -> None:
        """Look at every server whose week may have ended."""
        for guild in [*self.bot.guilds]:
            try:
                await self.sum_up(guild.id, datetime.now(UTC))
            except Exception:  # a look that raises would be the last one
                log.exception("the week of %s was not summed up", guild.id)

    @look.before_loop
    async def _begin(self) -> None:
        await self.bot.wait_until_ready()

    async def sum_up(self, guild: int, now: datetime) -> None:
        """Tell of the week if it has ended since the last time; the first one only begins to count."""
        memory, server = self.bot.memory, self.bot.server(guild)
        ended, since = week_end(now, server.zone), memory.summed(guild)
        if since is not None and since >= ended:
            return
        if since is not None and server.weekly and server.editors_channel:
            week = await self._week(guild, since)
            audience = Audience(self.bot.language_in(self.bot.get_guild(guild)), server.zone)
            untold = not week.is_empty and not await self.bot.tell_editors(guild, summary_view(week, audience))
            if untold and now - ended < TRIED:
                return  # at the next look
        memory.note_summed(guild, now)

    async def _week(self, guild: int, since: datetime) -> Week:
        memory = self.bot.memory
        asked = [one for one in memory.gaps.of(guild) if one.given.asked >= since]
        gaps = await self.bot.app.in_reader(gaps_among, asked)
        ratings = await self.bot.app.in_reader(read, memory.ratings.rows(guild, since))
        return Week(since, memory.usage(guild, since), ratings, gaps)


def summary_view(week: Week, audience: Audience) -> ui.LayoutView:
    """The week on one card."""
    language, usage = audience.language, week.usage
    title = message("weekly-title", language, date=day(week.since, audience))
    counts = {"questions": usage.questions, "answered": usage.answered, "people": usage.people}
    lines = [f"### {title}", message("weekly-asked", language, **counts), _rated(week.ratings, language)]
    bad = list(dict.fromkeys(_called_bad(one, language) for one in week.ratings if not one.good))
    called = [f"**{message('weekly-bad', language)}**", *bad[:NAMED]] if bad else []
    open_gaps = [gap for gap in week.gaps if not gap.filled][:NAMED]
    missing = [f"**{message('weekly-gaps', language)}**", *(gap_line(gap, audience) for gap in open_gaps)]
    body = card(Colour.CARD, "\n".join(filter(None, lines)), "\n".join(called), "\n".join(missing if open_gaps else []))
    return message_of(body, *row(button(message("weekly-all", language), Press("gaps", "", 0, 1))))


def _rated(ratings: Sequence[Rating], language: str) -> str:
    """How many thumbs up and down, and the reasons of these."""
    if not ratings:
        return ""
    good = sum(one.good for one in ratings)
    reasons = Counter(one.reason for one in ratings if one.reason)
    told = [f"{message(f'reason-{reason}', language)}: {count}" for reason, count in reasons.most_common()]
    return f"👍 {good} · 👎 {len(ratings) - good}" + (f" ({'; '.join(told)})" if told else "")


def _called_bad(rating: Rating, language: str) -> str:
    """A question whose answer was called bad, and why."""
    question = safe_line(unmentioned(rating.given.question), 200)
    return f"- {question}" + (f" · {message(f'reason-{rating.reason}', language)}" if rating.reason else "")
