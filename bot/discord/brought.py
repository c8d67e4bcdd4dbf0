"""What an editor brings in Discord (links, attachments, a message) -> articles, and reasons for what cannot be read."""

from __future__ import annotations

import mimetypes
import time
from collections.abc import Sequence
from pathlib import PurePosixPath

import discord

from bot.app import App
from bot.discord.text import shortened
from bot.reading import links_in, read_file, read_link
from index.article import Article
from index.language import language_of
from index.published import Published, parse_published
from index.sources import Refusal
from index.sources.contents import LIMIT
from prompts import message

LINKS = 5
"""So many links of one message are read."""
SECONDS = 480.0
"""So long pages of feeds are fetched for one command; what comes after must end within Discord's 15 minutes."""
Items = list[Article | Refusal]
_KINDS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
}
"""The kinds of files that Python's table does not have in every version."""


async def read_all(app: App, links: Sequence[str], files: Sequence[discord.Attachment], language: str) -> Items:
    """Everything that is named, in its order; what cannot be read comes as a refusal."""
    until = time.monotonic() + SECONDS
    items: Items = [item for link in links for item in await read_link(app, link, until)]
    for file in files:
        items.extend(await _read_attachment(app, file, language, until))
    return items


async def read_message(app: App, said: discord.Message, language: str) -> Items:
    """The links and attachments of a message, forwarded ones included, or its own text if it has neither."""
    parts: list[discord.Message | discord.MessageSnapshot] = [said, *said.message_snapshots]
    text = "\n\n".join(part.content for part in parts if part.content.strip())
    links = links_in(text)
    files = [file for part in parts for file in part.attachments]
    if not links and not files:
        return [_article_of(said, text)] if text else []
    left_out = message("too-many-links", language, count=LINKS)
    return await read_all(app, links[:LINKS], files, language) + [Refusal(link, left_out) for link in links[LINKS:]]


async def _read_attachment(app: App, file: discord.Attachment, language: str, until: float) -> Items:
    if file.size > LIMIT:
        return [Refusal(file.filename, message("file-too-large", language, megabytes=LIMIT // 1_000_000))]
    try:
        content = await file.read()
    except discord.HTTPException as error:
        return [Refusal(file.filename, message("file-not-given", language, status=error.status))]
    return await read_file(app, _file_name(file), content, until)


def _file_name(file: discord.Attachment) -> str:
    """What a file was called before Discord took all but plain letters out of its name."""
    name = PurePosixPath(file.filename)
    content_type = (file.content_type or "").partition(";")[0].strip().lower()
    kind = _KINDS.get(content_type) or mimetypes.guess_extension(content_type) or ""
    suffix = "".join(name.suffixes[-2:]) if name.suffix == ".gz" else name.suffix or kind
    if file.title:
        return f"{file.title}{suffix}"
    return file.filename if name.suffix else f"{name.stem}{suffix}"


def _article_of(said: discord.Message, text: str) -> Article:
    """A message's own text; it is known by its address in Discord."""
    return Article(
        id=said.jump_url,
        text=text,
        title=shortened(text.strip().split("\n", 1)[0], 120),
        publisher=said.guild.name if said.guild else "",
        author=said.author.display_name,
        published=parse_published(said.created_at),
        url=said.jump_url,
        language=language_of(text),
    )


def stated_date(typed: str, known: Published | None, language: str) -> tuple[Published | None, tuple[Refusal, ...]]:
    """The date that was typed; one that is none is told, and what was known is kept."""
    if not typed or typed == str(known):
        return known if typed else None, ()
    try:
        return parse_published(typed), ()
    except ValueError:
        return known, (Refusal(typed, message("no-date", language)),)
