"""Which sentences might be said, and the signs that they hold the answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answering.candidates import ARTICLES, LONGEST_SENTENCE, SIGNS, Candidate, by_answers, candidates
from index.query import Found
from tests.bot.answering.found import found
from tests.library import BAKERY, BRIDGE, FERRY, LANTERNS, OTHERS, an_article
from tests.texts import a_text

SOLD = "How much was the harbour ferry sold for?"
CLOSED = "Did engineers close the Cutler Bridge?"


def held(question: str, *texts: str) -> Found:
    return found(question, *(an_article(str(number), text) for number, text in enumerate(texts)))


def said(question: str, *texts: str) -> list[Candidate]:
    return candidates(question, held(question, *texts))


def signs(question: str, text: str) -> dict[str, float]:
    """Those of the first sentence of a text."""
    return dict(min(said(question, text), key=lambda one: one.start).signs)


def test_every_sentence_of_what_was_found_might_be_said_the_likeliest_first() -> None:
    made = said(SOLD, FERRY, BRIDGE)

    assert made[0].text == "The harbour ferry was sold for 4,200 crowns on Tuesday."
    assert [one.score for one in made] == sorted((one.score for one in made), reverse=True)
    assert {one.text for one in made} == {
        "The harbour ferry was sold for 4,200 crowns on Tuesday.",
        "Captain Ona Brisk bought it at an auction in Tollmere.",
        "Engineers closed the Cutler Bridge after they found rust in two of its cables.",
        "It stays shut until spring.",
    }


def test_every_candidate_has_every_sign() -> None:
    assert all(tuple(one.signs) == tuple(SIGNS) for one in said(SOLD, FERRY, BRIDGE, LANTERNS))


@pytest.mark.parametrize("question", ["", "?!", "   ", "🦦"])
def test_a_question_without_words_has_no_candidates(question: str) -> None:
    assert said(question, FERRY) == []


def test_nothing_found_has_no_candidates() -> None:
    assert said(SOLD) == []
    assert by_answers(held(SOLD), []) == held(SOLD)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("question", [SOLD, "누리포 등불 축제에는 몇 명이 다녀갔나요?", "“Ferry”? Fähre! 배?"])
def test_any_text_gives_candidates_that_stand_in_it(seed: int, question: str) -> None:
    text = f"{a_text(seed)}\n{FERRY}\n{LANTERNS}\n{a_text(seed + 100)}"

    for one in said(question, text):
        assert one.text == text[one.start : one.end] == one.text.strip() != ""
        assert one.before <= one.start
        assert all(-1e-9 <= value < 1000 for value in one.signs.values())


@pytest.mark.parametrize(
    "text",
    [
        "Ferry for sale\n\nHarbour",
        "Ferry sold.",
        f"The harbour ferry was {'very ' * LONGEST_SENTENCE}cheaply sold.",
    ],
)
def test_neither_scraps_nor_endless_sentences_are_said(text: str) -> None:
    assert said(SOLD, text) == []


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("(CNN) — The harbour ferry was sold on Tuesday.", "The harbour"),
        ("TOLLMERE, Norland (AP) — The harbour ferry was sold on Tuesday.", "The harbour"),
        ("TOLLMERE, Oct. 5 — The harbour ferry was sold on Tuesday.", "The harbour"),
        ("Tollmere (CNN)The harbour ferry was sold on Tuesday.", "The harbour"),
        ("Men of the agency (AP), here today, saw how the harbour ferry was sold.", "Men"),
        ("A man of the agency (AP) saw how the harbour ferry was sold.", "A man"),
        ("US captain Ona Brisk — a pilot — sold the harbour ferry.", "US captain"),
        ("(누리포=연합뉴스) 김하늘 기자 = 항구의 여객선이 화요일에 팔렸다.", "항구의"),
    ],
)
def test_where_and_by_whom_a_story_was_filed_is_not_said(text: str, begins: str) -> None:
    question = "여객선은 언제 팔렸나요?" if "누리포" in text else SOLD

    [one] = said(question, text)

    assert one.text.startswith(begins)


def test_three_words_are_a_sentence_in_korean() -> None:
    [one] = said("축제에 몇 명이 왔나요?", "축제에는 5천200명이 왔다.")

    assert one.text == "축제에는 5천200명이 왔다."
    assert said("축제에 몇 명이 왔나요?", "축제 사진 모음") == []


def test_only_the_best_articles_are_read() -> None:
    made = said(SOLD, *(f"{FERRY} It has {number} decks and {number} funnels." for number in range(2)), *OTHERS, BAKERY)

    assert {one.rank for one in made} == set(range(ARTICLES))


def test_copies_of_one_text_count_once() -> None:
    assert [one.article.id for one in said(SOLD, FERRY, FERRY.upper(), BRIDGE)].count("1") == 0
    assert len(said(SOLD, FERRY, f" {FERRY}\n", FERRY.lower())) == len(said(SOLD, FERRY))


def test_a_yes_or_no_is_said_only_by_a_sentence_that_holds_most_of_the_question() -> None:
    assert [one.text for one in said(CLOSED, BRIDGE, FERRY)] == [BRIDGE[: BRIDGE.index(" It stays")]]
    assert said("Did the mayor of Tollmere resign over the Cutler Bridge?", BRIDGE) == []
    assert [one.start for one in said("누리포 등불 축제에 다녀갔나요?", LANTERNS)] == [0]


def test_signs_tell_how_much_of_the_question_a_sentence_and_its_neighbours_hold() -> None:
    one = signs("Which captain bought the harbour ferry?", FERRY)

    assert 0 < one["held"] < 1
    assert one["after"] > 0
    assert one["before"] == 0
    assert one["lead"] == one["first"] == one["passage"] == one["article"] == 1


@pytest.mark.parametrize(
    ("question", "text", "sign"),
    [
        (SOLD, "The harbour ferry was sold for 4,200 crowns.", "number"),
        (SOLD, "The harbour ferry was sold for £4,200 this week.", "counted"),
        ("When was the harbour ferry sold?", "The harbour ferry was sold on Tuesday.", "date"),
        ("Who bought the harbour ferry?", "The harbour ferry was bought by Ona Brisk.", "person"),
        ("Where was the harbour ferry sold?", "The harbour ferry was sold in Norway.", "place"),
        ("Why was the harbour ferry sold?", "The harbour ferry was sold because of rust.", "reason"),
        ("What is the harbour ferry called?", "The harbour ferry is now Ona Brisk the Second.", "name"),
        ("Which captain bought the harbour ferry?", "The captain bought the ferry.", "head"),
        ("Who bought the harbour ferry?", "The harbour ferry was bought by Ona Brisk.", "close"),
        ("Who bought the harbour ferry?", "The harbour ferry was bought by Ona Brisk.", "named"),
        ("Was the harbour ferry sold?", "The harbour ferry was sold on Tuesday.", "order"),
        ("Was the harbour ferry sold?", "Why was the harbour ferry sold so cheaply?", "asks"),
        ("누리포 축제에는 몇 명이 왔나요?", "누리포 축제에 4만 2천 명이 왔다고 한다.", "counted"),
        ("누가 누리포 축제를 열었나요?", "누리포 축제는 김하늘 시장이 열었다.", "person"),
        ("누리포 축제는 어디에서 열렸나요?", "누리포 축제는 올해 달빛시에서 열렸다.", "place"),
        ("누리포 축제는 언제 열렸나요?", "누리포 축제는 지난 3일 열렸다.", "date"),
    ],
)
def test_a_sign_tells_what_the_question_wants(question: str, text: str, sign: str) -> None:
    assert signs(question, text)[sign] > 0


@pytest.mark.parametrize("sign", ["number", "counted", "date", "person", "place", "reason", "name", "head", "asks"])
def test_a_question_that_wants_nothing_of_the_kind_has_none_of_its_signs(sign: str) -> None:
    text = "The harbour ferry was sold for £4,200 on Tuesday in Norway because of rust, said Ona Brisk."

    assert signs("What about the harbour ferry?", text)[sign] == 0


def test_a_candidate_can_take_the_sentence_before_it_along_and_join_another() -> None:
    first, second = sorted(said(SOLD, FERRY), key=lambda one: one.start)
    longer = second.since_the_one_before()

    assert longer.text == FERRY == first.joined(second).text
    assert longer.words == first.words + second.words
    assert longer.overlaps(first)
    assert not second.overlaps(first)
    assert not second.overlaps(said(SOLD, BRIDGE, FERRY)[0])


def test_the_article_whose_sentence_answers_moves_up() -> None:
    hits = held(SOLD, BRIDGE, FERRY)
    close = [hit._replace(score=1 - 0.1 * number) for number, hit in enumerate(hits.hits)]
    hits = replace(hits, hits=tuple(close))

    moved = by_answers(hits, candidates(SOLD, hits))

    assert {hit.passage for hit in moved.hits} == {hit.passage for hit in hits.hits}
    assert [hit.passage.article.id for hit in hits.hits] == ["0", "1"]
    assert [hit.passage.article.id for hit in moved.hits] == ["1", "0"]
