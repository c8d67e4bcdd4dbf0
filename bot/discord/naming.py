"""The commands as Discord shows them, in the language of who sees them: every name and description is a message.

The name of a command, group or option is the message `name-NAME`; all else is given to discord.py as `localised(...)`.
What Discord is to show to all others than Koreans is English.
"""

from __future__ import annotations

import discord
from discord.app_commands import TranslationContextTypes, Translator, locale_str

from prompts import message, names


def localised(key: str) -> locale_str:
    """A message as a description, or as the name of a choice or an entry of a menu."""
    return locale_str(message(key, "en"), key=key)


class Names(Translator):
    """What discord.py asks for the names and descriptions in each of Discord's languages when it registers commands."""

    async def translate(
        self, string: locale_str, locale: discord.Locale, context: TranslationContextTypes
    ) -> str | None:
        """The Korean; None, so that the English stands, for another language."""
        key = string.extras.get("key") or f"name-{string.message}"
        return message(key, "ko") if locale is discord.Locale.korean and key in names("ko") else None
