"""What kind of answer a question wants, and which sentences hold one."""

from __future__ import annotations

import pytest

from bot.answering.kinds import Kind
from bot.answering.wanted import names_in, wanted
from index.terms import terms
from tests.texts import a_text

PEOPLE = "How many people were hurt when the bridge fell?"


def fit(question: str, sentence: str) -> float:
    wants = wanted(question)
    return wants.fit(sentence, wants.new_names(sentence))


def counted(question: str, sentence: str) -> bool:
    return bool(wanted(question).counted(sentence, terms(sentence)))


def new_names(question: str, sentence: str) -> list[str]:
    return [word for _, words in wanted(question).new_names(sentence) for word in words]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who bought the ferry?", Kind.PERSON),
        ("Who’s the new mayor?", Kind.PERSON),
        ("whos the new mayor", Kind.PERSON),
        ("whats the population of Tollmere", Kind.NUMBER),
        ("To whom was the ferry sold?", Kind.PERSON),
        ("Which retired captain bought the ferry?", Kind.PERSON),
        ("When's the next ferry?", Kind.DATE),
        ("In what year was the bridge built?", Kind.DATE),
        ("On which day of the week did the ferry sink?", Kind.DATE),
        ("How soon will the bridge open?", Kind.DATE),
        ("How long ago did the ferry sink?", Kind.DATE),
        ("How long did the strike last?", Kind.NUMBER),
        ("What's the population of Tollmere?", Kind.NUMBER),
        ("After how many days did it reopen?", Kind.NUMBER),
        ("What is the number of otters?", Kind.NUMBER),
        ("Where was the ferry sold?", Kind.PLACE),
        ("Which two countries bought ferries?", Kind.PLACE),
        ("Which of the two captains left?", Kind.PERSON),
        ("What happened to the mayor?", Kind.OTHER),
        ("What happened in the city?", Kind.OTHER),
        ("What caused the captain to resign?", Kind.REASON),
        ("Which bridge in the town fell?", Kind.NAME),
        ("Why is the bridge shut?", Kind.REASON),
        ("What led to the closure?", Kind.REASON),
        ("What is the ferry called?", Kind.NAME),
        ("What is the title of the ferry's song?", Kind.NAME),
        ("How did the team win the title?", Kind.OTHER),
        ("What happened after the race was called off?", Kind.OTHER),
        ("Which company bought the ferry?", Kind.NAME),
        ("What did the mayor do?", Kind.OTHER),
        ("What about the ferry?", Kind.OTHER),
        ("What kind of boat was sold?", Kind.OTHER),
        ("Did the ferry sink?", Kind.YES_NO),
        ("Isn’t the bridge closed?", Kind.YES_NO),
        ("So, was the bridge closed?", Kind.YES_NO),
        ("“Was the bridge closed?”", Kind.YES_NO),
        ("ferry price", Kind.OTHER),
        ("May 2026 ferry prices", Kind.OTHER),
    ],
)
def test_the_asking_word_tells_the_kind(question: str, kind: Kind) -> None:
    assert wanted(question).kind is kind
    assert wanted(question.upper()).kind is kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What happened when the bridge fell?", Kind.OTHER),
        ("Where was the mayor when the storm hit?", Kind.PLACE),
        ("Who was mayor when the bridge fell?", Kind.PERSON),
        ("Why did they leave when the ferry sank?", Kind.REASON),
        ("What is the name of the captain who bought the ferry?", Kind.NAME),
        ("Was Ona Brisk the captain when the ferry sank?", Kind.YES_NO),
        ("Has the mayor, who bought the ferry, resigned?", Kind.YES_NO),
        ("Is the town where the ferry sank on an island?", Kind.YES_NO),
        ("When the bridge fell, how many were hurt?", Kind.NUMBER),
        ("When the bridge fell, did the mayor resign?", Kind.YES_NO),
        ("If the bridge falls, who pays?", Kind.PERSON),
        ("In 2019, was the bridge open?", Kind.YES_NO),
    ],
)
def test_a_clause_that_only_tells_of_something_asks_nothing(question: str, kind: Kind) -> None:
    assert wanted(question).kind is kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Can you tell me who bought the ferry?", Kind.PERSON),
        ("Could you please tell us when the bridge opens?", Kind.DATE),
        ("Do you know where the ferry is?", Kind.PLACE),
        ("Did the mayor say why the bridge fell?", Kind.REASON),
        ("Tell me how much the ferry cost.", Kind.NUMBER),
        ("I'd like to know whether the ferry sank.", Kind.YES_NO),
    ],
)
def test_what_is_asked_politely_or_of_what_was_said_is_asked_all_the_same(question: str, kind: Kind) -> None:
    assert wanted(question).kind is kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who said “when the bridge fell, we cried”?", Kind.PERSON),
        ('Which band sang "Where Are the Otters"?', Kind.NAME),
        ("What did the WHO say about masks?", Kind.OTHER),
        ("The ferry sank in May. Who was its captain?", Kind.PERSON),
        ("Who was its captain? I mean the ferry's.", Kind.PERSON),
        ("Who was its captain? When did it sink?", Kind.DATE),
    ],
)
def test_quotes_ask_nothing_and_the_last_sentence_that_asks_decides(question: str, kind: Kind) -> None:
    assert wanted(question).kind is kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("누가 여객선을 샀나요?", Kind.PERSON),
        ("여객선을 산 사람은?", Kind.PERSON),
        ("시장의 이름은 무엇인가요?", Kind.PERSON),
        ("축제 이름은 무엇인가요?", Kind.NAME),
        ("축제는 어디에서 열렸나요?", Kind.PLACE),
        ("어느 나라가 여객선을 샀나요?", Kind.PLACE),
        ("어느 주에서 열렸나요?", Kind.PLACE),
        ("시장은 어떤 주장을 했나요?", Kind.NAME),
        ("어떤 시설이 문을 열었나요?", Kind.NAME),
        ("어느 해에 지어졌나요?", Kind.DATE),
        ("어느 해변이 닫혔나요?", Kind.NAME),
        ("여객선은 언제 팔렸나요?", Kind.DATE),
        ("몇 년에 지어졌나요?", Kind.DATE),
        ("몇 년 동안 닫혀 있었나요?", Kind.NUMBER),
        ("몇 년 만에 열렸나요?", Kind.NUMBER),
        ("몇 년째 닫혀 있나요?", Kind.NUMBER),
        ("몇 년이 걸렸나요?", Kind.NUMBER),
        ("징역 몇 년을 선고받았나요?", Kind.NUMBER),
        ("몇 시즌 뛰었나요?", Kind.NUMBER),
        ("몇 시간 걸리나요?", Kind.NUMBER),
        ("누리포 축제에는 몇 명이 왔나요?", Kind.NUMBER),
        ("여객선 가격은?", Kind.NUMBER),
        ("다리는 왜 닫혔나요?", Kind.REASON),
        ("다리가 닫힌 이유는?", Kind.REASON),
        ("화재원인은?", Kind.REASON),
        ("아이유는 어떤 노래를 불렀나요?", Kind.NAME),
        ("어떤 배가 팔렸나요?", Kind.NAME),
        ("축제는 어떻게 열렸나요?", Kind.OTHER),
        ("다리가 무너졌을 때 시장은 누구였나요?", Kind.PERSON),
        ("태어난 해는?", Kind.DATE),
        ("여객선을 산 선수는?", Kind.PERSON),
        ("축제 관객 수는?", Kind.NUMBER),
        ("축제 관객수는?", Kind.NUMBER),
        ("인명 피해는 몇 명인가요?", Kind.NUMBER),
        ("홍수 피해는?", Kind.OTHER),
        ("올해 무엇을 열었나요?", Kind.NAME),
        ("지난주 홍수는?", Kind.OTHER),
    ],
)
def test_korean_asking_words_tell_the_kind(question: str, kind: Kind) -> None:
    assert wanted(question).kind is kind


@pytest.mark.parametrize(
    "question",
    [
        "다리가 무너졌나요?",
        "다리가 무너졌나요",
        "시장이 사임했습니까?",
        "도서관이 문을 열었어?",
        "도서관이 문을 열었니?",
        "다리는 안전한가?",
        "축제는 언제나 열리나요?",
        "누구나 들어갈 수 있나요?",
        "몇몇 의원이 반대했나요?",
        "선장은 공무원인가요?",
    ],
)
def test_a_korean_verb_that_asks_wants_yes_or_no(question: str) -> None:
    assert wanted(question).kind is Kind.YES_NO


@pytest.mark.parametrize("question", ["왜구의 배를 그린 화가?", "누리포에 사는 어머니?", "바나나?"])
def test_a_korean_noun_that_ends_like_a_verb_does_not(question: str) -> None:
    assert wanted(question).kind is not Kind.YES_NO
    assert wanted(question).kind is not Kind.REASON


@pytest.mark.parametrize(
    ("question", "head", "unit"),
    [
        ("Which country bought the ferry?", "country", ""),
        ("What kind of boat was sold?", "boat", ""),
        ("What happened when the bridge fell?", "", ""),
        (PEOPLE, "", "people"),
        ("How many were hurt?", "", "hurt"),
        ("How many of the 40 otters left?", "", "otters left"),
        ("How much did the ferry cost?", "", ""),
        ("누리포 축제에는 몇 명이 왔나요?", "왔", "명"),
        ("몇 시간 걸리나요?", "걸리", "시간"),
        ("나라는?", "나라", ""),
        ("그는 어느 도시에서 태어났는가?", "도시", ""),
        ("이 나무는 몇 살인가요?", "살", "살"),
    ],
)
def test_the_noun_that_is_asked_for_and_the_unit_it_counts_in(question: str, head: str, unit: str) -> None:
    assert (wanted(question).head, wanted(question).unit) == (head, unit)


@pytest.mark.parametrize("question", ["", "   ", "?!...", "“”", "?", "🦦", "\n\n", "어", "a", "'s"])
def test_what_asks_nothing_wants_anything(question: str) -> None:
    assert wanted(question).kind is Kind.OTHER
    assert fit(question, "Captain Ona Brisk bought 3 ferries.") == 0.0


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("asked", ["Who bought {}?", "{}? 몇 명이 왔나요?", "{}", "How many {}"])
def test_any_text_can_be_asked_and_answer(seed: int, asked: str) -> None:
    wants = wanted(asked.format(a_text(seed)))
    for sentence in (a_text(seed + 1), a_text(seed)[:300], ""):
        names = wants.new_names(sentence)

        assert wants.fit(sentence, names) in (0.0, 1.0, 2.0)
        assert all(0 <= spot <= len(sentence.split()) for spot in wants.spots(sentence, names))


@pytest.mark.parametrize(
    "piece", ["when ", "who, ", "“ ", "how many a ", "the captain who ", "몇 ", "what is the a ", "A "]
)
def test_a_very_long_question_is_read_in_no_time(piece: str) -> None:
    wants = wanted(piece * 20_000 + "?")

    assert isinstance(wants.kind, Kind)


@pytest.mark.parametrize(
    ("question", "sentence", "holds"),
    [
        (PEOPLE, "Three people were hurt.", True),
        (PEOPLE, "Thirteen people were hurt.", True),
        (PEOPLE, "People were hurt.", False),
        ("How many people died in the 2013 fire?", "The fire of 2013 killed 3 people.", True),
        ("How many people died in the 2013 fire?", "The fire was in 2013.", False),
        ("When did the bridge fall?", "The bridge fell on Nov. 5.", True),
        ("When did the bridge fall?", "The bridge fell in May.", True),
        ("When did the bridge fall?", "The bridge may fall if they march on it.", False),
        ("What time does it sail?", "It sails at 8.30 a.m. and at noon.", True),
        ("What time does it sail?", "It sails on Monday.", False),
        ("여객선은 몇 시에 떠나나요?", "여객선은 오전 9시에 떠난다.", True),
        ("여객선은 몇 시에 떠나나요?", "여객선은 9일 떠난다.", False),
        ("Who bought the ferry?", "The ferry was bought by Captain Ona Brisk.", True),
        ("Who bought the ferry?", "The ferry was bought on Tuesday.", False),
        ("Who sold Ona Brisk's ferry?", "The ferry was Ona Brisk's.", False),
        ("Who sold the ferry?", "It was Aoife O’Brien’s ferry.", True),
        ("Where was the ferry sold?", "It was sold in Norway.", True),
        ("Where was the ferry sold?", "It was sold by Brisk.", False),
        ("Where did the Iranian crew go?", "The crew left Iran.", False),
        ("Why is the bridge shut?", "It is shut because of rust.", True),
        ("Why is the bridge shut?", "The bridge is shut.", False),
        ("누리포에서 몇 명이 다쳤나요?", "누리포에서 세 명이 다쳤다.", True),
        ("누리포에서 몇 명이 다쳤나요?", "누리포에서 12명이 다쳤다.", True),
        ("누리포에서 몇 명이 다쳤나요?", "누리포는 세계 여러 번째 도시다.", False),
        ("누가 여객선을 샀나요?", "선장 오나 브리스크가 샀다.", True),
        ("누가 여객선을 샀나요?", "김하늘 씨가 샀다.", True),
        ("누가 여객선을 샀나요?", "날씨가 맑았다.", False),
        ("여객선은 어디에서 팔렸나요?", "여객선은 달빛시에서 팔렸다.", True),
        ("여객선은 언제 팔렸나요?", "여객선은 지난 3일 팔렸다.", True),
        ("다리는 왜 닫혔나요?", "녹이 슬었기 때문이다.", True),
    ],
)
def test_a_sentence_fits_if_it_holds_an_answer_of_the_kind_that_the_question_does_not(
    question: str, sentence: str, holds: bool
) -> None:
    assert bool(fit(question, sentence)) is holds


def test_a_country_or_a_state_counts_twice_where_one_is_wanted() -> None:
    assert fit("Which country bought the ferry?", "It was sold to Norway.") == 2
    assert fit("Which state bought the ferry?", "It was sold to West Virginia.") == 2
    assert fit("Which state bought the ferry?", "It was sold to Norway.") == 0
    assert fit("Which country but Norway bought one?", "It was sold to Norway.") == 0


@pytest.mark.parametrize(
    ("question", "sentence", "holds"),
    [
        (PEOPLE, "Thirteen people were hurt.", True),
        (PEOPLE, "The bridge has 13 cables.", False),
        ("How much did the ferry cost?", "It cost £4,200.", True),
        ("How much did the ferry cost?", "It cost 3 million dollars.", True),
        ("How much did the ferry cost?", "The ferry has 3 decks.", False),
        ("How much money was raised?", "They raised $900.", True),
        ("How long is the bridge?", "It is 300 metres long.", True),
        ("How long is the bridge?", "It cost $300.", False),
        ("How old is the captain?", "She is a 61-year-old sailor.", True),
        ("몇 명이 왔나요?", "4만 2천 명이 왔다.", True),
        ("몇 명이 왔나요?", "두 명이 왔다.", True),
        ("몇 명이 왔나요?", "3개가 왔다.", False),
        ("몇 시간 걸리나요?", "오후 3시에 떠난다.", False),
        ("몇 퍼센트인가요?", "30%였다.", True),
        ("누가 왔나요?", "3명이 왔다.", False),
    ],
)
def test_a_sentence_counts_what_the_question_wants_counted(question: str, sentence: str, holds: bool) -> None:
    assert counted(question, sentence) is holds


@pytest.mark.parametrize(
    ("question", "sentence", "names"),
    [
        ("Who bought it?", "The ferry went to Ona Brisk of Tollmere.", ["Ona", "Brisk", "Tollmere"]),
        ("Who is Ona?", "Then Ona Brisk’s ferry left.", ["Brisk’s"]),
        ("Who left?", "In May, on a Monday, he left with Ona O’Rook.", ["Ona", "O’Rook"]),
        ("Who bought it?", "Ferries were sold.", []),
        ("Who bought it?", "NASA bought it.", ["NASA"]),
        ("Who bought it?", "", []),
    ],
)
def test_new_names_are_written_like_names_and_not_in_the_question(
    question: str, sentence: str, names: list[str]
) -> None:
    assert [name for name in new_names(question, sentence) if name != "of"] == names


def test_the_spots_of_a_date_are_its_days_and_numbers() -> None:
    wants = wanted("When did the bridge fall?")

    assert wants.spots("The bridge fell on Monday at 5.", []) == [4, 6]
    assert wanted("다리는 언제 무너졌나요?").spots("다리는 3일 무너졌다.", []) == []


def test_the_names_in_a_question_are_those_that_do_not_begin_a_sentence() -> None:
    assert names_in("Captain Brisk left. Where did Ona Brisk go on Monday?") == ["Brisk", "Ona", "Brisk"]
    assert names_in("오나 브리스크는 어디로 갔나요?") == []
