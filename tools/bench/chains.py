"""The store at the size that a college reaches in years: signing, looking over all, verifying.

``python -m tools.bench.chains FOLDER`` is a new process that looks over all, and prints JSON.
"""

import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from tinydb import TinyDB

from kiosk.keys import KeyRing
from kiosk.keys.book import SealBook
from kiosk.model.rounds import Round
from kiosk.rules.fold import fold
from kiosk.services.acts.declaring import Declaring
from kiosk.services.evidence.examining import Examiner
from kiosk.services.evidence.sealing import Sealing
from store.contract import Entry
from store.tiny import TinyStore
from tools.bench.crowd import crowds
from tools.bench.figures import Figure, Reference, milliseconds, percentile
from tools.bench.signing import act
from tools.bench.years import ROUNDS, fill, imported, number_of

_FEW, _MANY = 1_000, 100_000
_NOW = datetime(2023, 9, 1, 8, tzinfo=UTC)
_SIGNINGS = 300
_PLAIN = 20_000


def chains(folder: Path) -> Iterator[Figure]:
    """Yield the store's figures, at 1,000 and at 100,000 students with four years each."""
    folder.mkdir()
    few, many = folder / "few", folder / "many"
    for home, students in ((few, _FEW), (many, _MANY)):
        home.mkdir()
        fill(home, students)
    yield from _signings(few, many)
    yield _loads(many)
    yield from _scans(many)
    yield from crowds(folder)
    yield _verified(many)
    yield from _imports(folder)


def _signed(home: Path, students: int) -> tuple[list[float], list[float]]:
    """Return milliseconds and fsyncs of complete signings by students all over the college."""
    store, keys = TinyStore(home / "data"), KeyRing.open(home / "keys")
    declaring = Declaring(store, keys, lambda: _NOW)
    chance = random.Random(1)  # noqa: S311 - no secret
    took, syncs = [], []
    for hand in range(_SIGNINGS):
        student = declaring.student(number_of(chance.randrange(students)))
        declared = act(Round(2023, "graduation"), hand)
        with patch("os.fsync", wraps=os.fsync) as fsync:
            took.append(milliseconds(partial(declaring.declare, student, declared)))
        syncs.append(float(fsync.call_count))
    return took, syncs


def _signings(few: Path, many: Path) -> Iterator[Figure]:
    small, _ = _signed(few, _FEW)
    large, syncs = _signed(many, _MANY)
    document = {**imported(1).body, "sheet": "0" * 500}
    plain = _plain_inserts(few, document)
    sqlite = _sqlite_inserts(few, document)
    tail = f"p99 {percentile(large, 99):.1f} ms"
    yield Figure(name="fsyncs of a complete signing", unit="", samples=syncs, bar=8)
    yield Figure(
        name=f"signing, {_MANY} students, {ROUNDS} rounds",
        unit="ms",
        samples=large,
        bar_of_ratio=1.5,
        reference=Reference(name=f"the same with {_FEW}", median=median(small)),
        note=tail,
    )
    yield Figure(
        name="signing, beside plain TinyDB",
        unit="ms",
        samples=large,
        bar_of_ratio=1 / 300,
        reference=Reference(name=f"its insert at {_PLAIN}", median=median(plain)),
    )
    yield Figure(
        name="signing, beside sqlite",
        unit="ms",
        samples=large,
        bar_of_ratio=10,
        reference=Reference(name="its insert, WAL, FULL", median=median(sqlite)),
    )


def _plain_inserts(folder: Path, document: dict[str, Any]) -> list[float]:
    path = folder / "plain.json"
    rows = {str(n): document for n in range(1, _PLAIN + 1)}
    path.write_text(json.dumps({"_default": rows}), encoding="utf-8")
    with TinyDB(path) as plain:
        return [milliseconds(partial(plain.insert, document)) for _ in range(5)]


def _sqlite_inserts(folder: Path, document: dict[str, Any]) -> list[float]:
    text = json.dumps(document)
    with closing(sqlite3.connect(folder / "rows.db", isolation_level=None)) as rows:
        rows.execute("PRAGMA journal_mode=WAL")
        rows.execute("PRAGMA synchronous=FULL")
        rows.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, body TEXT)")
        insert = partial(rows.execute, "INSERT INTO event (body) VALUES (?)", [text])
        return [milliseconds(insert) for _ in range(_SIGNINGS)]


def _loads(many: Path) -> Figure:
    store = TinyStore(many / "data")
    chance = random.Random(2)  # noqa: S311 - no secret
    numbers = [number_of(chance.randrange(_MANY)) for _ in range(500)]
    took = [milliseconds(lambda: fold(no, store.events(no))) for no in numbers]  # noqa: B023 - called at once
    return Figure(name="load and fold, 4 rounds", unit="ms", samples=took, bar=0.5)


def _scans(many: Path) -> Iterator[Figure]:
    list(TinyStore(many / "data").summaries())
    said = [json.loads(_run(str(many / "data"))) for _ in range(5)]
    name = f"all summaries of {_MANY}"
    yield Figure(name=f"{name}, cold", unit="s", samples=[one["cold"] for one in said], bar=1)
    warm = [each for one in said for each in one["warm"]]
    yield Figure(name=f"{name}, warm", unit="ms", samples=warm, bar=60)
    yield Figure(
        name="memory with all of them", unit="MB", samples=[one["mb"] for one in said], bar=150
    )


def _scan(data: str) -> dict[str, Any]:
    store = TinyStore(Path(data))
    cold = milliseconds(lambda: sum(1 for _ in store.summaries())) / 1000
    warm = [milliseconds(lambda: sum(1 for _ in store.summaries())) for _ in range(5)]
    return {"cold": cold, "warm": warm, "mb": _resident()}


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def _verified(many: Path) -> Figure:
    data = many / "data"
    examiner = Examiner(TinyStore(data), SealBook.open(many / "seals"), partial(TinyStore, data))
    Sealing(examiner, lambda: _NOW, "staff:lin").seal()
    found = []

    def verify() -> None:
        report = examiner.examine()
        if report.faults:
            raise ValueError(report.faults[0])
        found.append(report.events)

    took = [milliseconds(verify) / 1000 for _ in range(2)]
    return Figure(name=f"{found[0]} events verified", unit="s", samples=took, bar=10)


def _imports(folder: Path) -> Iterator[Figure]:
    """Yield what the store takes of an import; reading the file is measured with the rosters."""
    store = TinyStore(folder / "imported")
    keys = KeyRing.open(folder / "few" / "keys")
    entries = [Entry(number_of(n), 0, (imported(n),), keys.id_hash(str(n))) for n in range(_MANY)]
    took = milliseconds(lambda: sum(store.append_many(entries))) / 1000
    yield Figure(name=f"{_MANY} new students written", unit="s", samples=[took], bar=20)
    numbers = [entry.student_no for entry in entries]

    def again() -> None:
        for number, events in store.events_of(numbers):
            fold(number, events)

    yield Figure(
        name="the same compared again", unit="s", samples=[milliseconds(again) / 1000], bar=5
    )


def _run(*args: str) -> str:
    command = [sys.executable, "-m", "tools.bench.chains", *args]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    print(json.dumps(_scan(sys.argv[1])))
