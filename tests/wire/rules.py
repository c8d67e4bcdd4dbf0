"""What Discord demands of a bot and its OpenAPI description does not say, and Footnote of itself: no pings.

Each function returns what is wrong, in sentences; limits count characters as Python does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from tests.wire.messages import BUTTON, LINK, ROW, SELECT, TEXT, TEXT_INPUT, V2, nested
from tests.wire.objects import Json

MAX_CONTENT, MAX_EMBEDS, MAX_SHOWN, MAX_COMPONENTS = 2000, 6000, 4000, 40
MAX_CUSTOM_ID, MAX_CHOICES, MAX_TITLE, MAX_INPUT, MAX_URL = 100, 25, 45, 4000, 512
OLD_COMPONENTS = range(1, 9)
"""The types of components that are also allowed outside of Components V2."""
CHAT, SUBCOMMAND, GROUP = 1, 1, 2
COMMAND_NAME = re.compile(r"[-_'\w]{1,32}")


def message_faults(message: Json) -> Iterator[str]:
    """What is wrong with a message as it would be after the request."""
    content, embeds = message.get("content") or "", message.get("embeds") or []
    components = list(nested(message.get("components") or []))
    if len(content) > MAX_CONTENT:
        yield f"content of {len(content)} characters, {MAX_CONTENT} allowed"
    if (size := sum(_embed_size(embed) for embed in embeds)) > MAX_EMBEDS:
        yield f"embeds of {size} characters together, {MAX_EMBEDS} allowed"
    if not (content or embeds or components or message.get("attachments")):
        yield "an empty message"
    yield from _component_faults(components)
    if message.get("flags", 0) & V2:
        yield from _v2_faults(content, embeds, components)
    elif strange := {one["type"] for one in components} - set(OLD_COMPONENTS):
        yield f"components of the types {sorted(strange)} without the flag for Components V2"


def _v2_faults(content: str, embeds: list[Json], components: list[Json]) -> Iterator[str]:
    if content or embeds:
        yield "content or embeds in a Components V2 message"
    if len(components) > MAX_COMPONENTS:
        yield f"{len(components)} components, {MAX_COMPONENTS} allowed with the nested ones"
    shown = sum(len(one["content"]) for one in components if one["type"] == TEXT)
    if shown > MAX_SHOWN:
        yield f"{shown} characters of text, {MAX_SHOWN} allowed in a Components V2 message"


def _embed_size(embed: Json) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    texts += [field.get(key) for field in embed.get("fields") or [] for key in ("name", "value")]
    return sum(len(text) for text in texts if text)


def _component_faults(components: list[Json]) -> Iterator[str]:
    """For messages and modals alike."""
    ids = Counter(one["custom_id"] for one in components if one.get("custom_id") is not None)
    yield from (f"the custom_id {id!r} is there {times} times" for id, times in ids.items() if times > 1)
    yield from (
        f"the custom_id {id!r} is not of 1 to 100 characters" for id in ids if not 1 <= len(id) <= MAX_CUSTOM_ID
    )
    for one in components:
        if one["type"] == TEXT and not one["content"]:
            yield "an empty text"
        if one["type"] == ROW and not _fits(one):
            yield "an action row that is neither one select nor 1 to 5 buttons"
        if one["type"] == SELECT and not 1 <= len(one["options"]) <= MAX_CHOICES:
            yield f"a select of {len(one['options'])} options, 1 to {MAX_CHOICES} allowed"
        if one["type"] == BUTTON:
            yield from _button_faults(one)


def _fits(row: Json) -> bool:
    kinds = [inner["type"] for inner in row["components"]]
    return (set(kinds) == {BUTTON} and len(kinds) <= 5) or (len(kinds) == 1 and kinds[0] in range(3, 9))


def _button_faults(button: Json) -> Iterator[str]:
    if not (button.get("label") or button.get("emoji")):
        yield "a button without label and emoji"
    if (button["style"] == LINK) != bool(button.get("url")) or bool(button.get("url")) == bool(button.get("custom_id")):
        yield f"the button {button.get('label')!r} needs either an url and the style link, or a custom_id"
    if len(button.get("url") or "") > MAX_URL:
        yield f"a link of {len(button['url'])} characters on a button, {MAX_URL} allowed"


def ping_faults(body: Json) -> Iterator[str]:
    """A message may ping nobody, whatever stands in it."""
    allowed = body.get("allowed_mentions")
    if allowed is None:
        yield "no allowed_mentions: whatever is mentioned gets a ping"
    elif allowed.get("parse") != [] or any(allowed.get(key) for key in ("users", "roles", "replied_user")):
        yield f"allowed_mentions that can ping: {allowed}"


def modal_faults(modal: Json) -> Iterator[str]:
    """What is wrong with a form."""
    components = list(nested(modal["components"]))
    if not 1 <= len(modal["title"]) <= MAX_TITLE:
        yield f"the modal title {modal['title']!r} is not of 1 to {MAX_TITLE} characters"
    if not 1 <= len(modal["components"]) <= 5:
        yield f"a modal with {len(modal['components'])} components, 1 to 5 allowed"
    yield from _component_faults([one for one in components if one["type"] != ROW])
    for one in components:
        least, most = one.get("min_length") or 0, one.get("max_length") or MAX_INPUT
        if one["type"] == TEXT_INPUT and not 0 <= least <= most <= MAX_INPUT:
            yield f"a text input of {least} to {most} characters, {MAX_INPUT} allowed"
        if one["type"] == TEXT_INPUT and len(one.get("value") or "") > most:
            yield f"a text input that begins with more than its {most} characters"


def choice_faults(choices: list[Json]) -> Iterator[str]:
    """What is wrong with the choices of an option or of autocomplete."""
    if len(choices) > MAX_CHOICES:
        yield f"{len(choices)} choices, {MAX_CHOICES} allowed"
    texts = [str(text) for choice in choices for text in (choice["name"], choice["value"])]
    yield from (f"the choice {text!r} is not of 1 to 100 characters" for text in texts if not 1 <= len(text) <= 100)


def command_faults(commands: list[Json]) -> Iterator[str]:
    """What is wrong with the commands of an application."""
    names = Counter((command.get("type", CHAT), command["name"]) for command in commands)
    yield from (f"the command {name!r} is there {times} times" for (_, name), times in names.items() if times > 1)
    for command in commands:
        if command.get("type", CHAT) == CHAT:
            yield from _named_faults(command)
        elif command.get("description") or not 1 <= len(command["name"]) <= 32:
            yield f"the menu entry {command['name']!r} has a description or is not of 1 to 32 characters"


def _named_faults(command: Json) -> Iterator[str]:
    """For commands and their options, all the way down."""
    name, options = command["name"], command.get("options") or []
    for shown in _shown(command, "name"):
        if not COMMAND_NAME.fullmatch(shown) or shown != shown.lower():
            yield f"the name {shown!r} is not of 1 to 32 lower-case letters"
    for shown in _shown(command, "description"):
        if not 1 <= len(shown) <= 100:
            yield f"the description {shown!r} of {name!r} is not of 1 to 100 characters"
    needed = [bool(option.get("required")) for option in options]
    if len(options) > MAX_CHOICES or needed != sorted(needed, reverse=True):
        yield f"{name!r} has more than {MAX_CHOICES} options, or a required one after an optional one"
    yield from choice_faults(command.get("choices") or [])
    for option in options:
        yield from _named_faults(option)


def _shown(command: Json, key: str) -> Iterable[str]:
    return [command.get(key) or "", *(command.get(f"{key}_localizations") or {}).values()]
