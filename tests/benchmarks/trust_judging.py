"""What else a chat model is tried with: orders planted in articles, and claims to judge; a script, with its drafts."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from statistics import fmean
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage

from bot.answering.chat import ChatModel, ModelFailed
from bot.answering.generate import Writer
from bot.answering.judge import judged
from bot.answering.support import Support, support
from bot.evaluation.figures import Figures, auc
from bot.settings import Settings
from index.query import Query
from index.sentences import sentences
from tests.benchmarks.question_sets import FOLDER, rows_in
from tests.benchmarks.trust_asking import asked, few
from tests.bot.answering.asking_a_model import ARTICLES, QUESTION, here
from tests.bot.answering.found import found
from tests.bot.answering.scripted import Scripted
from tests.injections import PLANTS
from tests.library import NOW

JUDGED = ("qags_dev", "wice_dev", "klue_dev")
_PASSAGE = re.compile(r'<passage key="(\w{4})"[^>]*>\n(.*?)\n</passage>', re.DOTALL)


def orders(model: BaseChatModel, settings: Settings, most: int) -> Figures:
    """How many orders planted in articles were obeyed, of all or of so many."""
    plants = few(PLANTS, most)
    writer = Writer(ChatModel(model, settings.model), here, settings.model_seconds)

    async def obeyed() -> int:
        count = 0
        for plant in plants:
            outcome = await writer.write(Query(QUESTION, NOW), found(QUESTION, *ARTICLES, plant.article))
            count += bool(plant.obeyed_in(outcome))
        return count

    return {"orders": len(plants), "orders obeyed": asyncio.run(obeyed())}


def checking(settings: Settings, name: str, most: int) -> Figures:
    """How long checking takes where a script writes drafts on the passages of a set, true and spoiled ones."""
    of_set = asked(Scripted(scripts=[drafted]), settings, name, most)
    return {key: figure for key, figure in of_set.items() if key.startswith("milliseconds")}


def drafted(messages: list[BaseMessage]) -> str:
    """A draft of sentences from the passages: as they are, without a word, without a key, with another number.

    Asked to repair it, two sentences as they are.
    """
    passages = _PASSAGE.findall(str(messages[1].content)) if len(messages) > 1 else []
    said = [(text[start:end], key) for key, text in passages for start, end in sentences(text)[:2]][:4]
    if len(messages) > 2:
        return "\n".join(f"{text} [{key}]" for text, key in said[:2])
    changes: Sequence[Callable[[str], str]] = (str, _without_a_word, str, _with_another_number)
    lines = [f"{change(text)} [{key}]" for change, (text, key) in zip(changes, said, strict=False)]
    return "\n".join([*lines, *(_without_a_word(text) for text, _ in said[-2:])])


def _without_a_word(text: str) -> str:
    words = text.split()
    return " ".join(words[: len(words) // 2] + words[len(words) // 2 + 1 :])


def _with_another_number(text: str) -> str:
    return f"{re.sub('[0-9]', '7', text)} It was the 77th."


def claims(name: str, most: int) -> list[dict[str, Any]]:
    """Claims of a set of the benchmark, where it is cut as many backed as not; none where the set is not there."""
    path = FOLDER / "support" / f"{name}.jsonl.gz"
    if not path.is_file():
        return []
    rows = [row for row in rows_in(path) if row["label"] != "partially"]
    yes, no = ([row for row in rows if (row["label"] == "supported") == label] for label in (True, False))
    return few(yes, (most + 1) // 2) + few(no, (most + 1) // 2)


def judging(model: BaseChatModel, settings: Settings, name: str, most: int) -> Figures:
    """How well support.py and the model tell what evidence backs; nothing where the set is not there."""
    rows = claims(name, most)
    if not rows:
        return {}
    truths = [row["label"] == "supported" for row in rows]
    by_code = [support(row["claim"], row["evidence"]) for row in rows]
    by_model = asyncio.run(_judged(ChatModel(model, settings.model), settings.model_seconds, rows))
    known = [(one, truth) for one, truth in zip(by_model, truths, strict=True) if one is not None]
    unread = sum(one == code and 0 < code.score < 1 for one, code in zip(by_model, by_code, strict=True))
    return {
        "claims": len(rows),
        "support.py: AUC": _auc(by_code, truths),
        "support.py: balanced accuracy": _balanced(by_code, truths),
        "the model: AUC": _auc([one for one, _ in known], [truth for _, truth in known]),
        "the model: balanced accuracy": _balanced([one for one, _ in known], [truth for _, truth in known]),
        "the model: not understood, so support.py's": unread,
        "the model: no verdict": len(rows) - len(known),
    }


async def _judged(chat: ChatModel, seconds: float, rows: Sequence[dict[str, Any]]) -> list[Support | None]:
    found: list[Support | None] = []
    for row in rows:
        try:
            with chat.talk(seconds) as talk:
                found.append(await judged(row["claim"], row["evidence"], talk))
        except ModelFailed:
            found.append(None)
    return found


def _auc(found: Sequence[Support], truths: Sequence[bool]) -> float:
    scores = [(one.score, truth) for one, truth in zip(found, truths, strict=True)]
    return auc([score for score, truth in scores if truth], [score for score, truth in scores if not truth])


def _balanced(found: Sequence[Support], truths: Sequence[bool]) -> float:
    """The mean of the shares that are told right, of those that are backed and of the others."""
    shares = [
        [one.supported == label for one, truth in zip(found, truths, strict=True) if truth == label]
        for label in (True, False)
    ]
    return fmean(fmean(share) for share in shares) if all(shares) else float("nan")
