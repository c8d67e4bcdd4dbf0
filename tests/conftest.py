"""What all tests share: the option --slow, and an environment without the settings of whoever runs them.

Properties are tried on the same few examples each time; --hypothesis-profile=long tries thousands of others.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.model_server import ModelServer, missing, model_server

settings.register_profile("ci", max_examples=100, derandomize=True, deadline=None, database=None)
settings.register_profile("long", max_examples=3000, deadline=None, database=None)
settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="also run the tests marked slow")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--slow"):
        return
    skip = pytest.mark.skip(reason="slow: runs with --slow; a short version of it always runs")
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(skip)


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, and no setting in the environment."""
    for name in ("DATA_DIR", "EMBEDDING", "TIME_ZONE", "EMBED_SECONDS", "ALLOW_PRIVATE_ADDRESSES", "CHROMA_URL"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "nowhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(scope="session")
def real_model() -> Iterator[ModelServer]:
    """A chat model that really runs; the tests that ask it are in one xdist_group, so that there is only one."""
    if why := missing():
        pytest.skip(why)
    with model_server() as server:
        yield server
