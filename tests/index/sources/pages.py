"""Small pages written for these tests, as sites build them: navigation around, claims in the head."""

from __future__ import annotations

ENGLISH = [
    "The harbour council of Millbrook voted on Tuesday to close the old ferry terminal at the end of October, "
    "ending a service that has run for ninety-one years.",
    "Passengers will be taken across the bay by two electric boats from a new pier beside the fish market, which "
    "the council says will open in the same week.",
    'Mayor Ines Calloway called the decision "painful but overdue" and promised that every one of the terminal\'s '
    "forty workers would be offered a job on the new line.",
]
SHORT = [
    "A fire damaged the roof of the Linden Street library early on Friday, but nobody was hurt and no books were "
    "lost, the fire service said.",
    "Thirty firefighters needed two hours to put it out. The library will stay closed until Monday while engineers "
    "look at the beams, director Paul Okafor said. The cause is not yet known.",
]
KOREAN = [
    "밀브룩시 항만위원회는 화요일 회의를 열고 10월 말에 옛 여객선 터미널을 닫기로 결정했다. "
    "이 터미널은 91년 동안 운영돼 왔다.",
    "승객들은 수산시장 옆 새 부두에서 전기선 두 척을 이용하게 된다. 위원회는 새 부두가 같은 주에 문을 연다고 밝혔다.",
    "시장은 이번 결정이 고통스럽지만 늦은 것이라며 터미널 직원 40명 모두에게 새 노선의 일자리를 제안하겠다고 말했다.",
]
NAVIGATION = "".join(
    f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("home", "sport", "weather", "culture")
)
HEADLINES = [
    "Council closes ferry terminal after ninety-one years",
    "Library roof burns on Linden Street",
    "Rain expected all week along the coast",
    "School meals to cost more from January",
    "New bridge opens a month early",
    "Team loses third match in a row",
    "Bakers win the prize for the best rye loaf",
    "Museum shows its meteorites again",
]
CONSENT = [
    "We value your privacy. We and our partners use cookies to store information on your device.",
    "By clicking Accept all you consent to the use of cookies for advertising. "
    "You can change your consent at any time.",
    "Your personal data will be processed and information from your device may be shared with our partners.",
]
KOREAN_CONSENT = [
    "저희는 귀하의 개인정보를 소중히 여깁니다. 당사와 파트너는 쿠키를 사용하여 귀하의 기기에 정보를 저장합니다.",
    "모두 동의를 누르시면 광고 목적의 쿠키 사용에 동의하시는 것입니다. 동의는 언제든지 철회할 수 있습니다.",
    "쿠키 설정에서 개인정보 처리 방식을 선택할 수 있으며, 동의하지 않으셔도 일부 서비스를 이용할 수 있습니다.",
]


def html(
    paragraphs: list[str],
    *,
    head: str = "",
    lang: str = "en",
    heading: str = "Ferry terminal to close in October",
    before: str = "",
) -> str:
    """A page with an article of these paragraphs; `before` stands between its heading and its text."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{heading} | The Bay Post</title>{head}'
        f"</head><body><header><nav><ul>{NAVIGATION}</ul></nav></header><main><article><h1>{heading}</h1>{before}{body}"
        "</article></main><footer><p>© The Bay Post. All rights reserved.</p></footer></body></html>"
    )


def front_page(teaser: str = "") -> str:
    """A page of headlines, each a link, with the same teaser below each."""
    stories = "".join(
        f'<div class="story"><h2><a href="/news/{number}">{headline}</a></h2>'
        f"{teaser and f'<p>{teaser} {number}.</p>'}</div>"
        for number, headline in enumerate(HEADLINES)
    )
    head = "<head><title>The Bay Post</title></head>"
    return f'<html lang="en">{head}<body><ul>{NAVIGATION}</ul><main>{stories}</main></body></html>'
