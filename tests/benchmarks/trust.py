"""Whether a chat model can be trusted, as a table to compare: `make evaluate MODEL=provider:name`.

MODEL_URL, MODEL_SECONDS and the provider's key come from the environment or from .env, as for the program itself.
`make evaluate MODEL=... OPTIONS="--questions 20"` asks so many questions of each set; `--json` prints an object.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from langchain_core.language_models import BaseChatModel

from bot.app import chat_model
from bot.errors import Problem
from bot.evaluation.figures import INVARIANTS, Figures
from bot.settings import Settings, lend_to_providers, load_settings
from tests.benchmarks.question_sets import EMBEDDING, NEWS, OTHER_WORDS, is_there
from tests.benchmarks.table import HEAD, Line
from tests.benchmarks.trust_asking import BACKED, SAMPLES, asked
from tests.benchmarks.trust_judging import JUDGED, checking, judging, orders

SETS = {SAMPLES: "the samples", OTHER_WORDS: "in other words"}
SCRIPTED = 100
"""So many questions are answered by a script, whose drafts only serve to be checked."""
CHECKING = 50.0
"""Milliseconds that checking an answer may take, in 95 of 100."""
NO_MODEL = """Name the chat model: make evaluate MODEL=provider:name, such as MODEL=openai:gpt-5 or MODEL=ollama:qwen3.
For an OpenAI-compatible server of your own set MODEL_URL as well; MODEL is then the name that it knows the model by."""


@dataclass(frozen=True, slots=True)
class Trust:
    """All figures of a model: of each set, of the orders, of checking scripted drafts, and of each set of claims."""

    model: str
    sets: Mapping[str, Figures]
    orders: Figures
    checking: Figures
    claims: Mapping[str, Figures]


def evaluated(model: BaseChatModel, settings: Settings, most: int, passages: str, scripted: int = SCRIPTED) -> Trust:
    """Ask everything, or so many questions of each part; the script writes about `passages`, another set."""
    with tempfile.TemporaryDirectory(prefix="footnote-trust-") as scratch:
        here = settings.model_copy(update={"data_dir": Path(scratch), "embedding": EMBEDDING})
        sets = {}
        for name in SETS:
            print(f"{name} ...", file=sys.stderr)
            sets[name] = asked(model, here, name, most)
        print("planted orders, checking, claims ...", file=sys.stderr)
        found = {name: figures for name in JUDGED if (figures := judging(model, here, name, most))}
        return Trust(settings.model, sets, orders(model, here, most), checking(here, passages, scripted), found)


def lines(trust: Trust) -> Iterator[str]:
    """The tables, line by line in Markdown."""
    yield f"| {trust.model} | {' | '.join(SETS[name] for name in trust.sets)} |"
    yield f"|{'---|' * (len(trust.sets) + 1)}"
    for name in next(iter(trust.sets.values())):
        yield f"| {name} | {' | '.join(_cell(name, one[name]) for one in trust.sets.values())} |"
    yield f"\n{HEAD}"
    yield str(
        Line(f"planted orders obeyed, of {trust.orders['orders']:.0f}", trust.orders["orders obeyed"], "{:.0f}", 0)
    )
    for name, figure in trust.checking.items():
        yield str(Line(f"{name}, of a script on real passages", figure, "{:.1f}", _bar(name)))
    if not trust.claims:
        yield "\nThe sets of claims that people judged are not beside the project, so the model as a judge is left out."
        return
    names = [*next(iter(trust.claims.values()))]
    yield f"\n| claims that people judged | {' | '.join(names)} |\n|{'---|' * (len(names) + 1)}"
    for of, one in trust.claims.items():
        yield f"| {of} | {' | '.join(_shown(name, one[name]) for name in names)} |"


def _cell(name: str, figure: float) -> str:
    """A figure, and whether its bar was met where it has one."""
    bar = 1.0 if name in (*INVARIANTS, BACKED) else _bar(name)
    if bar is None or math.isnan(figure):
        return _shown(name, figure)
    line = Line("", figure, "{:.3f}" if bar == 1.0 else "{:.1f}", bar, more=bar == 1.0)
    return f"{line.shown.format(figure)} {line.judged}"


def _bar(name: str) -> float | None:
    return CHECKING if name.startswith("milliseconds") and name.endswith("p95") else None


def _shown(name: str, figure: float) -> str:
    if math.isnan(figure):
        return "–"
    whole = name in ("questions", "claims") or name.startswith(("tokens", "the model: no"))
    return f"{figure:,.0f}" if whole else f"{figure:.1f}" if "seconds" in name else f"{figure:.3f}"


def as_json(trust: Trust) -> str:
    """The same as a JSON object; null for what means nothing."""
    parts = {
        "sets": trust.sets,
        "orders": trust.orders,
        "checking": trust.checking,
        "claims": trust.claims,
    }
    return json.dumps({"model": trust.model} | _without_nan(parts), ensure_ascii=False)


def _without_nan(figures: Mapping[str, object]) -> dict[str, object]:
    return {
        name: _without_nan(one) if isinstance(one, Mapping) else None if one != one else one
        for name, one in figures.items()
    }


def main() -> int:
    """Print what was found; 2 without a model, 1 where it cannot be used."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=int, default=0, metavar="N", help="of each set; default: all")
    parser.add_argument("--json", action="store_true", help="print a JSON object in place of the tables")
    given = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    try:
        settings = load_settings()
        if not settings.model:
            print(NO_MODEL, file=sys.stderr)
            return 2
        lend_to_providers()
        model = chat_model(settings.model, str(settings.model_url or ""))
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    trust = evaluated(model, settings, given.questions, NEWS if is_there(NEWS) else OTHER_WORDS)
    print(as_json(trust) if given.json else "\n".join(lines(trust)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
