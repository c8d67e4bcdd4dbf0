"""The pieces that messages are laid out with. A part people press says in its custom_id what it means.

`fn:check:KEY:2` is enough to act on after a restart: what it refers to stands in the memory, so nothing waits for it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, TypeAlias

import discord
from discord import ui

from bot.discord.text import address

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot

    Interaction: TypeAlias = discord.Interaction[FootnoteBot]

LONGEST_TEXT = 4000
"""Characters of text in one message of Components V2, all of them together."""
LARGEST = 8_000_000
"""Bytes of a file; Discord takes 10 MB."""
_PART = r"fn:(?P<act>[a-z-]+)(?::(?P<key>[\w-]*))?(?::(?P<number>\d{1,9}))?(?::(?P<page>\d{1,20}))?"


class Colour(IntEnum):
    """What the edge of a card says at a glance."""

    ANSWER = 0x2A9D8F
    ABSTENTION = 0x8D99AE
    CARD = 0x5B9BD5
    CAUTION = 0xE9A23B
    DONE = 0x4C9F70
    WRONG = 0xE5604D


@dataclass(frozen=True, slots=True)
class Press:
    """What a pressed part means: the act, and what it is about; `values` are what was chosen in a select."""

    act: str
    key: str = ""
    number: int = 0
    page: int = 0
    values: tuple[str, ...] = ()

    @property
    def custom_id(self) -> str:
        """How it is written into a message."""
        return f"fn:{self.act}:{self.key}:{self.number}:{self.page}"


def press_of(custom_id: str, values: Iterable[str] = ()) -> Press | None:
    """What a custom_id means, None if it is not ours."""
    found = re.fullmatch(_PART, custom_id)
    if not found:
        return None
    return Press(found["act"], found["key"] or "", int(found["number"] or 0), int(found["page"] or 0), tuple(values))


def presses_in(said: discord.Message) -> Iterator[Press]:
    """What the parts of a message of ours mean."""
    for part in ui.LayoutView.from_message(said, timeout=None).walk_children():
        if press := press_of(str(getattr(part, "custom_id", ""))):
            yield press


class Part(ui.DynamicItem[ui.Item[Any]], template=_PART):
    """A button or select that works for ever."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Part:
        """The part as it stands in a message."""
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand it on; the bot knows who answers for the act."""
        data: Any = interaction.data
        press = press_of(self.custom_id, data.get("values", ()))
        assert press is not None  # the template matched
        await interaction.client.pressed(interaction, press)


def button(
    label: str,
    press: Press,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    *,
    disabled: bool = False,
) -> Part:
    """A button that means a press."""
    return Part(ui.Button(label=label[:80], custom_id=press.custom_id, style=style, disabled=disabled))


def link_button(label: str, url: str) -> list[ui.Button[Any]]:
    """A button that opens a page; none if the url cannot be one."""
    target = address(url)
    return [ui.Button(label=label[:80], url=target)] if target else []


def choice(placeholder: str, press: Press, options: Iterable[tuple[str, str, str]], chosen: str = "") -> Part:
    """A select of up to 25 options, each a value, a label and a description."""
    listed = [
        discord.SelectOption(
            value=value[:100], label=label[:100], description=more[:100] or None, default=value == chosen
        )
        for value, label, more in options
    ]
    return Part(ui.Select(placeholder=placeholder[:150] or None, custom_id=press.custom_id, options=listed[:25]))


def row(*items: ui.Item[Any]) -> list[ui.ActionRow[Any]]:
    """Rows of at most five buttons; none for nothing."""
    return [ui.ActionRow(*items[at : at + 5]) for at in range(0, len(items), 5)]


def card(colour: Colour, *items: str | ui.Item[Any]) -> ui.Container[Any]:
    """A framed block; texts become text, empty ones are left out."""
    shown = [ui.TextDisplay(item) if isinstance(item, str) else item for item in items if item != ""]
    return ui.Container(*shown, accent_colour=int(colour))


def rule() -> ui.Separator[Any]:
    """A thin line between two parts of a card."""
    return ui.Separator(spacing=discord.SeparatorSpacing.small)


def message_of(*items: ui.Item[Any]) -> ui.LayoutView:
    """A whole message; it never expires, as its parts stand for themselves."""
    view = ui.LayoutView(timeout=None)
    for item in items:
        view.add_item(item)
    return unwatched(view)


def unwatched(view: ui.LayoutView) -> ui.LayoutView:
    """A view that discord.py only sends: it would keep those that one person sees for 15 minutes, each in a task."""
    view.stop()
    return view


async def hand_over(interaction: Interaction, text: str, name: str, content: bytes) -> None:
    """Answer what was deferred with a file, below some words."""
    view = note(text, Colour.DONE, ui.File(f"attachment://{name}"))
    await interaction.edit_original_response(view=view, attachments=[discord.File(io.BytesIO(content), name)])


def note(text: str, colour: Colour = Colour.CARD, *items: ui.Item[Any]) -> ui.LayoutView:
    """A message of one card."""
    return message_of(card(colour, text), *items)
