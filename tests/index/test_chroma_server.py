"""A Chroma server: the same answers as with a folder of our own, also while it is away, and safe to share."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from index.doctor import State, examine
from index.embed import embedding_model
from index.library import DataFolder, Library
from index.rebuild import rebuild
from index.vectors import ChromaServer
from tests.end_to_end.commands import Footnote, jsonl
from tests.index.ports import free_port, wait_for
from tests.library import BRIDGE, FERRY, NOW, OTHERS, Place, add_whole, an_article, found_ids

TEXTS = [FERRY, BRIDGE, *OTHERS]
QUESTIONS = ["How much was the harbour ferry sold for?", "Why was the bridge closed?", "Who sang for a queen by night?"]


@dataclass
class Server:
    """A real `chroma run`, which can be killed and started again on the same port."""

    folder: Path
    port: int = field(default_factory=lambda: free_port())
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        chroma = str(Path(sys.executable).with_name("chroma"))
        command = [chroma, "run", "--path", str(self.folder), "--port", str(self.port)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(self.port)

    def kill(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def empty(self) -> None:
        """Drop every collection behind everybody's back."""
        chroma = ChromaServer(self.url)
        for one in chroma.client().list_collections():
            chroma.client().delete_collection(one.name)
        chroma.close()

    def collections(self) -> dict[str, int]:
        """How many vectors each collection holds."""
        chroma = ChromaServer(self.url)
        found = {one.name: one.count() for one in chroma.client().list_collections()}
        chroma.close()
        return found


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that the tests share, each with libraries of its own."""
    server = Server(tmp_path_factory.mktemp("server"))
    server.start()
    yield server
    server.kill()


@contextmanager
def a_server(folder: Path) -> Iterator[Server]:
    """A server to kill."""
    server = Server(folder)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def a_place(folder: Path, server: Server | None) -> Place:
    return Place(folder, chroma_url=server.url if server else "")


def filled(place: Place) -> None:
    with place.open() as library:
        add_whole(library, *(an_article(f"article {number}", text) for number, text in enumerate(TEXTS)))


def answers(library: Library) -> list[list[str]]:
    return [found_ids(library, question) for question in QUESTIONS]


def uses_chroma(library: Library) -> bool:
    """Whether vectors are looked up on the server rather than in SQLite."""
    begun = library._trying(lambda: library._begin_in_chroma(library.embedding.question(FERRY), 3))
    return begun is not None and library._trying(begun) is not None


def test_a_server_gives_the_answers_that_a_folder_gives(tmp_path: Path, shared: Server) -> None:
    local, remote = a_place(tmp_path / "local", None), a_place(tmp_path / "remote", shared)
    filled(local)
    filled(remote)

    with local.open() as one, remote.open() as other:
        assert answers(one) == answers(other)
        assert uses_chroma(other)
    assert not remote.chroma.exists()


def test_several_processes_read_and_write_at_once(tmp_path: Path, shared: Server) -> None:
    place = a_place(tmp_path / "data", shared)
    filled(place)
    with place.open() as one, place.open() as other:
        assert uses_chroma(one)
        assert uses_chroma(other)

        add_whole(one, an_article("new", "The captain of the lifeboat bought a brass bell."))
        add_whole(other, an_article("newer", "The bell of the lifeboat was stolen in Tollmere."))

        for library in (one, other):
            assert found_ids(library, "Who bought a brass bell?")[0] == "new"
            assert found_ids(library, "Where was the bell stolen?")[0] == "newer"
            assert library.left().unseen == 0
            assert uses_chroma(library)


def test_a_command_on_another_machine_finds_what_this_one_added(tmp_path: Path, shared: Server) -> None:
    footnote = Footnote(tmp_path / "data")
    place = Place(footnote.data, embedding_model("wordllama"), shared.url)
    with place.open() as library:
        add_whole(library, *(an_article(f"{number}", text) for number, text in enumerate(TEXTS)))

        given = f'{{"question": "{QUESTIONS[0]}"}}\n'
        asked = footnote.process("ask", "--jsonl", stdin=given, settings={"CHROMA_URL": shared.url})

    assert asked.status == 0, asked.err
    assert asked.rows[0]["articles"][0]["article_id"] == "0"
    assert sound(place, shared) == []


def test_a_server_that_is_gone_and_comes_back_is_caught_up_with(tmp_path: Path) -> None:
    place = Place(tmp_path / "data")
    with a_server(tmp_path / "server") as server:
        place = a_place(tmp_path / "data", server)
        filled(place)
        [name] = server.collections()
        with place.open() as library:
            before = answers(library)
            server.kill()

            assert answers(library) == before
            add_whole_without(library)
            assert library.left().unseen == 1
            assert found_ids(library, "Who bought a brass bell?")[0] == "new"

            server.start()
            library._away_until = 0.0
            library.work_off(60)
            assert library.left().unseen == 0
            assert uses_chroma(library)
            assert found_ids(library, "Who bought a brass bell?")[0] == "new"
            assert server.collections() == {name: len(TEXTS) + 1}

            server.empty()
            assert found_ids(library, QUESTIONS[0])[0] == "article 0"
            library.work_off(60)
            library.catch_up(60)
        assert list(server.collections().values()) == [len(TEXTS) + 1]


def add_whole_without(library: Library) -> None:
    """Add an article with its vector, of which the server cannot hear."""
    from index.errors import ChromaAway
    from tests.library import add

    add(library, an_article("new", "The captain of the lifeboat bought a brass bell."))
    with pytest.raises(ChromaAway, match="cannot be used"):
        library.work_off(60)


@pytest.mark.slow
def test_a_server_that_comes_back_empty_is_filled_again_without_a_new_embedding(tmp_path: Path) -> None:
    with a_server(tmp_path / "server") as server:
        place = a_place(tmp_path / "data", server)
        filled(place)
        server.kill()
        shutil.rmtree(server.folder)
        server.start()
        embedded = list(place.embeddings.texts)

        with place.open() as library:
            assert found_ids(library, QUESTIONS[0])[0] == "article 0"
            library.catch_up(60)

        assert list(server.collections().values()) == [len(TEXTS)]
        assert place.embeddings.texts == embedded


def test_a_server_that_never_answers_keeps_no_question_for_long(tmp_path: Path, shared: Server) -> None:
    place = a_place(tmp_path / "data", shared)
    filled(place)
    with closing(socket.create_server(("127.0.0.1", 0))) as mute:
        mute_place = Place(tmp_path / "data", chroma_url=f"http://127.0.0.1:{mute.getsockname()[1]}")
        with mute_place.open() as library:
            began = time.monotonic()
            assert found_ids(library, QUESTIONS[0])[0] == "article 0"
            assert found_ids(library, QUESTIONS[1])[0] == "article 1"
            assert time.monotonic() - began < 6


def test_two_data_directories_on_one_server_keep_apart(tmp_path: Path, shared: Server) -> None:
    one, other = a_place(tmp_path / "one", shared), a_place(tmp_path / "other", shared)
    filled(one)
    with other.open() as library:
        add_whole(library, an_article("only", "The other library has one article about a lighthouse."))

    with one.open() as library:
        assert "only" not in found_ids(library, "Which library has a lighthouse?")
        rebuild(one.opened, library, "", lambda *_: None)
    with other.open() as library:
        assert found_ids(library, "Which library has a lighthouse?") == ["only"]
        assert uses_chroma(library)


def test_a_copied_data_directory_begins_a_collection_of_its_own(tmp_path: Path, shared: Server) -> None:
    original = a_place(tmp_path / "original", shared)
    filled(original)
    before = shared.collections().keys()
    shutil.copytree(original.path, tmp_path / "copy")
    copy = a_place(tmp_path / "copy", shared)

    with original.open() as library:
        add_whole(library, an_article("here", "The lighthouse keeper of Gull Rock retired."))
    with copy.open() as library:
        library.database.remove("article 0", NOW)
        add_whole(library, an_article("there", "The lighthouse keeper of Gull Rock was married."))
        assert uses_chroma(library)
    with original.open() as library:
        add_whole(library, an_article("again", "The lighthouse of Gull Rock was sold."))
        assert uses_chroma(library)
        assert found_ids(library, QUESTIONS[0])[0] == "article 0"

    assert len(shared.collections().keys() - before) == 1
    assert sound(original, shared) == sound(copy, shared) == []


def test_a_copy_that_writes_while_the_original_is_open_does_it_no_harm(tmp_path: Path, shared: Server) -> None:
    original = a_place(tmp_path / "original", shared)
    filled(original)
    with original.open() as library:
        add_whole(library, an_article("here", "The lighthouse keeper of Gull Rock retired."))
        shutil.copytree(original.path, tmp_path / "copy")
        copy = a_place(tmp_path / "copy", shared)
        with copy.open() as copied:
            copied.database.remove("article 0", NOW)
            copied.work_off(60)

        add_whole(library, an_article("again", "The lighthouse of Gull Rock was sold."))

        assert found_ids(library, QUESTIONS[0])[0] == "article 0"
    assert sound(original, shared) == sound(copy, shared) == []


def sound(place: Place, server: Server) -> list[str]:
    """What the doctor finds wrong."""
    from index.probe import probe

    folder = place.folder()
    found = list(examine(folder, folder.file_of("default"), server.url, "", probe=probe))
    folder.close()
    return [one.said for one in found if one.state is not State.OK]


def test_a_library_that_moves_to_a_server_and_back_is_whole_each_time(tmp_path: Path, shared: Server) -> None:
    local, remote = a_place(tmp_path / "data", None), a_place(tmp_path / "data", shared)
    filled(local)
    embedded = len(local.embeddings.texts)

    for place in (remote, local, remote):
        with place.open() as library:
            library.catch_up(60)
            assert uses_chroma(library)
            assert library.left().unseen == 0
    assert len(local.embeddings.texts) == embedded
    assert remote.embeddings.texts == []


def test_a_url_that_is_no_chroma_server_is_told_and_the_articles_are_in(tmp_path: Path) -> None:
    footnote = Footnote(tmp_path / "data")
    footnote.data.mkdir()
    (footnote.data / "footnote.toml").write_text(f'chroma_url = "http://127.0.0.1:{free_port()}"\n')

    done = footnote("add", jsonl(tmp_path / "a.jsonl", {"id": "ferry", "text": FERRY}))

    assert "1 added" in done.out
    assert "The Chroma server at http://127.0.0.1:" in done.err
    assert "Traceback" not in done.err


def test_a_password_in_the_url_is_never_shown(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data", chroma_url=f"http://me:secret@127.0.0.1:{free_port()}/")

    with closing(folder.open("default")) as library:
        add_whole_quietly = pytest.raises(Exception, match="cannot be used")
        with add_whole_quietly as raised:
            add_whole(library, an_article("ferry", FERRY))

    assert "secret" not in str(raised.value)
    assert os.environ.get("CHROMA_URL") is None
