"""A provider of embeddings: it speaks OpenAI's protocol over HTTP, and fails as it is told."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np

from tests.index.sources.site import serving
from tests.library import CountingEmbeddings


class Provider:
    """`failures`, (status, headers), are answered first; `asked` holds how many texts each request had."""

    def __init__(self) -> None:
        self.failures: list[tuple[int, dict[str, str]]] = []
        self.asked: list[int] = []
        self.keeps_waiting = 0.0
        self.leaves_out = 0
        self.dimensions = 64
        self._words = CountingEmbeddings()
        provider = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                texts = [given["input"]] if isinstance(given["input"], str) else given["input"]
                provider.asked.append(len(texts))
                time.sleep(provider.keeps_waiting)
                if provider.failures:
                    status, headers = provider.failures.pop(0)
                    self._say(status, {"error": {"message": "no", "type": "t", "code": None}}, headers)
                else:
                    self._say(200, provider.embedded(texts), {})

            def _say(self, status: int, body: object, headers: dict[str, str]) -> None:
                content = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.send_header("Connection", "close")  # or langchain-openai's client keeps its socket, unclosed
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def embedded(self, texts: list[str]) -> dict[str, object]:
        vectors = self._words.embed_documents(texts)[: len(texts) - self.leaves_out]
        packed = [base64.b64encode(np.asarray(one[: self.dimensions], "<f4").tobytes()).decode() for one in vectors]
        data = [{"object": "embedding", "index": at, "embedding": one} for at, one in enumerate(packed)]
        return {"object": "list", "data": data, "model": "bags", "usage": {"prompt_tokens": 1, "total_tokens": 1}}

    @contextmanager
    def open(self) -> Iterator[Provider]:
        with serving(self._server):
            yield self
