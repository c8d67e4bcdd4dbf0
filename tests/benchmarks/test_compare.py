"""The comparison compares what it says: its fillers, the textbook's ranking, its figures and its bars."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from langchain_core.documents import Document

from tests.benchmarks.best_piece import Piece
from tests.benchmarks.compare import Measured, beside_itself, beside_the_textbook, middle
from tests.benchmarks.fillers import FIRST_DAY, LAST_DAY, PREFIX, fillers, pieces
from tests.benchmarks.ours import add, answered, write
from tests.benchmarks.question_sets import rows_in
from tests.benchmarks.table import Beside, Line
from tests.benchmarks.textbook import documents, scored


def corpus(articles: int = 30) -> list[dict[str, Any]]:
    """Articles whose every sentence and word of the title names the article that it is of."""
    return [
        {
            "id": f"a{at}",
            "title": " ".join(f"Head{at}w{word}" for word in range(3 + at % 4)),
            "text": "\n\n".join(f"Sentence {part} of story a{at}. It goes on in a{at}." for part in range(2 + at % 5)),
            **{"published": "2022-01-01", "source": "The Courier", "language": "en"},
        }
        for at in range(articles)
    ]


def origins(text: str) -> list[str]:
    """Which articles the sentences of a text are of, in order."""
    return [piece.rstrip().rstrip(".").rsplit(" ", 1)[1] for piece in pieces(text, "en")]


def test_each_sentence_of_a_filler_is_of_a_different_article() -> None:
    for filler in fillers(corpus(), 50):
        found = origins(filler["text"])

        assert len(found) > 1
        assert len(set(found)) == len(found)


def test_each_word_of_its_title_is_of_a_different_article() -> None:
    for filler in fillers(corpus(), 50):
        found = [word.split("w")[0] for word in filler["title"].split()]

        assert 3 <= len(set(found)) == len(found) <= 6


def test_fillers_are_told_by_their_ids_and_are_the_same_every_time() -> None:
    made = list(fillers(corpus(), 50))

    assert all(filler["id"].startswith(PREFIX) for filler in made)
    assert len({filler["id"] for filler in made}) == 50
    assert made == list(fillers(corpus(), 50))


def test_fillers_are_dated_evenly_from_the_first_day_to_the_last() -> None:
    days = [date.fromisoformat(filler["published"]) for filler in fillers(corpus(), 101)]

    assert (days[0], days[-1]) == (FIRST_DAY, LAST_DAY) == (date(2012, 1, 1), date(2026, 12, 31))
    assert {(later - earlier).days for earlier, later in pairwise(days)} <= {54, 55}


def test_the_pieces_of_a_text_are_all_of_it() -> None:
    text = "One came. Two went.\n\nThree stayed."

    assert list(pieces(text, "en")) == ["One came. ", "Two went.\n\n", "Three stayed."]
    assert list(pieces("", "en")) == []


def test_the_textbook_splits_title_and_text_and_knows_the_article() -> None:
    [document] = documents(corpus(1))

    assert document.page_content.startswith("Head0w0 Head0w1 Head0w2\n\nSentence 0 of story a0.")
    assert document.metadata == {"id": "a0", "title": "Head0w0 Head0w1 Head0w2", "published": "2022-01-01"}


def test_the_textbooks_score_is_the_cosine() -> None:
    [piece] = scored([(Document("Words.", metadata={"id": "b"}), 0.5)])

    assert piece == Piece("b", "Words.", 0.75)  # of unit vectors whose distance squared is 0.5


def test_korean_articles_without_a_date_go_into_chroma_too() -> None:
    [document] = documents([corpus(1)[0] | {"published": None}])

    assert document.metadata == {"id": "a0", "title": "Head0w0 Head0w1 Head0w2"}


def test_footnotes_side_adds_all_and_answers_all(tmp_path: Path) -> None:
    questions = [{"id": "q", "question": "What goes on in story a7?", "asked": "2022-01-02"}]
    write(corpus(), tmp_path / "corpus.jsonl")

    added = add(tmp_path / "corpus.jsonl", tmp_path / "data")
    failed = answered(tmp_path / "data", tmp_path / "answers.jsonl", questions)["failed"]

    assert (added["articles"], failed) == (30, 0)
    assert added["searchable"] < added["complete"]
    assert rows_in(tmp_path / "answers.jsonl")[0]["articles"][0]["article_id"] == "a7"


def measured(**changed: float) -> Measured:
    quality = dict.fromkeys(("hit@5", "MRR@10", "linked MRR@10", "refusal AUC evidence_removed"), 0.5)
    added = {"articles": 100, "passages": 900, "seconds": 40, "searchable": 10, "complete": 25, "peak": 1, "disk": 1}
    asked = {"hit@1": 0.5, "seconds p50": 0.01, "seconds p95": 0.02, "peak": 1, **quality}
    return Measured(
        {**added, **{key: value for key, value in changed.items() if key in added}},
        {**asked, **{key.replace("_", " "): value for key, value in changed.items() if key not in added}},
    )


def bars(lines: list[Beside]) -> list[str]:
    return [
        str(line).split(" | ")[-1].removesuffix(" |") for line in lines if line.apart and line.apart.bar is not None
    ]


def test_bars_are_met_at_the_bar_and_missed_beyond() -> None:
    textbook, itself = measured(**{"hit@1": 0.25}), (measured().asked, measured().asked)

    assert bars(list(beside_the_textbook(textbook, measured()))) == [
        "4.0x ≥ 4.0x met",
        "1.60x ≥ 1.30x met",
        "+0.250 ≥ +0.200 met",
    ]
    assert bars(list(beside_the_textbook(measured(), measured(searchable=11, complete=32)))) == [
        "3.6x ≥ 4.0x **missed**",
        "1.25x ≥ 1.30x **missed**",
        "+0.000 ≥ +0.200 **missed**",
    ]
    assert bars(list(beside_itself(measured(), measured(searchable=13, seconds_p95=0.31), itself, usual=10))) == [
        "0.77x ≥ 0.80x **missed**",
        "310 ms ≤ 300 ms **missed**",
        "0.000 ≤ 0.020 met",
    ]


def test_of_the_rounds_the_median_counts() -> None:
    assert middle([{"seconds": 3, "peak": 9}, {"seconds": 1, "peak": 8}, {"seconds": 9, "peak": 1}]) == {
        "seconds": 3,
        "peak": 8,
    }


def test_a_line_beside_another_without_a_bar_tells_both() -> None:
    assert str(Beside("disk", 1, 2, "{:.0f} MB")) == "| disk | 1 MB | 2 MB |  |"
    assert str(Beside("hit@5", 0.5, 0.75, "{:.2f}", Line("", 0.25, "{:+.2f}"))).endswith("| +0.25 |")
