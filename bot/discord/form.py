"""Forms (modals). What was typed into one is never lost, not even if the bot was restarted meanwhile."""

from __future__ import annotations

import secrets
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.discord.text import pages, safe, shortened
from bot.discord.told import in_words
from bot.discord.view import Colour, note
from prompts import message

if TYPE_CHECKING:
    from bot.discord.view import Interaction

LIVES = 3600.0
"""Seconds that a form may stay open."""
_STARTED = secrets.token_hex(4)
"""Told apart from the forms of an earlier process."""
LONGEST, PARAGRAPH, MOST = 500, 1000, 4000
"""Characters that a line takes, from which on it is a paragraph, and that Discord allows."""
_SHOWN = 3500


class Form(ui.Modal):
    """A form of labelled inputs that hands itself to `submitted`."""

    def __init__(self, title: str, language: str, submitted: Callable[[Interaction, Form], Awaitable[None]]) -> None:
        """Empty at first; see `ask_for`."""
        until = int(time.time() + LIVES)
        super().__init__(
            title=shortened(title, 45), timeout=2 * LIVES, custom_id=f"form:{_STARTED}:{until}:{secrets.token_hex(6)}"
        )
        self.language = language
        self._submitted = submitted
        self._inputs: dict[str, ui.TextInput[Any] | ui.FileUpload[Any] | ui.Select[Any]] = {}

    def ask_for(
        self,
        name: str,
        label: str,
        default: str = "",
        *,
        longest: int = LONGEST,
        required: bool = False,
        hint: str = "",
    ) -> Form:
        """A line of text, or a paragraph where as much as PARAGRAPH may be typed."""
        style = discord.TextStyle.paragraph if longest >= PARAGRAPH else discord.TextStyle.short
        most = min(max(longest, len(default)), MOST)
        text: ui.TextInput[Any] = ui.TextInput(
            style=style, default=default[:most] or None, max_length=most, required=required, custom_id=name
        )
        return self._add(name, label, hint, text)

    def ask_for_files(self, name: str, label: str, hint: str, most: int) -> Form:
        """Up to so many files."""
        return self._add(
            name, label, hint, ui.FileUpload(custom_id=name, required=False, min_values=0, max_values=most)
        )

    def ask_to_choose(self, name: str, label: str, options: Iterable[tuple[str, str]], *, hint: str = "") -> Form:
        """One of these options, each a value and a label."""
        listed = [discord.SelectOption(value=value, label=label[:100]) for value, label in options]
        return self._add(name, label, hint, ui.Select(custom_id=name, options=listed))

    def _add(
        self, name: str, label: str, hint: str, item: ui.TextInput[Any] | ui.FileUpload[Any] | ui.Select[Any]
    ) -> Form:
        self._inputs[name] = item
        self.add_item(ui.Label(text=shortened(label, 45), description=shortened(hint, 100) or None, component=item))
        return self

    def text(self, name: str) -> str:
        """What was typed."""
        item = self._inputs[name]
        return str(item.value).strip() if isinstance(item, ui.TextInput) else ""

    def chosen(self, name: str) -> list[str]:
        """What was chosen."""
        item = self._inputs[name]
        return list(item.values) if isinstance(item, ui.Select) else []

    def files(self, name: str) -> list[discord.Attachment]:
        """What was uploaded."""
        item = self._inputs[name]
        return list(item.values) if isinstance(item, ui.FileUpload) else []

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Hand it on."""
        if not is_open(str(self.custom_id)):
            return  # `tell_lost` answers it
        if interaction.client.leaving:
            await give_back(interaction, message("leaving", self.language), self.language)
            return
        with interaction.client.finishing(interaction.id):
            await self._submitted(interaction, self)

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, /) -> None:  # type: ignore[override]  # as Modal has it
        """Tell whoever filled it in, and give back what they typed; discord.py waits for it no longer."""
        self.stop()
        await give_back(interaction, in_words(error, self.language), self.language)


def is_open(custom_id: str) -> bool:
    """Whether a form is one of this process and has not expired."""
    kind, _, rest = custom_id.partition(":")
    started, _, rest = rest.partition(":")
    until = rest.partition(":")[0]
    return kind == "form" and started == _STARTED and until.isdigit() and int(until) > time.time()


async def tell_lost(interaction: Interaction, language: str) -> None:
    """Answer a form that nobody waits for any more."""
    await give_back(interaction, message("form-lost", language), language)


async def give_back(interaction: Interaction, words: str, language: str) -> None:
    """Say why nothing came of a form, and give back what was typed, all of it."""
    data: Any = interaction.data
    files: dict[str, Any] = (data.get("resolved") or {}).get("attachments") or {}
    typed = [*_typed(data.get("components", ())), *(file["filename"] for file in files.values())]
    head = [words, message("typed", language)] if typed else [words]
    for page in pages([*head, *map(safe, typed)], _SHOWN, gap=2):
        view = note("\n\n".join(page), Colour.CAUTION)
        if interaction.response.is_done():
            await interaction.followup.send(view=view, ephemeral=True)
        else:
            await interaction.response.send_message(view=view, ephemeral=True)


def _typed(components: list[dict[str, Any]]) -> Iterator[str]:
    for component in components:
        inner = component.get("component")
        yield from _typed([inner] if inner else component.get("components", []))
        if isinstance(component.get("value"), str) and component["value"].strip():
            yield component["value"]
