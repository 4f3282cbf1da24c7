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

import psutil
import pytest

from kiosk.cli import desk_work
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
from tests.services.test_services_work import MANY, begun, carried_out, previewed, roster

COUNSELOR = Staff("fu", Role.COUNSELOR, "", classes=("质检3192",))
SEALED = NOW.strftime("%Y%m%d-%H%M%S.zip")


def filled(home: Path, count: int = 3) -> Path:
    work = begun(home, roster(home, count))
    previewed(work)
    carried_out(work)
    return home


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


def test_a_sound_store_is_told_to_be_so(tmp_path: Path) -> None:
    total, task = desk(filled(tmp_path, MANY)).check()
    steps = list(task.steps())
    assert (total, task.outcome) == (MANY, Checked(MANY, MANY, 0, 0, ()))
    assert len(steps) > 1
    assert sum(steps) <= total
    assert task.told(True).text == "screen.evidence.sound"


def test_faults_are_counted_and_the_first_named(tmp_path: Path) -> None:
    shard = next(iter((filled(tmp_path) / "data" / "students").iterdir()))
    shard.write_text(shard.read_text(encoding="utf-8").replace("柳", "张"), encoding="utf-8")
    _, task = desk(tmp_path).check()
    list(task.steps())
    first = "  ".join(f"{number}#1" for number in sorted(Home.open(tmp_path).store.students()))
    assert task.told(True) == Problem(
        "screen.evidence.faulty",
        {"students": "3", "events": "0", "seals": "0", "faults": "3", "first": first},
    )


def test_a_backup_is_whole_and_lies_where_it_says(tmp_path: Path) -> None:
    total, task = desk(filled(tmp_path, MANY)).keep()
    steps = list(task.steps())
    assert total == 3 * MANY
    assert len(steps) > 3
    assert task.outcome == Kept(MANY, SEALED)
    assert task.told(True).values == {"students": str(MANY), "file": SEALED}
    assert kinds(tmp_path)[-1] is Kind.BACKED_UP
    with Archive.open(tmp_path / "backups" / SEALED) as archive:
        assert contents(archive).students == MANY


def test_a_backup_that_is_stopped_leaves_no_file(tmp_path: Path) -> None:
    _, task = desk(filled(tmp_path, MANY)).keep()
    next(task.steps())
    said = task.told(False)
    left = [one.name for one in (tmp_path / "backups").iterdir()]
    assert said.text == "screen.task.stopped"
    assert left == []
    assert Kind.BACKED_UP not in kinds(tmp_path)


@pytest.mark.parametrize("begin", [EvidenceDesk.check, EvidenceDesk.keep])
def test_it_is_the_schools_alone(
    tmp_path: Path, begin: Callable[[EvidenceDesk], tuple[int, Task[object]]]
) -> None:
    _, task = begin(desk(filled(tmp_path), COUNSELOR))
    with pytest.raises(WorkRefused) as caught:
        list(task.steps())
    assert caught.value.problem.text == "error.allowed_to.school"
    assert not list(tmp_path.glob("backups/*"))


def test_a_process_that_dies_is_told(tmp_path: Path) -> None:
    _, task = desk(filled(tmp_path, MANY)).check()
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


@pytest.mark.parametrize("ends", [signal.SIGHUP, signal.SIGKILL])
def test_a_closed_connection_leaves_a_whole_backup(tmp_path: Path, ends: signal.Signals) -> None:
    left_alone(filled(tmp_path, MANY), "keep", ends)
    assert [one.name for one in (tmp_path / "backups").iterdir()] == [SEALED]
    with Archive.open(tmp_path / "backups" / SEALED) as archive:
        assert contents(archive).students == MANY


def test_nobody_goes_on_looking_for_who_has_left(tmp_path: Path) -> None:
    left_alone(filled(tmp_path, MANY), "check", signal.SIGKILL)
    assert Kind.SEALED not in kinds(tmp_path)
