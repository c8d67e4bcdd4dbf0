"""News in short: the newest articles, a quote each, for who asks "what's new?" rather than for a fact."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.answering.answerer import check, quoted
from bot.answering.copies import holds, is_copy, say_the_same
from bot.answering.model import Abstention, Answer, Citation
from bot.answering.news import news_topic
from index.article import Article
from index.passage import Hit
from index.query import Found, Query
from index.sentences import sentences
from index.terms import terms

STATEMENTS = 5
ARTICLES = 20
"""So many articles are named with the answer."""
SHORTEST, LONGEST, ENOUGH = 4, 60, 10
"""Words of a lead: what is shorter is a heading or a byline; a lead under ENOUGH takes the next sentence along."""
SURE = 0.95
"""How sure we are that the library holds the news that it does hold."""
_ENDS = re.compile(r"[.!?。…][\"'”’」』)\]]*$")


def in_quotes(question: Query, found: Found) -> Answer | Abstention:
    """News where news was asked for, else the answer made of quotes."""
    topic = news_topic(question)
    return quoted(question, found) if topic is None else digest(question, found, about=bool(topic))


def digest(question: Query, found: Found, *, about: bool) -> Answer | Abstention:
    """The newest articles of the time asked about (and about what was), a quote each; copies count once."""
    span = question.span
    fitting = [hit for hit in found.hits if not about or found.is_held(hit, hit.passage.text)]
    within = [hit for hit in fitting if span.lets_through(hit.passage.article.published)]
    if not within and question.window is None:
        within = fitting
    statements, kept = check(_leads(found, within, about=about))
    if not statements:
        return Abstention(question, 0.0, _of_few(found.hits))
    return Answer(question, SURE, _of_few([*within, *found.hits]), statements, kept)


def _of_few(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """The first hit of each of the first articles."""
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.passage.article.id, hit)
    return tuple(first.values())[:ARTICLES]


def _leads(found: Found, hits: list[Hit], *, about: bool) -> list[Citation]:
    """A citation of each article that tells something new, in the order given, with the copies that follow it."""
    leads: list[set[str]] = []
    told: list[Citation] = []
    for hit in hits:
        article = hit.passage.article
        if any(article.id == known.id for one in told for known in (one.article, *one.copies)):
            continue
        start, end = _lead(article)
        if about and _held(found, article.text[start:end]) < _held(found, hit.passage.text) / 2:
            start, end = _best(found, hit) or (start, end)
        if start == end:
            continue
        lead = set(terms(article.text[start:end]))
        copied = next((at for at, one in enumerate(told) if _are_copies(article, one.article)), None)
        if copied is not None:
            told[copied] = _also_in(told[copied], article)
        elif not any(say_the_same(lead, other) for other in leads):
            leads.append(lead)
            told.append(Citation(len(told) + 1, article, hit.passage.version, start, end))
        if len(told) == STATEMENTS:
            break
    return told


def _are_copies(one: Article, other: Article) -> bool:
    return is_copy(one, other) or is_copy(other, one)


def _also_in(citation: Citation, article: Article) -> Citation:
    """The citation with one more article that says it too, if that does."""
    return replace(citation, copies=(*citation.copies, article)) if holds(article, citation.quote) else citation


def _quotable(article: Article) -> list[tuple[int, int]]:
    """Its sentences that can stand alone: neither heading nor byline nor too long; whatever there is, if none can."""
    spans = sentences(article.text, article.language)
    title = article.title.strip()
    whole = [
        (start, end)
        for start, end in spans
        if _is_sentence(article.text[start:end]) and article.text[start:end].strip("# ") != title
    ]
    return whole or [(start, end) for start, end in spans if len(article.text[start:end].split()) <= LONGEST]


def _is_sentence(text: str) -> bool:
    return SHORTEST <= len(text.split()) <= LONGEST and bool(_ENDS.search(text))


def _lead(article: Article) -> tuple[int, int]:
    """Its first sentence, with the second one if the first says little; (0, 0) if there is none."""
    spans = _quotable(article)
    if not spans:
        return 0, 0
    start, end = spans[0]
    if len(article.text[start:end].split()) < ENOUGH and len(spans) > 1:
        second = spans[1]
        near = not article.text[end : second[0]].strip() and len(article.text[start : second[1]].split()) <= LONGEST
        return start, second[1] if near else end
    return start, end


def _best(found: Found, hit: Hit) -> tuple[int, int] | None:
    """The sentence of the passage that holds most of what was looked for."""
    passage = hit.passage
    inside = [span for span in _quotable(passage.article) if passage.start <= span[0] < passage.end]
    return max(inside, key=lambda span: _held(found, passage.article.text[slice(*span)]), default=None)


def _held(found: Found, text: str) -> float:
    return found.terms.coverage(terms(text))
