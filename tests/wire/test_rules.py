"""The rules that Discord's description does not tell, on messages that break one each."""

from __future__ import annotations

import pytest

from tests.wire.messages import V2
from tests.wire.objects import Json
from tests.wire.rules import choice_faults, command_faults, message_faults, modal_faults, ping_faults


def text(content: str) -> Json:
    return {"type": 10, "content": content}


def button(**more: object) -> Json:
    return {"type": 2, "style": 2, "label": "Check", "custom_id": "check"} | more


def row(*inner: Json) -> Json:
    return {"type": 1, "components": list(inner)}


def card(*inner: Json) -> Json:
    return {"type": 17, "components": list(inner)}


def modal(**more: object) -> Json:
    field = {"type": 4, "custom_id": "q", "style": 1, "max_length": 4000}
    return {
        "title": "Ask",
        "custom_id": "ask",
        "components": [{"type": 18, "label": "Question", "component": field}],
    } | more


def select(options: int) -> Json:
    return {"type": 3, "custom_id": "choose", "options": [{"label": str(n), "value": str(n)} for n in range(options)]}


LAWFUL = card(text("x" * 3999), text("y"), row(button()), row(select(25)))
BROKEN_MESSAGES: dict[str, tuple[Json, str]] = {
    "long content": ({"content": "x" * 2001}, "content of 2001 characters"),
    "long embeds": ({"embeds": [{"description": "x" * 4000}, {"title": "y", "description": "x" * 2000}]}, "6001"),
    "nothing": ({}, "empty message"),
    "V2 with content": ({"flags": V2, "content": "x", "components": [text("x")]}, "content or embeds"),
    "V2 without the flag": ({"components": [text("x")]}, "without the flag"),
    "too many components": ({"flags": V2, "components": [card(*map(text, "x" * 40))]}, "41 components"),
    "too much text": ({"flags": V2, "components": [card(text("x" * 2001)), text("x" * 2000)]}, "4001 characters"),
    "an empty text": ({"flags": V2, "components": [text("")]}, "an empty text"),
    "a custom_id twice": ({"components": [row(button(), button())]}, "2 times"),
    "a long custom_id": ({"components": [row(button(custom_id="x" * 101))]}, "1 to 100"),
    "six buttons": ({"components": [row(*(button(custom_id=str(n)) for n in range(6)))]}, "1 to 5 buttons"),
    "26 options": ({"components": [row(select(26))]}, "26 options"),
    "a long link": ({"components": [row(button(style=5, custom_id=None, url="x" * 513))]}, "513"),
    "a link with custom_id": ({"components": [row(button(style=5, url="x"))]}, "either an url"),
}


def test_a_message_within_all_limits_is_lawful() -> None:
    assert list(message_faults({"flags": V2, "components": [LAWFUL]})) == []
    assert list(ping_faults({"allowed_mentions": {"parse": [], "replied_user": False}})) == []
    assert list(modal_faults(modal())) == []


@pytest.mark.parametrize("broken", BROKEN_MESSAGES)
def test_a_message_that_breaks_a_rule_is_named_with_its_fault(broken: str) -> None:
    message, fault = BROKEN_MESSAGES[broken]

    assert fault in "; ".join(message_faults(message))


ABLE_TO_PING: list[Json | None] = [
    None,
    {},
    {"parse": ["users"]},
    {"parse": [], "users": ["1"]},
    {"parse": [], "roles": ["1"]},
    {"parse": [], "replied_user": True},
]


@pytest.mark.parametrize("allowed", ABLE_TO_PING)
def test_a_message_that_could_ping_is_a_fault(allowed: Json | None) -> None:
    assert list(ping_faults({"content": "hello", "allowed_mentions": allowed}))


BROKEN_FORMS = [
    modal(title="x" * 46),
    modal(components=[]),
    modal(components=[row({"type": 4, "custom_id": "q", "max_length": 4001})]),
    modal(components=[row({"type": 4, "custom_id": "q", "value": "xx", "max_length": 1})]),
]


@pytest.mark.parametrize("broken", BROKEN_FORMS)
def test_a_form_that_breaks_a_rule_is_a_fault(broken: Json) -> None:
    assert list(modal_faults(broken))


BROKEN_COMMANDS: list[Json] = [
    {"name": "Ask"},
    {"name": "a b"},
    {"name": "x" * 33},
    {"name_localizations": {"ko": "물어 보기"}},
    {"description": ""},
    {"description": "x" * 101},
    {"type": 3, "description": "not for menus"},
    {"options": [{"name": "a", "description": "b"}, {"name": "c", "description": "d", "required": True}]},
]


@pytest.mark.parametrize("broken", BROKEN_COMMANDS)
def test_a_command_that_breaks_a_rule_is_a_fault(broken: Json) -> None:
    command = {"name": "ask", "description": "Ask the articles"}

    assert list(command_faults([command])) == []
    assert list(command_faults([command | broken]))


def test_more_than_25_choices_or_one_over_100_characters_is_a_fault() -> None:
    assert list(choice_faults([{"name": str(n), "value": str(n)} for n in range(25)])) == []
    assert list(choice_faults([{"name": str(n), "value": str(n)} for n in range(26)]))
    assert list(choice_faults([{"name": "x" * 101, "value": "x"}]))
