"""The command `footnote run`: from the token to a bot that leaves in good order; `--check` only looks."""

from __future__ import annotations

import asyncio
import base64
import binascii
import logging
import signal
import sys
import threading
import warnings
from collections.abc import Callable

import aiohttp
import discord
from discord.gateway import DiscordWebSocket
from filelock import FileLock, Timeout
from yarl import URL

from bot.app import App
from bot.discord.client import NEEDED, WANTED, FootnoteBot
from bot.discord.memory import Memory
from bot.errors import Problem

log = logging.getLogger(__name__)
PATIENCE = 10.0
"""Seconds that running answers get when the bot is told to leave."""
SERVERS_A_PAGE = 200
MEMORY, LOCK = "bot.db", "bot.lock"
PORTAL = "https://discord.com/developers/applications"
REFUSED = (
    discord.LoginFailure,
    discord.GatewayNotFound,
    discord.HTTPException,
    discord.ConnectionClosed,
    aiohttp.ClientError,
    TimeoutError,
)
"""What discord.py raises where Discord cannot be reached or will not have us."""
Out = Callable[[str], None]


def run_bot(app: App, out: Out) -> bool:
    """Run until SIGTERM or Ctrl-C; raises Problem where it cannot begin."""
    token = _token(app)
    if app.chat:
        out(f"Answers are written by {app.chat.name}.")
    _log_to_stderr()
    lock = FileLock(app.folder.path / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise Problem(
            f"Another `footnote run` uses {app.settings.data_dir}. Stop that one, or give this one another --data."
        ) from error
    with lock:
        asyncio.run(_run(app, token, out))
    return True


async def _run(app: App, token: str, out: Out) -> None:
    bot = FootnoteBot(app, Memory(app.folder.path / MEMORY))
    _point_at(app)
    leaving: list[asyncio.Task[None]] = []

    def leave() -> None:
        if not leaving:
            leaving.append(asyncio.create_task(bot.leave(PATIENCE)))

    def told_to_leave() -> None:
        if leaving:
            bot.hurried = True
            return
        out(f"Leaving: running answers get {PATIENCE:.0f} seconds.")
        leave()

    for one in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(one, told_to_leave)
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, lambda: log.info("as it is: %s", _as_it_is(bot)))
    out(f"Connecting. To invite the bot: {invite(_application_id(token))}")
    try:
        await bot.login(token)
        await _point_gateway_at(app, bot)
        await bot.connect()
    except (*REFUSED, RuntimeError) as error:  # a RuntimeError: the session was closed under a request
        if leaving:
            log.info("left while it was connecting: %s", error)
        elif isinstance(error, RuntimeError):
            raise
        else:
            raise _in_words(error, token) from error
    finally:
        leave()
        await asyncio.gather(*leaving)
        await app.in_worker(app.folder.close)


def _as_it_is(bot: FootnoteBot) -> str:
    """What grows where something is wrong; SIGUSR1 asks for it."""
    counts = {
        "tasks": len(asyncio.all_tasks()),
        "threads": threading.active_count(),
        "open libraries": len(bot.app.libraries),
        "questions at work or waiting": bot.limits.running,
        "servers": len(bot.guilds),
    }
    return ", ".join(f"{count} {what}" for what, count in counts.items())


def check_bot(app: App, out: Out) -> bool:
    """Say what works and what does not; whether everything does. Raises Problem if the token does not."""
    return asyncio.run(_check(app, _token(app), out))


async def _check(app: App, token: str, out: Out) -> bool:
    _point_at(app)
    bot = FootnoteBot(app, Memory(app.folder.path / MEMORY), registers=False)
    try:
        await bot.login(token)
        application = await bot.application_info()
        out(f"token: accepted, the bot is {bot.user}")
        out(f"application: {application.name} ({application.id}), {'public' if application.bot_public else 'private'}")
        out(f"invite: {invite(application.id)}")
        fine = all([await _check_servers(bot, out), await _check_model(app, out)])
        wanted = {command.name for command in bot.tree.walk_commands() if command.parent is None}
        wanted |= {menu.name for menu in bot.tree.get_commands() if isinstance(menu, discord.app_commands.ContextMenu)}
        registered = {command.name for command in await bot.tree.fetch_commands()}
        out(
            f"commands: {len(wanted & registered)} of {len(wanted)} are registered"
            + ("" if wanted <= registered else "; `footnote run` registers them")
        )
        return fine and wanted <= registered
    except REFUSED as error:
        raise _in_words(error, token) from error
    finally:
        await bot.leave(0)


async def _check_model(app: App, out: Out) -> bool:
    """Whether the chat model answers, if one is to write the answers."""
    if not app.settings.model:
        return True
    try:
        out(f"model: {app.settings.model} answers, after {await app.try_model():.1f} s")
    except Problem as problem:
        out(f"model: {problem} Until it does, answers are made of quotes.")
        return False
    return True


async def _check_servers(bot: FootnoteBot, out: Out) -> bool:
    """Whether it may do what it needs in every server it was invited to."""
    found = page = await bot.http.get_guilds(SERVERS_A_PAGE)
    while len(page) == SERVERS_A_PAGE:
        page = await bot.http.get_guilds(SERVERS_A_PAGE, after=int(page[-1]["id"]))
        found = [*found, *page]
    lacking = 0
    for guild in found:
        has = discord.Permissions(int(guild.get("permissions", 0)))
        missing = [name for name, needed in NEEDED if needed and not (getattr(has, name) or has.administrator)]
        if missing:
            lacking += 1
            out(f"permissions: in {guild['name']!r} these are missing: {', '.join(missing)}; invite it once more")
    out(f"servers: {len(found)}, in {len(found) - lacking} of them it has the permissions it needs")
    return not lacking


def invite(application: int | None) -> str:
    """The link that invites the bot with the permissions it needs."""
    if application is None:
        return f"see {PORTAL}, your application, Installation"
    return discord.utils.oauth_url(application, permissions=WANTED, scopes=("bot", "applications.commands"))


def _token(app: App) -> str:
    if token := app.settings.discord_token.get_secret_value().strip():
        return token
    raise Problem(
        "DISCORD_TOKEN is not set. To get one:\n"
        f"  1. {PORTAL} -> New Application.\n"
        "  2. There, Bot -> Reset Token -> copy it. No privileged intent is needed.\n"
        "  3. Write DISCORD_TOKEN=... into a file .env here, or into the environment.\n"
        "  4. `footnote run` then prints the link that invites the bot to your server."
    )


def _in_words(error: Exception, token: str) -> Problem:
    """What to do about a refusal of Discord's; the token itself is never shown."""
    if isinstance(error, discord.LoginFailure) or getattr(error, "code", None) == 4004:
        return Problem(
            "Discord refused DISCORD_TOKEN: it is mistyped or was reset. "
            f"Get a new one: {PORTAL} -> your application -> Bot -> Reset Token.\n"
            f"To invite the bot: {invite(_application_id(token))}"
        )
    return Problem(
        f"Discord cannot be reached or refused to go on ({error}). "
        "Check the network (and DISCORD_URL, if it is set), then try again."
    )


def _application_id(token: str) -> int | None:
    """A token begins with the application's id in base64."""
    first = token.partition(".")[0]
    try:
        found = base64.b64decode(first + "=" * (-len(first) % 4), validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    return int(found) if found.isdigit() else None


def _point_at(app: App) -> None:
    """Reach Discord's API where DISCORD_URL says."""
    if app.settings.discord_url:
        discord.http.Route.BASE = str(app.settings.discord_url).rstrip("/")


async def _point_gateway_at(app: App, bot: FootnoteBot) -> None:
    """The gateway that belongs to DISCORD_URL also for a new session, where discord.py takes its own constant."""
    if app.settings.discord_url:
        _, address, _ = await bot.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = URL(address)


def _log_to_stderr() -> None:
    """A line an event: time, level, where, what."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True
    )
    for noisy in ("httpx", "httpx2", "chromadb", "discord.gateway", "trafilatura"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    logging.getLogger("discord.client").setLevel(logging.ERROR)  # it warns that there will be no voice
    warnings.filterwarnings("ignore", category=DeprecationWarning)
