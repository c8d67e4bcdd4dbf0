"""The REST API's outside: routes, tokens, failures on demand, and every request and response held against the rules."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web

from tests.wire.objects import Attachment, Json
from tests.wire.world import Call, Failure, World

VERSION = "/api/v10"
EXPIRED, INVALID = 10062, 50035
WITHOUT_TOKEN = ("/interactions/", "/webhooks/")


class Refused(Exception):
    """A request that Discord answers with an error."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.body: Json = {"code": code, "message": message}


@dataclass(frozen=True, slots=True)
class Made:
    """What is answered with 201."""

    body: Json


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as the routes get it."""

    values: Mapping[str, str]
    query: Mapping[str, str]
    body: Json
    attachments: list[Attachment] = field(default_factory=list)
    where: str = ""

    def id(self, name: str) -> int:
        """A snowflake from the path."""
        return int(self.values[name])


Route = Callable[[Asked], Awaitable[object]]


class Rest:
    """Serves routes, which are given as (method, path as in Discord's description) with what each returns."""

    def __init__(self, world: World, routes: Mapping[tuple[str, str], Route]) -> None:
        self._world = world
        self._routes = routes

    def add_to(self, app: web.Application) -> None:
        """Put the routes into a web application; those without placeholders win."""
        for method, path in sorted(self._routes, key=lambda key: key[1].count("{")):
            app.router.add_route(method, VERSION + path, self._serve)
        app.router.add_route("*", VERSION + "/{rest:.*}", self._unknown)
        app.router.add_get("/attachments/{id}/{name}", self._attachment)

    async def _unknown(self, request: web.Request) -> web.Response:
        self._world.blame(f"{request.method} {request.path}", ["the fake has no such route"])
        return _json(404, {"code": 0, "message": "404: Not Found"})

    async def _attachment(self, request: web.Request) -> web.Response:
        found = self._world.attachments[int(request.match_info["id"])]
        return web.Response(body=found.content, headers={"Content-Type": found.content_type})

    async def _serve(self, request: web.Request) -> web.Response:
        path = request.path.removeprefix(VERSION)
        assert request.match_info.route.resource is not None
        route = request.match_info.route.resource.canonical.removeprefix(VERSION)
        body, attachments = await self._read(request)
        status, answer = await self._outcome(request, path, route, body, attachments)
        self._world.calls.append(Call(request.method, path, route, body, status, time.monotonic()))
        self._world.changes.tell()
        if self._world.description and answer is not _BROKEN:
            faults = self._world.description.response_faults(request.method, route, status, answer)
            self._world.blame(f"the fake itself, {status} to {request.method} {route}", faults)
        return _json(status, answer, _limits(route, status, answer))

    async def _outcome(
        self, request: web.Request, path: str, route: str, body: object, attachments: list[Attachment]
    ) -> tuple[int, object]:
        if failure := self._failing(request.method, path):
            limited = {"message": "You are being rate limited.", "retry_after": failure.retry_after, "global": False}
            return failure.status, limited | {"code": 0} if failure.status == 429 else _BROKEN
        if not path.startswith(WITHOUT_TOKEN) and request.headers.get("Authorization") != f"Bot {self._world.token}":
            return 401, {"code": 0, "message": "401: Unauthorized"}
        where = f"{request.method} {path}"
        if self._world.description:
            faults = self._world.description.request_faults(request.method, route, body)
            if self._world.blame(where, faults):
                return 400, {"code": INVALID, "message": "Invalid Form Body"}
        try:
            given = body if isinstance(body, dict) else {"items": body}
            asked = Asked(request.match_info, request.query, given, attachments, where)
            done = await self._routes[request.method, route](asked)
        except Refused as refused:
            return refused.status, refused.body
        if isinstance(done, Made):
            return 201, done.body
        return (204, None) if done is None else (200, done)

    def _failing(self, method: str, path: str) -> Failure | None:
        for failure in self._world.failures:
            if failure.times > 0 and failure.method == method and failure.path.search(path):
                failure.times -= 1
                return failure
        return None

    async def _read(self, request: web.Request) -> tuple[object, list[Attachment]]:
        """The JSON of a request, and the files that came with it."""
        if not request.content_type.startswith("multipart/"):
            text = await request.text()
            return json.loads(text) if text else None, []
        body, attachments = None, []
        async for part in await request.multipart():
            assert isinstance(part, BodyPartReader)
            content = bytes(await part.read())
            if part.name == "payload_json":
                body = json.loads(content)
            else:
                attachments.append(Attachment(part.filename or "file", content, self._world.http))
        self._world.attachments |= {one.id: one for one in attachments}
        return body, attachments


_BROKEN = "<html><body>Something is wrong in the middle.</body></html>"


def _limits(route: str, status: int, answer: object) -> dict[str, str]:
    """The headers about rate limits; discord.py believes in a 429 only if a proxy (Via) has seen it."""
    wait = float(answer["retry_after"]) if status == 429 and isinstance(answer, dict) else 1.0
    headers = {"Limit": "50", "Remaining": "0" if status == 429 else "49", "Bucket": f"{hash(route) & 0xFFFFFFFF:08x}"}
    headers |= {"Reset": f"{time.time() + wait:.3f}", "Reset-After": f"{wait:.3f}"}
    more = {"Via": "1.1 google", "Retry-After": f"{wait:.3f}"} if status == 429 else {}
    return {f"X-RateLimit-{name}": value for name, value in headers.items()} | more


def _json(status: int, body: object, headers: Mapping[str, str] | None = None) -> web.Response:
    """A response whose Content-Type is exactly what discord.py compares it with."""
    kind = {} if body is None else {"Content-Type": "text/html" if body is _BROKEN else "application/json"}
    content = b"" if body is None else _BROKEN.encode() if body is _BROKEN else json.dumps(body).encode()
    return web.Response(status=status, body=content, headers={**kind, **(headers or {})})
