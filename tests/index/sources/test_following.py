"""Following feeds: the page of each entry, or the feed's own content, from real sockets."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from index.article import Article
from index.published import parse_published
from index.sources import Refusal, WebLimits, count, read
from index.sources.feed import Entry, Feed
from index.sources.following import FeedLimits, follow
from tests.index.sources.feeds import item, paragraphs, rss
from tests.index.sources.pages import ENGLISH, KOREAN, front_page, html
from tests.index.sources.site import Answer, Site, page, redirect

LOCAL = WebLimits(allow_private=True, seconds=5)
DATED = '<meta property="article:published_time" content="2026-10-30T09:30:00+00:00">'
NAMED = '<meta property="og:site_name" content="The Bay Post"><meta name="author" content="Ann Lee">'
STUB = [ENGLISH[0], "Already a subscriber? Log in to continue reading."]


class Crowd:
    """Counts how many requests are answered at the same time."""

    def __init__(self) -> None:
        self.now = self.most = 0
        self._lock = threading.Lock()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.02)
        with self._lock:
            self.now -= 1
        page(html(ENGLISH).encode())(request)


@pytest.fixture
def pages() -> dict[str, Answer]:
    return {
        "/plain": page(html(ENGLISH).encode()),
        "/full": page(html(ENGLISH, head=DATED + NAMED).encode()),
        "/korean": page(html(KOREAN, lang="ko", heading="여객선 터미널").encode()),
        "/stub": page(html(STUB).encode()),
        "/gone": page(b"", status=404),
        "/list": page(front_page().encode()),
        "/moved": redirect("/plain"),
        "/private": redirect("http://10.0.0.1/"),
    }


@pytest.fixture
def site(pages: dict[str, Answer]) -> Iterator[Site]:
    with Site(pages).open() as site:
        yield site


def at(site: Site, path: str) -> str:
    return f"http://127.0.0.1:{site.port}{path}"


def followed(site: Site, pages: dict[str, Answer], *items: str) -> list[Article | Refusal]:
    """What reading a feed of these items gives; it lies on the site itself."""
    pages["/feed"] = page(rss(*items, link=at(site, "/")).encode(), "text/xml")
    return list(read(at(site, "/feed"), web=LOCAL))


def article(site: Site, pages: dict[str, Answer], **said: str) -> Article:
    [found] = followed(site, pages, item(**said))
    assert isinstance(found, Article), found
    return found


def test_the_page_of_each_entry_is_read_in_the_order_of_the_feed(site: Site, pages: dict[str, Answer]) -> None:
    paths = ["/korean", "/plain", "/full"]

    found = followed(site, pages, *(item(link=path) for path in [*paths, "/korean"]))

    articles = [one for one in found if isinstance(one, Article)]
    assert [one.id for one in articles] == [at(site, path) for path in paths]
    assert articles[0].text.splitlines()[-3:] == KOREAN
    assert count(at(site, "/feed")) == 1
    assert [path for path, _ in site.asked].count("/feed") == 1


def test_the_entry_says_what_its_page_does_not(site: Site, pages: dict[str, Answer]) -> None:
    said = {"title": "Entry", "creator": "Jo Pike", "pubDate": "Fri, 20 Nov 2026 09:30:00 GMT"}

    plain, full = (article(site, pages, link=path, **said) for path in ("/plain", "/full"))

    assert (plain.publisher, plain.author) == ("The Bay Post", "Jo Pike")
    assert plain.published == parse_published("2026-11-20T09:30:00Z")
    assert (full.title, full.author) == ("Ferry terminal to close in October", "Ann Lee")
    assert full.published == parse_published("2026-10-30T09:30:00Z")


@pytest.mark.parametrize("path", ["/gone", "/list", "/nowhere", "/private"])
def test_where_the_page_fails_the_feeds_own_content_is_the_article(
    site: Site, pages: dict[str, Answer], path: str
) -> None:
    found = article(site, pages, link=path, title="Ferry to close", guid="7", content=paragraphs(*ENGLISH))

    assert (found.id, found.url, found.title) == (at(site, path), at(site, path), "Ferry to close")
    assert found.text.splitlines() == ENGLISH


def test_a_page_that_shows_only_a_beginning_gives_way_to_a_longer_text_in_the_feed(
    site: Site, pages: dict[str, Answer]
) -> None:
    longer = article(site, pages, link="/stub", content=paragraphs(*ENGLISH))
    shorter = article(site, pages, link="/stub", description="A ferry.")

    assert longer.text.splitlines() == ENGLISH
    assert shorter.text.splitlines()[-2:] == STUB


def test_an_entry_that_neither_page_nor_feed_makes_an_article_is_refused_with_both_reasons(
    site: Site, pages: dict[str, Answer]
) -> None:
    [refused] = followed(site, pages, item(link="/gone", description="Too short."))
    [nameless] = followed(site, pages, item(title="No link", description="Too short."))

    reason = "the site answered 404 Not Found; and the feed's own text is too short, or no article"
    assert refused == Refusal(at(site, "/gone"), reason)
    assert "/feed (entry 1)" in str(nameless)
    assert "no address of its own" in str(nameless)


def test_one_bad_entry_stops_no_other(site: Site, pages: dict[str, Answer]) -> None:
    found = followed(site, pages, item(link="/gone"), item(link="/feed"), item(link="/moved"))

    assert [isinstance(one, Article) for one in found] == [False, False, True]
    assert "leads to a feed" in str(found[1])


def test_a_feed_saved_as_a_file_is_followed_too(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "news.xml"
    path.write_text(rss(item(link="/plain"), link=at(site, "/")))

    [found] = read(str(path), web=LOCAL)

    assert isinstance(found, Article)
    assert found.id == at(site, "/plain")
    assert count(str(path)) == 1


def test_xml_that_is_no_feed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sitemap.xml"
    path.write_text("<?xml version='1.0'?><urlset><url/></urlset>")

    [refused] = read(str(path), web=LOCAL)

    assert refused == Refusal(str(path), "it is no feed: neither RSS nor Atom is in it")


def test_an_entry_in_a_private_network_is_not_fetched_from_a_public_feed(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "news.rss"
    path.write_text(rss(item(link=at(site, "/plain"))))

    [refused] = read(str(path), web=WebLimits())

    assert "not a public site" in str(refused)
    assert site.asked == []


def test_a_host_is_asked_for_two_pages_at_a_time_and_no_more(site: Site, pages: dict[str, Answer]) -> None:
    crowd = Crowd()
    pages |= {f"/{number}": crowd.answer for number in range(8)}

    found = followed(site, pages, *(item(link=f"/{number}") for number in range(8)))

    assert len(found) == 8
    assert crowd.most == 2


async def straight(work: object, *args: object) -> object:
    """Computes where it is called."""
    assert callable(work)
    return work(*args)


def feed_of(site: Site, *paths: str) -> Feed:
    return Feed("feed", tuple(Entry(url=at(site, path), text="\n".join(ENGLISH)) for path in paths), left_out=3)


@pytest.mark.asyncio
async def test_what_a_feed_holds_beyond_the_limit_is_told(site: Site) -> None:
    feed = feed_of(site, "/plain", "/full", "/korean")

    found = [one async for one in follow(feed, LOCAL, straight, FeedLimits(entries=2))]

    assert len(found) == 3
    assert found[-1] == Refusal("feed", "the feed is long: its first 2 entries were read, 4 were left out")


@pytest.mark.asyncio
async def test_when_the_time_is_over_no_page_is_fetched_and_the_feed_speaks_for_itself(site: Site) -> None:
    found = [one async for one in follow(feed_of(site, "/plain"), LOCAL, straight, FeedLimits(seconds=0))]

    assert isinstance(found[0], Article)
    assert found[0].text.splitlines() == ENGLISH
    assert site.asked == []


@pytest.mark.asyncio
async def test_a_reader_who_leaves_early_leaves_nothing_running(site: Site) -> None:
    following = follow(feed_of(site, *["/plain"] * 20), LOCAL, straight)

    await anext(following)
    await following.aclose()

    assert len(site.asked) < 20
