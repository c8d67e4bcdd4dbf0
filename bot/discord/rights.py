"""Who may change a library: editors, and members suggest what editors then add; asked anew at every press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.discord.records import Draft
from bot.discord.told import Told

if TYPE_CHECKING:
    from bot.discord.view import Interaction

MOST_OPEN = 5
"""So many suggestions of a member may wait for the editors of a server."""


def editors_only(interaction: Interaction) -> int:
    """The server, for an editor of it; raises Told for anybody else."""
    if interaction.guild_id is None:
        raise Told("in-a-server")
    if not interaction.client.is_editor(interaction.user, interaction.guild_id):
        chosen = interaction.client.server(interaction.guild_id).editors_role is not None
        raise Told("editors-only" if chosen else "editors-not-chosen")
    return interaction.guild_id


def adds(interaction: Interaction) -> bool:
    """Whether somebody adds articles where they are, rather than suggesting them."""
    return interaction.client.is_editor(interaction.user, interaction.guild_id)


def adders_only(interaction: Interaction) -> int:
    """The server, for an editor or for a member who may suggest something now; raises Told for anybody else."""
    bot, guild = interaction.client, interaction.guild_id
    if guild is None or adds(interaction) or not bot.server(guild).suggestions:
        return editors_only(interaction)
    if not bot.may_tell_editors(guild):
        raise Told("suggest-nowhere")
    if (count := bot.memory.desk.open_suggestions(guild, interaction.user.id)) >= MOST_OPEN:
        raise Told("suggested-enough", count=count)
    return guild


def own_draft(interaction: Interaction, key: str, *, removal: bool = False) -> Draft:
    """A draft of this person in this server; raises Told for anybody else's, another kind, and one that is gone."""
    guild = editors_only(interaction) if removal else adders_only(interaction)
    draft = interaction.client.memory.draft(key)
    if draft is None or (draft.guild, draft.editor) != (guild, interaction.user.id):
        raise Told("draft-gone")
    if bool(draft.remove) != removal:
        raise Told("stale")
    return draft
