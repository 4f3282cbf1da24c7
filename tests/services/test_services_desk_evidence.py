"""Checking and backup as the desk has them done: followed, stopped, and left alone."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from shutil import copytree

import psutil
import pytest

from kiosk.cli import desk_work
from kiosk.cli.entry import run
from kiosk.cli.home import Home
from kiosk.errors import Problem
from kiosk.model.events import Kind
from kiosk.model.staff import Role, Staff
from kiosk.services.desk.evidence import Checked, EvidenceDesk, Kept
from kiosk.services.desk.task import Task
from kiosk.services.evidence.archive import Archive
from kiosk.services.evidence.backup import contents
from kiosk.services.work import Work, WorkBrokenOff, WorkRefused
from tests.school import NOW
from tests.services.rosters import MANY, roster

COUNSELOR = Staff("fu", Role.COUNSELOR, "", classes=("质检3192",))
SEALED = NOW.strftime("%Y%m%d-%H%M%S.zip")


def filled(home: Path, count: int) -> Path:
    """Make a home with students, in this process."""
    home.mkdir()
    assert run(["--home", str(home), "import", str(roster(home, count))]) == 0
    return home


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("large") / "home", MANY)


@pytest.fixture
def many(large: Path, tmp_path: Path) -> Path:
    """A home with so many students that work on them takes several steps."""
    return copytree(large, tmp_path / "home")


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """A home with three."""
    return filled(tmp_path / "home", 3)


def desk(home: Path, person: Staff | None = None) -> EvidenceDesk:
    return EvidenceDesk(
        Home.open(home).store,
        lambda: NOW,
        home / "backups",
        lambda: Work(partial(desk_work.check, home, person)),
        lambda target: Work(partial(desk_work.keep, home, person, target)),
    )


def kinds(home: Path) -> list[Kind]:
    return [one.kind for one in Home.open(home).store.desk()]


def test_a_sound_store_is_told_to_be_so(many: Path) -> None:
    total, task = desk(many).check()
    steps = list(task.steps())
    assert (total, task.outcome) == (MANY, Checked(MANY, MANY, 0, 0, ()))
    assert len(steps) > 1
    assert sum(steps) <= total
    assert task.told(True).text == "screen.evidence.sound"


def test_faults_are_counted_and_the_first_named(few: Path) -> None:
    shard = next(iter((few / "data" / "students").iterdir()))
    shard.write_text(shard.read_text(encoding="utf-8").replace("柳", "张"), encoding="utf-8")
    _, task = desk(few).check()
    list(task.steps())
    first = "  ".join(f"{number}#1" for number in sorted(Home.open(few).store.students()))
    assert task.told(True) == Problem(
        "screen.evidence.faulty",
        {"students": "3", "events": "0", "seals": "0", "faults": "3", "first": first},
    )


def test_a_backup_is_whole_and_lies_where_it_says(many: Path) -> None:
    total, task = desk(many).keep()
    steps = list(task.steps())
    assert total == 3 * MANY
    assert len(steps) > 3
    assert task.outcome == Kept(MANY, SEALED)
    assert task.told(True).values == {"students": str(MANY), "file": SEALED}
    assert kinds(many)[-1] is Kind.BACKED_UP
    with Archive.open(many / "backups" / SEALED) as archive:
        assert contents(archive).students == MANY


def test_a_backup_that_is_stopped_leaves_no_file(many: Path) -> None:
    _, task = desk(many).keep()
    next(task.steps())
    said = task.told(False)
    left = [one.name for one in (many / "backups").iterdir()]
    assert said.text == "screen.task.stopped"
    assert left == []
    assert Kind.BACKED_UP not in kinds(many)


@pytest.mark.parametrize("begin", [EvidenceDesk.check, EvidenceDesk.keep])
def test_it_is_the_schools_alone(
    few: Path, begin: Callable[[EvidenceDesk], tuple[int, Task[object]]]
) -> None:
    _, task = begin(desk(few, COUNSELOR))
    with pytest.raises(WorkRefused) as caught:
        list(task.steps())
    assert caught.value.problem.text == "error.allowed_to.school"
    assert not list(few.glob("backups/*"))


def test_a_process_that_dies_is_told(many: Path) -> None:
    _, task = desk(many).check()
    next(task.steps())
    task._work._process.kill()
    with pytest.raises(WorkBrokenOff):
        list(task.steps())


_DESK = """
import os, signal, sys
from tests.services.test_services_desk_evidence import *
_, task = getattr(desk(Path(sys.argv[1])), sys.argv[2])()
next(task.steps())
pid = task._work._process.pid
os.kill(pid, signal.SIGSTOP)
print(json.dumps(pid), flush=True)
signal.pause()
"""


def left_alone(home: Path, what: str, ends: signal.Signals) -> None:
    """Have a desk begin, end it half-way, and wait until its work has ended by itself."""
    begun = subprocess.Popen(
        [sys.executable, "-c", _DESK, home, what],
        stdout=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    with begun:
        assert begun.stdout is not None
        worker = psutil.Process(json.loads(begun.stdout.readline()))
        os.killpg(begun.pid, ends)
        assert begun.wait() == -ends
    worker.resume()
    with suppress(psutil.NoSuchProcess):
        worker.wait(60)


def test_a_closed_connection_leaves_a_whole_backup(many: Path) -> None:
    left_alone(many, "keep", signal.SIGHUP)
    assert [one.name for one in (many / "backups").iterdir()] == [SEALED]
    with Archive.open(many / "backups" / SEALED) as archive:
        assert contents(archive).students == MANY


def test_nobody_goes_on_looking_for_who_has_left(many: Path) -> None:
    left_alone(many, "check", signal.SIGKILL)
    assert Kind.SEALED not in kinds(many)
