"""How answers, articles and reports look to people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.answering.model import Abstention, Answer, Citation, Conflict, Side, Statement
from bot.terminal import article_line, article_lines, outcome_lines, report_lines
from bot.wording import duration
from index.article import Article
from index.changes import Kind
from index.database import StoredArticle
from index.ingest import Entry, Report
from index.passage import Hit, Passage
from index.published import parse_published
from index.query import Filter, Query
from index.sources import Refusal
from tests.library import FERRY, NOW, an_article

ARTICLE = replace(
    an_article("ferry", FERRY, "2026-11-20", title="Ferry sold"), publisher="Courier", url="https://courier.example/f"
)
QUOTE = FERRY.split(". ")[0] + "."


def answered(article: Article, question: str = "How much?", asked: datetime = NOW) -> str:
    """What is shown for an answer of one statement from the article."""
    citation, statement = Citation(1, article, 1, 0, len(QUOTE)), Statement(QUOTE, (1,), 1.0)
    return "\n".join(outcome_lines(Answer(Query(question, asked), 0.9, (), (statement,), (citation,))))


def copied(question: str, *names: str) -> str:
    """The line of a source whose story others have published too."""
    copies = tuple(replace(ARTICLE, id=f"{at}", publisher=name) for at, name in enumerate(names))
    answer = Answer(Query(question, NOW), 0.9, (), (), (Citation(1, ARTICLE, 1, 0, len(QUOTE), copies),))
    return next(line for line in outcome_lines(answer) if line.startswith("  [1]"))


def abstained(*articles: Article, question: str = "How much?") -> list[str]:
    hits = tuple(Hit(Passage(article, 1, 0, 5), 1.0, 1.0, None) for article in articles)
    return list(outcome_lines(Abstention(Query(question, NOW), 0.1, hits)))


def stored(article: Article, **known: object) -> StoredArticle:
    return replace(StoredArticle(article, 1, 1, NOW, None, None), **known)  # type: ignore[arg-type]


def test_an_answer_has_its_markers_and_under_it_its_sources() -> None:
    lines = answered(ARTICLE).splitlines()

    assert lines[:3] == [f"{QUOTE} [1]", "", "Sources"]
    assert lines[3] == "  [1] Ferry sold · Courier · 20 Nov 2026"
    assert lines[4].strip().startswith("https://courier.example/f#:~:text=The%20harbour%20ferry")


def test_no_publisher_forges_a_source_and_nothing_commands_the_terminal() -> None:
    hostile = "Courier\n  [2] Forged\x1b[2J\u202e"

    assert answered(replace(ARTICLE, publisher=hostile)).splitlines()[3] == (
        "  [1] Ferry sold · Courier [2] Forged[2J · 20 Nov 2026"
    )
    assert copied("How much?", hostile).endswith("also in Courier [2] Forged[2J")
    assert abstained(replace(ARTICLE, publisher=hostile))[-1].startswith("  - Ferry sold · Courier [2] Forged[2J")


@pytest.mark.parametrize(
    ("question", "names", "told"),
    [
        ("How much?", ["Post", "Gazette", "Post", "Courier"], "20 Nov 2026 · also in Post, Gazette"),
        ("How much?", ["A", "B", "C", "D", "E"], "20 Nov 2026 · also in A, B, C and 2 more"),
        ("How much?", ["Courier"], "20 Nov 2026"),
        ("얼마였나요?", ["누리일보"], "2026. 11. 20. · 같은 기사: 누리일보"),
        ("얼마였나요?", ["A", "B", "C", "D"], "2026. 11. 20. · 같은 기사: A, B, C 외 1곳"),
    ],
)
def test_a_source_tells_who_else_published_its_story(question: str, names: list[str], told: str) -> None:
    assert copied(question, *names) == f"  [1] Ferry sold · Courier · {told}"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How much last week?", "“last week” was understood as 16–22 Nov 2026."),
        ("How much yesterday?", "“yesterday” was understood as 22 Nov 2026."),
        ("How much since March?", "“since March” was understood as 1 Mar 2026 or later."),
        ("How much before 2020?", "“before 2020” was understood as 31 Dec 2019 or earlier."),
        ("지난주에는 얼마였나요?", "“지난주”에 해당하는 기간: 2026. 11. 16. ~ 2026. 11. 22."),
        ("3월부터 얼마였나요?", "“3월부터”에 해당하는 기간: 2026. 3. 1.부터"),
        ("2020년까지 얼마였나요?", "“2020년까지”에 해당하는 기간: 2020. 12. 31.까지"),
        (
            "How much in the past 3 hours?",
            "“the past 3 hours” was understood as 23 Nov 2026 09:00 – 23 Nov 2026 12:00.",
        ),
    ],
)
def test_the_time_that_was_understood_is_told_below_an_answer_and_an_abstention(question: str, told: str) -> None:
    assert answered(ARTICLE, question).splitlines()[-2:] == ["", told]
    assert abstained(question=question)[-2:] == ["", told]


def test_days_are_told_on_the_clock_of_the_asker() -> None:
    asked = datetime(2026, 11, 25, 0, 30, tzinfo=ZoneInfo("Asia/Seoul"))

    assert answered(ARTICLE, "How much yesterday?", asked).endswith("“yesterday” was understood as 24 Nov 2026.")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How much last week?", "Only articles dated 1–30 Nov 2026 were searched."),
        ("지난주에는 얼마였나요?", "지정하신 기간의 기사만 찾았습니다: 2026. 11. 1. ~ 2026. 11. 30."),
    ],
)
def test_dates_that_were_chosen_are_the_ones_that_are_told(question: str, told: str) -> None:
    chosen = Filter(datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC))

    assert list(outcome_lines(Abstention(Query(question, NOW, chosen), 0.1, ())))[-1] == told


def test_an_answer_to_a_korean_question_is_dressed_in_korean() -> None:
    shown = answered(ARTICLE, "얼마에 팔렸나요?")

    assert "출처" in shown
    assert "2026. 11. 20." in shown


@pytest.mark.parametrize(("days", "told"), [(10, False), (29, False), (31, True), (400, True)])
def test_the_age_of_an_article_is_told_from_a_month_on(days: int, told: bool) -> None:
    asked = parse_published("2026-11-20").at + timedelta(days=days)

    assert ("before you asked" in answered(ARTICLE, asked=asked)) is told


def test_old_news_is_announced_before_the_answer() -> None:
    shown = answered(ARTICLE, asked=NOW + timedelta(days=800))

    assert shown.startswith("The newest of these articles was published 2 years before you asked.")


def test_an_article_without_date_url_or_title_says_so_and_has_no_link() -> None:
    shown = answered(an_article("ferry", FERRY))

    assert "[1] ferry · undated" in shown
    assert "http" not in shown


def test_a_guessed_date_is_marked_as_one() -> None:
    guessed = replace(ARTICLE, published=parse_published("2026-11-20", guessed=True))

    assert "about 20 Nov 2026" in answered(guessed)


def test_a_date_from_metadata_is_marked_as_one_wherever_it_is_shown() -> None:
    of_file = replace(ARTICLE, published=parse_published("2026-11-20", from_metadata=True))

    assert "20 Nov 2026 (from document metadata)" in answered(of_file)
    assert "2026. 11. 20. (문서 속성 기준)" in answered(of_file, "얼마인가요?")
    assert "  published  2026-11-20 (from the document's metadata: when the file was made)" in article_lines(
        stored(of_file)
    )


def test_an_abstention_names_the_three_nearest_articles_each_once() -> None:
    articles = [an_article(str(number), FERRY, title=f"Title {number}") for number in (1, 1, 2, 3, 4)]

    lines = abstained(*articles)

    assert lines[0] == "The articles do not say."
    assert [line.split(" · ")[0] for line in lines[3:]] == ["  - Title 1", "  - Title 2", "  - Title 3"]


def test_an_abstention_without_any_article_is_one_line() -> None:
    assert abstained(question="얼마인가요?") == ["기사에서 답을 찾지 못했습니다."]


def test_a_line_of_the_list_tells_version_and_copy() -> None:
    assert article_line(stored(ARTICLE)) == "2026-11-20  Ferry sold · Courier\n            ferry"
    assert "(version 3) (copy of first)" in article_line(stored(ARTICLE, version=3, copy_of="first"))
    assert article_line(stored(an_article("x", FERRY))).startswith("undated     (no title) · (no publisher)")


def test_an_article_is_shown_with_what_is_known_and_its_exact_text() -> None:
    lines = list(article_lines(stored(replace(ARTICLE, text="One.\n\n  Two. "), newest=2, removed=NOW)))

    assert lines[0] == "Ferry sold"
    assert "  version    1 of 2" in lines
    assert "  removed    2026-11-23 12:00 UTC" in lines
    assert lines[-1] == "One.\n\n  Two. "


def test_a_report_tells_refusals_copies_and_counts() -> None:
    report = Report(
        [Entry("b", 1, Kind.ADDED, "a"), Entry("c", 2, Kind.CHANGED, None)], [Refusal("x.png", "a picture")]
    )

    lines = list(report_lines(report, dry_run=False))

    assert lines[0] == "refused  x.png: a picture"
    assert lines[1] == "copy     b has the same text as a"
    assert lines[2] == "1 added, 1 changed, 0 unchanged, 1 refused"
    assert list(report_lines(report, dry_run=True))[-1].startswith("Would be: ")


@pytest.mark.parametrize(
    ("seconds", "told"), [(0, "1 second"), (59, "59 seconds"), (600, "10 minutes"), (7200, "2 hours")]
)
def test_a_duration_is_one_to_plan_by(seconds: float, told: str) -> None:
    assert duration(seconds, "en") == told


def test_what_articles_say_differently_is_told_between_the_answer_and_its_sources() -> None:
    citation, statement = Citation(1, ARTICLE, 1, 0, len(QUOTE)), Statement(QUOTE, (1,), 1.0)
    dearer = replace(ARTICLE, id="dear", publisher="Echo\n[2] forged", text="It was sold for 5,000 crowns.")
    apart = Conflict(Side("4,200 crowns", citation), Side("5,000 crowns", Citation(0, dearer, 1, 0, 29)), update=False)

    shown = [*outcome_lines(Answer(Query("How much?", NOW), 0.9, (), (statement,), (citation,), conflicts=(apart,)))]

    assert shown[2] == (
        "The articles differ: 4,200 crowns (Courier, 20 Nov 2026 [1]); 5,000 crowns (Echo [2] forged, 20 Nov 2026)."
    )
    assert shown[4] == "Sources"


def test_a_translation_stands_below_its_quote() -> None:
    citation = Citation(1, ARTICLE, 1, 0, len(QUOTE), translation="항구의 배가 화요일에 4,200크라운에 팔렸다.")
    statement = Statement("배는 4,200크라운에 팔렸다.", (1,), 0.9)

    shown = "\n".join(outcome_lines(Answer(Query("배는 얼마에 팔렸나요?", NOW), 0.9, (), (statement,), (citation,))))

    assert f"      “{QUOTE}”\n      언론사가 아니라 언어 모델이 번역한 내용입니다: “항구의 배가" in shown
