"""Encrypted sites: the certificate is checked against the name, although the connection goes to an address."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from index.errors import SourceProblem
from index.sources.web import WebLimits, fetch
from tests.index.sources.site import Site, page

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
LOCAL = WebLimits(allow_private=True, seconds=5)


@dataclass
class SecureSite:
    certificate: Path
    port: int = 0
    names: list[str | None] = field(default_factory=list)


async def resolve(host: str, port: int) -> Sequence[str]:
    return ["127.0.0.1"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureSite]:
    folder = tmp_path_factory.mktemp("tls")
    secure = SecureSite(folder / "certificate.pem")
    key = folder / "key.pem"
    subject = "/CN=news.example -addext subjectAltName=DNS:news.example -newkey ec -pkeyopt ec_paramgen_curve:P-256"
    command = f"openssl req -x509 -nodes -days 2 -keyout {key} -out {secure.certificate} -subj {subject}"
    subprocess.run(command.split(), check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(secure.certificate, key)
    context.sni_callback = lambda _socket, name, _context: secure.names.append(name)
    with Site({"/": page(b"<p>secure</p>")}, tls=context).open() as running:
        secure.port = running.port
        yield secure


def trusting(site: SecureSite) -> httpx.AsyncHTTPTransport:
    return httpx.AsyncHTTPTransport(verify=ssl.create_default_context(cafile=str(site.certificate)))


def test_a_certificate_of_the_name_is_accepted_at_the_checked_address(site: SecureSite) -> None:
    url = f"https://news.example:{site.port}/"

    fetched = asyncio.run(fetch(url, LOCAL, resolve=resolve, transport=trusting(site)))

    assert fetched.content == b"<p>secure</p>"
    assert site.names[-1] == "news.example"


def test_a_certificate_of_another_name_is_refused(site: SecureSite) -> None:
    url = f"https://other.example:{site.port}/"

    with pytest.raises(SourceProblem, match="certificate"):
        asyncio.run(fetch(url, LOCAL, resolve=resolve, transport=trusting(site)))

    assert site.names[-1] == "other.example"


def test_a_certificate_nobody_vouches_for_is_refused(site: SecureSite) -> None:
    url = f"https://news.example:{site.port}/"

    with pytest.raises(SourceProblem, match="certificate"):
        asyncio.run(fetch(url, LOCAL, resolve=resolve))

    assert site.names[-1] == "news.example"
