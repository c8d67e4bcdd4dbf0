"""The bot under load: `python -m tests.benchmarks.load` prints a table; `--rows` leaves out its head.

An unmodified `footnote run` with the real client talks to the fake Discord in this process, on the same cores.
"""

from __future__ import annotations

import asyncio
import math
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.samples import ARTICLES, QUESTIONS
from index.article import Article
from index.library import DataFolder
from index.sources import Refusal, WebLimits, read
from tests.benchmarks.question_sets import EMBEDDING, FOLDER, NEWS, corpus_of, questions_of
from tests.benchmarks.table import HEAD, Line
from tests.wire.crowd import NO_LIMITS, Asker, Waits, ask_all, percentile
from tests.wire.fake import FakeDiscord
from tests.wire.footnote import Footnote
from tests.wire.objects import Guild

SERVERS, PEOPLE, QUESTIONS_AT_ONCE = 20, 10, 200
OVER, DEADLINE, SOON = 10.0, 3.0, 0.5
"""Seconds: the steady load lasts, Discord waits for an acknowledgement, an acknowledgement takes at most."""
LOADED = 5.0
"""Seconds after its start the bot has loaded what it loads beside its first answers; libraries it opens when asked."""
MB = 1_000_000


def libraries(servers: int = SERVERS) -> Iterator[tuple[list[Article], list[str]]]:
    """The articles of each server with questions about them: from the question set where it is at hand."""
    if not (FOLDER / NEWS).is_dir():
        samples = _articles(str(ARTICLES))
        yield from [(samples, list(QUESTIONS))] * servers
        return
    about = defaultdict(list)
    for question in questions_of(NEWS):
        about[question.group].append(question.text)
    articles = _articles(str(corpus_of(NEWS)))
    for number in range(servers):
        own = articles[number::servers]
        yield own, [text for article in own for text in about[article.id]]


def _articles(source: str) -> list[Article]:
    return [one for one in read(source, web=WebLimits()) if not isinstance(one, Refusal)]


def fill(data: Path, guild: Guild, articles: list[Article]) -> None:
    """Put a server's articles into its library, vectors and all."""
    folder = DataFolder(data)
    library = folder.open(str(guild.id), EMBEDDING)
    library.ingest.run(articles, datetime.now(UTC))
    library.work_off(math.inf)
    library.close()
    folder.close()


def crowd(fake: FakeDiscord, data: Path) -> list[Asker]:
    """Fill the servers; their people in turn, server by server, each with a question of their own."""
    each = []
    for number, (articles, questions) in enumerate(libraries()):
        guild = fake.guild(f"Server {number}")
        fill(data, guild, articles)
        people = [fake.member(guild, f"reader {at} of {number}") for at in range(PEOPLE)]
        each.append([Asker(user, guild.channels[0], questions[at % len(questions)]) for at, user in enumerate(people)])
    return [asker for turn in zip(*each, strict=True) for asker in turn]


def memory(pid: int, what: str) -> float:
    """MB of a process: VmRSS now, VmHWM at its peak."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    found = re.search(rf"^{what}:\s+(\d+) kB", status, re.M)
    return int(found[1]) * 1024 / MB if found else math.nan


async def measured() -> AsyncIterator[Line]:
    """Every line, as soon as it is known."""
    # Bodies are not held against Discord's description here: that would cost more of the two cores than the bot does.
    async with FakeDiscord(check=False) as fake:
        with tempfile.TemporaryDirectory(prefix="footnote-load-") as folder:
            data = Path(folder, "data")
            askers = crowd(fake, data)
            async with Footnote(fake, data, **NO_LIMITS) as footnote:
                async for line in under_load(fake, askers, footnote.pid):
                    yield line
    yield Line("rules of Discord broken under load", len(fake.world.faults), "{:.0f}", 0)


async def under_load(fake: FakeDiscord, askers: list[Asker], pid: int) -> AsyncIterator[Line]:
    """The first question, a steady load, a burst, and the memory they take."""
    first = await ask_all(fake, askers[:1])
    yield Line("the bot's first question, asked as soon as it is connected", percentile(first.answered, 1))
    await asyncio.sleep(LOADED)
    before = memory(pid, "VmHWM")
    for line in lines(f"{len(askers)} questions over {OVER:.0f} s", await ask_all(fake, askers, over=OVER), SOON, 3.0):
        yield line
    between = memory(pid, "VmRSS")
    for line in lines(f"{len(askers)} questions at once", await ask_all(fake, askers), DEADLINE):
        yield line
    yield Line("the bot's peak memory before the load", before, "{:.0f} MB")
    yield Line("its peak memory after all of them", memory(pid, "VmHWM"), "{:.0f} MB")
    yield Line("its memory after the burst, more than before it", memory(pid, "VmRSS") - between, "{:.0f} MB")


def lines(what: str, waits: Waits, soon: float, answered: float | None = None) -> Iterator[Line]:
    """What is told of a load; `soon` is the bar for an acknowledgement, `answered` for an answer."""
    yield Line(f"{what}: acknowledged, p95", percentile(waits.acknowledged, 0.95), bar=soon)
    yield Line(f"{what}: acknowledged, the slowest", percentile(waits.acknowledged, 1), bar=DEADLINE)
    yield Line(f"{what}: answered, p50", percentile(waits.answered, 0.5))
    yield Line(f"{what}: answered, p95", percentile(waits.answered, 0.95), bar=answered)
    yield Line(f"{what}: lost", SERVERS * PEOPLE - len(waits.answered), "{:.0f}", 0)


async def main() -> None:
    """Print the table."""
    if "--rows" not in sys.argv:
        print(HEAD)
    async for line in measured():
        print(line, flush=True)


if __name__ == "__main__":
    asyncio.run(main())
