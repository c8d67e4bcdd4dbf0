"""Invented evidence with claims that it backs and claims that it does not, for fit_support.py.

The public sets have hardly an exchanged role or an opposite in English, and no short claims about texts whose names
show by their capitals; these have. The table of tests/bot/answering is another one, on which nothing is fitted.
"""

from __future__ import annotations

from tests.bot.answering.support_pairs import Example

ENGLISH: list[Example] = [
    (
        "The harbour office in Tern hired thirty sailors in April, up from eighteen a year earlier.",
        ["The harbour office hired 30 sailors in April.", "The harbour office in Tern hired thirty sailors."],
        [
            "The harbour office hired thirty cooks in April.",
            "The harbour office fired thirty sailors in April.",
            "The harbour office hired 13 sailors in April.",
            "The harbour office in Tern hired thirty sailors in August.",
        ],
    ),
    (
        "Mayor Olga Brandt praised the nurses of Saint Vitus after the fire. No patient was hurt, she said on Friday.",
        [
            "Olga Brandt praised the nurses after the fire.",
            "No patient was hurt, the mayor said.",
            "Mayor Olga Brandt praised the nurses of Saint Vitus.",
        ],
        [
            "Olga Brandt blamed the nurses after the fire.",
            "The nurses praised Olga Brandt after the fire.",
            "A patient was hurt, the mayor said.",
            "Mayor Karl Brandt praised the nurses of Saint Vitus.",
            "Mayor Olga Brandt praised the nurses of Saint Vitus before the fire.",
        ],
    ),
    (
        "Unemployment in the Lower Fens dropped to 5.4 per cent in 2024. It had been above seven per cent for a "
        "decade. Farming now employs 3,400 people.",
        [
            "Unemployment dropped to 5.4% in 2024.",
            "Farming employs 3400 people in the Lower Fens.",
            "Unemployment had been above 7% for a decade.",
        ],
        [
            "Unemployment climbed to 5.4 per cent in 2024.",
            "Unemployment had been below seven per cent for a decade.",
            "Farming now employs 4,300 people.",
            "Fishing now employs 3,400 people.",
            "Unemployment in the Upper Fens dropped to 5.4 per cent in 2024.",
        ],
    ),
    (
        "Kestrel Rail accused Norvik Steel of delivering the rails late. Norvik Steel denied it and asked for "
        "2.5 million crowns.",
        [
            "Kestrel Rail accused Norvik Steel of delivering the rails late.",
            "Norvik Steel asked for 2,500,000 crowns.",
            "Norvik Steel was accused by Kestrel Rail.",
        ],
        [
            "Norvik Steel accused Kestrel Rail of delivering the rails late.",
            "Kestrel Rail was accused by Norvik Steel.",
            "Norvik Steel asked for 2.5 billion crowns.",
            "Norvik Steel admitted it and asked for 2.5 million crowns.",
            "Kestrel Rail accused Norvik Steel of delivering the trains late.",
        ],
    ),
    (
        "The swimming pool will stay open in winter. Half of the members voted for it, and children under six swim "
        "free on 12 December.",
        [
            "The swimming pool will stay open in winter.",
            "Children under six swim free on December 12.",
            "Half the members voted for it.",
        ],
        [
            "The swimming pool will stay closed in winter.",
            "The swimming pool will not stay open in winter.",
            "Children under six swim free on 12 October.",
            "Every child swims free on 12 December.",
            "A quarter of the members voted for it.",
        ],
    ),
    (
        "Two storms hit the island last week and damaged the lighthouse. The keeper, Joan Ferris, repaired its lamp "
        "within three hours, she told reporters.",
        [
            "Two storms damaged the lighthouse.",
            "Joan Ferris repaired the lamp within three hours.",
            "The lighthouse was damaged by two storms last week.",
        ],
        [
            "Two floods damaged the lighthouse.",
            "Joan Ferris repaired the lamp within three days.",
            "Two storms hit the island last week and destroyed the bridge.",
            "Joan Ferris never repaired the lamp.",
            "Only two storms hit the island last year.",
        ],
    ),
]
KOREAN: list[Example] = [
    (
        "온누리병원은 4월에 간호사 서른 명을 채용했다. 지난해보다 열두 명 많은 수다.",
        ["온누리병원은 4월에 간호사 30명을 채용했다.", "온누리병원이 간호사 서른 명을 채용했다."],
        [
            "온누리병원은 4월에 의사 서른 명을 채용했다.",
            "온누리병원은 4월에 간호사 13명을 채용했다.",
            "온누리병원은 8월에 간호사 서른 명을 채용했다.",
            "온누리병원은 4월에 간호사 서른 명을 해고했다.",
        ],
    ),
    (
        "이하늘 시장은 화재 뒤 소방관들을 칭찬했다. 다친 환자는 없었다고 시는 밝혔다.",
        ["이하늘 시장은 소방관들을 칭찬했다.", "시는 다친 환자가 없었다고 밝혔다."],
        [
            "소방관들이 이하늘 시장을 칭찬했다.",
            "이하늘 시장은 소방관들을 비판했다.",
            "박하늘 시장은 소방관들을 칭찬했다.",
            "시는 다친 환자가 있었다고 밝혔다.",
        ],
    ),
    (
        "솔뫼군의 실업률은 지난해 5.4퍼센트로 하락했다. 농가 소득은 1억 2천만 원으로 늘었다.",
        ["솔뫼군의 실업률은 5.4%로 하락했다.", "농가 소득은 1억 2,000만 원으로 늘었다.", "솔뫼군 실업률이 하락했다."],
        [
            "솔뫼군의 실업률은 5.4퍼센트로 상승했다.",
            "농가 소득은 1억 2천만 원으로 줄었다.",
            "농가 소득은 2억 1천만 원으로 늘었다.",
            "들뫼군의 실업률은 5.4퍼센트로 하락했다.",
        ],
    ),
    (
        "한빛철도가 두레제철을 고소했다. 두레제철은 250만 원을 요구했으며 잘못을 인정하지 않았다.",
        ["한빛철도는 두레제철을 고소했다.", "두레제철은 2백50만 원을 요구했다.", "두레제철은 잘못을 인정하지 않았다."],
        [
            "두레제철이 한빛철도를 고소했다.",
            "두레제철은 잘못을 인정했다.",
            "두레제철은 250억 원을 요구했다.",
            "한빛철도는 두레제철을 칭찬했다.",
        ],
    ),
    (
        "수영장은 겨울에도 연다. 회원의 절반이 찬성했고, 6세 미만 어린이는 12월 12일에 무료로 입장한다.",
        ["회원의 절반이 찬성했다.", "6세 미만 어린이는 12월 12일에 무료로 입장한다.", "수영장은 겨울에도 연다."],
        [
            "회원의 절반이 반대했다.",
            "6세 이상 어린이는 12월 12일에 무료로 입장한다.",
            "6세 미만 어린이는 10월 12일에 무료로 입장한다.",
            "수영장은 겨울에만 연다.",
            "회원의 4분의 1이 찬성했다.",
        ],
    ),
    (
        "폭풍이 지난주 섬을 덮쳐 등대가 부서졌다. 등대지기 조나래 씨는 세 시간 만에 등을 고쳤다.",
        ["폭풍이 섬을 덮쳤다.", "조나래 씨는 3시간 만에 등을 고쳤다.", "지난주 폭풍으로 등대가 부서졌다."],
        [
            "홍수가 섬을 덮쳤다.",
            "조나래 씨는 사흘 만에 등을 고쳤다.",
            "조나래 씨는 등을 고치지 못했다.",
            "폭풍이 지난주 섬을 덮쳐 다리가 부서졌다.",
        ],
    ),
    (
        "도서관은 오전 9시부터 문을 연다. 모든 좌석은 예약해야 하고 노트북은 두 대까지 빌릴 수 있다.",
        ["도서관은 오전 9시부터 문을 연다.", "노트북은 2대까지 빌릴 수 있다.", "좌석은 예약해야 한다."],
        [
            "도서관은 오후 9시부터 문을 연다.",
            "노트북은 세 대까지 빌릴 수 있다.",
            "노트북은 빌릴 수 없다.",
            "좌석은 예약하지 않아도 된다.",
        ],
    ),
]
