"""Fetching pages, against real sockets where the connection matters."""

from __future__ import annotations

import asyncio
import gzip
import time
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler

import httpx
import pytest

from index.article import Article
from index.errors import SourceProblem
from index.sources import Refusal, read
from index.sources.addresses import Resolve
from index.sources.web import USER_AGENT, Page, WebLimits, fetch
from tests.index.sources.pages import ENGLISH, html
from tests.index.sources.site import Site, page, redirect

LOCAL = WebLimits(allow_private=True, seconds=5)
PUBLIC = "93.184.216.34"


def drip(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    for _ in range(100):
        request.wfile.write(b"<p>")
        request.wfile.flush()
        time.sleep(0.05)


BOMB = gzip.compress(b"\0" * 30_000_000)
PAGES = {
    "/news": page(b"<p>news</p>"),
    "/article": page(html(ENGLISH).encode()),
    "/plain": page(b"plain", "text/plain"),
    "/moved": redirect("/news"),
    "/loop": redirect("/loop"),
    "/file": redirect("file:///etc/passwd"),
    "/drip": drip,
    "/large": page(b"x" * 2000),
    "/says-large": page(b"", Content_Length="99999999"),
    "/bomb": page(BOMB, Content_Encoding="gzip"),
    "/bombs": page(gzip.compress(BOMB), Content_Encoding="gzip, gzip"),
    "/not-gzip": page(b"plain", Content_Encoding="gzip"),
    "/zipped": page(gzip.compress(b"<p>unpacked</p>"), Content_Encoding="gzip"),
    "/film": page(b"....ftyp", "video/mp4"),
    "/gone": page(b"<p>not here</p>", status=404),
    "/cut": page(b"<p>", Content_Length="500"),
}


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site(PAGES).open() as site:
        yield site


def get(url: str, limits: WebLimits = LOCAL) -> Page:
    return asyncio.run(fetch(url, limits))


def always(*addresses: str) -> Resolve:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return addresses

    return resolve


def by_name(names: dict[str, str]) -> Resolve:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return [names[host]]

    return resolve


def test_a_page_is_fetched_with_its_type_and_final_url(site: Site) -> None:
    fetched = get(f"http://127.0.0.1:{site.port}/moved#part")

    assert fetched == Page(f"http://127.0.0.1:{site.port}/news", b"<p>news</p>", "text/html; charset=utf-8")


def test_an_address_is_read_like_any_other_source(site: Site) -> None:
    url = f"http://127.0.0.1:{site.port}/article"

    [article] = read(url, web=LOCAL)
    [refused] = read(url, web=WebLimits())

    assert isinstance(article, Article)
    assert (article.id, article.url, article.text.splitlines()[-3:]) == (url, url, ENGLISH)
    assert refused == Refusal(url, "127.0.0.1 is not a public site: it leads into a private network")


def test_plain_text_is_fetched_too(site: Site) -> None:
    fetched = get(f"http://127.0.0.1:{site.port}/plain")

    assert (fetched.content, fetched.content_type) == (b"plain", "text/plain")


def test_a_compressed_page_comes_unpacked(site: Site) -> None:
    fetched = get(f"http://127.0.0.1:{site.port}/zipped")

    assert fetched.content == b"<p>unpacked</p>"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/loop", "redirects more than 5 times"),
        ("/file", "only http and https"),
        ("/says-large", "larger than 10 MB"),
        ("/bomb", "larger than 10 MB"),
        ("/bombs", "compression that was not asked for"),
        ("/not-gzip", "cannot be unpacked"),
        ("/film", "leads to video/mp4, which is not read"),
        ("/gone", "answered 404 Not Found"),
        ("/cut", "broke the connection off"),
    ],
)
def test_a_page_that_cannot_be_read_is_refused_in_plain_words(site: Site, path: str, reason: str) -> None:
    url = f"http://127.0.0.1:{site.port}{path}"

    with pytest.raises(SourceProblem, match=reason):
        get(url)


def test_a_body_over_the_limit_is_given_up_while_it_arrives(site: Site) -> None:
    limits = WebLimits(allow_private=True, max_bytes=1000)

    with pytest.raises(SourceProblem, match=r"larger than 0\.001 MB"):
        get(f"http://127.0.0.1:{site.port}/large", limits)


def test_a_site_that_sends_drop_by_drop_is_left_at_the_deadline(site: Site) -> None:
    started = time.monotonic()

    with pytest.raises(SourceProblem, match=r"within 0\.3 seconds"):
        get(f"http://127.0.0.1:{site.port}/drip", WebLimits(allow_private=True, seconds=0.3))

    assert time.monotonic() - started < 2


def test_a_slow_name_look_up_counts_towards_the_deadline() -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        await asyncio.sleep(60)
        return [PUBLIC]

    with pytest.raises(SourceProblem, match=r"within 0\.1 seconds"):
        asyncio.run(fetch("http://news.example/", WebLimits(seconds=0.1), resolve=resolve))


def test_a_port_nobody_listens_on_is_a_refused_connection() -> None:
    with Site({}).open() as closed:
        port = closed.port

    with pytest.raises(SourceProblem, match="could not be reached"):
        get(f"http://127.0.0.1:{port}/")


def test_a_name_that_does_not_exist_is_named_in_the_reason() -> None:
    with pytest.raises(SourceProblem, match=r"nowhere\.invalid was not found"):
        get("http://nowhere.invalid/")


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fd00::1]",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "0.0.0.0",
        "localhost",
        "2130706433",
        "0177.0.0.1",
        "0x7f.1",
        "127.1",
    ],
)
def test_a_private_address_in_whatever_disguise_is_not_asked(site: Site, host: str) -> None:
    before = len(site.asked)

    with pytest.raises(SourceProblem, match=r"not a public site|was not found|not a valid"):
        get(f"http://{host}:{site.port}/news", WebLimits())

    assert len(site.asked) == before


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://news.example/a", "only http and https"),
        ("http:///path", "only http and https"),
        ("http://user:secret@news.example/", "user name or password"),
        ("http://news.example@127.0.0.1/", "user name or password"),
        ("http://news.example:99999/", "not a valid"),
        ("http://[::1/", "not a valid"),
        ("http://xn--/", "not a valid"),
    ],
)
def test_an_address_that_is_no_plain_web_address_is_refused(url: str, reason: str) -> None:
    with pytest.raises(SourceProblem, match=reason):
        asyncio.run(fetch(url, LOCAL, resolve=always(PUBLIC)))


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    resolve = always(PUBLIC, "10.0.0.1")

    with pytest.raises(SourceProblem, match="not a public site"):
        asyncio.run(fetch("http://news.example/", WebLimits(), resolve=resolve))


def test_a_public_site_cannot_redirect_into_a_private_network() -> None:
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(302, headers={"Location": "http://inside.example/admin"})

    resolve = by_name({"news.example": PUBLIC, "inside.example": "10.0.0.1"})
    with pytest.raises(SourceProblem, match=r"inside\.example is not a public site"):
        asyncio.run(fetch("http://news.example/", WebLimits(), resolve=resolve, transport=httpx.MockTransport(answer)))

    assert asked == [f"http://{PUBLIC}/"]


def test_the_request_goes_to_the_checked_address_under_the_name_of_the_site() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, html="<p>news</p>")

    transport = httpx.MockTransport(answer)
    fetched = asyncio.run(
        fetch("https://뉴스.example:8443/a?b", WebLimits(), resolve=always(PUBLIC), transport=transport)
    )

    assert seen[0].url == f"https://{PUBLIC}:8443/a?b"
    assert seen[0].headers["Host"] == "xn--vg1b002a.example:8443"
    assert seen[0].extensions["sni_hostname"] == "xn--vg1b002a.example"
    assert seen[0].headers["User-Agent"] == USER_AGENT
    assert fetched.url.startswith("https://")


def test_a_name_that_resolves_differently_the_second_time_cannot_move_the_connection() -> None:
    answers = [["127.0.0.1"], ["127.0.0.2"]]

    async def resolve(host: str, port: int) -> Sequence[str]:
        return answers.pop(0)

    with Site(PAGES).open() as checked:
        url = f"http://rebinding.invalid:{checked.port}/news"
        fetched = asyncio.run(fetch(url, LOCAL, resolve=resolve))

    assert fetched == Page(url, b"<p>news</p>", "text/html; charset=utf-8")
    assert checked.asked == [("/news", f"rebinding.invalid:{checked.port}")]
    assert answers == [["127.0.0.2"]]


def test_the_next_checked_address_is_tried_where_the_first_is_not_reachable(site: Site) -> None:
    resolve = always("127.0.0.9", "127.0.0.1")

    fetched = asyncio.run(fetch(f"http://news.example:{site.port}/news", LOCAL, resolve=resolve))

    assert fetched.content == b"<p>news</p>"
