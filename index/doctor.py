"""Look a library over: what is wrong, and what to do about it. Nothing is mended here."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from index.database import Database, NewPassage, StoredArticle, name_of
from index.embed import DEFAULT_EMBEDDING, EmbeddingModel
from index.errors import EmbeddingProblem, IndexProblem
from index.ingest import derived
from index.library import DataFolder
from index.probe import Probed, Wanted
from index.split import SPLITTER_VERSION
from index.terms import TERMS_VERSION

BATCH, SAMPLE, REEMBEDDED = 256, 50, 10
SAME = 0.98
"""The least cosine similarity of a stored vector with one made anew; providers round, and e5 counts in 4 bits."""
PATIENCE = 75.0
"""Seconds in which another process must have taken in some of what waits for Chroma; the bot looks once a minute."""
PROBE_SECONDS = 600


class State(StrEnum):
    """What a finding means: all is well, something to know, something to mend."""

    OK = "ok"
    NOTE = "note"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; `todo` is what to do about it."""

    check: str
    state: State
    said: str
    todo: str = ""


def ok(check: str, said: str) -> Finding:
    """All is well."""
    return Finding(check, State.OK, said)


def note(check: str, said: str, todo: str = "") -> Finding:
    """Something to know."""
    return Finding(check, State.NOTE, said, todo)


def fault(check: str, said: str, todo: str) -> Finding:
    """Something to mend."""
    return Finding(check, State.FAULT, said, todo)


def examine(
    folder: DataFolder,
    file: Path,
    chroma_url: str,
    embedding: str,
    *,
    probe: Callable[[Wanted], Probed] | None = None,
    patience: float = PATIENCE,
) -> Iterator[Finding]:
    """Every check of one library's file, one after the other; a check that cannot be made is a fault too.

    `probe` looks into Chroma, by default in a process of its own, as a damaged index may end the one that opens it.
    """
    try:
        database = Database(file, name_of(file), create=False)
    except IndexProblem as problem:
        yield fault("SQLite", str(problem), "")
        return
    with closing(database):
        patient = _Patient(
            folder, database, name_of(file), file, chroma_url, embedding, probe or in_a_process, patience
        )
        for check, look in patient.checks():
            try:
                yield from look()
            except IndexProblem as problem:
                yield fault(check, str(problem), "")
            except Exception as error:  # whatever somebody put there, the other checks go on
                yield fault(check, f"it cannot be checked ({type(error).__name__}: {error})", patient.rebuild)


def in_a_process(wanted: Wanted) -> Probed:
    """Look into Chroma in a process that may die of it."""
    ended = subprocess.run(
        [sys.executable, "-m", "index.probe"],
        input=json.dumps(asdict(wanted)).encode(),
        capture_output=True,
        timeout=PROBE_SECONDS,
        check=False,
    )
    if ended.returncode < 0:
        return Probed(problem=f"its files are damaged: the process that opened them died of signal {-ended.returncode}")
    if ended.returncode:
        last = ended.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        return Probed(problem=f"it cannot be looked at ({last})")
    return Probed(**json.loads(ended.stdout))


@dataclass(frozen=True)
class _Patient:
    folder: DataFolder
    database: Database
    name: str
    file: Path
    chroma_url: str
    embedding: str
    probe: Callable[[Wanted], Probed]
    patience: float

    def checks(self) -> list[tuple[str, Callable[[], Iterator[Finding]]]]:
        return [
            ("SQLite", self.sqlite),
            ("versions", self.versions),
            ("articles", self.articles),
            ("passages", self.passages),
            ("vectors", self.vectors),
            ("embedding model", self.model),
            ("full text", self.full_text),
            ("Chroma", self.chroma),
        ]

    @property
    def rebuild(self) -> str:
        return f"footnote rebuild --library {shlex.quote(self.name)}"

    def sqlite(self) -> Iterator[Finding]:
        """The file itself."""
        damage = self.database.damage()
        of_full_text = [line for line in damage if "full text" in line or "full_text" in line]
        if of_full_text:
            yield fault("SQLite", of_full_text[0], self.rebuild)
        if others := [line for line in damage if line not in of_full_text]:
            said = f"the file is damaged: {'; '.join(others[:3])}"
            yield fault("SQLite", said, f"stop what runs here, and restore {self.file.name} from a backup")
        if lacking := self.database.lacking():
            said = f"the file lacks what every library has: {', '.join(lacking)}"
            yield fault("SQLite", said, f"restore {self.file.name} from a backup")
        named = self.folder.file_of(self.name)
        if named != self.file:
            said = f"{self.file.name} is not where its library is looked for"
            yield fault("SQLite", said, f"rename it to {named.name}, unless there is one already")
        if not damage and not lacking and named == self.file:
            yield ok("SQLite", "the file, its indexes and its full text are sound")

    def versions(self) -> Iterator[Finding]:
        """What the library was made by."""
        for what, ours in (("splitter", SPLITTER_VERSION), ("terms", TERMS_VERSION)):
            made_by = int(self.database.meta(what) or 0)
            if made_by > ours:
                yield fault("versions", f"it was made by a newer Footnote ({what} {made_by})", "install that version")
            elif made_by < ours:
                yield note("versions", f"{what} {made_by} is older than ours, {ours}: made anew at the next start")

    def articles(self) -> Iterator[Finding]:
        """Texts as they were stored."""
        textless = self.database.textless()
        if textless:
            said = f"{len(textless)} articles have lost their newest version (such as {textless[0]!r})"
            yield fault("articles", said, "add them again, or restore the library from a backup")
        altered = [id for batch in self._batches() for id in self._altered(batch)]
        if altered:
            said = f"{len(altered)} articles were changed behind Footnote's back (such as {altered[0]!r})"
            yield fault("articles", said, "footnote articles remove ID, then add them again; or restore a backup")
        if not textless and not altered:
            yield ok("articles", f"{self.database.count_articles():,} articles are as they were stored")

    def _altered(self, batch: list[StoredArticle]) -> list[str]:
        stored = self.database.stored(one.article.id for one in batch)
        return [one.article.id for one in batch if stored[one.article.id].fingerprint != one.article.fingerprint]

    def _batches(self) -> Iterator[list[StoredArticle]]:
        for at in range(0, self.database.count_articles(), BATCH):
            yield self.database.articles(limit=BATCH, offset=at)

    def passages(self) -> Iterator[Finding]:
        """Every passage at its offsets, with its terms, and a vector or the wait for one."""
        wrong, languages = _Wrong(), self.database.languages()
        for batch in self._batches():
            made = self.database.passages(one.number for one in batch)
            for stored in batch:
                wrong.compare(stored, made.get(stored.number, []), languages)
        for what, articles in wrong.found.items():
            yield fault("passages", f"{what} in {len(articles):,} articles (such as {articles[0]!r})", self.rebuild)
        strays = {what: count for what, count in self.database.strays().items() if count}
        for what, count in strays.items():
            yield fault("passages", f"{count:,} {what} belong to no article", self.rebuild)
        if not wrong.found and not strays:
            yield ok("passages", f"{self.database.size():,} passages stand in their articles, word for word")

    def vectors(self) -> Iterator[Finding]:
        """As many as there should be, and each of the model's size and of length 1."""
        counts = self.database.counts()
        odd = self.database.odd_vectors()
        if odd:
            said = f"{len(odd):,} vectors are of a wrong size or no unit vectors"
            yield fault("vectors", said, f"{self.rebuild}, which makes these anew")
        else:
            yield ok("vectors", f"{counts['vectors']:,} vectors of {self.database.meta('dimensions') or 0} numbers")
        if counts["waiting"]:
            todo = "they follow while the bot runs, with each `footnote add`, or at once with: footnote embed"
            yield note("vectors", f"{counts['waiting']:,} passages wait for their vector", todo)
        if coming := self.database.meta("coming"):
            made = self.database.count_vectors(coming=True)
            said = f"a rebuild for the embedding model {coming} was left unfinished ({made:,} vectors made)"
            finish = f"{self.rebuild} --embedding {shlex.quote(coming)}"
            yield note("vectors", said, f"unless it is running: finish it: {finish}; or give it up: {self.rebuild}")

    def model(self) -> Iterator[Finding]:
        """The embedding model answers, and is the one that made the vectors."""
        name = self.database.meta("embedding") or DEFAULT_EMBEDDING
        other = f"set EMBEDDING and its key right, or change the model: {self.rebuild} --embedding NAME"
        if self.embedding and self.embedding != name and self.database.has_vectors():
            said = f"the setting EMBEDDING is {self.embedding!r}, but the library was made with {name!r}"
            yield fault(
                "embedding model", said, f"unset it, or: {self.rebuild} --embedding {shlex.quote(self.embedding)}"
            )
        try:
            model = self.folder.model(name)
            if not model.languages:
                yield ok("embedding model", "none: full text answers alone")
                return
            alike = self._alike(model)
        except EmbeddingProblem as problem:
            yield fault("embedding model", f"{problem} Full text answers alone meanwhile.", other)
            return
        if alike is None:
            yield ok("embedding model", f"{name} answers")
        elif alike < SAME:
            said = f"{name} makes other vectors now than those in the library (similarity {alike:.2f})"
            yield fault("embedding model", said, f"make all of them anew: {self.rebuild} --embedding {name}")
        else:
            yield ok("embedding model", f"{name} makes the vectors that are in the library")

    def _alike(self, model: EmbeddingModel) -> float | None:
        """How much a few stored vectors are like those that the model makes now; None if there are none."""
        rows = self.database.embedded_words(
            self.database.sample(SAMPLE), SAMPLE if model.batch > SAMPLE else REEMBEDDED
        )
        if not rows:
            model.question("ready?")
            return None
        made = model.passages([words for words, _ in rows])
        pairs = zip(made, (vector for _, vector in rows), strict=True)
        return min((float(one @ other) if len(one) == len(other) else 0.0) for one, other in pairs)

    def full_text(self) -> Iterator[Finding]:
        """A sample of passages is found by its own words."""
        rows = self.database.rows(self.database.sample(SAMPLE))
        lost = 0
        for row in rows:
            words = row.body.split()
            frequency = self.database.document_frequency(list(dict.fromkeys(words)))
            rarest = sorted(frequency, key=lambda term: frequency[term])[:8]
            found = self.database.rows(self.database.match(rarest, 20)) if rarest else []
            lost += bool(words) and row.body not in {one.body for one in found}
        if lost:
            yield fault("full text", f"{lost} of {len(rows)} passages are not found by their own words", self.rebuild)
        else:
            yield ok("full text", f"{len(rows)} passages of {len(rows)} are found by their own words")

    def chroma(self) -> Iterator[Finding]:
        """What Chroma holds, and whether it takes in what waits for it."""
        counts = self.database.counts()
        if not counts["vectors"]:
            yield ok("Chroma", "there are no vectors to index")
            return
        with self.folder.writing() as chroma:
            if chroma is None:
                yield from self._owned(counts["outbox"], looked_at=bool(self.chroma_url))
            if chroma is None and not self.chroma_url:
                return
            if self.folder.is_missing:
                yield fault("Chroma", "its folder is missing", f"{self.rebuild}; or let the next start make it anew")
                return
            at = "" if self.chroma_url else str(self.folder.chroma_path)
            sample, ours = self.database.sample(SAMPLE), chroma is not None
            probed = self.probe(Wanted(str(self.file), self.chroma_url, at, sample, may_write=ours))
        if not ours and probed.problem:
            yield note("Chroma", f"it is being written to just now ({probed.problem})", "look again when that is done")
            return
        yield from self._judge(probed, counts["outbox"], may_write=ours)

    def _owned(self, outbox: int, *, looked_at: bool) -> Iterator[Finding]:
        """Another process has Chroma: whether it does its work can be seen, and on a server what it holds."""
        owner = self.folder.lock.other()
        before, until = self.database.outbox_keys(), time.monotonic() + self.patience
        while before and self.database.outbox_keys() >= before and time.monotonic() < until:
            time.sleep(0.1)
        if before and self.database.outbox_keys() >= before:
            said = f"{outbox:,} changes wait for Chroma, and {owner}, which owns it, takes none in"
            yield fault("Chroma", said, "restart that process; then look again")
        if not looked_at:
            said = f"it belongs to {owner}, so what it holds was not looked at"
            yield note("Chroma", said, "stop that to have it looked at")

    def _judge(self, probed: Probed, outbox: int, *, may_write: bool) -> Iterator[Finding]:
        if probed.away:
            todo = f"start the server, or set CHROMA_URL right; where it runs and still fails: {self.rebuild}"
            yield fault("Chroma", probed.problem, todo)
            return
        if probed.problem:
            yield fault("Chroma", probed.problem, f"{self.rebuild}; or let the next start make it anew")
            return
        faults = {
            f"{probed.missing:,} vectors are missing in it": probed.missing,
            f"{probed.surplus:,} of its vectors belong to nothing": probed.surplus,
            f"{probed.wrong:,} of its vectors are not those of the library": probed.wrong,
            f"{probed.lost} of {probed.asked} passages are not found by their own vectors": probed.lost,
        }
        for said in (said for said, count in faults.items() if count):
            yield fault("Chroma", said, self.rebuild)
        if outbox and probed.outbox >= outbox and may_write:
            said = f"{outbox:,} changes wait for Chroma, and it takes none in ({probed.refused or 'nobody knows why'})"
            yield fault("Chroma", said, self.rebuild)
        elif probed.outbox:
            todo = "they follow by themselves; at once: footnote embed"
            yield note("Chroma", f"{probed.outbox:,} changes wait for it", todo)
        if not any(faults.values()):
            yield ok("Chroma", f"it holds {probed.held:,} vectors; {probed.asked} of {probed.asked} are found")


class _Wrong:
    """What is wrong with passages, and in which articles."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = {}

    def compare(self, stored: StoredArticle, made: Sequence[tuple[NewPassage, bool, bool]], languages: str) -> None:
        """Passages as they are stored with what the text gives."""
        whole = derived(stored.article)
        expected = {one.key: one for one in whole.passages}
        here = {one.key: one for one, *_ in made}
        embeds = languages == "*" or stored.article.language in languages.split()
        terms = [(expected[key], one) for key, one in here.items() if key in expected]
        self._note("passages are missing", stored, expected.keys() - here.keys())
        self._note("passages are in no text", stored, here.keys() - expected.keys())
        self._note("passages have wrong offsets", stored, [o for e, o in terms if (e.start, e.end) != (o.start, o.end)])
        self._note("sentences have wrong offsets", stored, whole.sentences != stored.sentences)
        self._note(
            "passages are lost to full text",
            stored,
            [o for e, o in terms if (e.title_terms, e.body_terms) != (o.title_terms, o.body_terms)],
        )
        neither = [one for one, waits, embedded in made if embeds and not waits and not embedded]
        self._note("passages have no vector and wait for none", stored, neither)

    def _note(self, what: str, stored: StoredArticle, found: object) -> None:
        if found:
            self.found.setdefault(what, []).append(stored.article.id)
