"""HTML pages: what becomes an article, and what it is known by."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from index.article import Article
from index.errors import SourceProblem
from index.published import Published, parse_published
from index.sources import Page, article_of
from index.sources.page import read_page
from tests.index.sources.pages import (
    CONSENT,
    ENGLISH,
    HEADLINES,
    KOREAN,
    KOREAN_CONSENT,
    SHORT,
    front_page,
    html,
)

URL = "https://www.bay.example/news/ferry"
MOMENT = Published(datetime(2026, 3, 1, 0, 30, tzinfo=UTC))


def saved(page: str) -> Article:
    return read_page(page.encode(), "saved/ferry.html")


def fetched(head: str, url: str = URL, before: str = "") -> Article:
    return article_of(Page(url, html(ENGLISH, head=head, before=before).encode(), "text/html"))


def refused(page: str) -> str:
    with pytest.raises(SourceProblem) as problem:
        saved(page)
    return str(problem.value)


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def linked_data(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


def test_the_text_is_the_paragraphs_without_the_navigation() -> None:
    article = saved(html(ENGLISH))

    assert article.text.splitlines()[-3:] == ENGLISH
    assert "Weather" not in article.text
    assert "rights reserved" not in article.text


@pytest.mark.parametrize(
    ("paragraphs", "language"),
    [(SHORT, "en"), (SHORT[:1] + SHORT, "en"), (KOREAN[:2], "ko"), (["".join(KOREAN)], "ko")],
)
def test_short_news_is_not_refused(paragraphs: list[str], language: str) -> None:
    article = saved(html(paragraphs, lang=language))

    assert paragraphs[0] in article.text
    assert article.language == language


@pytest.mark.parametrize("declared", ['<meta charset="euc-kr">', "<!-- nothing declared -->"])
def test_a_korean_page_in_euc_kr_is_read(declared: str) -> None:
    page = html(KOREAN, lang="ko", heading="여객선 터미널").replace('<meta charset="utf-8">', declared).replace("©", "")

    article = read_page(page.encode("euc-kr"), "a.html")

    assert article.text.splitlines()[-3:] == KOREAN
    assert article.title == "여객선 터미널"


def test_the_encoding_in_the_http_header_is_believed_first() -> None:
    page = html(ENGLISH, heading="Café Zürich").replace("utf-8", "shift_jis")

    article = article_of(Page(URL, page.encode("iso-8859-1"), "text/html; charset=ISO-8859-1"))

    assert article.title == "Café Zürich"


def test_an_xhtml_page_with_an_encoding_in_its_declaration_is_read() -> None:
    page = '<?xml version="1.0" encoding="euc-kr"?>' + html(KOREAN, lang="ko").replace("©", "")

    article = read_page(page.replace('<meta charset="utf-8">', "").encode("euc-kr"), "a.html")

    assert article.text.splitlines()[-3:] == KOREAN


def test_a_title_is_the_articles_without_the_sites_name() -> None:
    assert saved(html(ENGLISH, head=meta("og:title", "The ferry ends"))).title == "The ferry ends"
    named = meta("og:title", "The ferry ends - The Bay Post") + meta("og:site_name", "The Bay Post")
    assert saved(html(ENGLISH, head=named)).title == "The ferry ends"


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        (meta("og:site_name", "The Bay Post") + linked_data('{"publisher": {"name": "Other"}}'), "The Bay Post"),
        (
            linked_data('{"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "Bay Group"}}'),
            "Bay Group",
        ),
        (
            linked_data(
                '{"@graph": [{"@type": "NewsArticle", "publisher": [{"@id": "#us"}]},'
                ' {"@id": "#us", "name": "Bay Media"}]}'
            ),
            "Bay Media",
        ),
        ("", "bay.example"),
    ],
)
def test_the_publisher_is_what_the_page_says_else_the_host(head: str, publisher: str) -> None:
    assert fetched(head).publisher == publisher


@pytest.mark.parametrize(
    "head",
    [
        linked_data('{"@type": "NewsArticle", "datePublished": "2026-03-01T09:30:00+09:00"}'),
        linked_data(
            '{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"},'
            ' {"@type": ["Thing", "ReportageNewsArticle"], "datePublished": "2026-03-01T00:30:00Z"}]}'
        ),
        linked_data(
            '[{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2019-01-01"}]},'
            ' {"@type": "BlogPosting", "datePublished": "2026-03-01T09:30+09:00"}]'
        ),
        linked_data('{"@type": "Comment", "datePublished": "2020-01-01"}')
        + meta("article:published_time", "2026-03-01T09:30:00+09:00"),
        linked_data('{"@type": "NewsArticle", "datePublished": "soon"}')
        + meta("og:published_time", "2026-03-01T00:30Z"),
        linked_data("{broken") + '<meta itemprop="datePublished" content="2026-03-01T00:30:00Z">',
        '<meta name="pubdate" content="Sun, 01 Mar 2026 09:30:00 +0900">',
    ],
)
def test_the_publication_time_comes_with_its_hour_from_the_pages_claims(head: str) -> None:
    assert fetched(head).published == MOMENT


def test_the_publication_time_may_be_marked_up_in_the_article() -> None:
    times = (
        '<time class="updated" datetime="2026-04-01T00:00Z">x</time><time datetime="2026-03-01T09:30+09:00">x</time>'
    )

    assert fetched("", before=times).published == MOMENT


def test_a_day_in_the_address_is_only_a_guess() -> None:
    article = fetched("", url="https://bay.example/2026/03/01/ferry")

    assert article.published == parse_published("2026-03-01", guessed=True)


def test_a_page_that_names_no_date_has_none() -> None:
    assert fetched("").published is None


@pytest.mark.parametrize(
    ("head", "url", "expected"),
    [
        ('<link rel="canonical" href="/ferry?utm_source=x#top">', URL, "https://www.bay.example/ferry"),
        (
            '<link rel="canonical" href="https://bay.example/ferry">',
            "https://m.bay.example/f",
            "https://bay.example/ferry",
        ),
        ('<link rel="canonical" href="https://rival.example/theirs">', URL, URL),
        (
            '<link rel="canonical" href="javascript:x">' + meta("og:url", "https://www.bay.example/og"),
            URL,
            "https://www.bay.example/og",
        ),
        ('<link rel="canonical" href="http://[bad">', URL, URL),
        (meta("og:url", "https://rival.example/theirs"), URL, URL),
        ('<link rel="canonical" href="https://www.bay.example/">', URL, URL),
        ("", "HTTPS://BAY.example:443/a?gclid=1&id=2#c", "https://bay.example/a?id=2"),
    ],
)
def test_a_page_is_known_by_its_canonical_address_on_its_own_site(head: str, url: str, expected: str) -> None:
    article = fetched(head, url)

    assert (article.id, article.url) == (expected, expected)


def test_a_saved_page_is_known_by_the_address_it_states_else_by_its_path() -> None:
    stated = html(ENGLISH, head='<link rel="canonical" href="https://bay.example/ferry">')

    assert saved(stated).id == "https://bay.example/ferry"
    assert (saved(html(ENGLISH)).id, saved(html(ENGLISH)).url) == ("saved/ferry.html", "")


@pytest.mark.parametrize(
    ("lang", "head", "expected"),
    [("en-GB", "", "en"), ("", meta("og:locale", "en_US"), "en"), ("ko", "", "en"), ("xx", "", "en")],
)
def test_a_stated_language_is_checked_against_the_text(lang: str, head: str, expected: str) -> None:
    assert saved(html(ENGLISH, lang=lang, head=head)).language == expected


@pytest.mark.parametrize("paragraphs", [CONSENT, CONSENT[:2], KOREAN_CONSENT])
def test_a_consent_wall_is_refused(paragraphs: list[str]) -> None:
    assert "cookie or consent notice" in refused(html(paragraphs, heading="Privacy"))


def test_news_about_cookies_is_not_a_consent_wall() -> None:
    news = [
        "Browser maker Norrland said on Monday that it will stop blocking third-party cookies, two years after it "
        "promised advertisers a different plan for tracking.",
        "The company said most publishers still depend on cookies for income. Privacy groups called the change a "
        "betrayal and asked the regulator to step in.",
    ]

    assert news[0] in saved(html(news)).text


@pytest.mark.parametrize("teaser", ["", "The story has been going on for weeks and more is expected on day"])
def test_a_page_of_headlines_is_refused(teaser: str) -> None:
    assert "list of headlines or links" in refused(front_page(teaser))


def test_an_article_with_related_links_below_is_not_a_page_of_headlines() -> None:
    related = "".join(f'<h3><a href="/{number}">{headline}</a></h3>' for number, headline in enumerate(HEADLINES))
    page = html(ENGLISH).replace("</article>", f"</article><aside><h2>More</h2>{related}</aside>")

    assert ENGLISH[-1] in saved(page).text


def test_a_page_that_needs_javascript_is_refused() -> None:
    shell = '<html><head><title>News</title></head><body><div id="root"></div><noscript>{}</noscript></body></html>'

    assert "JavaScript" in refused(shell.format("You need to enable JavaScript to run this app."))
    assert "JavaScript" in refused(shell.format(""))


@pytest.mark.parametrize(
    "page", ["<p>", "<html></html>", "<div>" * 20_000, "<p>Short.</p>", "<!doctype html><body>\x01"]
)
def test_a_broken_or_nearly_empty_page_is_refused(page: str) -> None:
    assert "no readable article" in refused(page) or "too broken" in refused(page)


def test_linked_data_that_cannot_be_stored_is_refused() -> None:
    with pytest.raises(SourceProblem, match="publisher's name holds half a character"):
        fetched(linked_data('{"@type": "NewsArticle", "publisher": {"name": "half \\ud800"}}'))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7", "the PDF is damaged"),
        (b"PK\x03\x04", "the document is damaged"),
        (b"\x89PNG", "a PNG picture"),
        (b"<?xml version='1.0'?><urlset><url/></urlset>", "XML, but no feed"),
    ],
)
def test_what_calls_itself_a_page_is_taken_for_what_it_is(content: bytes, reason: str) -> None:
    with pytest.raises(SourceProblem, match=reason):
        article_of(Page(URL, content, "text/html"))
