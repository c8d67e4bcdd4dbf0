"""From a draft to what may be published: sentences that a verbatim quote backs, and nothing else; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.answering.draft import Drafted
from bot.answering.evidence import Evidence
from bot.answering.model import Citation, Statement
from bot.answering.support import Support, support
from index.language import language_of_question
from index.passage import Hit
from index.sentences import unpacked
from index.terms import is_function_term, terms

MOST_CITED = 2
"""So many quotes at most stand behind one statement."""
SEARCHED = 4
"""So many passages are looked through for what backs a statement."""
FEWEST_WORDS = 2
"""So many words of a statement must mean something, unless it is all of its quote."""
_FOREIGN = re.compile(
    r"\b[a-z][a-z0-9+.-]{0,20}://\S*|\b(?:mailto|javascript|data|file|tel):\S+"  # links
    r"|@[\w.-]+|\b[\w-]{2,63}(?:\.[\w-]{1,63}){0,5}\.[a-z]{2,}\b(?:[/:?#]\S*)?"  # addresses
    r"|<[@#&!:/a-z][^>\s]*>?|\]\(|```",  # mentions and tags, links with a name, code
    re.IGNORECASE,
)
"""What only a quote may bring along."""
_EASTERN, _WESTERN = re.compile("[ᄀ-ᇿ぀-ヿㄱ-ㆎ㐀-鿿가-힣豈-﫿]+"), re.compile("[a-zà-öø-ɏ]{2,}", re.IGNORECASE)
_AFTER = ".,;:!?…。\"'”’»)]}>"
"""What stands behind a link and is no part of it."""


@dataclass(frozen=True, slots=True)
class Backed:
    """A sentence with the quotes that back it, best first, and how well the best one does."""

    text: str
    quotes: tuple[Citation, ...]
    support: float


_MARKER = re.compile(r"\[(\d+)\]")

Candidate = tuple[Support, Citation]
"""A quote of one passage, and how well it backs a sentence by itself."""


def backed(drafted: Drafted, known: Evidence) -> Backed | None:
    """The sentence with its quotes from the passages that it names; None if none of their sentences backs it."""
    text = as_statement(drafted.text)
    return backed_by(text, [one for one in candidates(text, known.named(drafted.keys)) if one[0].supported])


def backed_by(text: str, found: Sequence[Candidate]) -> Backed | None:
    """A statement with the best of the quotes that were found to back it, of each article one."""
    kept = [one for one in found if tells(text, one[1].quote) and not _links_on_its_own(text, one[1].quote)]
    if not kept:
        return None
    kept.sort(key=lambda one: -one[0].score)
    articles: dict[str, Citation] = {}
    for _, citation in kept:
        articles.setdefault(citation.article.id, citation)
    return Backed(text, tuple(articles.values())[:MOST_CITED], kept[0][0].score)


def candidates(text: str, hits: Iterable[Hit]) -> list[Candidate]:
    """Of each passage the quote that comes nearest to the text, best first, judged by itself.

    Where it does not back the text alone it takes the sentence before along, which says who "she" is, or what was sold.
    """
    return sorted(_candidates(text, hits), key=lambda one: -one[0].score)


def _candidates(text: str, hits: Iterable[Hit]) -> Iterator[Candidate]:
    for hit in _nearest(text, [*hits]):
        passage = hit.passage
        if not (quote := support(text, passage.text).quote):
            continue
        end = (start := passage.start + passage.text.index(quote)) + len(quote)
        judged = support(text, passage.article.text[start:end])
        if not judged.supported and (before := _sentence_before(hit, start)) < start:
            start, judged = before, support(text, passage.article.text[before:end])
        yield judged, Citation(0, passage.article, passage.version, start, end)


def _nearest(text: str, hits: list[Hit]) -> list[Hit]:
    """Those passages that have most of its words: where a model names no key, all of them would take too long."""
    wanted = {f" {term} " for term in terms(text)}
    if len(hits) <= SEARCHED:
        return hits
    return sorted(hits, key=lambda hit: -sum(term in hit.body for term in wanted))[:SEARCHED]


def sentences_of(hit: Hit) -> Iterator[Citation]:
    """Each sentence that stands whole in a passage, as a quote."""
    passage = hit.passage
    for one in unpacked(hit.sentences):
        if passage.start <= one.start and one.end <= passage.end:
            yield Citation(0, passage.article, passage.version, one.start, one.end)


def _sentence_before(hit: Hit, start: int) -> int:
    """Where the sentence before the one at this place begins; itself where there is none in its paragraph."""
    before = [one for one in unpacked(hit.sentences) if one.end <= start]
    if not before or "\n" in hit.passage.article.text[before[-1].end : start]:
        return start
    return before[-1].start


def tells(text: str, quote: str) -> bool:
    """Whether the text says something with words of the quote: a number or a name alone proves little.

    A question tells nothing, unless it is quoted; and words of another script than the quote's must stand in it.
    """
    asks = any(mark in text and mark not in quote for mark in "?？")
    if asks or any(word not in quote.casefold() for word in _of_another_script(text, quote)):
        return False
    meant, known = _meant(text), {*terms(quote)}
    whole = len(meant) >= FEWEST_WORDS or _said(text) == _said(quote)
    return whole and any(not known.isdisjoint(word) for word in meant)


def _meant(text: str) -> list[set[str]]:
    """The terms of each word that means something."""
    words = terms(text) if language_of_question(text) in ("ja", "zh") else text.split()
    found = ({one for one in terms(word) if one.isalpha() and not is_function_term(one)} for word in words)
    return [word for word in found if word]


def _of_another_script(text: str, quote: str) -> list[str]:
    """Words of a text in Latin letters where the quote is written in Hangul, Han or Kana, or the other way round."""
    eastern, western = (len("".join(script.findall(quote))) for script in (_EASTERN, _WESTERN))
    other = _WESTERN if eastern >= western / 2 else _EASTERN
    return other.findall(text.casefold())


def brings_along(text: str, quote: str) -> bool:
    """Whether the text has a link or a mention that the quote has not just so."""
    return not _foreign_parts(text) <= _foreign_parts(quote)


def _links_on_its_own(text: str, quote: str) -> bool:
    """Whether the text has a link or a mention and is not, word for word, part of its quote."""
    return bool(_foreign_parts(text)) and (brings_along(text, quote) or _said(text) not in _said(as_statement(quote)))


def _foreign_parts(text: str) -> set[str]:
    return {found[0].rstrip(_AFTER) or found[0] for found in _FOREIGN.finditer(text.casefold())}


def as_statement(quote: str) -> str:
    """A quote as one line of an answer; a `[12]` of the article's own becomes ［12］, so that it forges no marker."""
    return _MARKER.sub(r"［\1］", " ".join(quote.split()))


@dataclass
class Published:
    """What was found good so far, numbered as it comes: the same quote has one number."""

    statements: list[Statement] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    def add(self, one: Backed) -> bool:
        """Publish it; False if the same was said before."""
        if any(_said(one.text) == _said(known.text) for known in self.statements):
            return False
        numbers = tuple(dict.fromkeys(self._number(quote) for quote in one.quotes))
        self.statements.append(Statement(one.text, numbers, one.support))
        return True

    def _number(self, quote: Citation) -> int:
        for known in self.citations:
            if (known.article.id, known.version, known.start, known.end) == (
                *(quote.article.id, quote.version, quote.start, quote.end),
            ):
                return known.number
        self.citations.append(replace(quote, number=len(self.citations) + 1))
        return len(self.citations)


def _said(text: str) -> str:
    return " ".join(text.casefold().rstrip(".!?。").split())


def in_words(sentences: Sequence[Drafted]) -> str:
    """Sentences for a model to write once more."""
    return "\n".join(f"- {one.text}" for one in sentences)
