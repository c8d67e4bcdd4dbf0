"""Adding articles in a line each: files and their previews, and what becomes of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import discord
from simcord import interactions
from simcord.actors import MemberActor
from simcord.backend import serializers
from simcord.enums import ComponentType, InteractionType
from simcord.results import InteractionResult

from index.article import Article
from tests.bot.discord.town import Said, Town, said

File = tuple[str, bytes]
STORY = "The lighthouse of Cape Merrow was painted red on Monday. Keeper Ilse Brandt used ninety buckets of paint. " * 5
DATED = "---\ntitle: Lighthouse painted\npublisher: Merrow Mail\nauthor: Jo Pike\ndate: 2026-11-20\n---\n" + STORY


def a_file(content: str = DATED, name: str = "lighthouse.md") -> File:
    return name, content.encode()


def json_lines(*articles: Mapping[str, object], name: str = "news.jsonl") -> File:
    return name, "\n".join(json.dumps(article) for article in articles).encode()


async def previewed(town: Town, *files: File, link: str = "", by: MemberActor | None = None) -> InteractionResult:
    """`/article add`, by the editor unless somebody else is named."""
    named: dict[str, object] = dict(zip(("file", "file2", "file3"), files, strict=False))
    return await (by or town.editor).slash(town.general, "article add", **named, **({"link": link} if link else {}))


async def submitted(town: Town, **values: str | Sequence[File]) -> InteractionResult:
    """The form of `/article add`, filled in by the editor."""
    form = await town.editor.slash(town.general, "article add")
    return await town.editor.submit_modal(form, values)


async def added(town: Town, *files: File) -> Said:
    """Files that were previewed and added."""
    preview = await previewed(town, *files)
    await town.editor.click(said(preview), label="Add")
    return preview


async def edited(town: Town, preview: Said, **values: str) -> InteractionResult:
    """The preview after its details were edited; what is not named stays as the form shows it."""
    form = await town.editor.click(said(preview), label="Edit details")
    return await town.editor.submit_modal(form, shown(form) | values)


async def double_clicked(town: Town, preview: Said, custom_id: str) -> None:
    """A button that the editor presses twice before anything has come of it."""
    await pressed_at_once(town, preview, custom_id, town.editor, town.editor)


async def pressed_at_once(town: Town, shown: Said, custom_id: str, *members: MemberActor) -> None:
    """A button that each of them presses before anything has come of it; simcord's own clicks wait each."""
    backend, message = town.env.backend, said(shown)
    channel = message.channel.id if isinstance(message, discord.Message) else message.channel_id
    for member in members:
        record, payload = interactions.base_payload(
            backend,
            type=InteractionType.MESSAGE_COMPONENT,
            channel_id=channel,
            guild_id=town.guild.id,
            user_id=member.id,
            data={"custom_id": custom_id, "component_type": ComponentType.BUTTON},
        )
        record.source_message_id = message.id
        stored = backend.get_message(channel, message.id)
        backend.emit("INTERACTION_CREATE", payload | {"message": dict(serializers.message_payload(backend, stored))})
    await town.env.settle()


def shown(form: InteractionResult) -> dict[str, str]:
    """What stands in the text inputs of a form."""
    inputs = [one["component"] for one in (form.modal or {})["components"]]
    return {one["custom_id"]: one.get("value") or "" for one in inputs if one["type"] == 4}


def only(town: Town) -> Article:
    """The one article of the library."""
    [article] = town.articles()
    return article
