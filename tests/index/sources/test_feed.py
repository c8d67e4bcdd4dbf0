"""What a feed says of its articles, and feeds that are broken or mean harm."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from index.errors import SourceProblem
from index.published import parse_published
from index.sources import Feed, Page, read_fetched
from index.sources.entries import own_article
from index.sources.feed import Entry, read_feed
from tests.index.sources.feeds import atom, item, paragraphs, rss
from tests.index.sources.pages import ENGLISH, KOREAN, html

URL = "https://bay.example/feeds/news.xml"
LINK = "https://bay.example/news/ferry"
CONTENT = paragraphs(*ENGLISH)


def entries(feed: str | bytes, content_type: str = "application/rss+xml") -> tuple[Entry, ...]:
    content = feed.encode() if isinstance(feed, str) else feed
    return read_feed(content, URL, URL, content_type).entries


def entry(**said: str) -> Entry:
    [only] = entries(rss(item(**said)))
    return only


def test_an_rss_item_says_all_that_is_known_of_its_article() -> None:
    found = entry(
        title="Ferry to close",
        link=LINK,
        guid="7",
        pubDate="Fri, 20 Nov 2026 09:30:00 +0900",
        creator="Jo Pike",
        description="A short one.",
        content=f"<script>x()</script><h2>What now</h2>{CONTENT}<!-- end --><ul><li>One</li><li>Two</li></ul>",
    )

    assert (found.id, found.url, found.title, found.author) == ("7", LINK, "Ferry to close", "Jo Pike")
    assert found.publisher == "The Bay Post"
    assert found.published == parse_published("2026-11-20T09:30:00+09:00")
    assert found.text == "\n".join(["What now", *ENGLISH, "One", "Two"])


def test_an_atom_entry_says_the_same_in_its_own_words() -> None:
    said = (
        '<id>tag:7</id><title type="html">Ferry &lt;b&gt;to close&lt;/b&gt;</title><link href="../news/ferry"/>'
        "<published>2026-11-20T09:30:00Z</published><updated>2026-11-22T00:00:00Z</updated><author><name>Jo Pike</name>"
        f'</author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{CONTENT}</div></content>'
    )

    [found] = entries(atom(said))

    assert (found.id, found.url, found.title, found.author) == ("tag:7", LINK, "Ferry to close", "Jo Pike")
    assert (found.publisher, found.language) == ("The Bay Post", "en")
    assert found.published == parse_published("2026-11-20T09:30:00Z")
    assert found.text.splitlines() == ENGLISH


def test_rdf_is_a_feed_too() -> None:
    feed = (
        '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        f'xmlns="http://purl.org/rss/1.0/"><channel><title>Bay</title></channel><item><link>{LINK}</link></item></rdf:RDF>'
    )

    found = read_fetched(Page(URL, feed.encode(), "application/rdf+xml"))

    assert isinstance(found, Feed)
    assert [one.url for one in found.entries] == [LINK]


def test_when_an_entry_was_updated_is_a_guess_of_when_it_was_published() -> None:
    [found] = entries(atom(f'<link href="{LINK}"/><updated>2026-11-22T00:00:00Z</updated>'))

    assert found.published == parse_published("2026-11-22T00:00:00Z", guessed=True)


@pytest.mark.parametrize("date", ["", "soon", "Fri, 99 Nov 2026", "0000-00-00"])
def test_a_date_that_is_none_is_left_out(date: str) -> None:
    assert entry(link=LINK, pubDate=date).published is None


def test_a_korean_feed_in_euc_kr_is_read_whatever_the_server_says_of_it() -> None:
    feed = rss(
        item(title="여객선 터미널", link=LINK, description=paragraphs(*KOREAN)), title="만신문", declared="euc-kr"
    )

    for content_type in ("application/rss+xml", "text/xml; charset=euc-kr", "text/html"):
        [found] = entries(feed.encode("cp949"), content_type)
        assert (found.title, found.publisher) == ("여객선 터미널", "만신문")
        assert found.text.splitlines() == KOREAN


@pytest.mark.parametrize("content_type", ["text/html", "text/plain", "application/octet-stream", ""])
@pytest.mark.parametrize("start", ["", "\ufeff", "\n\n", "<!-- made by hand -->"])
def test_a_feed_is_known_by_its_content(content_type: str, start: str) -> None:
    found = read_fetched(Page(URL, (start + rss(item(link=LINK))).encode(), content_type))

    assert isinstance(found, Feed)


def test_a_page_that_names_a_feed_is_a_page() -> None:
    head = f'<link rel="alternate" type="application/rss+xml" href="{URL}"><!-- <rss version="2.0"> -->'
    found = read_fetched(Page(LINK, html(ENGLISH, head=head).encode(), "text/html"))

    assert not isinstance(found, Feed)
    assert found.text.splitlines()[-3:] == ENGLISH


def test_an_address_that_stands_twice_is_one_entry_and_those_without_keep_apart() -> None:
    links = [item(link=f"{LINK}{end}") for end in ("", "#part", "?utm_source=x")]

    found = entries(rss(*links, item(guid="1"), item(guid="2")))

    assert [(one.id, one.url) for one in found][1:] == [("1", ""), ("2", "")]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.example", "http://[broken"])
def test_a_link_that_leads_to_no_page_is_none(link: str) -> None:
    assert entry(link=link, guid="1", title="x").url == ""


def test_an_article_from_elsewhere_is_not_published_by_the_feed_that_links_it() -> None:
    assert entry(link="https://courier.example/ferry").publisher == ""


def test_a_long_feed_is_cut_and_says_by_how_much() -> None:
    feed = read_feed(rss(*(item(link=f"{LINK}/{number}") for number in range(512))).encode(), URL)

    assert (len(feed.entries), feed.left_out) == (500, 12)


def test_an_entry_without_a_page_is_an_article_by_its_own_content() -> None:
    article = own_article(entry(title="Ferry to close", guid="7", content=CONTENT))
    nameless = own_article(entry(title="Ferry to close", content=CONTENT))
    corrected = own_article(entry(title="Ferry to close", content=paragraphs(*ENGLISH, "It was corrected.")))

    assert (article.id, article.url, article.title, article.publisher) == ("7", "", "Ferry to close", "The Bay Post")
    assert (article.text.splitlines(), article.language) == (ENGLISH, "en")
    assert nameless.id == corrected.id


def test_a_broken_feed_gives_what_can_be_read_of_it() -> None:
    whole = rss(item(title="Ferry & boats", link=LINK), item(title="Bridge", link=f"{LINK}/2"))

    assert [one.title for one in entries(whole.replace("&amp;", "&"))] == ["Ferry & boats", "Bridge"]
    assert entries(whole[:-60])[0].url == LINK
    assert entries(whole.encode().replace(b"Ferry", b"F\xe9rry", 1))[0].url == LINK


@pytest.mark.parametrize("feed", [rss(), atom(), "<rss", "<rss version='2.0'><channel>", "<feed></feed>"])
def test_a_feed_without_entries_is_refused(feed: str) -> None:
    with pytest.raises(SourceProblem, match=r"the feed has no entries|too broken"):
        entries(feed)


LAUGHS = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE rss [<!ENTITY l0 "lol">{LAUGHS}]>',
        '<!DOCTYPE rss [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
        '<!DOCTYPE rss SYSTEM "file:///etc/passwd">',
    ],
    ids=["laughs", "entity", "parameter", "dtd"],
)
def test_entities_do_no_harm(doctype: str) -> None:
    began = time.monotonic()
    feed = rss(item(title="T", link=LINK, description="D")).replace("<rss", f"{doctype}<rss").replace(">D<", ">&l9;<")

    [found] = entries(feed)

    assert "root:" not in found.text
    assert len(found.text) < 1000
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "hostile",
    [
        "<rss><channel>" + "<a>" * 100_000,
        rss(item(link=LINK, content="<div>" * 50_000)),
        rss(item(link=LINK, title="<" * 200_000)),
        "<rss " + "a='b' " * 100_000 + ">",
        rss("<item>" * 20_000),
    ],
    ids=["deep", "deep content", "signs", "attributes", "items in items"],
)
def test_a_hostile_feed_is_read_or_refused_in_time(hostile: str) -> None:
    began = time.monotonic()
    with suppress(SourceProblem):
        entries(hostile)
    assert time.monotonic() - began < 10
