"""Fetch one page that somebody linked to: public addresses only, within limits of size, time and redirects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import SourceProblem
from index.sources.addresses import Resolve, is_public, look_up
from index.sources.contents import LIMIT

if TYPE_CHECKING:
    import httpx

USER_AGENT = "Footnote/0.1 (+news article indexer)"
_REDIRECTS = (301, 302, 303, 307, 308)
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_TYPES = (
    *_PAGE_TYPES,
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/octet-stream",  # what many sites call a document; its content says what it is
)
_ENCODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
_PORTS = {"http": 80, "https": 443}
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": ", ".join([*_PAGE_TYPES, *(f"{kind};q=0.9" for kind in _TYPES if kind not in _PAGE_TYPES)]),
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True, slots=True)
class WebLimits:
    """How far a fetch may go; `seconds` is for all of it, redirects and name look-ups included."""

    allow_private: bool = False
    max_bytes: int = LIMIT
    seconds: float = 20.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched: the url after all redirects, the body unpacked, the Content-Type header as sent."""

    url: str
    content: bytes
    content_type: str


async def fetch(
    url: str,
    limits: WebLimits,
    *,
    resolve: Resolve = look_up,
    transport: httpx.AsyncBaseTransport | None = None,
) -> Page:
    """The page at a url; SourceProblem, in words for a person, for whatever keeps it from being read."""
    import asyncio

    import httpx

    try:
        async with asyncio.timeout(limits.seconds):
            return await _Fetch(limits, resolve, transport).page(httpx.URL(url.strip()))
    except TimeoutError as error:
        raise SourceProblem(f"the site did not send the page within {limits.seconds:g} seconds") from error
    except (httpx.InvalidURL, UnicodeError) as error:
        raise SourceProblem(f"the address is not a valid one: {error}") from error
    except httpx.HTTPError as error:
        raise SourceProblem(_in_words(error)) from error


@dataclass(frozen=True, slots=True)
class _Fetch:
    """One fetch from its first url to its last."""

    limits: WebLimits
    resolve: Resolve
    transport: httpx.AsyncBaseTransport | None

    async def page(self, url: httpx.URL) -> Page:
        for _ in range(self.limits.redirects + 1):
            hop = await self._hop(url, await self._checked_addresses(url))
            if isinstance(hop, Page):
                return hop
            url = hop
        raise SourceProblem(f"the site redirects more than {self.limits.redirects} times")

    async def _checked_addresses(self, url: httpx.URL) -> list[str]:
        """Where this url may be fetched from; it is to be resolved once, or a second answer could be another."""
        if url.scheme not in _PORTS or not url.host:
            raise SourceProblem("only http and https addresses can be read")
        if (url.port or 0) > 65535:
            raise SourceProblem("the address is not a valid one: its port is too high")
        if url.userinfo:
            raise SourceProblem("an address with a user name or password in it is not read")
        addresses = list(await self.resolve(url.host, url.port or _PORTS[url.scheme]))
        if not self.limits.allow_private and not all(map(is_public, addresses)):
            raise SourceProblem(f"{url.host} is not a public site: it leads into a private network")
        return addresses

    async def _hop(self, url: httpx.URL, addresses: list[str]) -> Page | httpx.URL:
        """The page, or the url it redirects to, from the first of the addresses that can be reached."""
        import httpx

        # a client of its own: no cookie, and no connection verified for another host of the same address, is reused
        async with httpx.AsyncClient(
            transport=self.transport, trust_env=False, follow_redirects=False, timeout=None, headers=_HEADERS
        ) as client:
            for address in addresses[:-1]:
                try:
                    return await self._request(client, url, address)
                except httpx.ConnectError:
                    continue
            return await self._request(client, url, addresses[-1])

    async def _request(self, client: httpx.AsyncClient, url: httpx.URL, address: str) -> Page | httpx.URL:
        """Ask exactly this address, while name, virtual host and certificate stay those of the url."""
        async with client.stream(
            "GET",
            url.copy_with(host=address),
            headers={"Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": url.raw_host.decode("ascii")},
        ) as response:
            if response.status_code in _REDIRECTS and "location" in response.headers:
                return url.join(response.headers["location"])
            _refuse_unreadable(response)
            content = await _body(response, self.limits.max_bytes)
            return Page(str(url.copy_with(fragment=None)), content, response.headers.get("content-type", ""))


def _refuse_unreadable(response: httpx.Response) -> None:
    """SourceProblem for an answer that, by its status and headers, is no page to read."""
    import httpx

    if response.status_code != 200:
        meaning = httpx.codes.get_reason_phrase(response.status_code)
        raise SourceProblem(f"the site answered {response.status_code} {meaning}".rstrip())
    content_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type not in _TYPES:
        raise SourceProblem(f"the address leads to {content_type[:60] or 'something unnamed'}, which is not read")
    # one layer at most: layers multiply, and only one stays bounded
    if response.headers.get("content-encoding", "").strip().lower() not in _ENCODINGS:
        raise SourceProblem("the site sent the page in a compression that was not asked for")


async def _body(response: httpx.Response, limit: int) -> bytes:
    """The unpacked body; given up as soon as it is, or says it is, over the limit."""
    too_large = SourceProblem(f"the page is larger than {limit / 1_000_000:g} MB")
    if int(response.headers.get("content-length", 0)) > limit:
        raise too_large
    content = bytearray()
    async for part in response.aiter_bytes():
        content += part
        if len(content) > limit:
            raise too_large
    return bytes(content)


def _in_words(error: httpx.HTTPError) -> str:
    """What went wrong on the way, for a person."""
    import httpx

    if _was_caused_by_tls(error):
        return "the site's certificate or encryption is not valid, so it was not read"
    match error:
        case httpx.ConnectError():
            return "the site could not be reached: it refused the connection"
        case httpx.DecodingError():
            return "the site sent a page that cannot be unpacked"
        case httpx.ProtocolError() | httpx.NetworkError():
            return "the site broke the connection off or did not answer as a web server does"
        case _:
            return f"the page could not be fetched: {error}"


def _was_caused_by_tls(error: BaseException | None) -> bool:
    import ssl

    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
