# Answers, in a terminal and in Discord

abstained = The articles do not say.
age = published { $age } before you asked
also-in = also in { $names }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
  }
empty = The library { $library } is empty. Fill it with: footnote add SOURCE --library { $library } (a file, a folder or a web address).
from-metadata = { $date } (from document metadata)
guessed = about { $date }
left-out = { $count ->
    [one] One undated article was
   *[other] { $count } undated articles were
  } left out, because you asked for a span of dates.
nearest = Nearest articles
old = The newest of these articles was published { $age } before you asked.
searched-span = Only articles dated { $span } were searched.
sources = Sources
span-since = { $date } or later
span-until = { $date } or earlier
undated = undated
understood = “{ $words }” was understood as { $span }.

# Answers of a chat model

written-by = Written by { $model }; every sentence was checked against its quote{ $removed ->
    [0] {""}
    [one] , one was left out
   *[other] , { $removed } were left out
  }.
model-failed = The model { $model } did not answer.
model-unbacked = The model { $model } wrote nothing that the articles back.
model-over-budget = This month’s budget for the model { $model } is spent until the month ends.
model-uncounted = What the model { $model } takes cannot be counted just now.
made-of-quotes = So this is made of quotes.
cut-short = It stopped on the way, so there may be more to say.
stopped = Stopped before it was complete; what stands here was checked.
writing = Writing; what stands here was checked …
translated = Translated by the chat model, not by the publisher: “{ $text }”
told-apart = The articles differ: { $first } ({ $where }); { $second } ({ $elsewhere }).
told-update = Later: { $second } ({ $elsewhere }). Before: { $first } ({ $where }).
writing-begins = Writing the answer …
stop = Stop
stopped-early = Stopped.
nothing-to-stop = This answer is not being written any more. If it never came, ask again.
not-yours-to-stop = Only who asked and editors can stop an answer.

# In a terminal

chat-begin = Ask about the { $articles ->
    [one] article
   *[other] { $articles } articles
  } of the library { $library }. /help shows what else there is; Ctrl-D leaves.
chat-help =
    /sources   the sources of the last answer
    /check 2   its second quote in the context of the article
    /help      this
    /quit      leave, as does Ctrl-D
chat-nothing-yet = There is no answer yet. Ask something first.
chat-no-sources = The last answer has no sources.
chat-no-source = There is no source { $number }: the last answer has { $count }.
chat-no-command = There is no command { $command }. /help shows those there are.
claim-verbatim = This stands word for word in an article.
claim-well = Well supported ({ $support } of 1).
claim-some = Supported ({ $support } of 1); compare the two.
claim-unsupported = Nothing in the library supports this.
claim-nearest = The nearest it has supports it with { $support } of 1:
claim-unbacked = Not backed: { $words }

# Commands, as Discord shows them. What a command, group or option is called is name-NAME; in Korean without spaces.

name-add = add
name-article = article
name-articles = articles
name-ask = ask
name-by = by
name-check = check
name-claim = claim
name-export = export
name-feedback = feedback
name-file = file
name-file2 = file2
name-file3 = file3
name-format = format
name-gaps = gaps
name-help = help
name-language = language
name-link = link
name-list = list
name-privacy = privacy
name-private = private
name-publisher = publisher
name-question = question
name-remove = remove
name-search = search
name-settings = settings
name-setup = setup
name-since = since
name-status = status
name-until = until
name-words = words
command-article = Add and remove the articles that answers come from
command-article-add = Add an article: a link, files, or pasted text
command-article-list = The articles of this server, the newest first
command-article-remove = Take an article out of all answers
command-articles = Look through the articles that answers come from
command-ask = Ask the articles a question; every sentence comes with its source
command-check = Is this so? Each sentence is held against the articles
command-feedback = What readers think of the answers
command-feedback-export = All feedback as a file, with questions, answers and sources
command-gaps = What was asked and the articles do not say
command-help = What Footnote does, and how to ask, check and add
command-privacy = What I keep of you and for how long; export it, erase it
command-search = Find passages in the articles, without an answer
command-settings = How Footnote is set up in this server
command-setup = Set up Footnote for this server
command-status = How many articles there are, and what is still being worked on
option-another-file = Another file
option-article = A part of its title
option-by = Which come first; the newest if you do not say
option-claim = What somebody says
option-file = A file
option-format = For spreadsheets or for programs
option-language = Only articles in this language
option-link = The article’s address
option-private = Only you see the answer
option-private-search = Only you see what is found, unless you choose otherwise
option-publisher = Only articles of this publisher
option-question = What do you want to know?
option-since = Only articles published from this day on, such as 2026-09-01
option-until = Only articles published until this day, such as 2026-09-30
option-words = What to look for
format-csv = CSV, for spreadsheets
format-jsonl = JSON Lines, for programs
menu-ask-about = Ask about this
menu-fact-check = Fact-check this
menu-index = Index this article

# Asking in Discord

searching = Looking through the articles …
waiting = { $count ->
    [one] One question is before yours.
   *[other] { $count } questions are before yours.
  } It will be answered.
abstained-here = **The articles do not say.**
nearest-here = Nearest articles
rests-on = { $count ->
    [one] Rests on one article
   *[other] Rests on { $count } articles
  }
rests-on-newest = { $count ->
    [one] Rests on one article
   *[other] Rests on { $count } articles
  }, newest { $date }
from-server = From the library of { $server }
check = Check [{ $number }]
check-which = Check a source …
read-on = Read on
claim-not-found = Not found in the articles.
claim-differs = The article says **{ $quoted }**, not **{ $claimed }**.
nothing-to-check = There is nothing in it that could be checked: no sentence that says something.
follow-up = Follow up
follow-up-title = Follow up
follow-up-hint = What was asked before is kept in mind: “and when?” is enough.
understood-as = Understood as: “{ $question }”
thread-begin = To go on, mention me here or use `/ask` in this thread. What was asked before is kept in mind.
goes-on-in = The answer is in { $thread }.
share = Share in channel
delete = Delete
question = Your question
ask-about-title = Ask about this
empty-here = **There are no articles here yet.** An editor of this server can add some.
empty-for-editors = **There are no articles here yet.** Add the first one, and questions are answered from it at once.
not-confirmed = Discord did not tell me just now which servers you are in. Please try again in a minute.
empty-direct = **There are no articles yet** in the servers where you have asked me.
no-publisher = There are no articles of “{ $name }” here.
no-server = Ask me once in a server that we share, with `/ask`; after that I answer here from that server’s articles.
nothing-asked = Ask me something: mention me and write your question, or use `/ask`.
reply-hidden = Discord does not show me replies to the answers of `/ask`. To go on, mention me in your message, or use `/ask` again.
not-a-date = “{ $text }” is not a date such as 2026-09-30.
no-such-span = Nothing lies between { $since } and { $until }.
too-soon = You have asked a lot in this minute. Ask again in { $seconds } s.
server-too-soon = This server has asked a lot in this minute. Ask again in { $seconds } s.
queue-full = { $count } questions are waiting here already. Ask again in a moment.

# Searching and browsing

search-title = Search: “{ $words }”
search-fits = { $count ->
    [one] One article fits.
   *[other] { $count } articles fit.
  }
search-best = The { $count } articles that fit best; more may fit.
search-near = No article here has these words. { $count ->
    [one] This one is
   *[other] These { $count } are
  } nearest in meaning.
near-in-meaning = near in meaning
more-passages = { $count ->
    [one] one more passage
   *[other] { $count } more passages
  } in this article
nothing-found = **Nothing was found** for “{ $words }”.
nothing-fits = **No article fits.** Choose fewer filters.
no-language = There are no articles in “{ $name }” here.
show-which = Show a passage in its context …
open-which = Open an article …
open-article = Open the article
by-newest = newest first
by-oldest = oldest first
by-added = recently added first

# Checking

published = Published { $date }
indexed = indexed { $date }
version = version { $number }
support-verbatim = The statement is this quote, word for word.
support-well = The statement is well supported by this quote.
support-some = The statement is supported by this quote; compare the two.
open-source = Open at the sentence
report = Report wrong
show-article = Show the article as indexed
changed-since = The article has changed since this answer: version { $number }, indexed { $date }.
still-stands = The quote still stands in it.
stands-no-more = The quote no longer stands in it.
removed-since = The article was removed from the library on { $date }.
article-gone = This article is not in the library any more.
report-title = { $name } reports citation [{ $number }] as wrong
open-answer = Open the answer
reported = Thank you. The editors were told.
reported-nowhere = Thank you, it is noted, but this server has no editors’ channel that I can write to. Tell an editor yourself.
reported-before = You reported this citation before.
editors-read = Only editors can read whole articles here, because they are their publishers’.
previous = Back
next = Next
page = Page { $page } of { $pages }

# Adding articles

add = Add
add-title = Add an article
add-about = Add an article about this
add-first = Add the first article
text-or-link = Text, or a link
text-hint = Up to 4,000 characters. Longer texts as a file below.
files = Files
files-hint = .pdf .docx .txt .md .html .jsonl .jsonl.gz, feeds (.xml), up to 10 MB each
title = Title
publisher = Publisher
published-when = Published on
author = Author
address = Address (URL)
date-hint = Such as 2026-11-23, or 2026-11-23T09:30+09:00
no-date = this is not a date; everything else was kept
no-address = this is not a web address such as https://example.org/news; the one before was kept
details-unused = there are several articles, so title, publisher and date of the form were not used
file-too-large = the file is larger than { $megabytes } MB
file-not-given = Discord did not give it out ({ $status }); send it once more
too-many-links = only { $count } links are read at a time
no-title = (no title)
length = { $count ->
    [one] one word
   *[other] { $count } words
  }
articles = { $count ->
    [one] One article
   *[other] { $count } articles
  }
counts = { $added } new · { $changed } changed · { $unchanged } known already
counts-done = { $added } added, { $changed } changed, { $unchanged } known already
answers-now = They can be asked about now.
and-more = and { $count } more
edit-details = Edit details
cancel = Cancel
cancelled = Cancelled. Nothing was changed.
adding = Adding: { $done } of { $total } …
adding-already = This is being added already.
nothing-given = There was no text, no link and no file.
nothing-to-add = **Nothing here can be added.**
so-often = { $count } × { $what }
odd-known = Known already, and nothing has changed.
odd-changed = Known already, and changed since: this becomes version { $version }. The earlier one stays readable.
odd-copy = The same text is in the library as { $other }.
odd-undated = It names no date: questions about a span of dates will leave it out.
odd-future = Its date lies in the future.
odd-guessed = Its date is a guess.
odd-metadata = Its date is from the document’s metadata: when the file was made, maybe not when it was published.
odd-untitled = It has no title.
odd-unpublished = It names no publisher.
odd-paywall = It looks like the beginning of an article that must be paid for.
odd-short = It is very short.
draft-gone = This is not open any more. Use the command again.
remove = Remove
remove-really = **Remove this article from all answers?** Answers that cite it will say so. Adding it again brings it back.
removed = Removed. No answer will use it any more.
removed-already = This article was removed before.
no-such-article = No article here has “{ $words }” in its title.
several-articles = Several articles have “{ $words }” in their title. Choose one from the list while you type.
log-added = ➕ { $who } added { $added } and changed { $changed } articles
log-removed = ➖ { $who } removed an article

# Suggestions

suggest = Suggest
suggest-nowhere = Only editors of this server can add articles. Members can suggest some as soon as who manages the server has chosen an editors’ channel in `/setup` that I can write to. Until then, ask an editor.
suggested-enough = { $count } of your suggestions are waiting for the editors already. Suggest more once they have decided.
reading-already = I am still reading what you sent before. One after the other, please.
suggestion-large = a suggestion holds at most { $articles } articles and { $letters } characters; suggest the rest another time
suggested = Thank you, the editors have your suggestion. I will tell you in a direct message what they decide.
suggest-unsent = I could not write in the editors’ channel just now. Nothing was lost: try again later, or tell an editor.
suggested-by = 💡 **{ $who }** suggests:
approve = Approve
decline = Decline
decline-title = Decline this suggestion
decline-reason = Reason (may be left out)
decline-hint = Who suggested it is told this.
reason = Reason: { $reason }
log-approved = ✅ { $who } approved what { $member } suggested: { $added } added, { $changed } changed
log-declined = ❌ { $who } declined what { $member } suggested
member-untold = { $member } could not be sent a direct message, and was not told.
outcome-approved = **Your suggestion was approved** by the editors of { $server }. It can be asked about now.
outcome-declined = **Your suggestion was declined** by the editors of { $server }.
suggestion-gone = This suggestion is not open any more: suggestions are kept for 30 days. It can be made again with `/article add`.
suggestion-moved = Somebody has changed these articles since this was suggested. Look at what would change now, then press Approve once more.
being-decided = Another editor is deciding on this just now.
decided-already = { $who } has decided on this already.

# Undo

undo = Undo
undo-too-late = This could be undone for ten minutes only. By hand: `/article remove` takes an article out; `/article add` brings one back, or an earlier text of it.
being-undone = This is being undone already.
undone-already = This was undone already.
undone-nothing = Nothing was undone.
undone-left = Left as they are, because somebody has changed them since:
log-undone = ↩️ { $who } undid a change to { $count ->
    [one] an article
   *[other] { $count } articles
  }
# Why something was not read: as the index says it in English, see bot/reasons.py

refused-address = the address is not a valid one: { $why }
refused-address-feed = the address leads to a feed, not to an article
refused-address-kind = the address leads to { $kind }, which is not read
refused-address-missing = it has no address of its own
refused-address-password = an address with a user name or password in it is not read
refused-address-port = its port is too high
refused-address-scheme = only http and https addresses can be read
refused-address-url = "url" is { $url }, which is not an http or https address
refused-consent = the page shows a cookie or consent notice instead of the article; open it and paste the text
refused-damaged-utf = it is UTF-8 text, but damaged (first near character { $at })
refused-date = the date { $date } in "published" cannot be read; write it like 2026-03-31
refused-docx-damaged = the Word document is damaged, or of a kind that is not read (.docx is)
refused-docx-empty = the document holds no text
refused-docx-large = the document holds more than { $most } letters; split it
refused-docx-none = this is no Word document (.docx)
refused-docx-old = the old Word format (.doc) is not read; save it as .docx
refused-docx-older = this is an old Word document (.doc); save it as .docx
refused-docx-office = this is an old Office document; save it as .docx or PDF
refused-docx-password = the document is protected with a password; save it without one
refused-docx-unpacks = the document unpacks to far more than a text needs, so it was not read
refused-docx-zip = this is a zip archive, but no Word document (.docx)
refused-docx-zip-damaged = the document is damaged or cut short: its zip archive cannot be read
refused-empty = it is empty
refused-encoding = its encoding cannot be told; save it as UTF-8
refused-entry-missing = missing
refused-entry-short = too short, or no article
refused-entry-text = { $page }; and the feed's own text is { $own }
refused-feed-broken = the feed is too broken to read
refused-feed-empty = the feed has no entries
refused-feed-huge = the feed has more tags or entities than any feed needs, so it was not read
refused-feed-long = the feed is long: its first { $taken } entries were read, { $left } were left out
refused-feed-none = it is no feed: neither RSS nor Atom is in it
refused-feed-time = there was no time left to fetch its page
refused-feed-xml = this is XML, but no feed (RSS or Atom)
refused-file-large = { $what } is larger than { $megabytes } MB
refused-file-missing = there is no such file or folder
refused-file-odd = this is not an ordinary file
refused-file-unreadable = it could not be read: { $why }
refused-first-articles = only its first { $count } articles were read; `footnote add` reads more at once
refused-front-matter = its front matter is malformed: { $why }
refused-front-matter-depth = control characters or too deep
refused-front-matter-end = its front matter begins with '---' but no second '---' line ends it
refused-front-matter-line = its front matter is malformed in line { $line }: { $why }
refused-front-matter-lines = it must be lines of 'name: value'
refused-gzip = its gzip compression is broken or cut short
refused-html-broken = the page's HTML is too broken to read
refused-html-none = there is no HTML in it
refused-index = the page is a list of headlines or links, not one article; give the address of an article
refused-json = the line is not valid JSON: { $why } at column { $column }
refused-json-large = the line is longer than { $megabytes } MB
refused-json-lines = JSON Lines have one { $object } object a line
refused-json-object = the line is not a JSON object { $object }
refused-json-size = the line is not JSON of a sensible size: a number too long or nested too deeply
refused-json-text = it has no "text", or one that is empty or not text
refused-json-utf = the line is not UTF-8
refused-kind = this kind of file is not read; { $reads }
refused-kind-reads = Footnote reads { $kinds }, feeds ({ $feeds }), folders and globs of these, http(s) addresses, and - for standard input
refused-may-not = Footnote may not read it (permission denied)
refused-mistaken = it is not what its name says: { $what }
refused-mistaken-binary = it holds binary data
refused-mistaken-page = this is a web page; name it .html
refused-mistaken-pdf = this is no PDF
refused-mistaken-this = this is { $what }
refused-must-be-text = "{ $name }" must be text, not { $kind }
refused-no-article = the page holds no readable article (too little text; it may need JavaScript or a login)
refused-no-text = it holds no text
refused-nul = { $what } holds a NUL character, so it is not plain text
refused-page-large = the page is larger than { $megabytes } MB
refused-pdf-damaged = the PDF is damaged or cut short, so it cannot be read
refused-pdf-empty = the PDF holds no text
refused-pdf-encrypted = the PDF is encrypted or packed in a way that Footnote does not know
refused-pdf-large = the PDF holds more than { $most } letters; split it
refused-pdf-letters = the PDF does not say which letters its signs stand for; run OCR on it first
refused-pdf-pages = the PDF has { $pages } pages, and at most { $most } are read; split it
refused-pdf-password = the PDF is protected with a password; save it without one
refused-pdf-scan = the PDF's pages are pictures (a scan) without text; run OCR on it first
refused-pdf-slow = the PDF takes more than { $seconds } seconds to read; split it
refused-pdf-unpacks = the PDF unpacks to far more than a document needs, so it was not read
refused-site-answered = the site answered { $status }
refused-site-broke = the site broke the connection off or did not answer as a web server does
refused-site-certificate = the site's certificate or encryption is not valid, so it was not read
refused-site-compression = the site sent the page in a compression that was not asked for
refused-site-failed = the page could not be fetched: { $why }
refused-site-private = { $host } is not a public site: it leads into a private network
refused-site-redirects = the site redirects more than { $times } times
refused-site-refused = the site could not be reached: it refused the connection
refused-site-slow = the site did not send the page within { $seconds } seconds
refused-site-unknown = the site { $host } was not found; check the address
refused-site-unpacked = the site sent a page that cannot be unpacked
refused-surrogate = { $what } holds half a character (a lone surrogate) at position { $at }, which cannot be stored
refused-this-7z = a 7z archive
refused-this-gif = a GIF picture
refused-this-gzip = a gzip archive
refused-this-jpeg = a JPEG picture
refused-this-office = an old Office document
refused-this-pdf = a PDF
refused-this-png = a PNG picture
refused-this-program = a program
refused-this-rar = a RAR archive
refused-this-rtf = an RTF document
refused-this-sqlite = an SQLite database
refused-this-zip = a zip archive or an Office document
refused-what-author = the author's name
refused-what-entry = the entry's id
refused-what-file = the file's name
refused-what-publisher = the publisher's name
refused-what-something = something unnamed
refused-what-text = the text

# Setting up

hello-title = Hello, I am Footnote
hello =
    I answer questions from your community’s own news articles. Every sentence comes with a footnote: a quote that stands, word for word, in an article you added. If the articles do not say, I say so.
to-begin =
    {""}**To begin**
    1. Someone who manages this server: `/setup`
    2. Add articles: `/article add`
    3. Everyone: `/ask`, or mention me
help-title = Footnote
help =
    {""}**Ask** with `/ask`, by mentioning me, by replying to an answer of mine, in a direct message, or by a right-click on a message → Apps → { menu-ask-about }.
    {""}**Follow up** with the button below an answer: “and when?” is enough.
    {""}**Check** a source with the button below an answer: you see the quote in its context, and can report it.
    {""}**Search** with `/search`: passages, without an answer. `/articles` lists what there is.
    {""}**Fact-check** what somebody says with `/check`, or a message with a right-click → Apps → { menu-fact-check }.
    {""}**Rate** an answer with 👍 or 👎. If the articles do not say, press “{ wish }”.
    {""}**Add** articles (editors; others suggest them) with `/article add` or a right-click on a message → Apps → { menu-index }.
    {""}**Look after them** (editors): `/gaps` is what was asked and not answered, `/feedback export` what readers think.
    {""}**Your data**: `/privacy`.
    {""}**Set up** (who manages the server) with `/setup`; `/settings` and `/status` show how things are.
set-up = Set up
set-up-title = Footnote in this server
set-up-intro = Changes take effect at once.
ask-mentions = Where I answer when I am mentioned
ask-role = Who may add and remove articles
ask-log = Channel for changes and reports
ask-language = Language of my messages
all-channels = Every channel
no-role = Only those who manage the server
no-channel = No channel
language-auto = Each reader’s Discord language
language-en = English
language-ko = 한국어
answers-public = **Answers** are public.
answers-private = **Answers** to commands are private; those to mentions are seen by all.
not-answers-public = Make private
not-answers-private = Make public
in-threads = **Follow-ups** go on in a thread, where that is possible.
in-place = **Follow-ups** are answered where they are asked.
not-in-threads = Without threads
not-in-place = In threads
suggestions-on = **Suggestions** of articles by members go to the editors’ channel.
suggestions-off = **Suggestions** of articles by members are not taken.
not-suggestions-on = Take none
not-suggestions-off = Take them
limits-are = **Limits:** { $user ->
    [0] any number of questions
   *[other] { $user }
  } a minute for a user, { $server ->
    [0] any number
   *[other] { $server }
  } for the server; { $queue ->
    [0] any number
   *[other] { $queue }
  } may wait
limits-title = Limits
limits-user = Questions a minute for a user
limits-server = Questions a minute for the server
limits-queue = Questions that may wait
limits-hint = { $most ->
    [0] Left empty, there is no limit
   *[other] At most { $most }, which also holds when left empty: whoever runs me has set it
  }
limits-bad = “{ $text }” is not a whole number from 1 to { $most }. A server can be stricter than whoever runs me, but not more generous; leave a field empty to set nothing.
all-read = **Whole articles** can be read by everyone.
editors-only-read = **Whole articles** can be read by editors only.
not-all-read = Editors only
not-editors-only-read = Let everyone
change = Change
time-zone = Time zone
time-zone-is = **Time zone:** { $zone }
time-zone-hint = Such as Asia/Seoul, Europe/London or UTC
no-such-zone = “{ $name }” is not a time zone such as Asia/Seoul or UTC.
channels-gone = A channel that was chosen for mentions does not exist any more. Choose again.
role-gone = The editors’ role does not exist any more. Choose another one.
channel-gone = The editors’ channel does not exist any more.
channel-mute = I may not write in the editors’ channel. Allow me to see it and send messages there.
newest = Newest:
model-writes = Answers are written by { $model }; every sentence is checked against its quote. Embedding model: { $embedding }
model-none = Answers are quotes, chosen without a language model. Embedding model: { $embedding }
vectors-wait = { $count ->
    [one] One passage waits
   *[other] { $count } passages wait
  } for a vector, about { $time }. Everything can be asked about already.
vectors-done = Everything is indexed.
usage-title = Usage
usage-asked = { $days ->
    [1] **Today:**
   *[other] **{ $days } days:**
  } { $questions ->
    [one] one question
   *[other] { $questions } questions
  } by { $people ->
    [one] one person
   *[other] { $people } people
  } · { $answered } answered · { $abstained } where the articles do not say
usage-apart = Direct messages and deleted answers are not counted.
usage-now = { $count ->
    [0] No question is being answered or waits.
    [one] One question is being answered or waits.
   *[other] { $count } questions are being answered or wait.
  }
usage-refused = Limits refused { $count ->
    [one] one question
   *[other] { $count } questions
  } in the last 24 hours (counted since I was started, { $since }).
usage-size = The library takes { $megabytes } MB on the disk.

# What the chat model takes

spent-title = Chat model: { $model }
spent-month = **{ $month }:** { $read ->
    [one] one token
   *[other] { $read } tokens
  } read, { $written } written
spent-cost = cost { $cost }
spent-used = { $percent }% of the budget of { $budget }
spent-used-tokens = { $percent }% of the budget of { $budget } tokens
spent-unknown = What the model takes cannot be counted just now. Whoever runs me finds the reason in the log.
spent-all = The budget of this month is spent: answers are made of quotes until { $date }. Answers that were written before are given still.
spent-nearly = **{ $percent }% of this month’s budget for { $model } are used.** Once it is spent, answers are made of quotes until { $date }.
spent-all-told = **This month’s budget for { $model } is spent.** Answers are made of quotes until { $date }.

# Feedback

feedback-thanks = Noted, thank you. Editors see the question, the answer and what you say of it, not your name.
feedback-title = What is wrong with this answer?
feedback-hint = Editors see it with the question and the answer, without your name.
feedback-words = In your own words (optional)
feedback-reason = Reason
reason-wrong = It is wrong
reason-unsupported = Its quotes do not support it
reason-outdated = It is out of date
reason-incomplete = It leaves out what the articles say
no-feedback = There is no feedback yet. Readers give it with 👍 and 👎 below an answer.
feedback-file = { $count ->
    [one] One piece of feedback
   *[other] { $count } pieces of feedback
  }, the newest first.{ $left ->
    [0] {""}
   *[other] {" "}{ $left } older ones did not fit into one file.
  }

# Gaps

wish = Tell me when they do
wish-noted = I will tell you in a direct message once an article answers this. Editors see the question, not your name.
wished-enough = You are waiting for { $count } answers already. Wish for more once I have told you of some.
asked-then = You asked this on { $date }. By now the articles answer it.
asked-then-here = This was asked on { $date }. By now the articles answer it.
gaps-title = { $gaps ->
    [one] One gap
   *[other] { $gaps } gaps
  }: { $questions ->
    [one] one question
   *[other] { $questions } questions
  } without an answer
gaps-filled = { $count ->
    [one] One of them can be answered by now.
   *[other] { $count } of them can be answered by now.
  }
gap-filled = can be answered by now
gap-met = asked { $times ->
    [one] once
   *[other] { $times } times
  } by { $readers ->
    [one] one reader
   *[other] { $readers } readers
  }, last on { $date }
gap-which = Look at one …
gap-answer = Show the answer
gap-aside = Put aside
gap-back = Back to the list
gap-gone = This question is not open any more.
no-gaps = **No open questions.** Whatever was asked, the articles answered.

# The weekly summary

weekly-on = **Each Monday** the editors’ channel gets a summary of the week.
weekly-off = **No summary** of the week.
not-weekly-on = Without it
not-weekly-off = Each Monday
weekly-title = The week since { $date }
weekly-asked = { $questions ->
    [0] No questions were asked.
    [one] One question was asked; { $answered ->
        [0] the articles did not say
       *[other] it was answered
      }.
   *[other] { $questions } questions by { $people ->
        [one] one reader
       *[other] { $people } readers
      }; { $answered ->
        [0] none was answered
        [one] one was answered
       *[other] { $answered } were answered
      }.
  }
weekly-bad = Answers that readers called bad
weekly-gaps = What the articles do not say
weekly-all = All open questions

# Privacy

privacy-title = What I keep
privacy =
    {""}**Of your questions:** the question, the answer with its sources, when and in which channel you asked, and your Discord id. Buttons and follow-ups need it. After { $days } days it goes.
    {""}**Of your feedback:** 👍, 👎, reasons and reports with the answer they are about, for { $days } days. Editors see it without your name; a report comes to them with it.
    {""}**Of what the articles did not answer:** the question, and whether you wish to hear of an answer, for { $days } days. Editors see the question without your name; one that you asked with `private` or in a direct message only if you press “{ wish }”.
    {""}**Of articles that you add:** a draft for a day, a suggestion and who decided on it for { $month ->
        [one] one day
       *[other] { $month } days
      }; the article itself is the server’s. Editors see who added or suggested it.
    {""}**Of searches:** the words, for { $month ->
        [one] one day
       *[other] { $month } days
      }, so that their pages can be turned.
    {""}**Where you asked**, so that I can answer direct messages from there, for { $days } days after the last time. Until I am restarted I also know when you asked last, for the limits, and where I have seen you.
    When I am removed from a server, its library and all of this go after { $library } days. I read no other messages. Whoever runs me sees ids in the log where something fails or editors change something.
privacy-model = **Of answers that { $model } writes:** it is given your question, as you wrote it, passages of the articles and, where you ask on, the question and the answer before, but not who asked. Its answer is kept for { $days ->
        [one] one day
       *[other] { $days } days
      }, without the question and without you, for whoever asks the same.
my-data = Export my data
my-data-file = { $count ->
    [0] I keep nothing of you.
    [one] One thing that I keep of you.
   *[other] All { $count } things that I keep of you.
  }
erase = Erase my data
erase-all = Erase everything
erase-really = **Erase all that I keep of you, in every server?** The buttons below your answers then stop working. Messages in Discord stay; delete those that you want gone first. This cannot be undone.
erased = { $count ->
    [0] There was nothing to erase.
   *[other] Erased. I keep nothing of you any more.
  }

# When something does not work

failed = Something went wrong on my side. Nothing was lost; please try again. If it happens again, tell whoever runs me: error `{ $id }`.
too-late = This took too long, or the message is gone. Please try again.
stale = This button does not work any more, or not here. Please ask again.
form-lost = This form was open for too long, or I was restarted meanwhile. Please open it again.
typed = This is what you had written:
unknown-command = This command has changed. Reload Discord (Ctrl+R) or try again in a minute.
leaving = I am being restarted. Please try again in a minute.
not-allowed = You may not do this here.
not-yours = This answer is not yours.
shared-before = You have shared this answer already.
not-yours-to-delete = Only the one who asked, or an editor, can delete this answer.
left-server = You are not in that server any more.
in-a-server = This works in a server only.
editors-only = Only editors of this server can do this.
editors-not-chosen = Only those who manage this server can do this. They can name an editors’ role in `/setup`.
managers-only = Only those who manage this server can do this.
