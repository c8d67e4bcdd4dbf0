"""The table of quality: what the sides without answers of their own say, when they refuse, and what the cells show."""

from __future__ import annotations

from typing import Any

import pytest

from bot.evaluation.figures import figures
from tests.benchmarks import plain_bm25
from tests.benchmarks.best_piece import Piece, answer, refusing
from tests.benchmarks.quality import MEASURES, Column, Measure, table
from tests.benchmarks.question_sets import LATER, Question


def question(id: str, **told: Any) -> dict[str, Any]:  # noqa: ANN401  # as they stand in the file
    row = {"id": id, "answerable": True, "relevant": ["a"], "answers": ["seven"], "kind": ""}
    return row | told


def unanswerable(id: str) -> dict[str, Any]:
    return question(id, answerable=False, relevant=[], answers=[], kind="evidence_removed")


def article(id: str, text: str, title: str = "") -> dict[str, Any]:
    return {"id": id, "title": title, "text": text, "published": None}


def found(table: list[dict[str, Any]], text: str) -> list[str]:
    pieces = plain_bm25.search(plain_bm25.store(table), text)
    return [piece.article for piece in pieces]


def test_an_answer_is_the_beginning_of_the_best_piece() -> None:
    row = answer("q", [Piece("b", "One two\nthree four.", 2.5), Piece("a", "Five.", 1.0)], 3, 0.01)

    assert [one["text"] for one in row["statements"]] == [row["answer"]] == ["One two three"]
    assert [one["article_id"] for one in row["citations"]] == ["b"]
    assert (row["abstained"], row["confidence"]) == (False, 2.5)


def test_an_article_ranks_by_its_first_piece() -> None:
    row = answer("q", [Piece(id, "", 1.0) for id in ("b", "a", "b", "c", "a")], 60, 0.01)

    assert [one["article_id"] for one in row["articles"]] == ["b", "a", "c"]


def test_where_nothing_is_found_nothing_is_said() -> None:
    row = answer("q", [], 60, 0.01)

    assert (row["abstained"], row["statements"], row["citations"], row["articles"]) == (True, [], [], [])


def test_a_half_is_refused_below_the_score_that_answers_nine_tenths_of_the_other() -> None:
    """Of ten questions each, one half scores 1 to 10, the other 101 to 110."""
    scores = {f"q{at}": at // 2 + (101 if at % 2 else 1) for at in range(20)}
    questions = [question(id) for id in scores] + [unanswerable("even"), unanswerable("odd")]
    scores |= {"even": 100, "odd": 3}
    rows = [answer(id, [Piece("a", "seven", score)], 60, 0.01) for id, score in scores.items()]

    refused = {row["id"]: row["abstained"] for row in refusing(questions, rows)}

    assert all(refused[f"q{at}"] for at in range(0, 20, 2))  # all are below 101.9
    assert not any(refused[f"q{at}"] for at in range(1, 20, 2))  # all are above 1.9
    assert (refused["even"], refused["odd"]) == (True, False)


def test_what_other_sides_found_is_judged_as_footnotes_answers_are() -> None:
    questions = [question("q1", linked=["a"]), question("q2", relevant=["c"]), unanswerable("q3")]
    texts = {"a": "It took seven.", "c": "It took eight."}
    scores = {"q1": 0.9, "q2": 0.6, "q3": 0.7}
    rows = [answer(id, [Piece(one, texts[one], at) for one in "ac"], 60, 0.01) for id, at in scores.items()]

    worth = figures(questions, rows, texts)

    assert (worth["hit@1"], worth["hit@5"], worth["MRR@10"], worth["linked MRR@10"]) == (0.5, 1, 0.75, 1)
    assert worth["refusal AUC evidence_removed"] == 0.5
    assert (worth["answer correct (of answerable)"], worth["cited article relevant"]) == (1, 0.5)


def test_plain_bm25_finds_any_word_whatever_its_case_in_title_or_text() -> None:
    articles = [article("ferry", "It sails."), article("bridge", "It stands.", "The BRIDGE"), article("mill", "Corn.")]

    assert found(articles, "Is the bridge closed?") == ["bridge"]
    assert found(articles, "closed") == []


def test_plain_bm25_knows_words_as_they_stand_also_korean_ones() -> None:
    articles = [article("en", "Bridges closed."), article("ko", "다리를 막았다."), article("other", "Corn.")]

    assert found(articles, "bridge") == found(articles, "다리") == []
    assert found(articles, "누가 다리를 막았나?") == ["ko"]


def test_plain_bm25_takes_what_looks_like_a_query_for_words() -> None:
    asked = [Question("q", 'NOT "corn" (NEAR) title: -*', LATER, "", True, frozenset(), "q")]

    [row] = plain_bm25.answers(plain_bm25.store([article("mill", "Corn."), article("ferry", "It sails.")]), asked, 60)

    assert [one["article_id"] for one in row["articles"]] == ["mill"]


@pytest.mark.parametrize(
    ("figure", "more", "cell"),
    [
        (0.88, True, "0.880 ≥ 0.880 met"),
        (0.87, True, "0.870 ≥ 0.880 **missed**"),
        (0.87, False, "0.870 ≤ 0.880 met"),
    ],
)
def test_footnotes_cells_say_whether_the_bar_was_met(figure: float, more: bool, cell: str) -> None:
    measure = Measure("hit@1", "hit@1", (0.88, None, None), more=more)

    assert Column("Footnote", {"hit@1": figure}, 0).cell(measure) == cell
    assert Column("Footnote, later", {"hit@1": figure}, 1).cell(measure) == f"{figure:.3f}"
    assert Column("another", {"hit@1": figure}).cell(measure) == f"{figure:.3f}"


def test_what_means_nothing_is_a_dash_and_every_row_has_all_columns() -> None:
    lines = list(table([Column("one", {"hit@1": 0.5}), Column("other", {})]))

    assert lines[:3] == ["| | one | other |", "|---|---|---|", "| hit@1 | 0.500 | – |"]
    assert len(lines) == 2 + len(MEASURES)
    assert {line.count("|") for line in lines} == {4}
