"""A server that speaks OpenAI's protocol of chat completions over HTTP, streams, and says what it is told to."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.index.sources.site import serving

Said = str | tuple[int, str]
"""A draft, or an HTTP status with a message of the server's."""
Script = Callable[[list[dict[str, Any]]], Said]
PIECE = 11


class ChatServer:
    """Each request takes the next script; the last one stands for all that follow. `asked` are the messages.

    Before each piece of a draft it waits so many `seconds`; `left` counts the clients that left in the middle. If it
    `stays`, connections are kept for the next request, as real servers do.
    """

    def __init__(self, *scripts: Said | Script, seconds: float = 0.0, stays: bool = False) -> None:
        self.asked: list[list[dict[str, Any]]] = []
        self.left = 0
        self._seconds = seconds
        self._scripts = scripts
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                said = server.said(given["messages"])
                if isinstance(said, tuple):
                    body = json.dumps({"error": {"message": said[1], "type": "t", "code": None}}).encode()
                    self._begin(said[0], "application/json", len(body))
                    self.wfile.write(body)
                else:
                    self._begin(200, "text/event-stream")
                    self._stream(said)

            def _begin(self, status: int, kind: str, length: int | None = None) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                if length is not None:
                    self.send_header("Content-Length", str(length))
                chunked = stays and length is None
                self.send_header(*("Transfer-Encoding", "chunked") if chunked else ("Connection", "close"))
                self.end_headers()

            def _stream(self, said: str) -> None:
                try:
                    for line in server.streamed(said):
                        time.sleep(server._seconds)
                        self._write(f"data: {line}\n\n".encode())
                    self._write(b"")
                except ConnectionError:
                    server.left += 1

            def _write(self, piece: bytes) -> None:
                self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece) if stays else piece)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def said(self, messages: list[dict[str, Any]]) -> Said:
        self.asked.append(messages)
        script = self._scripts[min(len(self.asked), len(self._scripts)) - 1]
        return script(messages) if callable(script) else script

    def streamed(self, text: str) -> Iterator[str]:
        about = {"id": "chat-1", "object": "chat.completion.chunk", "created": 1, "model": "told"}
        for at in range(0, max(len(text), 1), PIECE):
            delta = {"role": "assistant", "content": text[at : at + PIECE]}
            yield json.dumps(about | {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]})
        yield json.dumps(about | {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        usage = {"prompt_tokens": 321, "completion_tokens": 12, "total_tokens": 333}
        yield json.dumps(about | {"choices": [], "usage": usage})
        yield "[DONE]"

    @contextmanager
    def open(self) -> Iterator[ChatServer]:
        with serving(self._server):
            yield self


def keyed(*sentences: str) -> Script:
    """A draft of these sentences, each with the key of the passage that was given first."""

    def script(messages: list[dict[str, Any]]) -> str:
        found = re.search(r'<passage key="(\w{4})"', messages[1]["content"])
        assert found
        return "\n".join(f"{one} [{found[1]}]" for one in sentences)

    return script
