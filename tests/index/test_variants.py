"""Which other spellings of a question's words a library is searched for, and which words stay other words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from bot.answering.model import Abstention, Answer
from index.article import Article
from index.scoring import question_terms
from index.sounds import heard, sounds, spoken
from index.terms import content_terms, terms
from index.variants import variants
from tests.library import FERRY, LANTERNS, OTHERS, Place, add, add_whole, an_article, ask, found_ids


class Words:
    """A library of some words, each in so many passages."""

    def __init__(self, text: str, passages: int = 5) -> None:
        self.text = " ".join(terms(text))
        self.frequency = dict.fromkeys(terms(text), passages)
        self.words = heard([self.text])

    def document_frequency(self, terms: Sequence[str]) -> Mapping[str, int]:
        return {term: self.frequency[term] for term in terms if term in self.frequency}

    def has_side_by_side(self, terms: Sequence[str]) -> bool:
        return f" {' '.join(terms)} " in f" {self.text} "

    def spelled(self, sounds_of: Iterable[str]) -> Sequence[str]:
        wanted = set(sounds_of)
        return [word for word, sound in zip(self.words, sounds(self.words), strict=True) if sound in wanted]


def spelled(question: str, library: Words) -> set[str]:
    """The terms that are looked for besides those of the question."""
    found = variants(question, library.document_frequency(content_terms(question)), library)
    return {term for spellings in found.values() for one in spellings for term in one.terms}


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("Zelenskyy", "Zelensky"),
        ("Zelensky", "Zelenskyy"),
        ("Zelenskiy", "Zelensky"),
        ("Zelenski", "Zelenskyy"),
        ("Zelinsky", "Zelensky"),
        ("Kyiv", "Kiev"),
        ("Kiev", "Kyiv"),
        ("Kharkov", "Kharkiv"),
        ("Mohammed", "Muhammad"),
        ("Mohamed", "Muhammad"),
        ("Muhammad", "Mohammed"),
        ("Qaddafi", "Gaddafi"),
        ("Tchaikovsky", "Chaikovskij"),
        ("Netanyahoo", "Netanyahu"),
        ("goverment", "government"),
        ("recieve", "receive"),
        ("Febuary", "February"),
        ("Brittney", "Britney"),
        ("Rishi Sunek", "Rishi Sunak"),
        ("Elon Muskk", "Elon Musk"),
        ("Masachusetts", "Massachusetts"),
        ("harbour", "harbor"),
        ("harbor", "harbour"),
        ("organised", "organized"),
        ("recognize", "recognise"),
        ("centre", "center"),
        ("theater", "theatre"),
        ("defence", "defense"),
        ("programme", "program"),
        ("Beyonće", "Beyonce"),
    ],
)
def test_a_latin_word_is_found_by_another_spelling(asked: str, written: str) -> None:
    library = Words(f"{written} ferry")

    assert spelled(asked, library) | set(terms(asked)) >= set(terms(written))


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("젤렌스키는 어디에 갔나요?", "Zelensky"),
        ("젤렌스키", "Zelenskyy"),
        ("수낵이 뭐라고 했나요?", "Sunak"),
        ("누리포에서는", "Nuripo"),
        ("부산까지", "Busan"),
        ("서울에서", "Seoul"),
        ("평양을", "Pyongyang"),
        ("트럼프가", "Trump"),
        ("바이든", "Biden"),
        ("마크롱", "Macron"),
        ("해리스", "Harris"),
        ("네타냐후", "Netanyahu"),
        ("Zelenskyy", "젤렌스키"),
        ("Sunak", "수낵은"),
        ("Nuripo", "누리포에서"),
        ("Busan", "부산에서는"),
        ("Pusan", "부산"),
        ("Seoul", "서울"),
        ("Pyongyang", "평양의"),
        ("Mozart", "모차르트가"),
        ("젤랜스키", "젤렌스키"),
        ("나폴레온", "나폴레옹"),
        ("크리스마쓰", "크리스마스"),
    ],
)
def test_a_name_is_found_in_the_other_script_and_misheard(asked: str, written: str) -> None:
    library = Words(f"{written} 여객선 ferry")

    assert spelled(asked, library) & set(terms(written))


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("Putin", "Putnam"),
        ("Putnam", "Putin"),
        ("Iran", "Iraq"),
        ("Austria", "Australia"),
        ("Latvia", "Lithuania"),
        ("Slovakia", "Slovenia"),
        ("Iceland", "Ireland"),
        ("Angola", "Angela"),
        ("Gambia", "Zambia"),
        ("casting", "costing"),
        ("2022", "2023"),
        ("1974", "1947"),
        ("Kim", "Kin"),
        ("bat", "bad"),
        ("Perry", "Percy"),
        ("Clinton", "Clifton"),
        ("overtourism", "overturn"),
        ("what does it sky", "ski"),
        ("Beijing", "Peking"),
        ("Putin", "Biden"),
        ("부산", "부상"),
        ("부상", "부산"),
        ("이란", "이라크"),
        ("사장", "시장"),
        ("경기", "공기"),
        ("오스트리아", "오스트레일리아"),
        ("이란", "Iraq"),
        ("부산", "basin"),
        ("말했나요", "Malta"),
        ("busy people", "부지"),
        ("ferry", "페리"),
    ],
)
def test_another_word_stays_another_word(asked: str, written: str) -> None:
    assert not spelled(asked, Words(f"{written} 여객선 harbour"))


def test_what_the_library_has_is_taken_at_its_word() -> None:
    assert not spelled("Sunek", Words("Sunek Sunak"))
    assert not spelled("수낵", Words("수낵 Sunak"))
    assert spelled("Zelensky", Words("Zelensky Zelenskyy")) == {"zelenskyy"}


def test_a_word_far_rarer_than_its_near_spelling_is_taken_for_misspelt() -> None:
    library = Words("Sunak", passages=100)
    library.frequency["sunek"] = 1

    assert spelled("Sunek", library) == {"sunak"}
    assert not spelled("Sunek", Words("Sunek Sunak", passages=3))


def test_of_several_near_words_the_likelier_is_taken() -> None:
    library = Words("giver", passages=2)
    library.frequency["govern"] = 1500
    library.words.append("govern")

    assert spelled("goverment", library) == {"govern"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelenskyy", "젤렌스키"),
        ("Busan", "부산"),
        ("Muhammad", "무함마드"),
        ("Tchaikovsky", "차이콥스키"),
        ("Seoul", "서울"),
    ],
)
def test_both_scripts_sound_alike(one: str, other: str) -> None:
    assert sounds([one.lower()]) == sounds([other])


def test_a_sound_tells_what_only_vowels_or_ng_tell_apart() -> None:
    assert len({*spoken(["부산", "부상", "배산", "busan", "pusan"])}) == 3


@pytest.mark.parametrize("question", ["", "?!", "1974", "ㅋㅋ", "ا ب", "Ω", "日本", "a b c", "😀", "É"])
def test_a_question_without_words_has_no_other_spellings(question: str) -> None:
    assert not spelled(question, Words("ferry 여객선"))


def test_words_of_hangul_are_heard_whole_without_their_particles() -> None:
    assert set(heard([" ".join(terms("누리포에서 3일 KBS는 등불을")), "harbour 12 of"])) == {
        "누리포",
        "등불",
        "harbour",
    }


# What other spellings count


def test_another_spelling_counts_a_little_less_than_the_word_and_no_word_more_than_once() -> None:
    library = Words("harbor ferry")
    found = variants("harbour ferry", library.document_frequency(terms("harbour ferry")), library)
    question = question_terms("harbour ferry", library.frequency, 10, found)

    assert question.coverage(terms("ferry")) < question.coverage(terms("harbor ferry")) < 1
    assert question.coverage(terms("harbor harbour ferry")) == pytest.approx(1)


def test_a_misspelt_word_weighs_what_the_word_weighs() -> None:
    library = Words("government")
    found = variants("goverment", {}, library)

    misspelt = question_terms("goverment", {}, 10, found)
    right = question_terms("government", library.frequency, 10)

    assert misspelt.total == right.total


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("홍수방벽", "홍수 방벽"),
        ("경제성장률", "경제 성장률"),
        ("배수펌프장", "배수 펌프장"),
        ("교통체증", "교통 체증"),
    ],
)
def test_a_compound_is_covered_by_its_parts_side_by_side(asked: str, written: str) -> None:
    library = Words(written)
    frequency = library.document_frequency(content_terms(asked))

    question = question_terms(asked, frequency, 10, variants(asked, frequency, library))

    assert question.coverage(terms(written)) > 0.95
    assert question.coverage(terms(written.split()[0])) < 0.6


def test_a_korean_word_of_one_syllable_is_found_with_its_particles() -> None:
    library = Words("공장에서 불이 났다. 소방관이 불을 껐다.")

    spellings = variants("불 언제 났어?", {}, library)["불"]

    assert {one.terms for one in spellings} == {("불이",), ("불을",)}


# Through a library


TUNNEL = "The Merrowdale tunnel reopened on Monday after Olga Petrenskyy repaired its pumps. The work took nine weeks."
GUARD = "The harbor guard of Wexley bought two boats on Friday. Each of them cost 900 crowns."
KOREAN = "달빛시의 홍수 방벽이 지난 5일 완공됐다. 공사를 이끈 크란스키 소장은 비용이 48억 원이라고 밝혔다."


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("When did the Merowdale tunnel reopen?", "tunnel"),
        ("What did Petrensky repair?", "tunnel"),
        ("페트렌스키는 무엇을 고쳤나요?", "tunnel"),
        ("How many boats did the harbour guard buy?", "guard"),
        ("Where did the captian buy it?", "ferry"),
        ("What did Kransky say?", "korean"),
        ("홍수방벽은 언제 완공됐나요?", "korean"),
        ("크란스끼 소장", "korean"),
        ("What happened in Nuripo?", "lanterns"),
    ],
)
def test_a_question_finds_the_article_that_spells_it_otherwise(tmp_path: Path, question: str, id: str) -> None:
    with Place(tmp_path).open() as library:
        add_whole(library, *_articles())

        assert found_ids(library, question)[0] == id


def _articles() -> list[Article]:
    english = {"tunnel": TUNNEL, "guard": GUARD, "ferry": FERRY}
    korean = {"korean": KOREAN, "lanterns": LANTERNS}
    return [
        *(an_article(id, text) for id, text in english.items()),
        *(an_article(id, text, language="ko") for id, text in korean.items()),
        *(an_article(f"other {at}", text) for at, text in enumerate(OTHERS)),
    ]


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("How many boats did the harbour guard of Wexley buy?", "guard"),
        ("When did the Merowdale tunnel reopen?", "tunnel"),
        ("How much was the harbuor ferry sold for?", "ferry"),
        ("달빛시 홍수방벽은 언제 완공됐나요?", "korean"),
    ],
)
def test_a_misspelt_question_is_answered_from_the_right_article(tmp_path: Path, question: str, id: str) -> None:
    with Place(tmp_path).open() as library:
        add_whole(library, *_articles())

        outcome = ask(library, question)

    assert isinstance(outcome, Answer)
    assert outcome.citations[0].article.id == id


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who won the election in Iran?", "Iraq held a trade fair on Monday. Basra sent forty merchants to it."),
        ("What did Putnam announce?", "Putin announced a parade on Monday. Moscow closed two streets for it."),
        ("부산에서 무슨 일이 있었나요?", "선수 세 명이 부상을 당했다. 감독은 경기를 미루자고 했다."),
    ],
)
def test_a_false_friend_does_not_make_an_answer(tmp_path: Path, question: str, text: str) -> None:
    with Place(tmp_path).open() as library:
        add_whole(library, an_article("other", text), *(an_article(text[:9], text) for text in OTHERS))

        assert isinstance(ask(library, question), Abstention)


def test_spellings_of_new_articles_are_noted_after_they_are_in(tmp_path: Path) -> None:
    with Place(tmp_path).open() as library:
        add(library, an_article("ferry", FERRY))
        before = library.is_behind(), library.database.spelled(sounds(["brisk"]))
        library.work_off(60)

        assert before == (True, [])
        assert "brisk" in library.database.spelled(sounds(["brisk"]))
        assert not library.is_behind()


def test_what_is_removed_is_not_found_by_another_spelling(tmp_path: Path) -> None:
    with Place(tmp_path).open() as library:
        add_whole(library, an_article("tunnel", TUNNEL), an_article("ferry", FERRY))
        library.ingest.database.remove("tunnel", library.database.articles()[0].indexed)

        assert "tunnel" not in found_ids(library, "What did Petrensky repair in Merowdale?")
