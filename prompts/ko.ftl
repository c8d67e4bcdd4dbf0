# Answers, in a terminal and in Discord

abstained = 기사에서 답을 찾지 못했습니다.
age = 질문하기 { $age } 전에 게시됨
also-in = 같은 기사: { $names }{ $more ->
    [0] {""}
   *[other] {" "}외 { $more }곳
  }
empty = 자료실이 비어 있습니다: { $library }. 다음으로 채우세요: footnote add SOURCE --library { $library } (파일, 폴더 또는 웹 주소).
from-metadata = { $date } (문서 속성 기준)
guessed = { $date } 무렵
left-out = 기간을 지정하셨으므로 날짜 없는 기사 { $count }건은 제외했습니다.
nearest = 관련 있을 만한 기사
old = 가장 최근 기사도 질문하신 때보다 { $age } 앞서 나온 것입니다.
searched-span = 지정하신 기간의 기사만 찾았습니다: { $span }
sources = 출처
span-since = { $date }부터
span-until = { $date }까지
undated = 날짜 없음
understood = “{ $words }”에 해당하는 기간: { $span }

# Answers of a chat model

written-by = { $model }이(가) 썼고, 모든 문장을 인용문과 대조했습니다{ $removed ->
    [0] {""}
   *[other] . 뒷받침되지 않는 { $removed }문장은 뺐습니다
  }.
model-failed = { $model } 모델이 답하지 않았습니다.
model-unbacked = { $model } 모델이 쓴 내용을 기사가 뒷받침하지 않습니다.
model-over-budget = 이번 달 { $model } 모델 예산을 다 썼습니다.
model-uncounted = 지금은 { $model } 모델의 사용량을 셀 수 없습니다.
made-of-quotes = 그래서 인용문으로 답합니다.
cut-short = 모델이 도중에 멈춰 내용이 더 있을 수 있습니다.
stopped = 다 쓰기 전에 멈췄습니다. 여기 있는 내용은 확인되었습니다.
writing = 쓰는 중입니다. 여기 있는 내용은 확인되었습니다 …
translated = 언론사가 아니라 언어 모델이 번역한 내용입니다: “{ $text }”
told-apart = 기사마다 다릅니다: { $first } ({ $where }), { $second } ({ $elsewhere }).
told-update = 나중 보도: { $second } ({ $elsewhere }). 앞선 보도: { $first } ({ $where }).
writing-begins = 답을 쓰는 중입니다 …
stop = 멈추기
stopped-early = 멈췄습니다.
nothing-to-stop = 이 답변은 더 이상 쓰고 있지 않습니다. 답이 오지 않았다면 다시 물어보세요.
not-yours-to-stop = 질문한 분과 편집자만 답변을 멈출 수 있습니다.

# In a terminal

chat-begin = { $library } 라이브러리의 기사 { $articles }건에 대해 물어보세요. /help로 다른 기능을 볼 수 있고, Ctrl-D로 끝냅니다.
chat-help =
    /sources   마지막 답변의 출처
    /check 2   두 번째 인용문을 기사 속 문맥에서 보기
    /help      이 도움말
    /quit      끝내기(Ctrl-D도 같습니다)
chat-nothing-yet = 아직 답변이 없습니다. 먼저 질문해 주세요.
chat-no-sources = 마지막 답변에는 출처가 없습니다.
chat-no-source = 출처 { $number }은(는) 없습니다. 마지막 답변의 출처는 { $count }개입니다.
chat-no-command = { $command } 명령은 없습니다. /help로 명령을 볼 수 있습니다.
claim-verbatim = 기사에 한 글자도 다르지 않게 나옵니다.
claim-well = 잘 뒷받침됩니다(1 중 { $support }).
claim-some = 뒷받침됩니다(1 중 { $support }). 둘을 비교해 보세요.
claim-unsupported = 이 주장을 뒷받침하는 내용이 라이브러리에 없습니다.
claim-nearest = 가장 가까운 문장도 뒷받침하는 정도가 1 중 { $support }입니다:
claim-unbacked = 뒷받침되지 않는 말: { $words }

# Commands, as Discord shows them. What a command, group or option is called is name-NAME; in Korean without spaces.

name-add = 추가
name-article = 기사
name-articles = 기사목록
name-ask = 질문
name-by = 정렬
name-check = 팩트체크
name-claim = 내용
name-export = 내보내기
name-feedback = 의견
name-file = 파일
name-file2 = 파일2
name-file3 = 파일3
name-format = 형식
name-gaps = 미답변
name-help = 도움말
name-language = 언어
name-link = 링크
name-list = 목록
name-privacy = 개인정보
name-private = 비공개
name-publisher = 발행처
name-question = 질문
name-remove = 삭제
name-search = 검색
name-settings = 설정보기
name-setup = 설정
name-since = 시작일
name-status = 상태
name-until = 종료일
name-words = 검색어
command-article = 답변의 바탕이 되는 기사를 추가하고 삭제합니다
command-article-add = 기사를 추가합니다: 링크, 파일 또는 붙여 넣은 본문
command-article-list = 이 서버의 기사를 최신순으로 봅니다
command-article-remove = 기사를 모든 답변에서 뺍니다
command-articles = 답변의 바탕이 되는 기사를 둘러봅니다
command-ask = 기사에서 답을 찾습니다. 모든 문장에 출처가 붙습니다
command-check = 사실인지 문장마다 기사와 대조합니다
command-feedback = 답변에 대한 독자 의견을 다룹니다
command-feedback-export = 모든 의견을 질문, 답변, 출처와 함께 파일로 받습니다
command-gaps = 기사에 답이 없던 질문을 봅니다
command-help = Footnote가 하는 일과 질문·확인·추가하는 방법
command-privacy = 보관하는 내 데이터와 기간. 내보내고 지울 수 있습니다
command-search = 답변 없이 기사에서 구절을 찾습니다
command-settings = 이 서버의 Footnote 설정을 봅니다
command-setup = 이 서버의 Footnote를 설정합니다
command-status = 기사 수와 아직 진행 중인 작업을 봅니다
option-another-file = 다른 파일
option-article = 제목의 일부
option-by = 먼저 볼 순서. 고르지 않으면 최신순
option-claim = 사실인지 확인할 말
option-file = 파일
option-format = 스프레드시트용 또는 프로그램용
option-language = 이 언어의 기사만
option-link = 기사의 주소
option-private = 나만 답변 보기
option-private-search = 나만 결과 보기. 고르지 않으면 나만 봅니다
option-publisher = 이 발행처의 기사만
option-question = 무엇이 궁금하신가요?
option-since = 이날부터 게시된 기사만. 예: 2026-09-01
option-until = 이날까지 게시된 기사만. 예: 2026-09-30
option-words = 찾을 말
format-csv = CSV (스프레드시트용)
format-jsonl = JSON Lines (프로그램용)
menu-ask-about = 이 내용에 대해 질문
menu-fact-check = 이 내용 팩트체크
menu-index = 이 기사 추가

# Asking in Discord

searching = 기사를 찾아보고 있습니다 …
waiting = 앞에 질문 { $count }개가 있습니다. 차례가 되면 답합니다.
abstained-here = **기사에서 답을 찾지 못했습니다.**
nearest-here = 관련 있을 만한 기사
rests-on = 기사 { $count }건에 근거
rests-on-newest = 기사 { $count }건에 근거 · 가장 최근 기사 { $date }
from-server = { $server } 자료실에서 찾은 답변
check = 출처 [{ $number }]
check-which = 확인할 출처를 고르세요 …
read-on = 이어 읽기
claim-not-found = 기사에서 찾지 못했습니다.
claim-differs = 기사에는 **{ $claimed }**(이)가 아니라 **{ $quoted }**(이)라고 나옵니다.
nothing-to-check = 확인할 만한 문장이 없습니다.
follow-up = 이어서 질문
follow-up-title = 이어서 질문
follow-up-hint = 앞의 질문을 기억합니다. “그럼 언제?”처럼 물어도 됩니다.
understood-as = 이렇게 이해했습니다: “{ $question }”
thread-begin = 이어서 물으려면 이 스레드에서 저를 멘션하거나 `/{ name-ask }`(`/ask`)을 사용하세요. 앞의 질문을 기억합니다.
goes-on-in = 답은 { $thread }에 있습니다.
share = 채널에 공유
delete = 삭제
question = 질문
ask-about-title = 이 메시지에 대해 질문하기
empty-here = **아직 기사가 없습니다.** 이 서버의 편집자가 추가할 수 있습니다.
empty-for-editors = **아직 기사가 없습니다.** 첫 기사를 추가하면 바로 그 기사에서 답변합니다.
not-confirmed = 어느 서버에 계신지 지금은 Discord에서 확인하지 못했습니다. 잠시 뒤에 다시 시도해 주세요.
empty-direct = 질문하신 적이 있는 서버에는 **아직 기사가 없습니다.**
no-publisher = “{ $name }”의 기사가 여기에는 없습니다.
no-server = 함께 있는 서버에서 먼저 `/{ name-ask }`(`/ask`)으로 한 번 질문해 주세요. 그다음부터는 여기서도 그 서버의 기사로 답합니다.
nothing-asked = 무엇이든 물어보세요. 저를 멘션하고 질문을 쓰거나 `/{ name-ask }`(`/ask`)을 사용하세요.
reply-hidden = `/{ name-ask }`(`/ask`)의 답에 단 답장은 Discord가 저에게 보여 주지 않습니다. 이어서 물으려면 저를 멘션하거나 그 명령을 다시 사용해 주세요.
not-a-date = 날짜로 읽을 수 없습니다: “{ $text }”. 예: 2026-09-30
no-such-span = 기간이 비어 있습니다: { $since } ~ { $until }.
too-soon = 이번 1분 동안 질문을 많이 하셨습니다. { $seconds }초 뒤에 다시 물어보세요.
server-too-soon = 이 서버에서 이번 1분 동안 질문이 많았습니다. { $seconds }초 뒤에 다시 물어보세요.
queue-full = 이미 질문 { $count }개가 기다리고 있습니다. 잠시 뒤에 다시 물어보세요.

# Searching and browsing

search-title = 검색: “{ $words }”
search-fits = 기사 { $count }건을 찾았습니다.
search-best = 가장 잘 맞는 기사 { $count }건입니다. 더 있을 수 있습니다.
search-near = 이 낱말이 나오는 기사는 없습니다. 뜻이 가까운 기사 { $count }건입니다.
near-in-meaning = 뜻이 가까움
more-passages = 이 기사에 구절 { $count }개 더 있음
nothing-found = “{ $words }”에 대해 **찾은 것이 없습니다.**
nothing-fits = **조건에 맞는 기사가 없습니다.** 조건을 줄여 보세요.
no-language = 여기에는 해당 언어의 기사가 없습니다: “{ $name }”
show-which = 앞뒤 문장과 함께 볼 구절을 고르세요 …
open-which = 열어 볼 기사를 고르세요 …
open-article = 기사 열기
by-newest = 최신순
by-oldest = 오래된순
by-added = 최근 추가순

# Checking

published = 게시 { $date }
indexed = 등록 { $date }
version = 버전 { $number }
support-verbatim = 답변의 문장이 이 인용문과 글자 그대로 같습니다.
support-well = 이 인용문이 답변의 문장을 잘 뒷받침합니다.
support-some = 이 인용문이 답변의 문장을 뒷받침합니다. 둘을 비교해 보세요.
open-source = 원문 문장 열기
report = 오류 신고
show-article = 등록된 기사 보기
changed-since = 이 답변 이후 기사가 바뀌었습니다: 버전 { $number }, 등록 { $date }.
still-stands = 인용문은 그대로 있습니다.
stands-no-more = 인용문은 더 이상 없습니다.
removed-since = 이 기사는 { $date }에 자료실에서 삭제되었습니다.
article-gone = 이 기사는 더 이상 자료실에 없습니다.
report-title = { $name } 님이 인용 [{ $number }]의 오류를 신고했습니다
open-answer = 답변 열기
reported = 감사합니다. 편집자에게 알렸습니다.
reported-nowhere = 감사합니다. 기록해 두었지만 이 서버에는 제가 쓸 수 있는 편집자 채널이 없습니다. 편집자에게 직접 알려 주세요.
reported-before = 이미 신고한 인용입니다.
editors-read = 기사 전문은 저작권이 발행처에 있어 편집자만 볼 수 있습니다.
previous = 이전
next = 다음
page = { $page } / { $pages }쪽

# Adding articles

add = 추가
add-title = 기사 추가
add-about = 관련 기사 추가
add-first = 첫 기사 추가
text-or-link = 본문 또는 링크
text-hint = 4,000자까지. 더 긴 글은 아래에 파일로 올려 주세요.
files = 파일
files-hint = .pdf .docx .txt .md .html .jsonl .jsonl.gz, 피드(.xml), 파일당 10 MB까지
title = 제목
publisher = 발행처
published-when = 게시일
author = 글쓴이
address = 주소 (URL)
date-hint = 예: 2026-11-23 또는 2026-11-23T09:30+09:00
no-date = 날짜가 아닙니다. 나머지는 그대로 두었습니다
no-address = https://example.org/news 같은 웹 주소가 아닙니다. 이전 주소를 그대로 두었습니다
details-unused = 기사가 여럿이어서 양식의 제목, 발행처, 게시일은 쓰지 않았습니다
file-too-large = 파일이 { $megabytes } MB보다 큽니다
file-not-given = Discord에서 파일을 받지 못했습니다({ $status }). 다시 올려 주세요
too-many-links = 링크는 한 번에 { $count }개까지 읽습니다
no-title = (제목 없음)
length = 본문 { $count }자
articles = 기사 { $count }건
counts = 새 기사 { $added } · 바뀐 기사 { $changed } · 이미 있는 기사 { $unchanged }
counts-done = 추가 { $added }건, 변경 { $changed }건, 이미 있음 { $unchanged }건
answers-now = 지금부터 질문할 수 있습니다.
and-more = 그 밖에 { $count }건
edit-details = 정보 수정
cancel = 취소
cancelled = 취소했습니다. 바뀐 것은 없습니다.
adding = 추가하는 중: { $total }건 중 { $done }건 …
adding-already = 이미 추가하는 중입니다.
nothing-given = 본문도, 링크도, 파일도 없습니다.
nothing-to-add = **추가할 수 있는 것이 없습니다.**
so-often = { $count } × { $what }
odd-known = 이미 있는 기사이며 바뀐 것이 없습니다.
odd-changed = 이미 있는 기사인데 내용이 바뀌었습니다. 추가하면 새 버전(버전 { $version })으로 저장되고, 이전 버전도 계속 볼 수 있습니다.
odd-copy = 같은 글이 이미 있습니다: { $other }
odd-undated = 날짜가 없습니다. 기간을 정한 질문에서는 제외됩니다.
odd-future = 날짜가 미래입니다.
odd-guessed = 날짜는 추정한 것입니다.
odd-metadata = 날짜는 문서 속성에서 온 것입니다. 파일을 만든 때이며, 게시된 때가 아닐 수 있습니다.
odd-untitled = 제목이 없습니다.
odd-unpublished = 발행처가 없습니다.
odd-paywall = 유료 기사의 앞부분으로 보입니다.
odd-short = 매우 짧습니다.
draft-gone = 더 이상 열려 있지 않습니다. 명령을 다시 사용해 주세요.
remove = 삭제
remove-really = **이 기사를 모든 답에서 뺄까요?** 이 기사를 인용한 답에는 그 사실이 표시됩니다. 다시 추가하면 되돌아옵니다.
removed = 삭제했습니다. 앞으로 어떤 답에도 쓰이지 않습니다.
removed-already = 이미 삭제된 기사입니다.
no-such-article = 제목에 “{ $words }”이(가) 들어간 기사가 없습니다.
several-articles = 제목에 “{ $words }”이(가) 들어간 기사가 여럿입니다. 입력하면서 목록에서 고르세요.
log-added = ➕ { $who } 님이 기사 { $added }건을 추가하고 { $changed }건을 변경했습니다
log-removed = ➖ { $who } 님이 기사를 삭제했습니다

# Suggestions

suggest = 제안
suggest-nowhere = 이 서버의 편집자만 기사를 추가할 수 있습니다. 서버 관리자가 `/{ name-setup }`(`/setup`)에서 제가 쓸 수 있는 편집자 채널을 정하면 누구나 기사를 제안할 수 있습니다. 그때까지는 편집자에게 부탁해 주세요.
suggested-enough = 이미 제안하신 { $count }건이 편집자의 결정을 기다리고 있습니다. 결정이 난 뒤에 더 제안해 주세요.
reading-already = 앞서 보내신 것을 아직 읽고 있습니다. 하나씩 보내 주세요.
suggestion-large = 제안 하나에는 기사 { $articles }건, 모두 { $letters }자까지 담을 수 있습니다. 나머지는 다음에 제안해 주세요
suggested = 감사합니다. 제안을 편집자에게 전했습니다. 결정이 나면 다이렉트 메시지로 알려 드리겠습니다.
suggest-unsent = 지금은 편집자 채널에 쓸 수 없었습니다. 잃은 것은 없으니 나중에 다시 시도하거나 편집자에게 알려 주세요.
suggested-by = 💡 **{ $who }** 님의 제안:
approve = 승인
decline = 거절
decline-title = 제안 거절
decline-reason = 이유 (쓰지 않아도 됩니다)
decline-hint = 제안한 사람에게 전해집니다.
reason = 이유: { $reason }
log-approved = ✅ { $who } 님이 { $member } 님의 제안을 승인했습니다: 추가 { $added }건, 변경 { $changed }건
log-declined = ❌ { $who } 님이 { $member } 님의 제안을 거절했습니다
member-untold = { $member } 님에게는 다이렉트 메시지를 보낼 수 없어 결과를 알리지 못했습니다.
outcome-approved = { $server } 편집자가 **제안을 승인했습니다.** 지금부터 질문할 수 있습니다.
outcome-declined = { $server } 편집자가 **제안을 거절했습니다.**
suggestion-gone = 더 이상 열려 있지 않은 제안입니다. 제안은 30일 동안 보관합니다. `/{ name-article } { name-add }`(`/article add`)로 다시 제안할 수 있습니다.
suggestion-moved = 제안 뒤에 다른 사람이 이 기사를 바꿨습니다. 이제 무엇이 바뀌는지 살펴보고 승인을 한 번 더 눌러 주세요.
being-decided = 지금 다른 편집자가 결정하고 있습니다.
decided-already = { $who } 님이 이미 결정했습니다.

# Undo

undo = 되돌리기
undo-too-late = 10분이 지나 되돌릴 수 없습니다. 직접 하시려면 `/{ name-article } { name-remove }`(`/article remove`)로 기사를 빼고, `/{ name-article } { name-add }`(`/article add`)로 기사나 이전 글을 다시 추가해 주세요.
being-undone = 이미 되돌리는 중입니다.
undone-already = 이미 되돌린 변경입니다.
undone-nothing = 되돌린 것이 없습니다.
undone-left = 그사이 다른 사람이 바꿔서 그대로 둔 기사:
log-undone = ↩️ { $who } 님이 기사 { $count }건의 변경을 되돌렸습니다
# Why something was not read: as the index says it in English, see bot/reasons.py

refused-address = 주소가 올바르지 않습니다: { $why }
refused-address-feed = 주소가 기사가 아니라 피드로 이어집니다
refused-address-kind = 주소가 읽지 않는 형식으로 이어집니다: { $kind }
refused-address-missing = 자체 주소가 없습니다
refused-address-password = 사용자 이름이나 비밀번호가 든 주소는 읽지 않습니다
refused-address-port = 포트 번호가 너무 큽니다
refused-address-scheme = http와 https 주소만 읽을 수 있습니다
refused-address-url = "url"이 http나 https 주소가 아닙니다: { $url }
refused-consent = 페이지에 기사 대신 쿠키·동의 안내가 나옵니다. 페이지를 열고 본문을 붙여 넣어 주세요
refused-damaged-utf = UTF-8 텍스트이지만 손상되었습니다(처음 손상된 글자: { $at }번째 근처)
refused-date = "published"의 날짜 { $date }을(를) 읽을 수 없습니다. 2026-03-31처럼 써 주세요
refused-docx-damaged = Word 문서가 손상되었거나 읽지 않는 형식입니다(.docx는 읽습니다)
refused-docx-empty = 문서에 글이 없습니다
refused-docx-large = 문서가 { $most }자를 넘습니다. 나누어 주세요
refused-docx-none = Word 문서(.docx)가 아닙니다
refused-docx-old = 옛 Word 형식(.doc)은 읽지 않습니다. .docx로 저장해 주세요
refused-docx-older = 옛 Word 문서(.doc)입니다. .docx로 저장해 주세요
refused-docx-office = 옛 Office 문서입니다. .docx나 PDF로 저장해 주세요
refused-docx-password = 문서에 비밀번호가 걸려 있습니다. 비밀번호 없이 저장해 주세요
refused-docx-unpacks = 문서의 압축을 풀면 글에 필요한 것보다 훨씬 커져서 읽지 않았습니다
refused-docx-zip = zip 압축 파일이며 Word 문서(.docx)가 아닙니다
refused-docx-zip-damaged = 문서가 손상되었거나 잘렸습니다. zip 압축을 읽을 수 없습니다
refused-empty = 비어 있습니다
refused-encoding = 문자 인코딩을 알 수 없습니다. UTF-8로 저장해 주세요
refused-entry-missing = 없음
refused-entry-short = 너무 짧거나 기사가 아님
refused-entry-text = { $page }. 피드 자체의 글: { $own }
refused-feed-broken = 피드가 너무 깨져 있어 읽을 수 없습니다
refused-feed-empty = 피드에 항목이 없습니다
refused-feed-huge = 피드에 태그나 개체가 지나치게 많아 읽지 않았습니다
refused-feed-long = 피드가 깁니다. 처음 { $taken }개 항목을 읽고 { $left }개는 제외했습니다
refused-feed-none = 피드가 아닙니다. RSS도 Atom도 없습니다
refused-feed-time = 페이지를 가져올 시간이 남지 않았습니다
refused-feed-xml = XML이지만 피드(RSS, Atom)가 아닙니다
refused-file-large = { $what }: { $megabytes } MB를 넘습니다
refused-file-missing = 그런 파일이나 폴더가 없습니다
refused-file-odd = 일반 파일이 아닙니다
refused-file-unreadable = 읽을 수 없었습니다: { $why }
refused-first-articles = 처음 { $count }건의 기사만 읽었습니다. `footnote add`는 한 번에 더 많이 읽습니다
refused-front-matter = 머리말(front matter)의 형식이 잘못되었습니다: { $why }
refused-front-matter-depth = 제어 문자가 있거나 너무 깊습니다
refused-front-matter-end = 머리말(front matter)이 '---'로 시작하지만 끝내는 '---' 줄이 없습니다
refused-front-matter-line = 머리말(front matter)의 { $line }번째 줄의 형식이 잘못되었습니다: { $why }
refused-front-matter-lines = '이름: 값' 형식의 줄이어야 합니다
refused-gzip = gzip 압축이 깨졌거나 잘렸습니다
refused-html-broken = 페이지의 HTML이 너무 깨져 있어 읽을 수 없습니다
refused-html-none = HTML이 없습니다
refused-index = 페이지가 기사 하나가 아니라 제목이나 링크 목록입니다. 기사의 주소를 알려 주세요
refused-json = 줄이 올바른 JSON이 아닙니다: { $why }({ $column }번째 글자)
refused-json-large = 줄이 { $megabytes } MB를 넘습니다
refused-json-lines = JSON Lines에는 한 줄에 { $object } 객체가 하나씩 있습니다
refused-json-object = 줄이 JSON 객체 { $object }가 아닙니다
refused-json-size = 줄의 JSON이 지나치게 큽니다. 숫자가 너무 길거나 너무 깊습니다
refused-json-text = "text"가 없거나, 비어 있거나, 글이 아닙니다
refused-json-utf = 줄이 UTF-8이 아닙니다
refused-kind = 이런 종류의 파일은 읽지 않습니다. { $reads }
refused-kind-reads = 읽는 것: { $kinds }, 피드({ $feeds }), http(s) 주소
refused-may-not = 읽을 권한이 없습니다
refused-mistaken = 이름과 내용이 다릅니다: { $what }
refused-mistaken-binary = 이진 데이터가 들어 있습니다
refused-mistaken-page = 웹 페이지입니다. 이름을 .html로 바꾸어 주세요
refused-mistaken-pdf = PDF가 아닙니다
refused-mistaken-this = { $what }입니다
refused-must-be-text = "{ $name }"은(는) 글이어야 합니다({ $kind }이(가) 아니라)
refused-no-article = 페이지에 읽을 수 있는 기사가 없습니다(글이 너무 적음. JavaScript나 로그인이 필요할 수 있음)
refused-no-text = 글이 없습니다
refused-nul = { $what }: NUL 문자가 있어 일반 텍스트가 아닙니다
refused-page-large = 페이지가 { $megabytes } MB를 넘습니다
refused-pdf-damaged = PDF가 손상되었거나 잘려서 읽을 수 없습니다
refused-pdf-empty = PDF에 글이 없습니다
refused-pdf-encrypted = PDF가 알 수 없는 방식으로 암호화되었거나 압축되었습니다
refused-pdf-large = PDF가 { $most }자를 넘습니다. 나누어 주세요
refused-pdf-letters = PDF에 글자 정보가 없습니다. 먼저 OCR을 실행해 주세요
refused-pdf-pages = PDF가 { $pages }쪽입니다. { $most }쪽까지 읽으니 나누어 주세요
refused-pdf-password = PDF에 비밀번호가 걸려 있습니다. 비밀번호 없이 저장해 주세요
refused-pdf-scan = PDF의 쪽이 글 없는 그림(스캔)입니다. 먼저 OCR을 실행해 주세요
refused-pdf-slow = PDF를 읽는 데 { $seconds }초가 넘게 걸립니다. 나누어 주세요
refused-pdf-unpacks = PDF의 압축을 풀면 문서에 필요한 것보다 훨씬 커져서 읽지 않았습니다
refused-site-answered = 사이트의 응답: { $status }
refused-site-broke = 사이트가 연결을 끊었거나 웹 서버처럼 응답하지 않았습니다
refused-site-certificate = 사이트의 인증서나 암호화가 올바르지 않아 읽지 않았습니다
refused-site-compression = 사이트가 요청하지 않은 방식으로 압축해 보냈습니다
refused-site-failed = 페이지를 가져올 수 없었습니다: { $why }
refused-site-private = { $host }: 공개 사이트가 아니라 사설 네트워크로 이어집니다
refused-site-redirects = 사이트가 { $times }번 넘게 다른 주소로 돌립니다
refused-site-refused = 사이트에 연결할 수 없었습니다. 연결을 거부했습니다
refused-site-slow = 사이트가 { $seconds }초 안에 페이지를 보내지 않았습니다
refused-site-unknown = 사이트 { $host }을(를) 찾지 못했습니다. 주소를 확인해 주세요
refused-site-unpacked = 사이트가 보낸 페이지의 압축을 풀 수 없습니다
refused-surrogate = { $what }: { $at }번째 자리에 저장할 수 없는 반쪽 글자(서로게이트)가 있습니다
refused-this-7z = 7z 압축 파일
refused-this-gif = GIF 그림
refused-this-gzip = gzip 압축 파일
refused-this-jpeg = JPEG 그림
refused-this-office = 옛 Office 문서
refused-this-pdf = PDF
refused-this-png = PNG 그림
refused-this-program = 프로그램
refused-this-rar = RAR 압축 파일
refused-this-rtf = RTF 문서
refused-this-sqlite = SQLite 데이터베이스
refused-this-zip = zip 압축 파일 또는 Office 문서
refused-what-author = 글쓴이 이름
refused-what-entry = 항목의 id
refused-what-file = 파일 이름
refused-what-publisher = 발행처 이름
refused-what-something = 이름 없는 형식
refused-what-text = 본문

# Setting up

hello-title = 안녕하세요, Footnote입니다
hello =
    여러분이 모은 뉴스 기사에서 답을 찾아 드립니다. 모든 문장에는 각주가 붙습니다. 각주는 추가하신 기사에 글자 그대로 있는 인용문입니다. 기사에 답이 없으면 없다고 말씀드립니다.
to-begin =
    {""}**시작하기**
    1. 서버를 관리하는 분: `/{ name-setup }`(`/setup`)
    2. 기사 추가: `/{ name-article } { name-add }`(`/article add`)
    3. 모두: `/{ name-ask }`(`/ask`) 또는 저를 멘션
help-title = Footnote
help =
    {""}**질문**: `/{ name-ask }`(`/ask`), 멘션, 제 답에 답장, 다이렉트 메시지, 또는 메시지 우클릭 → 앱 → { menu-ask-about }(Ask about this).
    {""}**이어서 질문**: 답 아래의 버튼을 누릅니다. “그럼 언제?”처럼 물어도 됩니다.
    {""}**확인**: 답 아래의 버튼을 누르면 인용문을 앞뒤 문장과 함께 보고, 오류를 신고할 수 있습니다.
    {""}**검색**: `/{ name-search }`(`/search`)은 답변 없이 구절을 찾습니다. `/{ name-articles }`(`/articles`)으로 기사를 둘러봅니다.
    {""}**팩트체크**: `/{ name-check }`(`/check`), 또는 메시지 우클릭 → 앱 → { menu-fact-check }(Fact-check this).
    {""}**평가**: 답 아래의 👍, 👎를 누릅니다. 기사에 답이 없으면 “{ wish }”를 누릅니다.
    {""}**추가** (편집자, 다른 분은 제안): `/{ name-article } { name-add }`(`/article add`) 또는 메시지 우클릭 → 앱 → { menu-index }(Index this article).
    {""}**살펴보기** (편집자): `/{ name-gaps }`(`/gaps`)는 답이 없던 질문, `/{ name-feedback } { name-export }`(`/feedback export`)는 독자 의견입니다.
    {""}**내 데이터**: `/{ name-privacy }`(`/privacy`).
    {""}**설정** (서버 관리자): `/{ name-setup }`(`/setup`). `/{ name-settings }`(`/settings`)와 `/{ name-status }`(`/status`)로 상태를 봅니다.
set-up = 설정하기
set-up-title = 이 서버의 Footnote
set-up-intro = 바꾸면 바로 적용됩니다.
ask-mentions = 멘션에 답하는 채널
ask-role = 기사를 추가하고 삭제할 수 있는 역할
ask-log = 변경·신고 알림을 받을 채널
ask-language = 안내 문구의 언어
all-channels = 모든 채널
no-role = 서버를 관리하는 사람만
no-channel = 채널 없음
language-auto = 사용자의 Discord 언어에 맞춤
language-en = English
language-ko = 한국어
answers-public = **답변**: 공개
answers-private = **답변**: 명령의 답은 비공개, 멘션의 답은 모두에게 보임
not-answers-public = 비공개로
not-answers-private = 공개로
in-threads = **이어지는 질문**: 가능하면 스레드에서 답함
in-place = **이어지는 질문**: 물은 자리에서 답함
not-in-threads = 스레드 없이
not-in-place = 스레드에서
suggestions-on = **기사 제안**: 멤버의 제안을 편집자 채널로 받음
suggestions-off = **기사 제안**: 멤버의 제안을 받지 않음
not-suggestions-on = 받지 않기
not-suggestions-off = 받기
limits-are = **한도**: 1분에 사용자당 { $user ->
    [0] 제한 없음
   *[other] { $user }개
  }, 서버 전체 { $server ->
    [0] 제한 없음
   *[other] { $server }개
  } · 대기 { $queue ->
    [0] 제한 없음
   *[other] { $queue }개
  }
limits-title = 질문 한도
limits-user = 1분에 사용자당 질문 수
limits-server = 1분에 서버 전체 질문 수
limits-queue = 기다릴 수 있는 질문 수
limits-hint = { $most ->
    [0] 비워 두면 제한이 없습니다
   *[other] 최대 { $most }. 운영자가 정한 값이며, 비워 두어도 적용됩니다
  }
limits-bad = “{ $text }”은(는) 1부터 { $most }까지의 정수가 아닙니다. 서버의 한도는 운영자의 한도보다 엄격할 수는 있지만 느슨할 수는 없습니다. 정하지 않으려면 칸을 비워 두세요.
all-read = **기사 전문**: 모두 볼 수 있음
editors-only-read = **기사 전문**: 편집자만 볼 수 있음
not-all-read = 편집자만 보기
not-editors-only-read = 모두 보기
change = 변경
time-zone = 시간대
time-zone-is = **시간대**: { $zone }
time-zone-hint = 예: Asia/Seoul, Europe/London, UTC
no-such-zone = “{ $name }”은(는) Asia/Seoul이나 UTC 같은 시간대가 아닙니다.
channels-gone = 멘션에 답하도록 고른 채널 가운데 없어진 채널이 있습니다. 다시 골라 주세요.
role-gone = 편집자 역할이 더 이상 없습니다. 다른 역할을 골라 주세요.
channel-gone = 편집자 채널이 더 이상 없습니다.
channel-mute = 편집자 채널에 쓸 수 없습니다. 보기와 메시지 보내기 권한을 주세요.
newest = 최신 기사:
model-writes = 답변은 { $model }이(가) 쓰고, 모든 문장을 인용문과 대조합니다. 임베딩 모델: { $embedding }
model-none = 답변은 언어 모델 없이 고른 인용문입니다. 임베딩 모델: { $embedding }
vectors-wait = 지금도 모두 질문할 수 있습니다. 벡터를 기다리는 구절 { $count }개, 약 { $time } 남았습니다.
vectors-done = 색인이 모두 끝났습니다.
usage-title = 사용량
usage-asked = { $days ->
    [1] **오늘**
   *[other] **{ $days }일**
  }: { $people }명이 질문 { $questions }개 · 답변 { $answered }개 · 기사에 답 없음 { $abstained }개
usage-apart = 다이렉트 메시지와 삭제한 답변은 세지 않습니다.
usage-now = 지금 답하고 있거나 기다리는 질문: { $count }개
usage-refused = 지난 24시간 동안 한도 때문에 받지 못한 질문: { $count }개 (제가 시작된 { $since }부터 셈)
usage-size = 자료실의 디스크 용량: { $megabytes } MB

# What the chat model takes

spent-title = 언어 모델: { $model }
spent-month = **{ $month }**: 읽은 토큰 { $read }개, 쓴 토큰 { $written }개
spent-cost = 비용 { $cost }
spent-used = 예산 { $budget } 가운데 { $percent }% 사용
spent-used-tokens = 예산 { $budget }토큰 가운데 { $percent }% 사용
spent-unknown = 지금은 모델의 사용량을 셀 수 없습니다. 이유는 운영자의 로그에 있습니다.
spent-all = 이번 달 예산을 다 썼습니다. { $date }까지 인용문으로 답합니다. 전에 쓴 답변은 그대로 다시 보여 드립니다.
spent-nearly = **이번 달 { $model } 예산의 { $percent }%를 썼습니다.** 다 쓰면 { $date }까지 인용문으로 답합니다.
spent-all-told = **이번 달 { $model } 예산을 다 썼습니다.** { $date }까지 인용문으로 답합니다.

# Feedback

feedback-thanks = 고맙습니다. 기록했습니다. 편집자에게는 질문과 답변, 남기신 의견만 보이고 이름은 보이지 않습니다.
feedback-title = 이 답변의 어디가 문제인가요?
feedback-hint = 편집자에게 질문과 답변이 함께 보이고, 이름은 보이지 않습니다.
feedback-words = 직접 쓰기 (선택)
feedback-reason = 이유
reason-wrong = 내용이 틀렸습니다
reason-unsupported = 인용문이 답변을 뒷받침하지 않습니다
reason-outdated = 오래된 내용입니다
reason-incomplete = 기사에 있는 내용이 빠졌습니다
no-feedback = 아직 의견이 없습니다. 독자는 답변 아래의 👍, 👎로 의견을 남깁니다.
feedback-file = 의견 { $count }건, 최신순입니다.{ $left ->
    [0] {""}
   *[other] {" "}더 오래된 { $left }건은 파일 하나에 들어가지 않았습니다.
  }

# Gaps

wish = 답이 생기면 알려 주세요
wish-noted = 이 질문에 답하는 기사가 들어오면 다이렉트 메시지로 알려 드리겠습니다. 편집자에게는 질문만 보이고 이름은 보이지 않습니다.
wished-enough = 이미 답 { $count }개를 기다리고 계십니다. 그 가운데 몇 개를 알려 드린 뒤에 다시 눌러 주세요.
asked-then = { $date }에 하신 질문입니다. 이제 기사에 답이 있습니다.
asked-then-here = { $date }에 나온 질문입니다. 이제 기사에 답이 있습니다.
gaps-title = 미답변 주제 { $gaps }개: 질문 { $questions }개
gaps-filled = 그 가운데 { $count }개는 이제 답할 수 있습니다.
gap-filled = 이제 답할 수 있음
gap-met = 독자 { $readers }명이 { $times }번 질문 · 마지막 { $date }
gap-which = 하나 보기 …
gap-answer = 답변 보기
gap-aside = 제쳐 두기
gap-back = 목록으로
gap-gone = 이 질문은 더 이상 목록에 없습니다.
no-gaps = **답이 없던 질문이 없습니다.** 모든 질문의 답이 기사에 있었습니다.

# The weekly summary

weekly-on = **매주 월요일** 편집자 채널에 한 주 요약을 올립니다.
weekly-off = **주간 요약**을 올리지 않습니다.
not-weekly-on = 올리지 않기
not-weekly-off = 월요일마다
weekly-title = { $date }부터의 한 주 요약
weekly-asked = { $questions ->
    [0] 질문이 없었습니다.
   *[other] 독자 { $people }명이 질문 { $questions }개를 했고, 그 가운데 { $answered }개에 답했습니다.
  }
weekly-bad = 독자가 좋지 않다고 한 답변
weekly-gaps = 기사에 답이 없던 질문
weekly-all = 답이 없는 질문 모두 보기

# Privacy

privacy-title = 보관하는 것
privacy =
    {""}**질문:** 질문과 답변 및 출처, 질문한 때와 채널, Discord ID. 버튼과 이어 묻기에 필요합니다. { $days }일이 지나면 지웁니다.
    {""}**의견:** 👍, 👎, 이유와 신고를 그 답변과 함께 { $days }일 동안 보관합니다. 편집자에게 이름은 보이지 않습니다. 다만 신고에는 이름이 함께 보입니다.
    {""}**기사에 답이 없던 질문:** 질문과, 답이 생기면 알려 달라고 하셨는지를 { $days }일 동안 보관합니다. 편집자에게는 이름 없이 질문만 보입니다. `{ name-private }` 또는 다이렉트 메시지로 하신 질문은 “{ wish }”를 누르셨을 때만 보입니다.
    {""}**추가하는 기사:** 초안은 하루, 제안과 누가 결정했는지는 { $month }일 동안 보관하고, 기사는 서버의 것이 됩니다. 누가 추가하고 제안했는지 편집자에게 보입니다.
    {""}**검색:** 페이지를 넘길 수 있도록 검색어를 { $month }일 동안 보관합니다.
    {""}**질문한 서버:** 다이렉트 메시지에 그 서버의 기사로 답하기 위해 마지막 질문 뒤 { $days }일 동안 보관합니다. 다시 시작될 때까지는, 한도를 위해 마지막으로 질문하신 때와 어느 서버에 계신지도 기억합니다.
    제가 서버에서 제거되면 그 서버의 자료실과 위의 모든 것을 { $library }일 뒤에 지웁니다. 다른 메시지는 읽지 않습니다. 오류가 나거나 편집자가 무엇을 바꾸면 운영자의 로그에 ID가 남습니다.
privacy-model = **{ $model }이(가) 쓰는 답변:** 질문을 쓰신 그대로, 기사 구절과 함께 이 모델에 전달합니다. 이어서 물으시면 앞의 질문과 답변도 전달합니다. 누가 물었는지는 전달하지 않습니다. 모델이 쓴 답변은 같은 질문이 다시 들어올 때를 위해 질문과 질문한 분의 정보 없이 { $days }일 동안 보관합니다.
my-data = 내 데이터 내보내기
my-data-file = { $count ->
    [0] 보관하고 있는 것이 없습니다.
   *[other] 보관하고 있는 것 { $count }건 모두입니다.
  }
erase = 내 데이터 지우기
erase-all = 모두 지우기
erase-really = **모든 서버에서, 보관하고 있는 것을 전부 지울까요?** 지우면 내 답변 아래의 버튼은 더 이상 작동하지 않습니다. Discord의 메시지는 남으므로, 없애고 싶은 메시지는 먼저 삭제해 주세요. 되돌릴 수 없습니다.
erased = { $count ->
    [0] 지울 것이 없었습니다.
   *[other] 지웠습니다. 이제 보관하고 있는 것이 없습니다.
  }

# When something does not work

failed = 제 쪽에서 문제가 생겼습니다. 잃은 것은 없으니 다시 시도해 주세요. 계속되면 운영자에게 알려 주세요: 오류 `{ $id }`.
too-late = 시간이 너무 오래 걸렸거나 메시지가 없어졌습니다. 다시 시도해 주세요.
stale = 이 버튼은 더 이상, 또는 여기서는 쓸 수 없습니다. 다시 질문해 주세요.
form-lost = 양식이 너무 오래 열려 있었거나 그사이 제가 다시 시작되었습니다. 다시 열어 주세요.
typed = 쓰신 내용은 다음과 같습니다:
unknown-command = 명령이 바뀌었습니다. Discord를 새로 고치거나(Ctrl+R) 잠시 뒤에 다시 시도해 주세요.
leaving = 다시 시작하는 중입니다. 잠시 뒤에 다시 시도해 주세요.
not-allowed = 여기서는 할 수 없습니다.
not-yours = 본인이 받은 답변이 아닙니다.
shared-before = 이미 공유한 답변입니다.
not-yours-to-delete = 질문한 사람이나 편집자만 이 답변을 삭제할 수 있습니다.
left-server = 더 이상 그 서버에 계시지 않습니다.
in-a-server = 서버에서만 쓸 수 있습니다.
editors-only = 이 서버의 편집자만 할 수 있습니다.
editors-not-chosen = 서버를 관리하는 사람만 할 수 있습니다. `/{ name-setup }`(`/setup`)에서 편집자 역할을 정할 수 있습니다.
managers-only = 서버를 관리하는 사람만 할 수 있습니다.
