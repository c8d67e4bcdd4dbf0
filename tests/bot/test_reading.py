"""What an editor brings: files of every kind, what looks odd about an article, and how it is known again."""

from __future__ import annotations

import asyncio
import gzip
import json
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.reading import identified, oddities, read_file, read_link
from bot.settings import Settings
from index.article import Article
from index.changes import Kind
from index.ingest import Entry
from index.published import parse_published
from index.sources import Refusal
from index.sources.prose import SHORT, is_stub
from tests.index.sources.docxs import docx
from tests.index.sources.feeds import item, paragraphs, rss
from tests.index.sources.pages import ENGLISH, KOREAN, html
from tests.index.sources.pdfs import pdf, printed
from tests.index.sources.site import Site, page
from tests.library import FERRY

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NEW = Entry("ferry", 1, Kind.ADDED, None)
SOUND = Article(
    "ferry",
    "The harbour ferry was sold on Tuesday. " * 20,
    "Ferry sold",
    "Harbour Courier",
    published=parse_published("2026-11-20"),
    language="en",
)
LONG = "The council met on Tuesday and voted on the ferry terminal. " * 12
FRONT_MATTER = f"---\ntitle: Ferry sold\npublisher: Harbour Courier\ndate: 2026-11-20\n---\n{FERRY}\n"


def read(content: bytes | str, name: str) -> list[Article | Refusal]:
    app = App(Settings(data_dir=Path("unused")))
    return asyncio.run(read_file(app, name, content.encode() if isinstance(content, str) else content))


def an_only_article(content: bytes | str, name: str) -> Article:
    [item] = read(content, name)
    assert isinstance(item, Article)
    return item


def test_a_text_file_has_no_id_of_its_own_since_its_name_may_be_any() -> None:
    article = an_only_article(FERRY, "ferry-sold.txt")

    assert (article.id, article.text, article.title, article.language) == ("", FERRY, "Ferry sold", "en")


def test_markdown_says_in_its_front_matter_what_it_is() -> None:
    article = an_only_article(FRONT_MATTER, "a.md")

    assert (article.title, article.publisher, str(article.published)) == ("Ferry sold", "Harbour Courier", "2026-11-20")
    assert article.text.strip() == FERRY


def test_a_saved_page_is_known_by_the_address_that_it_states() -> None:
    head = '<link rel="canonical" href="https://bay.example/ferry">'

    assert an_only_article(html(ENGLISH, head=head), "page.html").id == "https://bay.example/ferry"
    assert an_only_article(html(ENGLISH), "page.html").id == ""


@pytest.mark.parametrize("name", ["news.jsonl", "news.jsonl.gz"])
def test_json_lines_hold_many_articles_and_name_the_lines_that_are_none(name: str) -> None:
    lines = "\n".join([json.dumps({"id": "a", "text": FERRY}), "{broken", json.dumps({"id": "b", "text": FERRY})])

    items = read(gzip.compress(lines.encode()) if name.endswith("gz") else lines, name)

    assert [item.id for item in items if isinstance(item, Article)] == ["a", "b"]
    assert [item.source for item in items if isinstance(item, Refusal)] == [f"{name}:2"]


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "empty.txt", "it is empty"),
        (b"%PDF-1.7 ...", "ferry.txt", "this is a PDF"),
        (b"a\0b", "ferry.md", "binary data"),
        (b"%PDF-1.7 ...", "ferry.pdf", "the PDF is damaged or cut short"),
        (b"a,b", "ferry.csv", "this kind of file is not read"),
        (b"no kind", "ferry", "this kind of file is not read"),
        (b"not gzip", "news.jsonl.gz", "compression is broken"),
        (b"x" * 10_000_001, "large.txt", "larger than 10 MB"),
        (b"<html><body>one two</body></html>", "page.html", ""),
    ],
)
def test_a_file_that_cannot_be_an_article_is_refused_by_its_own_name(content: bytes, name: str, reason: str) -> None:
    [item] = read(content, name)

    assert isinstance(item, Refusal)
    assert item.source == name
    assert reason in item.reason
    assert "footnote-" not in item.reason


@pytest.mark.parametrize("name", ["../../etc/ferry.txt", "C:\\news\\ferry.txt", "/ferry.txt"])
def test_a_name_that_leads_elsewhere_is_only_a_name(name: str) -> None:
    assert an_only_article(FERRY, name).title == "Ferry"


@pytest.mark.parametrize("name", ["..", ".", "", "기사" * 60 + ".txt", "x" * 300 + ".txt"])
def test_whatever_a_file_is_called_it_is_read_or_refused(name: str) -> None:
    assert len(read(FERRY, name)) == 1


def test_a_link_is_fetched_and_a_private_one_only_where_that_is_allowed() -> None:
    with Site({"/news": page(html(ENGLISH).encode())}).open() as site:
        url = f"http://127.0.0.1:{site.port}/news"
        allowed = App(Settings(data_dir=Path("unused"), allow_private_addresses=True))
        [article] = asyncio.run(read_link(allowed, url))
        [refused] = asyncio.run(read_link(App(Settings(data_dir=Path("unused"))), url))

    assert isinstance(article, Article)
    assert article.url == url
    assert refused == Refusal(url, "127.0.0.1 is not a public site: it leads into a private network")


@pytest.mark.parametrize(
    ("content", "name", "title"),
    [
        (pdf(printed(["Ferry sold"], size=20) + printed([FERRY], top=400)), "any.pdf", "Ferry sold"),
        (docx(("Title", "Ferry sold"), FERRY), "any.docx", "Ferry sold"),
    ],
    ids=["pdf", "docx"],
)
def test_a_document_is_read_and_has_no_id_of_its_own_since_its_name_may_be_any(
    content: bytes, name: str, title: str
) -> None:
    article = an_only_article(content, name)

    assert (article.id, article.title) == ("", title)
    assert FERRY in article.text


def test_a_feed_gives_its_articles_by_link_and_as_a_file_and_says_what_it_left_out() -> None:
    items = [item(link="/news", title="Ferry"), *(item(guid=f"{n}", content=paragraphs(*ENGLISH)) for n in range(52))]
    pages = {"/news": page(html(ENGLISH).encode())}
    with Site(pages).open() as site:
        feed = rss(*items, link=f"http://127.0.0.1:{site.port}/")
        pages["/feed"] = page(feed.encode(), "application/rss+xml")
        app = App(Settings(data_dir=Path("unused"), allow_private_addresses=True))
        by_link = asyncio.run(read_link(app, f"http://127.0.0.1:{site.port}/feed"))
        by_file = asyncio.run(read_file(app, "news.xml", feed.encode()))

    for found in (by_link, by_file):
        assert [item.url for item in found if isinstance(item, Article)][:2] == [
            f"http://127.0.0.1:{site.port}/news",
            "",
        ]
        assert len(found) == 51
        assert "its first 50 entries were read, 3 were left out" in str(found[-1])
    assert "news.xml" in str(by_file[-1])


def test_a_feed_is_followed_no_longer_than_there_is_time() -> None:
    with Site({}).open() as site:
        feed = rss(item(link=f"http://127.0.0.1:{site.port}/news", content=paragraphs(*ENGLISH)))
        app = App(Settings(data_dir=Path("unused"), allow_private_addresses=True))
        [article] = asyncio.run(read_file(app, "news.rss", feed.encode(), time.monotonic()))

    assert isinstance(article, Article)
    assert site.asked == []


def test_a_page_that_takes_too_long_to_take_apart_is_not_fetched_whole() -> None:
    with Site({"/large": page(b"<p>" + b"x" * 4_000_001)}).open() as site:
        app = App(Settings(data_dir=Path("unused"), allow_private_addresses=True))
        [refused] = asyncio.run(read_link(app, f"http://127.0.0.1:{site.port}/large"))

    assert isinstance(refused, Refusal)
    assert "larger than 4 MB" in refused.reason


def test_a_sound_article_has_nothing_odd() -> None:
    assert oddities(SOUND, NEW, NOW) == []


@pytest.mark.parametrize(
    ("article", "odd"),
    [
        (replace(SOUND, published=None), "odd-undated"),
        (replace(SOUND, published=parse_published("2026-11-25")), "odd-future"),
        (replace(SOUND, published=parse_published("2026-11-20", guessed=True)), "odd-guessed"),
        (replace(SOUND, published=parse_published("2026-11-20", from_metadata=True)), "odd-metadata"),
        (replace(SOUND, title=""), "odd-untitled"),
        (replace(SOUND, publisher=""), "odd-unpublished"),
        (replace(SOUND, text=LONG + "Subscribe to continue reading."), "odd-paywall"),
        (replace(SOUND, text="x" * (SHORT - 1)), "odd-short"),
    ],
)
def test_what_an_article_lacks_is_named(article: Article, odd: str) -> None:
    assert oddities(article, NEW, NOW) == [(odd, {})]


@pytest.mark.parametrize(
    ("entry", "odd"),
    [
        (Entry("ferry", 1, Kind.UNCHANGED, None), ("odd-known", {})),
        (Entry("ferry", 3, Kind.CHANGED, None), ("odd-changed", {"version": 3})),
        (Entry("ferry", 1, Kind.ADDED, "other"), ("odd-copy", {"other": "other"})),
    ],
)
def test_what_the_library_knows_of_an_article_is_named(entry: Entry, odd: tuple[str, dict[str, object]]) -> None:
    assert oddities(SOUND, entry, NOW) == [odd]


def test_an_article_of_today_is_not_of_the_future_in_any_time_zone() -> None:
    tomorrow = replace(SOUND, published=parse_published(NOW + timedelta(hours=14)))

    assert oddities(tomorrow, NEW, NOW) == []


@pytest.mark.parametrize(
    "end",
    [
        "Subscribe to continue reading.",
        "This article is for subscribers only.",
        "A subscription gives you full access to all our articles.",
        "Sign in to read the full story.",
        "Log in to continue.",
        "Already a subscriber?",
        "The mayor said that the terminal …",
        "The mayor said that...",
        "이 기사는 유료 구독자 전용입니다.",
        "구독하고 전체 기사를 읽어 보세요.",
        "유료회원만 볼 수 있습니다.",
        "로그인 후 이용하실 수 있습니다.",
        "시장은 이번 결정이 늦은 것이라며…",
    ],
)
def test_the_beginning_of_a_paid_article_is_known_by_its_end(end: str) -> None:
    assert is_stub(LONG + end)
    assert is_stub("".join(KOREAN) + end)


@pytest.mark.parametrize(
    "text",
    [
        " ".join(ENGLISH),
        " ".join(KOREAN),
        "The paper has 4,000 subscribers. " + LONG * 2,
        LONG * 4 + "Subscribe to continue reading.",
        "The council will log in the votes of all readers.",
        "시는 구독 경제를 다룬 책을 냈다.",
        "",
    ],
)
def test_a_whole_article_is_not_taken_for_a_beginning(text: str) -> None:
    assert not is_stub(text)


def test_an_article_keeps_its_own_id() -> None:
    assert identified(replace(SOUND, id="7", url="https://a.example/x")).id == "7"


def test_an_article_without_an_id_is_known_by_its_address() -> None:
    urls = ["https://A.example/x?utm_source=y#z", "https://a.example/x"]

    assert {identified(replace(SOUND, id="", url=url)).id for url in urls} == {"https://a.example/x"}


def test_a_correction_is_known_by_title_and_publisher() -> None:
    first = identified(replace(SOUND, id=""))

    assert identified(replace(SOUND, id="", text="corrected")).id == first.id
    assert identified(replace(SOUND, id="", title="Ferry bought")).id != first.id


@pytest.mark.parametrize("names", [("Same", ""), ("", "Same"), ("", "")])
def test_what_has_no_title_or_publisher_is_known_by_its_text(names: tuple[str, str]) -> None:
    title, publisher = names
    ids = [
        identified(Article("", text, title, publisher, author)).id
        for text, author in [("one", ""), ("one", "Jo Pike"), ("two", "")]
    ]

    assert ids[0] == ids[1]
    assert ids[0] != ids[2]
