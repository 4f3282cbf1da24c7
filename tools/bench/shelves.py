"""The store under 20,000 students: signing, reading one file, looking over all."""

import json
import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from unittest.mock import patch

from kiosk.cli.home import now
from kiosk.rules.fold import fold
from kiosk.services.acts.declaring import Declaring
from store import layout
from tools.bench.college import College
from tools.bench.figures import Figure, Reference, milliseconds, percentile
from tools.bench.signing import act

_SIGNINGS = 200
_LOADS = 500
_SCANS = 3


def store(college: College) -> Iterator[Figure]:
    """Yield what the store takes for a visit and for the board."""
    yield from _signings(college)
    yield _loads(college)
    yield from _scans(college)


def _signings(college: College) -> Iterator[Figure]:
    home = college.home()
    declaring = Declaring(home.store, home.keys, now)
    took, syncs = [], []
    for hand in range(_SIGNINGS):
        student = declaring.student(college.next()[0])
        declared = act(home.rounds.the_one(student, None), hand)
        with patch("os.fsync", wraps=os.fsync) as fsync:
            took.append(milliseconds(lambda: declaring.declare(student, declared)))  # noqa: B023 - called at once
        syncs.append(float(fsync.call_count))
    with tempfile.TemporaryDirectory(dir=college.path) as folder:
        synced = [milliseconds(lambda: _write_synced(Path(folder, "4k"))) for _ in range(100)]
    one = Reference(name="a 4 KB write with fsync", median=median(synced))
    tail = f"p99 {percentile(took, 99):.1f} ms"
    yield Figure(
        name="store: a complete signing", unit="ms", samples=took, reference=one, note=tail
    )
    yield Figure(name="store: fsyncs of a signing", unit="", samples=syncs)


def _write_synced(path: Path) -> None:
    with path.open("wb") as file:
        file.write(bytes(4096))
        file.flush()
        os.fsync(file.fileno())


def _loads(college: College) -> Figure:
    home = college.home()
    folder = college.path / "data"
    numbers = [one.student_no for one in home.store.summaries()]
    chosen = random.Random(1).sample(numbers, min(_LOADS, len(numbers)))  # noqa: S311 - no secret
    took = [milliseconds(lambda: fold(no, home.store.events(no))) for no in chosen]  # noqa: B023
    parsed = [
        milliseconds(lambda: json.loads((folder / layout.student(no)).read_bytes()))  # noqa: B023
        for no in chosen
    ]
    one = Reference(name="json.loads of the file", median=median(parsed))
    return Figure(name="store: load and fold", unit="ms", samples=took, reference=one)


def _scans(college: College) -> Iterator[Figure]:
    cold, warm = [], []
    for _ in range(_SCANS):
        home = college.home()
        cold.append(milliseconds(lambda: list(home.store.summaries())))  # noqa: B023 - called at once
        warm.append(milliseconds(lambda: list(home.store.summaries())))  # noqa: B023 - called at once
    yield Figure(name="store: all summaries, new process", unit="ms", samples=cold)
    yield Figure(name="store: all summaries, again", unit="ms", samples=warm)
