"""What a part says in its custom_id, and how the pieces of a message fit into what Discord takes."""

from __future__ import annotations

import discord
import pytest

from bot.discord.view import Colour, Press, button, card, choice, link_button, message_of, note, press_of, row


@pytest.mark.parametrize(
    "press",
    [
        Press("check", "aB3_-x", 2),
        Press("read-on", "k", 0, 3),
        Press("list", "", 0, 12),
        Press("set", "open"),
        Press("draft-cancel", "x" * 16, 999_999_999, 10**19),
    ],
)
def test_a_press_says_what_it_means_in_its_custom_id(press: Press) -> None:
    assert press_of(press.custom_id) == press
    assert len(press.custom_id) <= 100


def test_what_was_chosen_in_a_select_comes_with_the_press() -> None:
    assert press_of("fn:check:key:0:0", ["3", "4"]) == Press("check", "key", values=("3", "4"))


@pytest.mark.parametrize("custom_id", ["fn:set:open", "fn:zone"])
def test_what_is_left_out_of_a_custom_id_is_empty(custom_id: str) -> None:
    press = press_of(custom_id)

    assert press
    assert (press.number, press.page) == (0, 0)


@pytest.mark.parametrize(
    "forged",
    [
        *("", "fn:", "fn", "other:check:key:1:0", "FN:check:key:1:0", "fn:CHECK:key:1:0", "fn:check:k y:1:0"),
        *("fn:check:key:-1:0", "fn:check:key:one:0", "fn:check:key:1:0:0", "fn:check:key:9999999999:0", "xfn:check"),
        *("fn:check:key:1:0\n", "fn:check:../key:1:0", "form:abc:1:2", "fn:check:key;drop:1:0"),
    ],
)
def test_a_custom_id_that_is_not_ours_means_nothing(forged: str) -> None:
    assert press_of(forged) is None


def test_labels_and_options_are_cut_to_what_discord_takes() -> None:
    pressed = button("x" * 200, Press("check")).item
    chosen = choice("p" * 200, Press("check"), [(str(n), "l" * 200, "m" * 200) for n in range(40)], "3").item

    assert isinstance(pressed, discord.ui.Button)
    assert pressed.label == "x" * 80
    assert isinstance(chosen, discord.ui.Select)
    assert len(chosen.options) == 25
    assert {(len(one.label), len(one.description or "")) for one in chosen.options} == {(100, 100)}
    assert [one.value for one in chosen.options if one.default] == ["3"]


def test_a_button_leads_only_to_an_address() -> None:
    assert [one.url for one in link_button("Open", "https://courier.example/a b")] == ["https://courier.example/a%20b"]
    assert link_button("Open", "javascript:alert(1)") == []


def test_rows_hold_five_buttons_each() -> None:
    buttons = [button(str(n), Press("check", "", n)) for n in range(7)]

    assert [len(one.children) for one in row(*buttons)] == [5, 2]
    assert row() == []


def test_a_card_leaves_out_what_is_empty() -> None:
    shown = card(Colour.DONE, "one", "", "two")

    assert [one.content for one in shown.children if isinstance(one, discord.ui.TextDisplay)] == ["one", "two"]


def test_a_message_never_expires() -> None:
    assert message_of(card(Colour.CARD, "x")).timeout is None
    assert note("x").timeout is None
