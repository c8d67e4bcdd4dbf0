"""The servers of the soak: their articles, their people, and what these can be sure to be told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.load import fill, libraries
from tests.library import an_article
from tests.wire.fake import FakeDiscord
from tests.wire.footnote import NEWS
from tests.wire.objects import MANAGE_SERVER, Channel, Guild, User

SERVERS, READERS = 50, 6
SURE = (
    ("Who bought the harbour ferry?", "Ona Brisk bought it"),
    ("Why was the Cutler Bridge closed?", "rust in two of its cables"),
)
"""Questions that every library answers, with words of the answer."""
QUESTION, BUYER = SURE[0]
UNKNOWN = (
    "What did the ministry of cheese decide?",
    "Who won the chess championship of Zorbania?",
    "How tall is the marzipan tower of Quindle?",
)
CLAIM = "The harbour ferry was sold for 4,200 crowns on Tuesday."
MORE, PRICE = "And for how much?", "4,200 crowns"
"""A follow-up to the first of the sure questions, with words of its answer."""
LONG = "What is new about the lighthouse?"
"""Its answer takes more than one page."""
_KEEPERS = ("Maud Ferrow", "Ivo Lund", "Tamsin Crake", "Otto Behn", "Rosa Pell", "Karl Voss")
_WORDS = (
    "thunderstorm saltwater harbourmaster neighbourhood fisherfolk cobblestone candlelight watercolour schoolteacher "
    "weathervane boardinghouse clockmaker shipwright grandmother bookbinder featherbed gingerbread housekeeper "
    "kettledrum lamplighter marketplace nightingale orangepeel peppermint quartermaster ropewalker sandcastle "
    "tablecloth underground vinegarbottle windowpane chandelier apothecary blacksmith confectioner dressmaker"
)


@dataclass(eq=False, slots=True)
class Town:
    """A server with its people; `shy` is the one who erases what is kept of them."""

    guild: Guild
    desk: Channel
    editor: User
    readers: list[User]
    shy: User
    questions: list[str]
    changing: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def channel(self) -> Channel:
        """Where people talk."""
        return self.guild.channels[0]


def long_news() -> Iterator[str]:
    """The long sentences of the keepers, no two of them alike."""
    words = _WORDS.split()
    for number, keeper in enumerate(_KEEPERS):
        own = words[number * 6 : number * 6 + 6]
        walls = " ".join(f"{one}-{other}-{one}" for one in own for other in own)
        yield f"Keeper {keeper} of the lighthouse told the council that the {walls} walls would stand."


def towns(fake: FakeDiscord, data: Path) -> Iterator[Town]:
    """Make the servers and fill their libraries, one after the other."""
    keepers = [
        an_article(f"keeper-{number}", text, f"2026-11-{number + 20}", title=f"The keeper of lighthouse {number}")
        for number, text in enumerate(long_news())
    ]
    for number, (articles, questions) in enumerate(libraries(SERVERS)):
        guild = fake.guild(f"Server {number}", "general", "editors")
        fill(data, guild, [*articles, *NEWS, *keepers])
        readers = [fake.member(guild, f"reader {at} of {number}") for at in range(READERS)]
        editor = fake.member(guild, f"editor of {number}", fake.role(guild, "editors", MANAGE_SERVER))
        yield Town(guild, guild.channels[1], editor, readers, fake.member(guild, f"shy {number}"), questions)
