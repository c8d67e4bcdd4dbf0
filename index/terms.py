"""Text -> search terms: stemmed words for alphabets, character bigrams for Hangul, Han and Kana.

Normalising happens here and nowhere else; the stored text stays as it was given.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

import Stemmer

TERMS_VERSION = 1
STEMS_KEPT = 1 << 16
"""So many words whose stem is remembered, some 15 MB; texts repeat their words."""
_CJK = "ᄀ-ᇿ぀-ヿㄱ-ㆎ㐀-鿿가-힣豈-﫿"
_ENDING = re.compile(
    r"(?<=[가-힣])(?:(?:인|는|은|한|할|될|일|(?:이었|였)(?:던|는)?)?(?:가요|나요|까요|까)|(?:습|입|합|됩|(?:이었|였)습)?니까)(?![가-힣])"
    r"|(?<=[가-힣]{2})(?:에서[는도]?|에게서?|[에께][는도]|께서[는도]?|으로[는도]?|까지[는도]?|부터[는도]?|한테서?|보다|처럼|조차|마저|마다|밖에|이랑|하고"
    r"|이?라는|이?라도|인지|는지|[을를은는이가의에로와과도만])(?![가-힣])"
)
_HOW_MANY = re.compile(r"\bhow (?:many|much)\b", re.IGNORECASE)
_RUN = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
_ASCII_RUN = re.compile(r"[a-z0-9]+(?:[.,'][a-z0-9]+)*")
"""The same for text that is ASCII in lower case, as most is in English, in less time."""
_PLAIN = str.maketrans(
    {"’": "'", "‘": '"', "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " ", "£": "$", "€": "$"}
)
"""What English texts have besides ASCII, as something in ASCII that parts and joins words just so."""
_SCRIPTS = re.compile(rf"[{_CJK}]+|[^{_CJK}]+")
_HAS_CJK = re.compile(rf"[{_CJK}]")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DECIMAL = re.compile(r"\d+\.\d+")
_ACRONYM = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")


def terms(text: str) -> list[str]:
    """The search terms of a text in reading order, repeats kept; each is non-empty and has no white space."""
    plain = text if text.isascii() else text.translate(_PLAIN)
    if plain.isascii():
        runs = _ASCII_RUN.findall(plain.lower())
        return _stems([word for run in runs for word in ((run,) if run.isalnum() else _words(run))])
    found: list[str] = []
    words: list[str] = []
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).casefold()):
        if run.isascii() or not _HAS_CJK.search(run):
            words.extend(_words(run))
            continue
        for part in _SCRIPTS.findall(run):
            if _HAS_CJK.match(part):
                found.extend(_stems(words))
                words.clear()
                found.extend(_bigrams(part))
            else:
                words.extend(_words(part.strip(".,'’")))
    found.extend(_stems(words))
    return found


def content_terms(text: str) -> list[str]:
    """The terms that carry meaning, each once, in order; all of them when nothing else is left.

    Korean particles, the endings of questions and "how many" are left out, since an article has others there.
    """
    found = list(dict.fromkeys(terms(_HOW_MANY.sub("", without_ending(text)))))
    return [term for term in found if not is_function_term(term)] or found


def without_ending(text: str) -> str:
    """The text without the particles and the endings of questions of its Korean words."""
    return _ENDING.sub("", text)


@cache
def _terms_of(file: str) -> frozenset[str]:
    return frozenset(terms(files("index").joinpath(file).read_text("utf-8")))


def is_function_term(term: str) -> bool:
    """Whether a term is a function word, a question word or a bare particle."""
    return term in _terms_of("function_words.txt")


def is_light_term(term: str) -> bool:
    """Whether a term is of a word that any article may have, so that it tells little even where it is rare."""
    return term in _terms_of("light_words.txt")


def _words(run: str) -> list[str]:
    """The plain words of one run without CJK: thousands without separators, acronyms joined, no possessives."""
    if run.isalnum() and run.isascii():
        return [run]
    if _THOUSANDS.fullmatch(run) or _DECIMAL.fullmatch(run):
        return [run.replace(",", "")]
    if _ACRONYM.fullmatch(run):
        return [run.replace(".", "")]
    bare = re.sub(r"['’]s$", "", run)
    return [_without_accents(word) for word in re.split(r"[.,]", re.sub(r"['’]", "", bare)) if word]


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    return "".join(mark for mark in unicodedata.normalize("NFD", word) if not unicodedata.combining(mark)) or word


def _bigrams(run: str) -> list[str]:
    return [run] if len(run) == 1 else [run[at : at + 2] for at in range(len(run) - 1)]


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@lru_cache(STEMS_KEPT)
def _stem(word: str) -> str:
    stem: str = _stemmer().stemWord(word)
    return stem


def _stems(words: list[str]) -> list[str]:
    return list(map(_stem, words))
