"""Prices and budgets: what does not fit together is refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsProblem
from bot.settings import Settings, load_settings
from bot.spending import Budget, Prices

PRICED = {"MODEL_PRICE_READ": "1.25", "MODEL_PRICE_WRITTEN": "10"}


def settings(nowhere: Path, **values: str) -> Settings:
    (nowhere / ".env").write_text("".join(f"{name}={value}\n" for name, value in values.items()))
    return load_settings(nowhere / "data")


def test_without_prices_and_budget_there_are_none(nowhere: Path) -> None:
    found = settings(nowhere)

    assert found.prices is None
    assert found.budget == Budget()


def test_prices_and_a_budget_are_read(nowhere: Path) -> None:
    found = settings(nowhere, **PRICED, MODEL_BUDGET="20")

    assert found.prices == Prices(1.25, 10.0)
    assert found.budget == Budget(money=20.0)
    assert settings(nowhere, **PRICED, MODEL_BUDGET_TOKENS="5000000").budget == Budget(tokens=5_000_000)


def test_a_model_that_costs_nothing_may_say_so(nowhere: Path) -> None:
    assert settings(nowhere, MODEL_PRICE_READ="0", MODEL_PRICE_WRITTEN="0").prices == Prices(0.0, 0.0)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"MODEL_PRICE_READ": "1"}, "MODEL_PRICE_READ and MODEL_PRICE_WRITTEN go together"),
        ({"MODEL_BUDGET": "20"}, "MODEL_BUDGET is money, so it needs MODEL_PRICE_READ and MODEL_PRICE_WRITTEN"),
        ({"MODEL_BUDGET": "20", "MODEL_PRICE_READ": "0", "MODEL_PRICE_WRITTEN": "0"}, "MODEL_BUDGET is money"),
        ({**PRICED, "MODEL_BUDGET": "20", "MODEL_BUDGET_TOKENS": "5"}, "are two budgets: set one of them"),
        ({"MODEL_BUDGET_TOKENS": "1.5"}, "The setting MODEL_BUDGET_TOKENS is '1.5'"),
        ({"MODEL_PRICE_READ": "-1"}, "The setting MODEL_PRICE_READ is '-1'"),
        ({"MODEL_BUDGET": "nan"}, "The setting MODEL_BUDGET is 'nan'"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(nowhere: Path, values: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsProblem, match=said):
        settings(nowhere, **values)


def test_what_a_model_costs_changes_nothing_about_what_it_writes(nowhere: Path) -> None:
    plain = settings(nowhere, MODEL="m", MODEL_URL="http://model.example/v1").of_the_model
    priced = settings(nowhere, MODEL="m", MODEL_URL="http://model.example/v1", **PRICED, MODEL_BUDGET="1").of_the_model

    assert plain == priced
    assert (plain["model"], plain["model_url"]) == ("m", "http://model.example/v1")
