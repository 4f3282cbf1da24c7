"""Several real processes on one store, some of them killed."""

import hashlib
import random
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from store import layout
from store.tiny import TinyStore
from tests.store.samples import assert_holds, visits
from tests.store.writer import SHARDS, opened

ROOT = Path(__file__).parents[2]
ROUNDS = 50
"""More than a writer has students, so that some of them sign twice."""


def start(place: str, act: str, writer: int, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.writer", place, act, str(writer)]
    return subprocess.Popen(
        [*command, str(count)], cwd=ROOT, stdout=subprocess.PIPE, text=True, bufsize=1
    )


def finish(writers: list[subprocess.Popen[str]]) -> list[list[str]]:
    said = [writer.communicate()[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * len(writers)
    return [line.split() for text in said for line in text.splitlines()]


@pytest.fixture(params=["folder", "database"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where a store is that several processes share."""
    if request.param == "folder":
        return str(tmp_path)
    return str(request.getfixturevalue("database"))


def test_eight_processes_on_different_students_lose_nothing(place: str) -> None:
    said = finish([start(place, "own", writer, ROUNDS) for writer in range(8)])
    assert len(said) == ROUNDS * 8
    store = opened(place)
    written = Counter(
        (one.student_no, visit)
        for one in store.summaries()
        for visit in visits(store.events(one.student_no))
    )
    assert written == Counter((number, visit) for number, visit in said)
    assert len({number for number, _ in written}) == SHARDS * 8
    for number, visit in written:
        assert_holds(store, number)
        assert store.students_of(number) == (number,)
        assert store.blob(hashlib.sha256(visit.encode()).hexdigest())


def test_of_four_processes_on_one_student_one_wins_each_round(place: str) -> None:
    said = finish([start(place, "same", writer, ROUNDS) for writer in range(4)])
    assert Counter(n for result, n in said if result == "won") == {str(n): 1 for n in range(ROUNDS)}
    assert Counter(result for result, _ in said) == {"won": ROUNDS, "conflict": ROUNDS * 3}
    store = opened(place)
    assert len(visits(store.events("1"))) == ROUNDS
    assert_holds(store, "1")


def test_what_a_killed_writer_acknowledged_is_there_once(tmp_path: Path) -> None:
    acknowledged: list[tuple[str, str]] = []
    for life, lines in enumerate((30, 47, 71, 13)):
        writer = start(str(tmp_path), "own", life, 100_000)
        assert writer.stdout is not None
        for _ in range(lines):
            number, visit = writer.stdout.readline().split()
            acknowledged.append((number, visit))
        writer.kill()
        rest = writer.communicate()[0]
        acknowledged += [tuple(line.split()) for line in rest.splitlines() if line.count("-")]  # type: ignore[misc]
    store = TinyStore(tmp_path)
    for number, visit in acknowledged:
        assert visits(store.events(number)).count(visit) == 1
        assert_holds(store, number)
    unknown = sum(one.rev - 1 for one in store.summaries()) - len(acknowledged)
    assert 0 <= unknown <= 4, "at most the one write that each was killed in"
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.torture
@pytest.mark.timeout(1800)
def test_four_writers_killed_again_and_again_lose_nothing(tmp_path: Path) -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    acknowledged: list[tuple[str, str]] = []
    life = 0
    while len(acknowledged) < 10_000:
        writers = [start(str(tmp_path), "own", life + n, 100_000) for n in range(4)]
        life += len(writers)
        with ThreadPoolExecutor(len(writers)) as pool:
            lines = [chance.randrange(1, 300) for _ in writers]
            for said in pool.map(_killed_after, writers, lines):
                acknowledged += said
    store = TinyStore(tmp_path)
    by_student = Counter(acknowledged)
    assert max(by_student.values()) == 1
    assert len({layout.student(number) for number, _ in acknowledged}) >= 40
    found = Counter(
        (one.student_no, visit)
        for one in store.summaries()
        for visit in visits(store.events(one.student_no))
    )
    assert not by_student - found, "acknowledged and missing"
    assert max(found.values()) == 1, "written twice"
    assert sum(found.values()) - len(acknowledged) <= life, "more than each was killed in"
    for number in {number for number, _ in found}:
        assert_holds(store, number)
    assert not list(tmp_path.rglob("*.tmp"))


def _killed_after(writer: subprocess.Popen[str], lines: int) -> list[tuple[str, str]]:
    """Kill a writer after so many lines, and return what it acknowledged."""
    assert writer.stdout is not None
    said = [writer.stdout.readline() for _ in range(lines)]
    writer.kill()
    said += writer.communicate()[0].splitlines(keepends=True)
    whole = (line.split() for line in said if line.endswith("\n"))
    return [(number, visit) for number, visit in whole]
