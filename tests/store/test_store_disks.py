"""Real trouble: a disk that is full, and system calls that fail or never return."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from kiosk.errors import StoreUnreachable
from store.contract import Entry
from store.tiny import TinyStore
from tests.store.samples import assert_holds, declared, imported, visits
from tests.store.stubborn import sign

ROOT = Path(__file__).parents[2]
_FOUND = shutil.which("strace")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return the folder of a disk of 2 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root: run the tests as root")
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted: run the tests where mount is allowed")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill(store: TinyStore, known: list[tuple[str, str, str]]) -> None:
    """Sign until the disk is full, and note number, visit and blob of what was acknowledged."""
    for n in range(5_000):
        number, visit = f"2019{n % 40:02}1", f"v{n}"
        digest = store.put_blob(visit.encode() * 400)
        before = store.events(number)
        first = () if before else (imported(number),)
        sheet = f"{n:06}".ljust(15, "0")
        store.append(Entry(number, len(before), (*first, declared(visit)), number, sheet))
        known.append((number, visit, digest))


def test_a_full_disk_refuses_and_keeps_what_it_acknowledged(small_disk: Path) -> None:
    store = TinyStore(small_disk / "data")
    known: list[tuple[str, str, str]] = []
    with pytest.raises(StoreUnreachable) as told:
        fill(store, known)
    assert told.value.problem.values == {"reason": "ENOSPC"}
    with pytest.raises(StoreUnreachable):
        store.check_writable()
    assert len(known) > 40
    again = TinyStore(small_disk / "data")
    for number, visit, digest in known:
        assert visits(again.events(number)).count(visit) == 1
        assert_holds(again, number)
        assert again.blob(digest)
    assert {one.student_no for one in again.summaries()} >= {number for number, _, _ in known}
    assert not list(small_disk.rglob("*.tmp"))
    shutil.rmtree(small_disk / "data/summaries")
    (small_disk / "data/blobs" / known[0][2][:2] / known[0][2]).unlink()
    number = known[-1][0]
    assert again.append(Entry(number, len(again.events(number)), (declared("later"),)))


def write(folder: Path, inject: str, writer: str, count: int) -> tuple[int, list[list[str]]]:
    """Let a writer sign while a system call fails, and return how it ended and what it said."""
    if _FOUND is None:
        pytest.skip("strace is missing: apt-get install strace")
    calls = inject.partition(":")[0]
    swift = [] if "signal=" in inject else ["--seccomp-bpf"]  # which loses signals, as of 6.1
    trace = [_FOUND, "-f", *swift, "-qq", "-o", os.devnull]
    trace += ["-e", f"trace={calls}", "-e", f"inject={inject}"]
    command = [*trace, sys.executable, "-m", "tests.store.stubborn", str(folder), writer]
    ran = subprocess.run(
        [*command, str(count)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if "not permitted" in ran.stderr:
        pytest.skip("strace may not trace here: run the tests as root, or allow ptrace")
    return ran.returncode, [line.split() for line in ran.stdout.splitlines()]


def check(folder: Path, said: list[list[str]]) -> None:
    store = TinyStore(folder)
    for number, visit in (line for line in said if line[0] != "refused"):
        assert visits(store.events(number)).count(visit) == 1
        assert_holds(store, number)
    for one in store.summaries():
        assert len(visits(store.events(one.student_no))) == len(
            set(visits(store.events(one.student_no)))
        )
    assert not [path for path in folder.rglob("*.tmp") if "summaries" not in path.parts]
    number = said[0][0] if said and said[0][0] != "refused" else "1"
    before = store.events(number)
    assert store.append(Entry(number, len(before), (declared("later"),)))


@pytest.mark.parametrize(
    ("inject", "reason"),
    [
        ("fsync:error=EIO:when=20..24", "EIO"),
        ("fsync:error=EIO:when=25+6", "EIO"),
        ("write:error=ENOSPC:when=30+7", "ENOSPC"),
        ("write:error=EIO:when=31+9", "EIO"),
        ("rename:error=EROFS:when=5+4", "EROFS"),
    ],
)
def test_what_fails_is_refused_in_words_and_done_once_it_can_be(
    tmp_path: Path, inject: str, reason: str
) -> None:
    code, said = write(tmp_path / "data", inject, "1", 25)
    assert code == 0
    assert ["refused", reason] in said
    assert len([line for line in said if line[0] != "refused"]) == 25
    check(tmp_path / "data", said)


_KILLS = list(product(("rename", "fsync", "write"), (9, 23, 40)))
_SOME = {("rename", 9), ("rename", 40), ("fsync", 23), ("write", 23)}


@pytest.mark.parametrize(
    ("call", "when"),
    [pytest.param(*one, marks=() if one in _SOME else pytest.mark.torture) for one in _KILLS],
)
def test_a_kill_at_a_call_leaves_all_or_nothing(tmp_path: Path, call: str, when: int) -> None:
    code, said = write(tmp_path / "data", f"{call}:signal=KILL:when={when}", "1", 60)
    assert code in {-signal.SIGKILL, 128 + signal.SIGKILL}
    check(tmp_path / "data", [line for line in said if len(line) == 2])
    again = TinyStore(tmp_path / "data")
    later = [(f"20{n:02}2", f"2-{n}") for n in range(5)]
    for number, visit in later:
        sign(again, number, visit)
    check(tmp_path / "data", [list(one) for one in later])
