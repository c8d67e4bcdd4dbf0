"""The time that a question names, in English and in Korean."""

from __future__ import annotations

import random
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from index.windows import Window, window_of

LONDON, SEOUL = ZoneInfo("Europe/London"), ZoneInfo("Asia/Seoul")
ASKED = datetime(2026, 11, 25, 15, tzinfo=LONDON)
"""A Wednesday afternoon."""
AT_NIGHT = datetime(2026, 11, 25, 0, 30, tzinfo=SEOUL)
"""The same day in Seoul, while it is still Tuesday in London."""
ENGLISH = [
    ("What did the council decide today?", "today", "2026-11-25", "2026-11-26"),
    ("What was said this morning?", "this morning", "2026-11-25", "2026-11-26"),
    ("Who spoke tonight?", "tonight", "2026-11-25", "2026-11-26"),
    ("What was decided yesterday?", "yesterday", "2026-11-24", "2026-11-25"),
    ("Who won last night?", "last night", "2026-11-24", "2026-11-25"),
    ("What happened the day before yesterday?", "the day before yesterday", "2026-11-23", "2026-11-24"),
    ("What was stolen this week?", "this week", "2026-11-23", "2026-11-30"),
    ("Who resigned last week?", "last week", "2026-11-16", "2026-11-23"),
    ("What did last week's storm destroy?", "last week", "2026-11-16", "2026-11-23"),
    ("Who won at the weekend?", "at the weekend", "2026-11-21", "2026-11-23"),
    ("Who won last weekend?", "last weekend", "2026-11-21", "2026-11-23"),
    ("What has been built this month?", "this month", "2026-11-01", "2026-12-01"),
    ("Who left last month?", "last month", "2026-10-01", "2026-11-01"),
    ("What has the mayor promised so far this year?", "so far this year", "2026-01-01", "2027-01-01"),
    ("What did the ferry cost last year?", "last year", "2025-01-01", "2026-01-01"),
    ("What changed in the past 7 days?", "the past 7 days", "2026-11-18", "2026-11-26"),
    ("How often did it flood in the last two weeks?", "the last two weeks", "2026-11-11", "2026-11-26"),
    ("What did the town do over the past three months?", "the past three months", "2026-08-25", "2026-11-26"),
    ("Which books were banned over the last year?", "over the last year", "2025-11-25", "2026-11-26"),
    ("Who was ill 3 days ago?", "3 days ago", "2026-11-22", "2026-11-23"),
    ("Who visited two weeks ago?", "two weeks ago", "2026-11-09", "2026-11-16"),
    ("Who visited a month ago?", "a month ago", "2026-10-01", "2026-11-01"),
    ("What broke a few days ago?", "a few days ago", "2026-11-19", "2026-11-26"),
    ("Who won 5 years ago?", "5 years ago", "2021-01-01", "2022-01-01"),
    ("Who was elected on Monday?", "Monday", "2026-11-23", "2026-11-24"),
    ("Dozens were missing early Thursday after what?", "Thursday", "2026-11-19", "2026-11-20"),
    ("Who launched a boat on Tuesday?", "Tuesday", "2026-11-24", "2026-11-25"),
    ("How did the market close on Monday, 12 October 2026?", "12 October 2026", "2026-10-12", "2026-10-13"),
    ("How many had left by Tuesday?", "by Tuesday", "", "2026-11-25"),
    ("Who retired last Friday?", "last Friday", "2026-11-20", "2026-11-21"),
    ("What opened on Tuesday last week?", "Tuesday last week", "2026-11-17", "2026-11-18"),
    ("What closed in March?", "in March", "2026-03-01", "2026-04-01"),
    ("What closed in March 2024?", "in March 2024", "2024-03-01", "2024-04-01"),
    ("What closed last March?", "last March", "2026-03-01", "2026-04-01"),
    ("What has closed since March?", "since March", "2026-03-01", ""),
    ("What closed in November?", "in November", "2026-11-01", "2026-12-01"),
    ("What closed in December?", "in December", "2025-12-01", "2026-01-01"),
    ("How many otters were counted in 2020?", "in 2020", "2020-01-01", "2021-01-01"),
    ("Which bridge was built before 2020?", "before 2020", "", "2020-01-01"),
    ("What has been built after 2020?", "after 2020", "2021-01-01", ""),
    ("Which bridge was built by 2020?", "by 2020", "", "2021-01-01"),
    ("What closed between March and May?", "between March and May", "2026-03-01", "2026-06-01"),
    ("What closed from March to May 2024?", "from March to May 2024", "2024-03-01", "2024-06-01"),
    ("What closed from November to February?", "from November to February", "2025-11-01", "2026-03-01"),
    ("Which mayors served from 2018 to 2020?", "from 2018 to 2020", "2018-01-01", "2021-01-01"),
    ("Who led between 2018 and 2020?", "between 2018 and 2020", "2018-01-01", "2021-01-01"),
    ("What did she promise before the election on 3 May?", "before the election on 3 May", "", "2026-05-03"),
    ("What did she promise before the vote on May 3rd, 2024?", "before the vote on May 3rd, 2024", "", "2024-05-03"),
    ("What was repaired after the flood in March?", "after the flood in March", "2026-03-01", ""),
    ("What was decided on 3 May?", "on 3 May", "2026-05-03", "2026-05-04"),
    ("What was decided on the 3rd of May 2025?", "on the 3rd of May 2025", "2025-05-03", "2025-05-04"),
    ("Who spoke on May 3?", "on May 3", "2026-05-03", "2026-05-04"),
    ("Who spoke on 2024-05-03?", "on 2024-05-03", "2024-05-03", "2024-05-04"),
    ("What has changed since 2024-05-03?", "since 2024-05-03", "2024-05-03", ""),
    ("Who spoke on 15/3/2024?", "on 15/3/2024", "2024-03-15", "2024-03-16"),
    ("What was sold in the first quarter of 2024?", "in the first quarter of 2024", "2024-01-01", "2024-04-01"),
    ("What was sold in Q3 2024?", "in Q3 2024", "2024-07-01", "2024-10-01"),
    ("What was sold in the third quarter?", "in the third quarter", "2026-07-01", "2026-10-01"),
    ("Who swam last summer?", "last summer", "2026-06-01", "2026-09-01"),
    ("What opened in the summer of 2020?", "in the summer of 2020", "2020-06-01", "2020-09-01"),
    ("What opened in spring 2025?", "in spring 2025", "2025-03-01", "2025-06-01"),
    ("What had opened until Friday?", "until Friday", "", "2026-11-21"),
    ("What has changed from Monday on?", "from Monday on", "2026-11-23", ""),
    ("What opened in early 2020?", "in early 2020", "2020-01-01", "2021-01-01"),
    ("What has changed since the end of 2020?", "since the end of 2020", "2020-01-01", ""),
    ("Who led the town in the 1990s?", "in the 1990s", "1990-01-01", "2000-01-01"),
    ("What has changed since the beginning of the year?", "since the beginning of the year", "2026-01-01", ""),
    ("What was shown from 3 to 5 May 2024?", "from 3 to 5 May 2024", "2024-05-03", "2024-05-06"),
    ("What was shown from 30 April to 5 May?", "from 30 April to 5 May", "2026-04-30", "2026-05-06"),
    ("What was decided this quarter?", "this quarter", "2026-10-01", "2027-01-01"),
    ("What did they say this week about the crash in 2019?", "this week", "2026-11-23", "2026-11-30"),
    ("What has been fixed since last week?", "since last week", "2026-11-16", ""),
    ("What was open until 20 December?", "until 20 December", "", "2026-12-21"),
    ("What happened in the past 24 hours?", "the past 24 hours", "2026-11-24T15:00", "2026-11-25T15:00"),
]
KOREAN = [
    ("오늘 무슨 일이 있었나요?", "오늘", "2026-11-25", "2026-11-26"),
    ("오늘 아침에 누가 왔나요?", "오늘 아침", "2026-11-25", "2026-11-26"),
    ("어제 회의에서 무엇을 정했나요?", "어제", "2026-11-24", "2026-11-25"),
    ("어젯밤 누가 이겼나요?", "어젯밤", "2026-11-24", "2026-11-25"),
    ("그제 무엇이 열렸나요?", "그제", "2026-11-23", "2026-11-24"),
    ("이번 주에 무엇이 바뀌었나요?", "이번 주", "2026-11-23", "2026-11-30"),
    ("이번주 회의는 어디서 열렸나요?", "이번주", "2026-11-23", "2026-11-30"),
    ("지난주 홍수로 몇 명이 다쳤나요?", "지난주", "2026-11-16", "2026-11-23"),
    ("저번 주에 누가 왔나요?", "저번 주", "2026-11-16", "2026-11-23"),
    ("지지난주에는요?", "지지난주", "2026-11-09", "2026-11-16"),
    ("주말에 누가 이겼나요?", "주말", "2026-11-21", "2026-11-23"),
    ("지난 주말 축제에 몇 명이 왔나요?", "지난 주말", "2026-11-21", "2026-11-23"),
    ("이번 달에 무엇이 열렸나요?", "이번 달", "2026-11-01", "2026-12-01"),
    ("이달 들어 몇 번 열렸나요?", "이달", "2026-11-01", "2026-12-01"),
    ("지난달 요금은 얼마였나요?", "지난달", "2026-10-01", "2026-11-01"),
    ("올해 축제에는 몇 명이 왔나요?", "올해", "2026-01-01", "2027-01-01"),
    ("올해 들어 몇 명이 왔나요?", "올해 들어", "2026-01-01", "2027-01-01"),
    ("작년 축제에는 몇 명이 왔나요?", "작년", "2025-01-01", "2026-01-01"),
    ("지난해 예산은 얼마였나요?", "지난해", "2025-01-01", "2026-01-01"),
    ("재작년에 누가 시장이었나요?", "재작년", "2024-01-01", "2025-01-01"),
    ("최근 3일 동안 무엇이 바뀌었나요?", "최근 3일 동안", "2026-11-22", "2026-11-26"),
    ("최근 일주일간 몇 번 열렸나요?", "최근 일주일간", "2026-11-18", "2026-11-26"),
    ("최근 한 달 동안 몇 번 열렸나요?", "최근 한 달 동안", "2026-10-25", "2026-11-26"),
    ("지난 2년간 몇 번 열렸나요?", "지난 2년간", "2024-11-25", "2026-11-26"),
    ("최근 6개월 사이 무엇이 바뀌었나요?", "최근 6개월 사이", "2026-05-25", "2026-11-26"),
    ("지난 3일 새 도서관이 열렸나요?", "지난 3일", "2026-11-03", "2026-11-04"),
    ("3일 전에 누가 왔나요?", "3일 전", "2026-11-22", "2026-11-23"),
    ("일주일 전 누가 왔나요?", "일주일 전", "2026-11-16", "2026-11-23"),
    ("두 달 전에 무엇이 열렸나요?", "두 달 전", "2026-09-01", "2026-10-01"),
    ("5년 전에 누가 시장이었나요?", "5년 전", "2021-01-01", "2022-01-01"),
    ("며칠 전 무엇이 무너졌나요?", "며칠 전", "2026-11-19", "2026-11-26"),
    ("3월부터 몇 번 열렸나요?", "3월부터", "2026-03-01", ""),
    ("3월부터 5월까지 몇 번 열렸나요?", "3월부터 5월까지", "2026-03-01", "2026-06-01"),
    ("3월에서 5월까지 몇 번 열렸나요?", "3월에서 5월까지", "2026-03-01", "2026-06-01"),
    ("3월~5월 요금은?", "3월~5월", "2026-03-01", "2026-06-01"),
    ("3월과 5월 사이에 무엇이 바뀌었나요?", "3월과 5월 사이", "2026-03-01", "2026-06-01"),
    ("3월에 무엇이 열렸나요?", "3월", "2026-03-01", "2026-04-01"),
    ("2024년 3월에 무엇이 열렸나요?", "2024년 3월", "2024-03-01", "2024-04-01"),
    ("작년 3월에는요?", "작년 3월", "2025-03-01", "2025-04-01"),
    ("지난 3월에는요?", "지난 3월", "2026-03-01", "2026-04-01"),
    ("12월에 무엇이 열렸나요?", "12월", "2025-12-01", "2026-01-01"),
    ("5월 3일에 무엇이 열렸나요?", "5월 3일", "2026-05-03", "2026-05-04"),
    ("5월 3일 이전에는 누가 시장이었나요?", "5월 3일 이전", "", "2026-05-03"),
    ("5월 3일 이후 무엇이 바뀌었나요?", "5월 3일 이후", "2026-05-03", ""),
    ("5월 3일부터 무엇이 바뀌었나요?", "5월 3일부터", "2026-05-03", ""),
    ("5월 3일까지 무엇을 했나요?", "5월 3일까지", "", "2026-05-04"),
    ("5월 3일 전에 무엇을 했나요?", "5월 3일 전", "", "2026-05-03"),
    ("5월 3일 선거 전에 무엇을 약속했나요?", "5월 3일 선거 전", "", "2026-05-03"),
    ("5월 3일부터 5일까지 무엇이 열렸나요?", "5월 3일부터 5일까지", "2026-05-03", "2026-05-06"),
    ("2024년 5월 3일에 누가 왔나요?", "2024년 5월 3일", "2024-05-03", "2024-05-04"),
    ("2024. 5. 3.에 누가 왔나요?", "2024. 5. 3.", "2024-05-03", "2024-05-04"),
    ("2024-05-03 이후 무엇이 바뀌었나요?", "2024-05-03 이후", "2024-05-03", ""),
    ("2020년에 누가 시장이었나요?", "2020년", "2020-01-01", "2021-01-01"),
    ("2020년 이후 무엇이 바뀌었나요?", "2020년 이후", "2020-01-01", ""),
    ("2020년까지 누가 시장이었나요?", "2020년까지", "", "2021-01-01"),
    ("2018년부터 2020년까지 누가 시장이었나요?", "2018년부터 2020년까지", "2018-01-01", "2021-01-01"),
    ("작년 11월부터 올해 2월까지 누가 시장이었나요?", "작년 11월부터 올해 2월까지", "2025-11-01", "2026-03-01"),
    ("월요일에 누가 왔나요?", "월요일", "2026-11-23", "2026-11-24"),
    ("5월 3일 일요일에 누가 왔나요?", "5월 3일", "2026-05-03", "2026-05-04"),
    ("지난 수요일에 누가 왔나요?", "지난 수요일", "2026-11-18", "2026-11-19"),
    ("지난주 금요일에 누가 왔나요?", "지난주 금요일", "2026-11-20", "2026-11-21"),
    ("이번 주 월요일에 누가 왔나요?", "이번 주 월요일", "2026-11-23", "2026-11-24"),
    ("상반기에 무엇이 팔렸나요?", "상반기", "2026-01-01", "2026-07-01"),
    ("작년 하반기에 무엇이 팔렸나요?", "작년 하반기", "2025-07-01", "2026-01-01"),
    ("2024년 1분기에 무엇이 팔렸나요?", "2024년 1분기", "2024-01-01", "2024-04-01"),
    ("올여름 누가 왔나요?", "올여름", "2026-06-01", "2026-09-01"),
    ("지난겨울 누가 왔나요?", "지난겨울", "2025-12-01", "2026-03-01"),
    ("작년 여름에 누가 왔나요?", "작년 여름", "2025-06-01", "2025-09-01"),
    ("1990년대에 누가 시장이었나요?", "1990년대", "1990-01-01", "2000-01-01"),
    ("지난달 3일에 누가 왔나요?", "지난달 3일", "2026-10-03", "2026-10-04"),
    ("12월 20일까지 무엇이 열렸나요?", "12월 20일까지", "", "2026-12-21"),
    ("99년 11월에 누가 왔나요?", "99년 11월", "1999-11-01", "1999-12-01"),
    ("최근 24시간 동안 무엇이 바뀌었나요?", "최근 24시간 동안", "2026-11-24T00:30", "2026-11-25T00:30"),
]
NO_WINDOW = [
    "How did the 1953 armistice end the war?",
    "Who won the 2018 World Cup?",
    "What became of the class of 1999?",
    "What changed after the 2020 election?",
    "What is new in Windows 11?",
    "When did Theresa May resign?",
    "Which rooms may children enter?",
    "Who will march on Rome?",
    "How long was the march to the harbour?",
    "Who wrote March of the Penguins?",
    "How many people work for Monday.com?",
    "What was sold on Black Friday?",
    "Which bakery opens every Friday?",
    "What did USA Today report?",
    "Who wrote the song Yesterday?",
    "Which word of the year was chosen for 2022?",
    "Who was the person of the year?",
    "What is planned for next week?",
    "Who sings at next year's Super Bowl?",
    "How many of the 1,950 flats have lifts in 2000 homes?",
    "Which shop is open 24/7?",
    "Who came second in the second vote?",
    "Who spoke on 3/5/2024?",
    "Where is the ferry going tomorrow?",
    "Which bridge opens in 2049?",
    "Who won recently?",
    "1953년 정전 협정은 누가 맺었나요?",
    "2018년 월드컵은 누가 이겼나요?",
    "2020년 대선에서 누가 이겼나요?",
    "오늘의 집 매출은 얼마인가요?",
    "오늘날 세계 인구는 몇 명인가요?",
    "오늘따라 왜 붐비나요?",
    "이번 주제는 무엇인가요?",
    "이번 주의보는 어디에 내려졌나요?",
    "올해의 인물은 누구인가요?",
    "매주 월요일에 쉬는 곳은 어디인가요?",
    "다음 주에 무엇이 열리나요?",
    "오는 5월 3일 선거에 누가 나오나요?",
    "내년 예산은 얼마인가요?",
    "지난 주총에서 누가 뽑혔나요?",
    "5일장은 어디서 열리나요?",
    "2020년생은 몇 명인가요?",
    "100년 전통의 빵집은 어디인가요?",
    "몇 년 전 것인가요?",
    "월드컵에서 누가 이겼나요?",
]


def as_told(window: Window | None) -> tuple[str, str, str]:
    """Its words, and its ends on the clock of who asked, without a time where that is midnight."""
    assert window
    return window.words, shown(window.since), shown(window.until)


def shown(end: datetime | None) -> str:
    return end.isoformat()[:16].removesuffix("T00:00") if end else ""


@pytest.mark.parametrize(("question", "words", "since", "until"), ENGLISH)
def test_english_names_a_time(question: str, words: str, since: str, until: str) -> None:
    assert as_told(window_of(question, ASKED)) == (words, since, until)


@pytest.mark.parametrize(("question", "words", "since", "until"), KOREAN)
def test_korean_names_a_time(question: str, words: str, since: str, until: str) -> None:
    assert as_told(window_of(question, AT_NIGHT)) == (words, since, until)


@pytest.mark.parametrize("question", NO_WINDOW)
def test_what_only_looks_like_a_time_is_no_window(question: str) -> None:
    assert window_of(question, ASKED) is None


def test_a_day_is_that_of_the_zone_in_which_was_asked() -> None:
    in_seoul, in_london = (window_of("What was said today?", at) for at in (AT_NIGHT, AT_NIGHT.astimezone(LONDON)))

    assert in_seoul
    assert in_london
    assert in_seoul.since == datetime(2026, 11, 25, tzinfo=SEOUL)
    assert in_london.since == datetime(2026, 11, 24, tzinfo=LONDON)


@pytest.mark.parametrize("question", ["What was said before the election on 3 May?", "5월 3일까지 무엇을 했나요?"])
def test_before_a_day_that_is_near_means_the_coming_one(question: str) -> None:
    window = window_of(question, datetime(2026, 4, 20, tzinfo=SEOUL))

    assert window
    assert window.until
    assert window.until.year == 2026


def test_a_day_without_a_year_is_the_latest_unless_the_question_looks_ahead() -> None:
    assert as_told(window_of("What was announced on 20 December?", ASKED))[1] == "2025-12-20"
    assert window_of("What is expected on 20 December?", ASKED) is None


@pytest.mark.parametrize("question", ["Who won on 29 February?", "2월 29일에 누가 이겼나요?"])
def test_the_29th_of_february_is_that_of_the_last_leap_year(question: str) -> None:
    assert as_told(window_of(question, ASKED))[1:] == ("2024-02-29", "2024-03-01")


@pytest.mark.parametrize("question", ["Who won on 31 February?", "2월 31일에 누가 이겼나요?", "Who won on 2024-13-40?"])
def test_a_day_that_no_calendar_has_is_no_window(question: str) -> None:
    assert window_of(question, ASKED) is None


@pytest.mark.parametrize("at", [datetime(1, 1, 1, tzinfo=LONDON), datetime(9999, 12, 31, 23, 59, tzinfo=LONDON)])
def test_the_ends_of_the_calendar_do_no_harm(at: datetime) -> None:
    for question, *_ in ENGLISH + KOREAN:
        window_of(question, at)


@pytest.mark.parametrize("seed", range(40))
def test_words_of_time_in_any_order_end_in_a_window_that_is_not_empty_or_in_none(seed: int) -> None:
    chosen = random.Random(seed)
    words = [word for question, *_ in chosen.choices(ENGLISH + KOREAN, k=6) for word in question.split()]
    chosen.shuffle(words)

    window = window_of(" ".join(words), ASKED)

    assert window is None or window.since is None or window.until is None or window.since < window.until


def test_a_question_as_long_as_a_book_is_read_in_no_time() -> None:
    began = time.perf_counter()

    for words in ("on Monday ", "2020 ", "since the a b c ", "지난 3일 ", "3월 "):
        window_of(words * 5000, ASKED)

    assert time.perf_counter() - began < 2
