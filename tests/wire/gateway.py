"""The gateway: sessions over websockets, with heartbeats, replay of what was missed, and all the ways to lose them."""

from __future__ import annotations

import asyncio
import json
import secrets
from dataclasses import dataclass, field

from aiohttp import WSCloseCode, WSMsgType, web

from tests.wire.objects import Guild, Json
from tests.wire.world import World

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, RESUME, RECONNECT, REQUEST_MEMBERS = 0, 1, 2, 3, 6, 7, 8
INVALID_SESSION, HELLO, HEARTBEAT_ACK = 9, 10, 11
BAD_TOKEN, FORBIDDEN_INTENTS = 4004, 4014
PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15
"""Members, presences and message content."""
ON_THE_WAY = 0.1
"""Seconds until a heartbeat is acknowledged: discord.py notes when it sent one only after it has, so that an answer in
no time at all comes before the note, and it warns of a delay as long as the time between two heartbeats."""
Socket = web.WebSocketResponse


@dataclass(eq=False, slots=True)
class Session:
    """What a shard keeps over lost connections: every event it was to get, numbered from 1."""

    shard: int
    socket: Socket | None
    frames: list[str] = field(default_factory=list)
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    resumed: int = 0

    async def dispatch(self, event: str, data: Json) -> None:
        """Send an event, or keep it for the time when the shard is back."""
        async with self.turn:
            self.frames.append(json.dumps({"op": DISPATCH, "s": len(self.frames) + 1, "t": event, "d": data}))
            await _send(self.socket, self.frames[-1])


class Gateway:
    """Where bots get their events."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._open: dict[Socket, web.Request] = {}
        self.sessions: dict[str, Session] = {}
        self.beats = 0

    async def connect(self, request: web.Request) -> Socket:
        """A shard's connection, to its end."""
        socket = Socket(max_msg_size=0)
        await socket.prepare(request)
        self._open[socket] = request
        await _send(socket, _frame(HELLO, {"heartbeat_interval": int(self._world.heartbeat * 1000)}))
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._received(socket, json.loads(message.data))
        except ConnectionError:
            pass  # aborted by `drop`
        self._left(socket)
        return socket

    def _left(self, socket: Socket) -> None:
        self._open.pop(socket, None)
        for session in self.sessions.values():
            if session.socket is socket:
                session.socket = None
        self._world.changes.tell()

    async def _received(self, socket: Socket, frame: Json) -> None:
        op, data = frame["op"], frame["d"]
        if op == HEARTBEAT:
            self.beats += 1
            self._world.changes.tell()
            await asyncio.sleep(ON_THE_WAY)
            await _send(socket, _frame(HEARTBEAT_ACK))
        elif op == IDENTIFY:
            await self._identify(socket, data)
        elif op == RESUME:
            await self._resume(socket, data)
        elif op != PRESENCE:
            self._world.blame("gateway", [f"sent an unexpected frame {op}: {data}"])

    async def _identify(self, socket: Socket, data: Json) -> None:
        if data["token"] != self._world.token:
            await socket.close(code=BAD_TOKEN, message=b"Authentication failed.")
            return
        if data["intents"] & PRIVILEGED:
            self._world.blame("gateway", [f"asked for privileged intents: {data['intents'] & PRIVILEGED:b}"])
            await socket.close(code=FORBIDDEN_INTENTS, message=b"Disallowed intent(s).")
            return
        shard, _ = data.get("shard", [0, 1])
        for old in [session for session in self.sessions.values() if session.shard == shard]:
            del self.sessions[old.id]
        session = Session(shard, socket)
        self.sessions[session.id] = session
        guilds = [guild for guild in self._world.guilds.values() if self._shard(guild) == shard]
        await session.dispatch("READY", self._ready(session, guilds))
        for guild in guilds:
            await session.dispatch("GUILD_CREATE", guild.arrival(self._world.bot))
        self._world.changes.tell()

    def _ready(self, session: Session, guilds: list[Guild]) -> Json:
        about: Json = {"v": 10, "user": self._world.bot.payload(), "session_id": session.id, "session_type": "normal"}
        awaited = [{"id": str(guild.id), "unavailable": True} for guild in guilds]
        more = {"application": {"id": str(self._world.application), "flags": 0}, "private_channels": []}
        shard = {"shard": [session.shard, self._world.shards], "guilds": awaited}
        return about | more | shard | {"resume_gateway_url": f"{self._world.sockets}/resume", "_trace": []}

    async def _resume(self, socket: Socket, data: Json) -> None:
        session = self.sessions.get(data["session_id"])
        if data["token"] != self._world.token:
            await socket.close(code=BAD_TOKEN, message=b"Authentication failed.")
            return
        if session is None:
            await _send(socket, _frame(INVALID_SESSION, False))
            return
        async with session.turn:
            for frame in session.frames[data["seq"] :]:
                await _send(socket, frame)
            session.socket = socket
        await session.dispatch("RESUMED", {"_trace": []})
        session.resumed += 1
        self._world.changes.tell()

    def _shard(self, guild: Guild | None) -> int:
        return 0 if guild is None else (guild.id >> 22) % self._world.shards

    async def dispatch(self, event: str, data: Json, guild: Guild | None) -> None:
        """Send an event to the shard of its server; direct messages go to the first."""
        for session in list(self.sessions.values()):
            if session.shard == self._shard(guild):
                await session.dispatch(event, data)

    @property
    def connected(self) -> bool:
        """Whether every shard has a session with a connection."""
        shards = {session.shard for session in self.sessions.values() if session.socket is not None}
        return shards == set(range(self._world.shards))

    def drop(self) -> None:
        """Cut all connections without a word, as a broken line does."""
        for socket, request in list(self._open.items()):
            self._left(socket)
            if request.transport is not None:
                request.transport.abort()

    async def close(self, code: int = WSCloseCode.SERVICE_RESTART) -> None:
        """Close all connections politely."""
        for socket in list(self._open):
            self._left(socket)
            await socket.close(code=code)

    async def tell(self, op: int, data: object = None) -> None:
        """Send a frame that is no event to all, such as RECONNECT."""
        for socket in list(self._open):
            await _send(socket, _frame(op, data))


def _frame(op: int, data: object = None) -> str:
    return json.dumps({"op": op, "d": data, "s": None, "t": None})


async def _send(socket: Socket | None, frame: str) -> None:
    if socket is not None and not socket.closed:
        try:
            await socket.send_str(frame)
        except ConnectionError:
            return  # it is gone; the session keeps the event
