"""Care: load what takes long to load, then work off the vector queues while nobody asks."""

from __future__ import annotations

import logging
import time

from discord.ext import tasks

from bot.community import Community
from bot.discord.looking import Looking
from index.errors import IndexProblem

log = logging.getLogger(__name__)
IDLE = 1.0
"""Seconds between two looks at the vector queues of servers whose articles changed."""
ROUND = 60
"""So many looks until each of the other servers was looked at: `footnote add` may have filled their queues."""
BIT_OF_WORK = 0.25
"""Seconds of it at a time, so that a question never waits long behind it."""


class Care(Looking):
    """Looks after the libraries: at once where articles changed here, else within a minute."""

    @tasks.loop(seconds=IDLE)
    async def look(self) -> None:
        """Look at the servers whose articles changed, and at those whose turn it is."""
        in_turn = [*self.bot.guilds][self.look.current_loop % ROUND :: ROUND]
        for community in (*self.bot.stirred(), *(self.bot.community(guild.id) for guild in in_turn)):
            try:
                await self._work_off(community)
            except IndexProblem as problem:
                community.stirred = False
                log.warning("the vectors of %s wait: %s", community.name, problem)
            except Exception:  # a look that raises would be the last one
                community.stirred = False
                log.exception("the vectors of %s wait", community.name)

    @look.before_loop
    async def _warm_up(self) -> None:
        try:
            await self.bot.app.warm_up()
        except IndexProblem as problem:
            log.warning("%s", problem)

    async def _work_off(self, community: Community) -> None:
        """Bits of work until the queue is empty or somebody asks; what is left then goes on at the next look."""
        community.stirred = await community.is_behind()
        while community.stirred and not self.bot.limits.running and not self.bot.leaving:
            began, before = time.monotonic(), await community.left()
            left = await community.work_off(BIT_OF_WORK)
            if (done := before.steps - left.steps) > 0:
                self.bot.seconds_a_step = (time.monotonic() - began) / done
            community.stirred = done > 0 and left.steps > 0
