"""Words that turn a statement round: opposites, negations, and words that claim more than their neighbours.

Tables for English and Korean, looked for in both languages alike, as neither is found in the other's letters. Pure.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.answering.quantities import lowered
from bot.answering.words import is_korean, root
from index.terms import content_terms

Span = tuple[int, int]

_OPPOSITES = """
more greater above over exceed\\w* higher | fewer less below under lower
r[io]se[sn]? rising increas\\w* gr[eo]wn?s? growing growth climb\\w* jump\\w* soar\\w* surg\\w* gain\\w* up \
| f[ae]ll(?:s|en|ing)? decreas\\w* declin\\w* dropp?\\w* shr[aiu]nk\\w* plung\\w* slump\\w* down reduc\\w*
before earlier prior | after later following since
w[io]ns? winning beat\\w* defeats victory | lo[st]\\w* losing defeat
(?:re)?open\\w* | clos(?:es?|ed|ing|ure) shut\\w*
beg[aiu]n\\w* start\\w* | end(?:s|ed|ing)? finish\\w* stop\\w* halt\\w*
accept\\w* approv\\w* allow\\w* back(?:s|ed)? support\\w* agree\\w* \
| reject\\w* refus\\w* ban(?:s|ned)? oppos\\w* den(?:y|ied|ies) block\\w* disagree\\w*
first earliest oldest | last latest newest youngest
north\\w* | south\\w*
east\\w* | west\\w*
he his him m[ae]n male father son brother husband boys? | she hers? wom[ae]n female mother daughter sister wife girls?
surviv\\w* alive | dead die[ds]? dying kill\\w* death
b(?:ought|uys?|uying) purchas\\w* | s(?:old|ells?|elling|ale)
guilty convict\\w* | innocent acquit\\w* cleared
succe\\w* | fail\\w*
join\\w* arriv\\w* enter\\w* | leave[sd]? leaving left depart\\w* quit resign\\w*
hot warm\\w* hotter | cold\\w* cool\\w*
high(?:er|est)? | low(?:er|est)?
best better | worst worse
long(?:er|est)? | short(?:er|est)?
large(?:r|st)? big\\w* | small\\w*
morning | evening night afternoon
public\\w* | private\\w* secret\\w*
add(?:s|ed|ing)? | remov\\w*
push\\w* | pull\\w*
증가 늘[어었릴린리고렸] 상승 올[랐라린] 급증 성장 확대 인상 높아 \
| 감소 줄[어었일인이고였] 하락 내[렸려] 급감 축소 인하 낮아 떨어
이상 초과 넘[는었게어] | 이하 미만
이전 전에 앞서 | 이후 후에 뒤에
많[은다이아았] | 적[은다이었]
높[은다이아았] | 낮[은다이아았]
크다 큰 | 작[은다게았]
승리 이겼 이긴 우승 꺾 | 패배 졌다 패했 패한
찬성 허용 승인 동의 지지 허가 수락 | 반대 금지 거부 기각 불허 거절 반발
시작 개시 개막 착수 출범 | 종료 끝[났난내] 폐막 마감 중단 폐지
열[렸었린리] 개최 개장 개방 | 닫[았혔힌] 취소 폐장 폐쇄 연기
성공 | 실패
최고 최대 최다 | 최저 최소
가능 | 불가
(?<!비)공개 | 비공개
유료 | 무료
국내 | 국외 해외
남성 남자 아버지 아들 | 여성 여자 어머니 딸
생존 살아 | 사망 숨[졌진지] 죽
빠르 빨라 | 느리 느려 늦
호전 개선 완화 | 악화
합격 당선 | 불합격 낙선 탈락
북[쪽부] | 남[쪽부]
동[쪽부] | 서[쪽부]
오전 | 오후
무죄 | 유죄
쉽 쉬[운워] | 어렵 어려
긍정 | 부정
안전 | 위험
처음 최초 | 마지막
참석 참여 참가 | 불참
찾 발견 | 잃 분실
있[다었는을습] | 없[다었는을습]
샀 구매 매입 사들 | 팔 판매 매각
입학 입사 취임 | 졸업 퇴사 퇴임 사임
흑자 | 적자
가해 | 피해자
직전 | 직후
상반기 | 하반기
추가 포함 | 제외
"""
_STRONGER = re.compile(
    r"\b(?:only|all|every|everyone|everything|always|never|most|entire(?:ly)?|exactly|must|none|any|solely|completely"
    r"|totally|fully)\b|뿐(?!만)|모든|모두|전부|항상|언제나|반드시|꼭|전혀|절대|유일|가장|최초|최대|최고|매우|아무|누구"
    r"|매[번년일]|무조건|오직|처음|대부분|완전|전체|전국|더 |너무|제일|[가-힣]만(?=[ .,]|$)"
)
_NEGATED = re.compile(
    r"\b(?:not|no|never|nobody|without|cannot|nor|[a-z]+n['\u2019]t)(?=\s+(\w+(?:\s+\w+){0,2}))"
    r"|\b(\w+)(?:지(?:는|도|를)? ?[않못말]| ?(?:없|아니|아닌|아닙))|\b[안못] (\w+)"
)


def _side(words: str) -> str:
    joined = "|".join(words.split())
    return rf"\b(?:{joined})\b" if joined.isascii() else f"(?:{joined})"


def _one_of(chosen: dict[int, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<side{at}>{side})" for at, side in chosen.items()))


_SIDES = [_side(side) for line in _OPPOSITES.strip().splitlines() for side in line.split(" | ")]
"""Opposites beside each other, so that the other side of `at` is `at ^ 1`."""
_EACH = [re.compile(side) for side in _SIDES]
_ENGLISH = _one_of({at: side for at, side in enumerate(_SIDES) if side.isascii()})
_KOREAN = _one_of({at: side for at, side in enumerate(_SIDES) if not side.isascii()})
_WORD, _ANY_WORD, _KOREAN_WORD = re.compile("[a-z]+"), re.compile(r"\w+"), re.compile("[가-힣]+")


@lru_cache(1 << 14)
def _side_of(word: str) -> int | None:
    match = _ENGLISH.fullmatch(word)
    return int((match.lastgroup or "")[4:]) if match else None


def _sides(claim: str) -> dict[int, Span]:
    """Which sides the claim takes, and where."""
    found = {side: word.span() for word in _WORD.finditer(claim) if (side := _side_of(word[0])) is not None}
    if is_korean(claim):
        found |= {int((match.lastgroup or "")[4:]): match.span() for match in _KOREAN.finditer(claim)}
    return found


def opposites(claim: str, quote: str) -> list[Span]:
    """Where the claim has a word of which the quote has only the opposite, neither being negated."""
    claim, quote = lowered(claim), lowered(quote)
    if bool(_NEGATED.search(claim)) != bool(_NEGATED.search(quote)):
        return []
    found = _sides(claim)
    return [
        span
        for side, span in found.items()
        if side ^ 1 not in found and _EACH[side ^ 1].search(quote) and not _EACH[side].search(quote)
    ]


def negations(claim: str, quote: str) -> list[Span]:
    """Where the claim negates a word that the quote has, or the other way round, if only one of the two negates."""
    claim, quote = lowered(claim), lowered(quote)
    inside, there = list(_NEGATED.finditer(claim)), list(_NEGATED.finditer(quote))
    if bool(inside) == bool(there):
        return []
    if inside:
        roots = _roots(quote)
        return [match.span() for match in inside if not _negated(match).isdisjoint(roots)]
    denied = {root for match in there for root in _negated(match)}
    return [word.span() for word in _ANY_WORD.finditer(claim) if not denied.isdisjoint(_roots(word[0]))]


def exaggerations(claim: str, quote: str) -> list[Span]:
    """Where the claim says only, all, never, most and the like, and the quote does not."""
    said = set(_STRONGER.findall(lowered(quote)))
    return [match.span() for match in _STRONGER.finditer(lowered(claim)) if match[0] not in said]


def _negated(match: re.Match[str]) -> set[str]:
    """The root of the word that is negated; an English one is the first after it that means something."""
    english, stem, word = match.groups(default="")
    if english:
        return set(content_terms(english)[:1])
    return {root(stem + "다" if stem else word)}


def _roots(text: str) -> set[str]:
    """The terms of English words, the roots of Korean ones."""
    korean = _KOREAN_WORD.findall(text)
    return {*map(root, korean)} if korean else set(content_terms(text))
