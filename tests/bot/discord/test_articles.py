"""Adding articles: every way in, what a preview shows and warns of, what is refused and why, and who may."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from datetime import datetime

import discord
import pytest

from bot.discord.view import Colour
from tests.bot.discord.adding import (
    DATED,
    STORY,
    File,
    a_file,
    added,
    json_lines,
    only,
    previewed,
    shown,
    submitted,
)
from tests.bot.discord.town import Town, colour, custom_id, labels, plain, said, text
from tests.index.sources.docxs import docx
from tests.index.sources.feeds import item, rss
from tests.index.sources.pages import ENGLISH, KOREAN, html
from tests.index.sources.site import Site, page
from tests.library import an_article

pytestmark = pytest.mark.asyncio
WEB = pytest.mark.settings(allow_private_addresses=True)
HEAD = (
    '<meta property="og:site_name" content="The Bay Post">'
    '<meta property="article:published_time" content="2026-10-30T09:30:00+00:00">'
)
UNKNOWN = "Why did the bus drivers of Tollmere and Amberdale strike in June?"
FACTS = {"title": "Lighthouse painted", "publisher": "Merrow Mail", "published": "2026-11-20"}


@pytest.fixture
def site() -> Iterator[Site]:
    pages = {
        "/ferry": page(html(ENGLISH, head=HEAD).encode()),
        "/other": page(html(KOREAN, head=HEAD, lang="ko", heading="여객선 터미널").encode()),
        "/ferry_(boat)": page(html(ENGLISH, head=HEAD).encode()),
        "/gone": page(b"", status=404),
        "/picture": page(b"\x89PNG", "image/png"),
    }
    with Site(pages).open() as opened:
        yield opened


def at(site: Site, path: str) -> str:
    return f"http://127.0.0.1:{site.port}{path}"


# A link


@WEB
async def test_a_link_is_fetched_and_previewed_with_all_that_is_known(town: Town, site: Site) -> None:
    preview = await previewed(town, link=at(site, "/ferry"))

    for known in ("Ferry terminal to close in October", "The Bay Post", "30 Oct 2026", "English", at(site, "/ferry")):
        assert known in plain(preview)
    assert ENGLISH[0][:100] in text(preview)
    assert "91 words" in text(preview)
    assert labels(preview) == ["Add", "Edit details", "Cancel"]
    assert preview.ephemeral


@WEB
async def test_a_link_to_a_feed_brings_all_its_articles_to_one_preview(empty_town: Town, site: Site) -> None:
    feed = rss(*(item(link=at(site, path)) for path in ("/ferry", "/other", "/gone")))
    with Site({"/feed": page(feed.encode(), "application/rss+xml")}).open() as elsewhere:
        preview = await previewed(empty_town, link=at(elsewhere, "/feed"))
    await empty_town.editor.click(said(preview), label="Add")

    assert sorted(one.url for one in empty_town.articles()) == [at(site, "/ferry"), at(site, "/other")]


async def test_documents_are_previewed_with_their_date_marked_as_the_files(empty_town: Town) -> None:
    content = docx(STORY, title="Lighthouse painted", created=datetime(2026, 11, 20, 9))

    preview = await previewed(empty_town, ("report.docx", content))

    assert "Lighthouse painted" in text(preview)
    assert "20\u00a0Nov\u00a02026\u00a0(from\u00a0document\u00a0metadata)" in text(preview)
    assert "maybe not when it was published" in text(preview)


@WEB
async def test_nothing_is_added_before_add_was_pressed(empty_town: Town, site: Site) -> None:
    preview = await previewed(empty_town, link=at(site, "/ferry"))
    assert empty_town.articles() == []
    await empty_town.editor.click(said(preview), label="Add")

    assert only(empty_town).url == at(site, "/ferry")
    assert "1 added" in text(preview)
    assert labels(preview) == ["Undo"]
    assert colour(preview) == Colour.DONE


async def test_what_was_added_answers_at_once(empty_town: Town) -> None:
    await added(empty_town, a_file())

    assert "Ilse Brandt used ninety buckets" in text(await empty_town.ask("Who used ninety buckets of paint?"))


@WEB
async def test_a_korean_page_is_shown_as_one(town: Town, site: Site) -> None:
    preview = await previewed(town, link=at(site, "/other"))

    assert "여객선 터미널" in text(preview)
    assert "Korean" in text(preview)
    assert KOREAN[0][:40] in text(preview)


# Files


@pytest.mark.parametrize(
    ("file", "title"),
    [
        (a_file(STORY, "lighthouse-painted.txt"), "Lighthouse painted"),
        (a_file(f"# Red at last\n\n{STORY}", "a.md"), "Red at last"),
        (a_file(DATED, "b.md"), "Lighthouse painted"),
        (a_file(html(ENGLISH), "page.html"), "Ferry terminal to close in October"),
        (json_lines({"text": STORY, "title": "One line"}), "One line"),
    ],
)
async def test_a_file_of_any_kind_becomes_an_article(empty_town: Town, file: File, title: str) -> None:
    preview = await added(empty_town, file)

    assert "1 added" in text(preview)
    assert only(empty_town).title == title


async def test_front_matter_says_what_is_known(town: Town) -> None:
    shown_text = plain(await previewed(town, a_file()))

    assert "### Lighthouse painted" in shown_text
    assert "Merrow Mail · Jo Pike · 20 Nov 2026 · English" in shown_text
    assert STORY[:100] in shown_text


async def test_several_files_are_previewed_together(empty_town: Town) -> None:
    files = [a_file(f"{STORY} Day {day}.", f"day-{day}.txt") for day in "abc"]
    preview = await previewed(empty_town, *files)

    assert "3 articles" in text(preview)
    assert "3 new" in text(preview)
    assert all(f"Day {day}" in text(preview) for day in "abc")
    assert labels(preview) == ["Add", "Cancel"]
    await empty_town.editor.click(said(preview), label="Add")
    assert len(empty_town.articles()) == 3


@pytest.mark.parametrize("packed", [False, True])
async def test_json_lines_are_counted_as_new_changed_and_known(empty_town: Town, packed: bool) -> None:
    empty_town.fill(an_article("same", STORY), an_article("other", STORY))
    lines = [{"id": id, "text": STORY, "language": "en"} for id in ("same", "other", "new-1", "new-2")]
    name, content = json_lines(*(line | {"title": line["id"] if line["id"] != "same" else ""} for line in lines))

    preview = await previewed(empty_town, (f"{name}.gz", gzip.compress(content)) if packed else (name, content))

    assert "4 articles" in text(preview)
    assert "2 new · 1 changed · 1 known already" in text(preview)
    await empty_town.editor.click(said(preview), label="Add")
    assert "2 added, 1 changed, 1 known already" in text(preview)


async def test_of_very_many_articles_the_first_are_named_and_all_are_added(empty_town: Town) -> None:
    preview = await previewed(
        empty_town, json_lines(*({"text": f"{STORY} {n}", "title": f"T{n}."} for n in range(150)))
    )

    assert "150 articles" in text(preview)
    assert "T0." in text(preview)
    assert "and 142 more" in text(preview)
    await empty_town.editor.click(said(preview), label="Add")
    assert len(empty_town.articles()) == 150


async def test_the_longest_titles_and_refusals_still_fit_into_a_message(town: Town) -> None:
    title, url = "*_~|[" * 60, f"https://courier.example/{'a' * 470}"
    lines = [{"text": f"{STORY} {n}", "title": title, "publisher": title, "url": url + str(n)} for n in range(12)]
    broken = [{"text": STORY, "published": "*_~|[" * 30, "title": n} for n in range(12)]

    preview = await previewed(town, json_lines(*lines, *broken, name="_" * 90 + ".jsonl"))

    assert "12 articles" in text(preview)
    assert len(text(preview)) <= 4000


async def test_a_file_with_a_korean_name_keeps_it_although_discord_takes_it_apart(town: Town) -> None:
    message = await town.editor.send(town.general, "", attachments=[("txt", STORY.encode())])
    stored = town.env.backend.get_message(town.general.id, message.id)
    stored.attachments[0] |= {"title": "등대-단장", "content_type": "text/plain; charset=utf-8"}

    preview = await town.editor.context_menu(town.general, "Index this article", message)

    assert "등대 단장" in text(preview)
    assert "Add" in labels(preview)


# The form


async def test_with_nothing_named_a_form_opens(town: Town) -> None:
    form = await town.editor.slash(town.general, "article add")

    inputs = [one["component"]["custom_id"] for one in (form.modal or {})["components"]]
    assert inputs == ["text", "files", "title", "publisher", "published"]


async def test_text_is_pasted_into_the_form_with_what_is_known_of_it(empty_town: Town) -> None:
    preview = await submitted(empty_town, text=STORY, **FACTS)
    await empty_town.editor.click(said(preview), label="Add")

    article = only(empty_town)
    assert (article.text, article.title, article.publisher) == (STORY.strip(), "Lighthouse painted", "Merrow Mail")
    assert str(article.published) == "2026-11-20"
    assert article.language == "en"


@WEB
async def test_a_link_in_the_form_is_fetched_and_what_was_typed_wins(town: Town, site: Site) -> None:
    preview = await submitted(town, text=at(site, "/ferry"), title="My title")

    assert "### My title" in text(preview)
    assert "The Bay Post" in text(preview)
    assert "30 Oct 2026" in plain(preview)


async def test_files_in_the_form_are_read_like_attachments(empty_town: Town) -> None:
    preview = await submitted(empty_town, files=[a_file(f"{STORY} {n}", f"{n}.txt") for n in range(4)])

    assert "4 articles" in text(preview)


async def test_text_and_a_file_in_the_form_are_two_articles(empty_town: Town) -> None:
    preview = await submitted(empty_town, text="Gulls were seen.", files=[a_file()])

    assert "2 articles" in text(preview)


async def test_details_in_the_form_that_fit_no_one_article_are_not_dropped_in_silence(empty_town: Town) -> None:
    preview = await submitted(empty_town, text="Gulls were seen.", files=[a_file()], publisher="Herald of Wexley")

    assert "Herald of Wexley: there are several articles" in text(preview)


async def test_an_empty_form_says_that_there_is_nothing(town: Town) -> None:
    preview = await submitted(town, title="Only a title")

    assert "Nothing here can be added" in text(preview)
    assert labels(preview) == []


async def test_a_date_that_is_none_is_told_and_everything_else_is_kept(empty_town: Town) -> None:
    preview = await submitted(empty_town, text=STORY, **FACTS | {"published": "the day before"})

    assert "the day before: this is not a date" in text(preview)
    assert "### Lighthouse painted" in text(preview)
    await empty_town.editor.click(said(preview), label="Add")
    assert only(empty_town).published is None


# What looks odd


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"published": ""}, "It names no date"),
        ({"published": "2099-01-01"}, "lies in the future"),
        ({"title": ""}, "It has no title"),
        ({"publisher": ""}, "It names no publisher"),
        ({"text": STORY + "Subscribe to continue reading."}, "must be paid for"),
        ({"text": "이 등대는 붉다. " * 40 + "구독하고 전체 기사를 읽어 보세요."}, "must be paid for"),
        ({"text": "The lighthouse is red."}, "It is very short"),
    ],
)
async def test_the_preview_warns_of_what_looks_odd(town: Town, values: dict[str, str], words: str) -> None:
    preview = await submitted(town, **{"text": STORY, **FACTS} | values)

    assert words in text(preview)
    assert text(preview).count("⚠") == 1
    assert "Add" in labels(preview)


async def test_the_preview_of_a_sound_article_warns_of_nothing(town: Town) -> None:
    assert "⚠" not in text(await previewed(town, a_file()))


async def test_the_preview_says_that_an_article_is_known_already(town: Town) -> None:
    await added(town, a_file())

    assert "Known already, and nothing has changed" in text(await previewed(town, a_file()))


async def test_the_preview_says_which_version_a_changed_article_becomes(town: Town) -> None:
    await added(town, a_file())
    preview = await previewed(town, a_file(DATED.replace("ninety", "eighty")))

    assert "this becomes version 2" in text(preview)
    await town.editor.click(said(preview), label="Add")
    assert "1 changed" in text(preview)
    assert "eighty buckets" in text(await town.ask("How many buckets of paint did keeper Ilse Brandt use?"))


async def test_the_preview_names_the_article_whose_text_it_copies(town: Town) -> None:
    await added(town, a_file())
    preview = await previewed(town, a_file(DATED.replace("Merrow Mail", "Wexley Herald")))

    assert "The same text is in the library" in text(preview)
    assert "Merrow Mail" in text(preview)


# What is refused


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (("empty.txt", b""), "it is empty"),
        (("ferry.txt", b"%PDF-1.7"), "this is a PDF"),
        (("ferry.txt", b"a\0b"), "binary data"),
        (("ferry.docx", b"PK\x03\x04"), "the document is damaged or cut short"),
        (("ferry.pdf", b"%PDF-1.7"), "the PDF is damaged or cut short"),
        (("ferry.odt", b"PK\x03\x04"), "this kind of file is not read"),
        (("large.txt", b"x" * 10_000_001), "larger than 10 MB"),
        (("bad.jsonl", b'{"text": 1}'), 'it has no "text"'),
        (("bad.md", b"---\ntitle: x\n"), "no second '---' line"),
    ],
)
async def test_a_file_that_is_no_article_is_refused_with_a_reason(town: Town, file: File, reason: str) -> None:
    preview = await previewed(town, file)

    assert "Nothing here can be added" in text(preview)
    assert file[0].partition(".")[0] in text(preview)
    assert reason in text(preview).replace("\\", "")
    assert labels(preview) == []


@WEB
@pytest.mark.parametrize(
    ("path", "reason"), [("/gone", "the site answered 404 Not Found"), ("/picture", "leads to image/png")]
)
async def test_a_page_that_is_no_article_is_refused_with_a_reason(
    town: Town, site: Site, path: str, reason: str
) -> None:
    preview = await previewed(town, link=at(site, path))

    assert reason in text(preview)
    assert labels(preview) == []


@WEB
async def test_a_site_that_does_not_answer_is_told(town: Town) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        preview = await previewed(town, link=f"http://127.0.0.1:{unused.getsockname()[1]}/")

    assert "refused the connection" in text(preview)


@pytest.mark.parametrize("link", ["ftp://courier.example/x", "the front page", "courier.example/ferry"])
async def test_a_link_that_is_none_is_told(town: Town, link: str) -> None:
    assert "only http and https addresses can be read" in text(await previewed(town, link=link))


async def test_a_private_address_is_never_fetched_unless_the_operator_allows_it(town: Town, site: Site) -> None:
    preview = await previewed(town, link=at(site, "/ferry"))

    assert "not a public site" in text(preview)
    assert site.asked == []


async def test_what_can_be_read_is_added_although_something_beside_it_cannot(empty_town: Town) -> None:
    preview = await previewed(empty_town, a_file(), ("empty.txt", b""))

    assert "### Lighthouse painted" in text(preview)
    assert "empty.txt: it is empty" in text(preview)
    await empty_town.editor.click(said(preview), label="Add")
    assert only(empty_town).title == "Lighthouse painted"


async def test_a_file_that_discord_does_not_give_out_is_told(town: Town) -> None:
    message = await town.editor.send(town.general, "", attachments=[a_file()])
    stored = town.env.backend.get_message(town.general.id, message.id)
    stored.attachments[0]["url"] += ".gone"

    preview = await town.editor.context_menu(town.general, "Index this article", message)

    assert "Discord did not give it out" in text(preview)


# A right-click on a message


@WEB
async def test_a_message_s_links_are_indexed_each_once(town: Town, site: Site) -> None:
    url = at(site, "/ferry")
    message = await town.reader.send(town.general, f"See {url}, ({url}) and <{url}>!\n[here]({at(site, '/other')}).")

    preview = await town.editor.context_menu(town.general, "Index this article", message)

    assert [path for path, _ in site.asked] == ["/ferry", "/other"]
    assert "2 articles" in text(preview)


@WEB
async def test_a_link_may_end_with_a_bracket_of_its_own(town: Town, site: Site) -> None:
    message = await town.reader.send(town.general, f"Read {at(site, '/ferry_(boat)')} today")

    await town.editor.context_menu(town.general, "Index this article", message)

    assert [path for path, _ in site.asked] == ["/ferry_(boat)"]


@WEB
async def test_links_that_are_too_many_are_not_dropped_in_silence(town: Town, site: Site) -> None:
    urls = [at(site, f"/gone?{number}") for number in range(7)]
    message = await town.reader.send(town.general, " ".join(urls))

    preview = await town.editor.context_menu(town.general, "Index this article", message)

    assert all(f"gone?{number}" in text(preview) for number in range(7)) or "more" in text(preview)


async def test_a_message_s_attachments_are_indexed(empty_town: Town) -> None:
    message = await empty_town.reader.send(empty_town.general, "Read this", attachments=[a_file()])

    preview = await empty_town.editor.context_menu(empty_town.general, "Index this article", message)

    assert "### Lighthouse painted" in text(preview)


async def test_a_message_with_nothing_but_text_is_an_article_itself(empty_town: Town) -> None:
    message = await empty_town.reader.send(empty_town.general, f"The lighthouse is red\n{STORY}")
    preview = await empty_town.editor.context_menu(empty_town.general, "Index this article", message)
    await empty_town.editor.click(said(preview), label="Add")

    article = only(empty_town)
    assert (article.title, article.publisher, article.author) == ("The lighthouse is red", "Harbour", "ona")
    assert article.url == message.jump_url
    assert article.text == message.content


async def test_a_message_with_nothing_to_read_says_so(town: Town) -> None:
    hook = town.guild.create_webhook(town.general)
    message = await hook.send(embed=discord.Embed(title="A card"))

    preview = await town.editor.context_menu(town.general, "Index this article", message)

    assert "Nothing here can be added" in text(preview)
    assert labels(preview) == []


# Who may


@pytest.mark.parametrize(("command", "options"), [("article add", {}), ("article remove", {"article": "ferry"})])
async def test_only_editors_change_the_library(town: Town, command: str, options: dict[str, str]) -> None:
    refused = await town.reader.slash(town.general, command, **options)

    assert "Only editors of this server" in text(refused)
    assert refused.ephemeral
    assert refused.modal is None


async def test_only_editors_index_a_message(town: Town) -> None:
    message = await town.reader.send(town.general, STORY)

    refused = await town.reader.context_menu(town.general, "Index this article", message)

    assert "Only editors of this server" in text(refused)


async def test_where_no_role_was_chosen_the_words_say_how_to_choose_one(town: Town) -> None:
    await town.choose("role")

    assert "/setup" in text(await previewed(town, a_file()))


async def test_who_manages_the_server_is_an_editor_without_any_role(empty_town: Town) -> None:
    await empty_town.choose("role")
    preview = await previewed(empty_town, a_file(), by=empty_town.owner)
    await empty_town.owner.click(said(preview), label="Add")

    assert len(empty_town.articles()) == 1


async def test_a_button_for_editors_below_a_public_answer_is_refused_to_readers(town: Town) -> None:
    answer = await town.ask(UNKNOWN, town.editor)

    refused = await town.reader.click(said(answer), custom_id=custom_id(answer, "add-about"))

    assert "Only editors of this server" in text(refused)
    assert refused.modal is None


async def test_a_form_is_refused_to_who_is_no_editor_any_more(empty_town: Town) -> None:
    form = await empty_town.editor.slash(empty_town.general, "article add")
    empty_town.no_editor(empty_town.editor)

    refused = await empty_town.editor.submit_modal(form, shown(form) | {"text": STORY})

    assert "Only editors of this server" in text(refused)
    assert empty_town.articles() == []


async def test_a_library_belongs_to_one_server(town: Town) -> None:
    elsewhere = town.env.create_guild("Inland", owner=town.editor.user)
    square = elsewhere.create_text_channel("square")
    there = elsewhere.add_member(town.editor.user)
    await added(town, a_file())

    assert "no articles here yet" in text(await there.slash(square, "article list"))


async def test_direct_messages_have_no_commands_for_articles(town: Town) -> None:
    assert not [name for name in town.editor.user.available_commands() if name.startswith("article")]


async def test_a_korean_server_is_spoken_to_in_korean(town: Town) -> None:
    await town.choose("language", "ko")
    preview = await previewed(town, a_file(STORY, "등대.txt"))

    assert labels(preview)[0] == "추가"
    assert "날짜가 없" in text(preview)
    await town.editor.click(said(preview), label="추가")
    assert "추가" in text(preview)


async def test_koreans_are_told_in_korean_why_a_file_is_refused(town: Town) -> None:
    await town.choose("language", "ko")

    preview = await previewed(town, ("ferry.txt", b"%PDF-1.7"), ("empty.txt", b""))

    assert "ferry.txt: 이름과 내용이 다릅니다: PDF입니다" in text(preview)
    assert "empty.txt: 비어 있습니다" in text(preview)


async def test_a_preview_of_many_counts_what_looks_odd(town: Town) -> None:
    dated = {"text": STORY, "title": "One", "publisher": "Mail", "published": "2026-11-20"}
    preview = await previewed(town, json_lines(dated, {"text": "Gulls.", "title": "Two"}, {"text": "Terns."}))

    assert "2 × It names no date" in text(preview)
    assert "2 × It is very short" in text(preview)
    assert "1 × It has no title" in text(preview)
    assert colour(preview) == Colour.CAUTION


async def test_an_empty_form_is_told_what_is_missing(town: Town) -> None:
    assert "There was no text, no link and no file" in text(await submitted(town))
