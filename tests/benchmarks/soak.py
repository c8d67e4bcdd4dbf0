"""The bot for long, under all that people and Discord do: `python -m tests.benchmarks.soak --minutes 30`.

An unmodified `footnote run` with the real client serves 50 servers of the fake Discord, which holds every request
against Discord's own description. The table at the end says what was done and lost, and whether anything grew.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from tests.benchmarks.load import memory
from tests.benchmarks.question_sets import EMBEDDING
from tests.benchmarks.soak_hands import PATIENCE, Hands
from tests.benchmarks.soak_judge import Sample, left_behind, remembered, tasks_told, unprovoked
from tests.benchmarks.soak_people import Action, mix
from tests.benchmarks.soak_readers import Readers
from tests.benchmarks.soak_tally import Over, Tally
from tests.benchmarks.soak_town import SERVERS, Town, towns
from tests.benchmarks.soak_troubles import Troubles
from tests.benchmarks.table import HEAD, Line
from tests.wire.crowd import NO_LIMITS, percentile
from tests.wire.fake import FakeDiscord
from tests.wire.footnote import Ended, Footnote
from tests.wire.invocations import slash

MINUTES, RATE, TROUBLE_EVERY, SAMPLE_EVERY, TOLD_EVERY = 30.0, 4.0, 10.0, 3.0, 60.0
"""By default; actions that begin in a second, most of several steps; and seconds."""
WARM_UP, SHARE = 60.0, 0.2
"""Seconds, or that share of the time if it is longer: until then libraries are opened and caches fill."""
LOOKS = 100
"""So many times, ten in a second, is looked whether the bot has told how it is."""
REST = 35.0
"""Seconds; a connection to Discord that was not used for 15 is closed by a look that comes every 15."""
AT_ONCE, SET_UP_AT_ONCE = 40, 5
"""So many actions go on at a time at most, then the next one waits; and so many servers are set up."""
LATEST = 900.0
"""Seconds that all may take beyond the time that was asked for."""
STUCK = 1
"""The exit status of a bot that does not leave."""
SEED = 20261127


class Soak:
    """One run; it ends in time whatever happens."""

    def __init__(
        self, fake: FakeDiscord, towns: list[Town], footnote: Footnote, seconds: float, deadline: float
    ) -> None:
        self.fake, self.towns, self.footnote, self.seconds, self.deadline = fake, towns, footnote, seconds, deadline
        self.tally = Tally()
        self.chance = random.Random(SEED)
        self.hands = Hands(fake, self.tally, self.chance)
        self.mix = mix(self.hands)
        self.troubles = Troubles(self.hands)
        self.samples: list[Sample] = []
        self.at_rest: list[Sample] = []
        self._troubles = itertools.cycle(self.troubles.turns)
        self._going: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Let everything happen for so long, then wait for what has begun."""
        warm_up = max(WARM_UP, SHARE * self.seconds)
        async with self._beside(self._tell):
            await self._set_up()
            await self._load(warm_up)
            await self._rest()
            async with self._beside(self._watch):
                await self._load(self.seconds - warm_up)
            await self._rest()
        self.hands.settle(0)

    @asynccontextmanager
    async def _beside(self, work: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
        task = asyncio.ensure_future(work())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])

    async def _load(self, seconds: float) -> None:
        """Let people act at a steady rate, and Discord make trouble, then wait for what has begun."""
        until = time.monotonic() + seconds
        actions, weights = [*self.mix], [*self.mix.values()]
        trouble = asyncio.create_task(self._trouble(until))
        while time.monotonic() < until and self.footnote.is_running:
            self._begin(self.chance.choices(actions, weights)[0])
            await asyncio.sleep(1 / RATE)
            if len(self._going) >= AT_ONCE:
                await asyncio.wait(self._going, return_when=asyncio.FIRST_COMPLETED)
        await asyncio.wait({trouble, *self._going}, timeout=2 * PATIENCE)

    async def _rest(self) -> None:
        """Look at the bot when nothing goes on and the connections to Discord that were kept are closed."""
        await asyncio.sleep(REST)
        if sample := await self._sample():
            self.at_rest.append(sample)

    async def _set_up(self) -> None:
        """Each owner chooses the editors' channel, to which suggestions go; somebody asks, so that all are loaded."""

        async def one(town: Town) -> None:
            with suppress(Over), self.tally.step("servers set up"):
                setup = await self.hands.use(slash("setup"), town.guild.owner, town.channel)
                panel = await setup.answered(PATIENCE)
                chosen = [str(town.desk.id)]
                used = await self.hands.press(panel, "set", town.guild.owner, chosen, key="log")
                await used.answered(PATIENCE)
                await Readers(self.hands).ask(town)

        for number in range(0, len(self.towns), SET_UP_AT_ONCE):
            await asyncio.gather(*map(one, self.towns[number : number + SET_UP_AT_ONCE]))

    def _begin(self, action: Action) -> None:
        task = asyncio.create_task(self._do(action, self.chance.choice(self.towns)))
        self._going.add(task)
        task.add_done_callback(self._going.discard)

    async def _do(self, action: Action, town: Town) -> None:
        try:
            await action(town)
        except Over:
            return
        except Exception as error:
            self.tally.lose(f"in between ({action.__name__})", error)

    async def _trouble(self, until: float) -> None:
        while time.monotonic() + TROUBLE_EVERY < until and self.footnote.is_running:
            await asyncio.sleep(TROUBLE_EVERY)
            await self._do(next(self._troubles), self.chance.choice(self.towns))

    async def _watch(self) -> None:
        """Look at the bot again and again."""
        while True:
            if sample := await self._sample():
                self.samples.append(sample)
            await asyncio.sleep(SAMPLE_EVERY)

    async def _sample(self) -> Sample | None:
        """How the bot is; None where it does not tell in time."""
        before, left_open = len(self.footnote.output), self.hands.left_open
        self.footnote.send(signal.SIGUSR1)
        for _ in range(LOOKS):
            if not self.footnote.is_running:
                break
            await asyncio.sleep(0.1)
            if (tasks := tasks_told(self.footnote.output[before:])) is not None:
                pid = self.footnote.pid
                descriptors, threads = (len([*Path(f"/proc/{pid}/{what}").iterdir()]) for what in ("fd", "task"))
                return Sample(memory(pid, "VmRSS"), descriptors, threads, tasks - left_open)
        return None

    async def _tell(self) -> None:
        """Say every minute how it goes, and let the fake forget."""
        began = time.monotonic()
        while True:
            await asyncio.sleep(TOLD_EVERY)
            self.hands.settle()
            done, lost = self.tally.done.total(), self.tally.lost.total()
            last = self.samples[-1] if self.samples else "warming up"
            minutes, going = (time.monotonic() - began) / 60, len(self._going)
            said = f"{minutes:.0f} min: {done} done, {lost} lost, {going} going on, {last}"
            print(said, file=sys.stderr, flush=True)

    def lines(self, ended: Ended) -> Iterator[Line]:
        """The table."""
        for kind, count in sorted(self.tally.done.items(), key=lambda pair: -pair[1]):
            yield Line(kind, count, "{:,.0f}")
        yield Line("steps done", self.tally.done.total(), "{:,.0f}", 1, more=True)
        yield Line("lost, or answered wrongly", self.tally.lost.total() + len(self._going), "{:.0f}", 0)
        acknowledged, answered = sorted(self.tally.acknowledged), sorted(self.tally.answered)
        for what, waits in (("acknowledged", acknowledged), ("/ask answered", answered)):
            yield from (Line(f"{what}, p{share}", percentile(waits, share / 100)) for share in (50, 95))
        late = sum(one > self.deadline for one in acknowledged)
        yield Line(f"acknowledged after the {self.deadline:.0f} s that Discord waits", late, "{:.0f}")
        looks = len(self.samples) + len(self.at_rest)
        yield Line("looks at the bot, under load and at rest", looks, "{:.0f}", 12, more=True)
        if self.samples:
            yield from remembered(self.samples)
        if self.at_rest:
            yield from left_behind(self.at_rest)
        strange = self.strange(ended)
        yield Line("warnings and errors in the log that were not provoked", len(strange), "{:.0f}", 0)
        yield Line("rules of Discord broken", len(self.fake.world.faults), "{:.0f}", 0)
        yield Line(
            "exit status of the bot when told to leave, or the signal that ended it", abs(ended.status), "{:.0f}", 0
        )

    def strange(self, ended: Ended) -> list[str]:
        """The lines of the log that no trouble explains."""
        return unprovoked(ended.output, self.troubles.provoked)

    def why(self, ended: Ended) -> Iterator[str]:
        """What stands behind the figures that should be nought."""
        yield from (*self.tally.why, *self.strange(ended), *self.fake.world.faults)


async def soak(seconds: float, log: Path | None) -> list[Line]:
    """Run it and tell, whatever happens; the bot's log is kept where that is said."""
    async with FakeDiscord() as fake:
        deadline, fake.world.deadline = fake.world.deadline, PATIENCE  # how fast a busy machine is, is not judged here
        with tempfile.TemporaryDirectory(prefix="footnote-soak-") as folder:
            data = Path(folder, "data")
            all_towns = list(towns(fake, data))
            print(f"{SERVERS} servers are filled", file=sys.stderr, flush=True)
            footnote = Footnote(fake, data, EMBEDDING=EMBEDDING, **NO_LIMITS)
            run = Soak(fake, all_towns, footnote, seconds, deadline)
            ended = await to_its_end(run)
            if log:
                log.write_text(ended.output, "utf-8")
            print(*run.why(ended), sep="\n", file=sys.stderr)
            return list(run.lines(ended))


async def to_its_end(run: Soak) -> Ended:
    """Start the bot, let everything happen, and tell the bot to leave, whatever went wrong."""
    try:
        async with asyncio.timeout(run.seconds + LATEST):
            await run.footnote.start()
            await run.fake.ready()
            await run.run()
    except Exception as error:
        run.tally.lose("the soak itself", error)
    finally:
        run.footnote.send(signal.SIGTERM)
    try:
        return await run.footnote.ended()
    except AssertionError as error:
        print(error, file=sys.stderr)
        return Ended(STUCK, run.footnote.output)
    finally:
        run.footnote.send(signal.SIGKILL)


def main() -> None:
    """Print the table; exit status 1 if a bar is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--log", type=Path, help="keep the log of the bot here")
    given = parser.parse_args()
    minutes: float = given.minutes
    lines = asyncio.run(soak(minutes * 60, given.log))
    print(f"{minutes:g} minutes on {os.cpu_count()} cores\n\n{HEAD}", *lines, sep="\n")
    sys.exit(any("missed" in line.judged for line in lines))


if __name__ == "__main__":
    main()
