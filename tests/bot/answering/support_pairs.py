"""Invented evidence with claims that it backs and claims that it does not; the weights are fitted on other ones.

Paraphrases in words of their own ("defeated" for "beat", "climbed" for "rose") are mostly judged not backed, rightly or
not; a few such are among these and counted as misses.
"""

from __future__ import annotations

Example = tuple[str, list[str], list[str]]
"""Evidence, claims that it backs, and claims that it does not back."""


def in_passages(table: list[Example]) -> list[Example]:
    """The same claims with all evidence of the table as theirs, their own at the end."""
    return [
        ("\n".join(text for text, *_ in (*table[at + 1 :], *table[: at + 1])), backed, others)
        for at, (_, backed, others) in enumerate(table)
    ]


ENGLISH: list[Example] = [
    (
        "Alder beat Osgathorne 3-1 in the final on 3 May. Some 1,200,000 people watched it at home.",
        [
            "Alder beat Osgathorne 3-1.",
            "Alder beat Osgathorne in the final on May 3.",
            "Osgathorne was beaten by Alder in the final.",
            "1.2 million people watched the final at home.",
        ],
        [
            "Osgathorne beat Alder 3-1.",
            "Alder was beaten by Osgathorne in the final.",
            "Alder beat Osgathorne in the final on 3 June.",
            "1.2 billion people watched the final at home.",
            "Alder did not beat Osgathorne in the final.",
        ],
    ),
    (
        "The Maren water company replaced twelve pumps after the flood, and repairs took less than two weeks. "
        "Two dozen workers stayed overnight.",
        [
            "The water company replaced 12 pumps after the flood.",
            "24 workers stayed overnight.",
            "Repairs took less than two weeks.",
        ],
        [
            "The water company replaced 12 pumps before the flood.",
            "The water company replaced 20 pumps after the flood.",
            "Repairs took more than two weeks.",
            "Forty workers stayed overnight.",
            "The water company replaced twelve lorries after the flood.",
        ],
    ),
    (
        "Ticket prices at the Grindel museum rose by 12 percent this year, while the number of visitors fell to "
        "40,000.",
        [
            "Ticket prices at the museum rose by 12% this year.",
            "The number of visitors fell to 40,000.",
            "Prices at the Grindel museum increased by 12 percent.",
        ],
        [
            "Ticket prices at the museum fell by 12 percent this year.",
            "The number of visitors rose to 40,000.",
            "Ticket prices at the museum rose by 21 percent this year.",
            "Ticket prices at the theatre rose by 12 percent this year.",
        ],
    ),
    (
        "Forty pupils of Holm school took the night train to the coast. Their teacher, Ines Varga, said nobody was "
        "hurt when it stopped in a tunnel for an hour.",
        [
            "Forty pupils took the night train to the coast.",
            "The train stopped in a tunnel for an hour.",
            "Teacher Ines Varga said nobody was hurt.",
            "40 pupils of Holm school took the night train.",
        ],
        [
            "Forty pupils took the bus to the coast.",
            "Forty pupils of Holm school did not take the night train.",
            "The train stopped in a tunnel for a day.",
            "Teacher Ines Borg said nobody was hurt.",
            "All pupils of Holm school took the night train to the coast.",
        ],
    ),
    (
        "The council will not close the Elder Road library. A third of its 66,000 books are to move to a new branch, "
        "which opens in March.",
        [
            "The council will not close the library.",
            "A third of the books are to move to a new branch.",
            "The new branch opens in March.",
        ],
        [
            "The council will close the Elder Road library.",
            "The new branch closes in March.",
            "The new branch opens in May.",
            "Half of the books are to move to a new branch.",
        ],
    ),
    (
        "Rosa Lindqvist sold her bakery to Tomas Hale in 2019. The bakery had been in her family for more than "
        "eighty years.",
        [
            "Rosa Lindqvist sold her bakery in 2019.",
            "The bakery had been in her family for more than 80 years.",
            "Rosa Lindqvist sold the bakery to Tomas Hale.",
        ],
        [
            "Tomas Hale sold the bakery to Rosa Lindqvist.",
            "Rosa Lindqvist bought her bakery in 2019.",
            "The bakery had been in her family for less than eighty years.",
            "Rosa Lindqvist sold her bakery in 2017.",
        ],
    ),
]
KOREAN: list[Example] = [
    (
        "해솔팀이 결승에서 누리팀을 3대 1로 이겼다. 경기장에는 관중 120만 명이 다녀갔다.",
        [
            "해솔팀이 누리팀을 이겼다.",
            "해솔팀이 결승에서 누리팀을 3대 1로 이겼다.",
            "경기장에 관중 1백20만 명이 다녀갔다.",
            "경기장에는 관중 1,200,000명이 다녀갔다.",
        ],
        [
            "누리팀이 해솔팀을 이겼다.",
            "누리팀이 결승에서 해솔팀을 3대 1로 이겼다.",
            "해솔팀이 결승에서 누리팀을 5대 1로 이겼다.",
            "경기장에는 관중 12만 명이 다녀갔다.",
            "해솔팀이 결승에서 누리팀을 이기지 못했다.",
        ],
    ),
    (
        "가온시는 올해 버스 요금을 12퍼센트 인상했고, 지하철 이용객은 4만 명으로 줄었다.",
        [
            "가온시는 버스 요금을 12% 인상했다.",
            "지하철 이용객은 40,000명으로 줄었다.",
            "가온시는 올해 버스 요금을 인상했다.",
        ],
        [
            "가온시는 버스 요금을 12퍼센트 인하했다.",
            "지하철 이용객은 4만 명으로 늘었다.",
            "가온시는 올해 택시 요금을 12퍼센트 인상했다.",
            "가온시는 버스 요금을 21퍼센트 인상했다.",
        ],
    ),
    (
        "은하초등학교 학생 열두 명은 야간 열차를 타고 바다로 갔다. 교사 한보람 씨는 다친 사람이 없다고 말했다.",
        [
            "은하초등학교 학생 12명은 야간 열차를 탔다.",
            "교사 한보람 씨는 다친 사람이 없다고 말했다.",
            "학생 열두 명이 바다로 갔다.",
        ],
        [
            "은하초등학교 학생 12명은 버스를 탔다.",
            "은하초등학교 학생 스무 명은 야간 열차를 탔다.",
            "교사 김도담 씨는 다친 사람이 없다고 말했다.",
            "은하초등학교 학생 모두가 야간 열차를 탔다.",
            "교사 한보람 씨는 다친 사람이 있다고 말했다.",
        ],
    ),
    (
        "별내군은 5월 3일 새 도서관을 열었다. 65세 이상 주민은 입장료를 내지 않는다. 책의 절반은 기증받은 것이다.",
        [
            "별내군은 5월 3일 도서관을 열었다.",
            "65세 이상 주민은 입장료를 내지 않는다.",
            "책의 절반은 기증받았다.",
            "별내군은 새 도서관을 열었다.",
        ],
        [
            "별내군은 6월 3일 도서관을 열었다.",
            "65세 이하 주민은 입장료를 내지 않는다.",
            "65세 이상 주민은 입장료를 낸다.",
            "별내군은 5월 3일 새 도서관을 닫았다.",
            "책의 3분의 1은 기증받은 것이다.",
        ],
    ),
    (
        "민서가 지우에게 자전거를 팔았다. 자전거는 이틀 뒤에 고장이 났고, 수리비는 3만 원이 넘었다.",
        [
            "민서가 지우에게 자전거를 팔았다.",
            "자전거는 이틀 뒤에 고장이 났다.",
            "수리비는 30,000원이 넘었다.",
        ],
        [
            "지우가 민서에게 자전거를 팔았다.",
            "자전거는 이틀 전에 고장이 났다.",
            "수리비는 3천 원이 넘었다.",
            "민서가 지우에게 자전거를 샀다.",
        ],
    ),
    (
        "시의회는 공원 매각에 반대했다. 의원 세 명이 찬성했으며, 시장은 결정을 다음 달까지 미루지 않겠다고 밝혔다.",
        [
            "시의회는 공원 매각에 반대했다.",
            "의원 3명이 찬성했다.",
            "시장은 결정을 미루지 않겠다고 밝혔다.",
        ],
        [
            "시의회는 공원 매각에 찬성했다.",
            "의원 3명만 공원을 방문했다.",
            "시장은 결정을 다음 달까지 미루겠다고 밝혔다.",
            "의원 네 명이 찬성했다.",
        ],
    ),
]
