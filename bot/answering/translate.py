"""Statements in another language than their article: a verbatim quote, with a translation that is marked as one.

The model names the sentence and translates it. The quote is the article's own sentence; the translation must back the
statement as a quote would, and may have no number that the quote has not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.answering.chat import Talk
from bot.answering.cite import Backed, as_statement, brings_along, sentences_of, tells
from bot.answering.draft import Drafted
from bot.answering.evidence import Evidence, harmless
from bot.answering.model import Citation
from bot.answering.quantities import quantities
from bot.answering.support import support
from index.language import language_of, language_of_question
from index.passage import Hit
from prompts import prompt

PASSAGES, SENTENCES = 3, 24
"""So many passages, and sentences of them, are looked through for a statement."""
_LINE = re.compile(r"^\W*(\d{1,2})\s*\|\s*(\d{1,2})(?:\s*[-–,]\s*(\d{1,2}))?\s*\|\s*(\S.*?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Foreign:
    """A drafted sentence with the sentences of passages in another language that may say it."""

    drafted: Drafted
    sentences: tuple[Citation, ...]


def foreign(drafted: Drafted, known: Evidence, question: str) -> Foreign | None:
    """The sentence with those passages that it names, if they are in another language than the question; else None.

    A sentence in a language of the model's own choice is not.
    """
    if language_of_question(drafted.text) != language_of_question(question):
        return None
    hits = [hit for hit in known.named(drafted.keys)[:PASSAGES] if is_foreign(question, hit)]
    hits = [hit for hit in hits if is_foreign(drafted.text, hit)]
    found = tuple(one for hit in hits for one in sentences_of(hit))[:SENTENCES]
    return Foreign(drafted, found) if found else None


def is_foreign(text: str, hit: Hit) -> bool:
    """Whether a text is in another language than the article of a passage; what is too short to tell is not."""
    spoken, script = hit.passage.article.language, language_of_question(text)
    if {spoken, script} & {"ko", "ja", "zh"}:
        return bool(spoken) and script != spoken
    return bool(spoken) and language_of(text, spoken) != spoken


def is_foreign_to_any(text: str, hits: Iterable[Hit]) -> bool:
    """Whether it is so to any of them; the first time that may take a second, so not for an event loop."""
    return any(is_foreign(text, hit) for hit in hits)


async def translated(asked: Sequence[Foreign], talk: Talk) -> list[Backed | None]:
    """Each of them with its quote and that quote's translation; None for what no sentence says. Raises ModelFailed."""
    shown = "\n\n".join(_shown(number, one) for number, one in enumerate(asked, start=1))
    said = await talk.reply([("system", prompt("translate")), ("human", shown)])
    read = {int(line[1]): (int(line[2]), int(line[3] or line[2]), line[4]) for line in _LINE.finditer(said)}
    return [_backed(one, *read[number]) if number in read else None for number, one in enumerate(asked, start=1)]


def _shown(number: int, one: Foreign) -> str:
    numbered = (f"{at}. {harmless(sentence.quote)}" for at, sentence in enumerate(one.sentences, start=1))
    return prompt("translated", number=str(number), statement=harmless(one.drafted.text), sentences="\n".join(numbered))


def _backed(one: Foreign, first: int, last: int, translation: str) -> Backed | None:
    """The statement, if the translation backs it and brings no number along that its one or two sentences have not."""
    if not 1 <= first <= last <= min(first + 1, len(one.sentences)):
        return None
    begins, ends = one.sentences[first - 1], one.sentences[last - 1]
    if begins.article is not ends.article:
        return None
    quote = replace(begins, end=ends.end)
    text = as_statement(one.drafted.text)
    judged = support(text, translation)
    if not (judged.supported and tells(text, translation)) or brings_along(f"{text} {translation}", quote.quote):
        return None
    if not _numbers(translation) <= _numbers(quote.quote):
        return None
    return Backed(text, (replace(quote, translation=translation),), judged.score)


def _numbers(text: str) -> set[float]:
    """The numbers of a text but for 1, which is often no number in the other language; a day's month is left aside."""
    return {one.value for one in quantities(text)} - {1}
