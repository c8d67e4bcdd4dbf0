"""Addresses as identities."""

from __future__ import annotations

import pytest

from index.sources.urls import canonical, host


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://News.Example:443/A?b=1#c", "https://news.example/A?b=1"),
        ("http://news.example:8080", "http://news.example:8080/"),
        ("https://news.example/a?utm_source=x&id=2&fbclid=y&gclid=z", "https://news.example/a?id=2"),
        ("https://news.example/a?utm_campaign=x", "https://news.example/a"),
        ("https://news.example/a?flag&x=%EA%B0%80", "https://news.example/a?flag&x=%EA%B0%80"),
        ("https://news.example/기사/1", "https://news.example/%EA%B8%B0%EC%82%AC/1"),
        ("http://[::1]:80/a", "http://[::1]/a"),
        ("javascript:alert(1)", ""),
        ("news.example/a", ""),
        ("https://user@news.example/", ""),
        ("https:///a", ""),
        ("https://[bad/", ""),
        ("https://news.example:99999/", ""),
    ],
)
def test_one_page_has_one_address(url: str, expected: str) -> None:
    assert canonical(url) == expected
    assert canonical(expected) == expected


def test_the_mirrors_of_a_site_share_its_host() -> None:
    names = ("www.news.example", "m.news.example", "amp.news.example", "NEWS.example:443")

    assert {host(f"https://{name}/a") for name in names} == {"news.example"}
