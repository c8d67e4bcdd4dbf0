"""Messages and their components as the fake keeps them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.wire.objects import Attachment, Channel, Json, Thread, User, new_id, now

ROW, BUTTON, SELECT, TEXT_INPUT, SECTION, TEXT, FILE, CONTAINER, LABEL = 1, 2, 3, 4, 9, 10, 13, 17, 18
LINK = 5
HAS_THREAD, EPHEMERAL, LOADING, V2 = 1 << 5, 1 << 6, 1 << 7, 1 << 15
REPLY = 19
_ALWAYS: dict[int, Json] = {
    3: {"min_values": 1, "max_values": 1, "disabled": False},
    14: {"spacing": 1, "divider": True},
    17: {"accent_color": None, "spoiler": False},
}
"""What Discord adds to a component that does not say it, by type; 5 to 8 are selects as 3 is."""


def nested(components: Iterable[Json]) -> Iterator[Json]:
    """All components, with those inside of them."""
    for component in components:
        yield component
        yield from nested(component.get("components") or ())
        inner = (component.get(key) for key in ("accessory", "component"))
        yield from nested(found for found in inner if found)


def _completed(component: Json, numbers: Iterator[int], files: Mapping[str, Attachment]) -> Json:
    """The component as Discord shows it again: numbered, with the defaults, a file by its address."""
    kind = 3 if component["type"] in range(5, 9) else component["type"]
    made = _ALWAYS.get(kind, {}) | component
    made["id"] = component.get("id") or next(numbers)
    if made.get("components"):
        made["components"] = [_completed(inner, numbers, files) for inner in made["components"]]
    if made.get("accessory"):
        made["accessory"] = _completed(made["accessory"], numbers, files)
    if kind == FILE:
        shown = files[made["file"]["url"]].payload()
        made |= {"file": {key: shown[key] for key in ("id", "url", "proxy_url", "content_type")}}
        made |= {"name": shown["filename"], "size": shown["size"]}
    return made


@dataclass(eq=False, slots=True)
class Message:
    """A message; `seen_by` is the only one who sees it, None if all do."""

    channel: Channel
    author: User
    content: str = ""
    flags: int = 0
    components: list[Json] = field(default_factory=list)
    embeds: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    answered: Message | None = None
    mentions: tuple[User, ...] = ()
    seen_by: User | None = None
    thread: Thread | None = None
    extra: Json = field(default_factory=dict)
    edits: int = 0
    deleted: bool = False
    id: int = field(default_factory=new_id)
    made: str = field(default_factory=now)

    def change(self, body: Json, attachments: list[Attachment]) -> None:
        """Take over what a request says; only the flag for Components V2 may be set later."""
        self.content = body.get("content", self.content) or ""
        self.embeds = body.get("embeds", self.embeds) or []
        if "attachments" in body or attachments:
            kept = {entry.get("id") for entry in body.get("attachments") or ()}
            self.attachments = [one for one in self.attachments if str(one.id) in kept] + attachments
        if "components" in body:
            numbers = itertools.count(1)
            files = {f"attachment://{one.filename}": one for one in self.attachments}
            self.components = [_completed(component, numbers, files) for component in body["components"] or ()]
        self.flags = (self.flags | (body.get("flags") or 0) & V2) & ~LOADING

    @property
    def text(self) -> str:
        """Everything there is to read in it, buttons left aside."""
        of_embeds = [embed.get(key) or "" for embed in self.embeds for key in ("title", "description")]
        shown = [component["content"] for component in nested(self.components) if component["type"] == TEXT]
        return "\n".join(filter(None, [self.content, *of_embeds, *shown]))

    @property
    def buttons(self) -> list[Json]:
        return [component for component in nested(self.components) if component["type"] == BUTTON]

    def component(self, name: str) -> Json:
        """A button or select by its custom_id, label or placeholder."""
        for component in nested(self.components):
            if name in (component.get("custom_id"), component.get("label"), component.get("placeholder")):
                assert not component.get("disabled"), f"{name!r} is disabled"
                return component
        had = [
            component.get("label") or component["custom_id"]
            for component in nested(self.components)
            if _names(component)
        ]
        raise AssertionError(f"the message has no {name!r}, only {had}")

    def payload(self, *, blind: bool = False) -> Json:
        """The message in JSON; `blind` for those who may not see what it says."""
        said: Json = {
            "content": "" if blind else self.content,
            "embeds": [] if blind else self.embeds,
            "components": [] if blind else self.components,
            "attachments": [] if blind else [attachment.payload() for attachment in self.attachments],
        }
        about: Json = {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "type": REPLY if self.answered else 0,
            "author": self.author.payload(),
            "timestamp": self.made,
            "edited_timestamp": now() if self.edits else None,
            "flags": self.flags,
            "mentions": [user.payload() for user in self.mentions],
            "mention_roles": [],
            "mention_everyone": False,
            "pinned": False,
            "tts": False,
        }
        below = {"thread": self.thread.payload()} if self.thread else {}
        return about | said | self.extra | self._reference() | below

    def _reference(self) -> Json:
        if self.answered is None:
            return {}
        where = {"message_id": str(self.answered.id), "channel_id": str(self.channel.id), "type": 0}
        if self.channel.guild:
            where |= {"guild_id": str(self.channel.guild.id)}
        return {"message_reference": where}

    def event(self, *, blind: bool = False) -> Json:
        """The data of MESSAGE_CREATE."""
        guild = self.channel.guild
        if guild is None or self.author.id not in guild.members:
            return self.payload(blind=blind)
        member = {key: value for key, value in guild.member(self.author).items() if key != "user"}
        return self.payload(blind=blind) | {"guild_id": str(guild.id), "member": member}


def _names(component: dict[str, Any]) -> bool:
    return bool(component.get("label") or component.get("custom_id"))
