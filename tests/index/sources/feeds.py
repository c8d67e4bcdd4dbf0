"""Feeds made in a line."""

from __future__ import annotations

from html import escape


def item(**said: str) -> str:
    """An entry of an RSS feed; `content` is HTML, `creator` its author, all else an element of that name."""
    names = {"content": "content:encoded", "creator": "dc:creator"}
    elements = [(names.get(name, name), value) for name, value in said.items()]
    return f"<item>{''.join(f'<{name}>{escape(value)}</{name}>' for name, value in elements)}</item>"


def rss(*items: str, title: str = "The Bay Post", link: str = "https://bay.example/", declared: str = "UTF-8") -> str:
    """An RSS feed of these items."""
    return (
        f'<?xml version="1.0" encoding="{declared}"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>{escape(title)}</title><link>{link}</link>{''.join(items)}</channel></rss>"
    )


def atom(*entries: str) -> str:
    """An Atom feed of these entries, which are XML."""
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="html">The &lt;i&gt;Bay&lt;/i&gt; Post'
        f'</title><link href="https://bay.example/"/>{"".join(f"<entry>{entry}</entry>" for entry in entries)}</feed>'
    )


def paragraphs(*texts: str) -> str:
    """Texts as HTML."""
    return "".join(f"<p>{escape(text)}</p>" for text in texts)
