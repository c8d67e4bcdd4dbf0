"""Web addresses as identities: one form for one page, and which addresses belong to the same site; no network."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid", re.IGNORECASE)
_STRANGE = re.compile(r"[@\s]")
_MIRRORS = re.compile(r"^(?:www|m|amp)\.")


def canonical(url: str) -> str:
    """The one form of an http(s) url: lower-case host, no fragment, tracking or default port; "" if it is not one."""
    parts = _split(url)
    if parts is None:
        return ""
    host = f"[{parts.hostname}]" if ":" in str(parts.hostname) else str(parts.hostname)
    port = "" if parts.port in (None, _PORTS[parts.scheme]) else f":{parts.port}"
    return urlunsplit((parts.scheme, host + port, _encoded(parts.path or "/"), _untracked(parts.query), ""))


def absolute(reference: str, base: str) -> str:
    """A link as it stands in the page at `base`, in full; "" where it is malformed."""
    try:
        return urljoin(base, reference.strip())
    except ValueError:
        return ""


def host(url: str) -> str:
    """The host a reader would name the site by: lower-case, without a leading www., m. or amp.; "" if there is none."""
    parts = _split(url)
    return _MIRRORS.sub("", str(parts.hostname)) if parts else ""


def is_front_page(url: str) -> bool:
    """Whether a url names a whole site rather than a page of it."""
    parts = _split(url)
    return parts is not None and parts.path in ("", "/") and not parts.query


def _split(url: str) -> SplitResult | None:
    """The parts of an http(s) url with a host and no user name; None for anything else, however malformed."""
    try:
        parts = urlsplit(url.strip())
        plain = not _STRANGE.search(parts.netloc)
        well_formed = parts.scheme in _PORTS and parts.hostname and parts.port != 0 and plain
    except ValueError:
        return None
    return parts if well_formed else None


def _untracked(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    if not any(_TRACKING.fullmatch(name) for name, _ in pairs):
        return _encoded(query)
    return urlencode([(name, value) for name, value in pairs if not _TRACKING.fullmatch(name)])


def _encoded(part: str) -> str:
    """Percent-encode what a url may not hold (Hangul, spaces), leaving what is encoded already."""
    return quote(part, safe="/?:@!$&'()*+,;=%-._~[]|")
