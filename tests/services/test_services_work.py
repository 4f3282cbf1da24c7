"""Long work goes on in its own process: it tells, is told, and outlives whoever had it done."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

import psutil
import pytest

from kiosk.cli.desk_work import import_
from kiosk.cli.entry import run
from kiosk.model.events import Kind
from kiosk.model.staff import Role, Staff
from kiosk.services.desk.roster import Import
from kiosk.services.roster.work import Order, Outcome, Preview
from kiosk.services.work import Work, WorkBrokenOff, WorkRefused
from store.tiny import TinyStore
from tests.services.rosters import MANY, roster

REGISTRAR = Staff("fen", Role.REGISTRAR, "", colleges=("机械工程学院",))


def begun(home: Path, *files: Path, person: Staff | None = None) -> Import:
    return Import(Work(partial(import_, home, person, Order(files, None, full=False))))


def previewed(work: Import) -> Preview:
    return work.preview(lambda _: None)


def carried_out(work: Import, *, skip_bad: bool = False) -> Outcome:
    steps = sum(work.carry_out(skip_bad=skip_bad, lang="zh"))
    assert work.outcome is not None
    assert work.outcome.written == steps
    return work.outcome


def students(home: Path) -> int:
    return len(list(TinyStore(home / "data").students()))


def figures(home: Path) -> list[tuple[int, int]]:
    """Return of each roster that was read how many it added, and how many it did not come to."""
    bodies = [one.body for one in TinyStore(home / "data").desk() if one.kind is Kind.ROSTER_READ]
    return [(body["added"], body.get("open", 0)) for body in bodies]


def test_nothing_is_written_before_it_was_seen(tmp_path: Path) -> None:
    work = begun(tmp_path, roster(tmp_path))
    found = previewed(work)
    assert (found.total, len(found.added), found.changed) == (3, 3, 0)
    assert found.added[0].student_no == "2019000001"
    assert students(tmp_path) == 0
    assert carried_out(work) == Outcome(3, 0, ())
    assert (students(tmp_path), figures(tmp_path)) == (3, [(3, 0)])


def test_every_change_is_told(tmp_path: Path) -> None:
    assert run(["--home", str(tmp_path), "import", str(roster(tmp_path))]) == 0
    work = begun(tmp_path, roster(tmp_path, major="模具"))
    found = previewed(work)
    assert (found.added, found.changed) == ((), 3)
    changes = {(one.student_no, one.field, one.old, one.new) for one in found.changes}
    assert ("2019000002", "major", "机械制造", "模具") in changes
    work.drop()


def test_a_dropped_preview_writes_nothing(tmp_path: Path) -> None:
    work = begun(tmp_path, roster(tmp_path))
    previewed(work)
    work.drop()
    assert (students(tmp_path), figures(tmp_path)) == (0, [])


def test_bad_rows_stop_all_or_are_left_beside(tmp_path: Path) -> None:
    bad = roster(tmp_path, birth_date="某日")
    work = begun(tmp_path, bad)
    assert len(previewed(work).bad) == 3
    with pytest.raises(WorkRefused) as caught:
        list(work.carry_out(skip_bad=False, lang="zh"))
    assert caught.value.problem.text == "roster.refused"
    work = begun(tmp_path, bad)
    previewed(work)
    assert carried_out(work, skip_bad=True) == Outcome(0, 0, ("名册.bad.csv",))
    assert (tmp_path / "名册.bad.csv").exists()


def test_what_is_stopped_is_told_and_can_be_completed(tmp_path: Path) -> None:
    file = roster(tmp_path, MANY)
    work = begun(tmp_path, file)
    previewed(work)
    steps = work.carry_out(skip_bad=False, lang="zh")
    next(steps)
    said, outcome = work.stopped(), work.outcome
    assert outcome is not None
    assert said.text == ("screen.roster.stopped" if outcome.unwritten else "screen.roster.done")
    assert outcome.written + outcome.unwritten == MANY
    assert students(tmp_path) == outcome.written
    assert figures(tmp_path) == [(outcome.written, outcome.unwritten)]
    if outcome.unwritten:
        work = begun(tmp_path, file)
        assert previewed(work).total == outcome.unwritten
        carried_out(work)
    assert students(tmp_path) == MANY


_DESK = """
import signal, sys
from tests.services.test_services_work import *
work = begun(Path(sys.argv[1]), Path(sys.argv[2]))
previewed(work)
next(work.carry_out(skip_bad=False, lang="zh"))
pid = work._work._process.pid
os.kill(pid, signal.SIGSTOP)
print(pid, flush=True)
signal.pause()
"""


@pytest.mark.parametrize("ends", [signal.SIGHUP, signal.SIGKILL])
def test_an_import_outlives_its_desk(tmp_path: Path, ends: signal.Signals) -> None:
    file = roster(tmp_path, MANY)
    desk = subprocess.Popen(
        [sys.executable, "-c", _DESK, tmp_path, file],
        stdout=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    with desk:
        assert desk.stdout is not None
        worker = psutil.Process(int(desk.stdout.readline()))
        os.killpg(desk.pid, ends)
        assert desk.wait() == -ends
    half = students(tmp_path)
    worker.resume()
    with suppress(psutil.NoSuchProcess):
        worker.wait(60)
    assert 0 < half <= students(tmp_path) == MANY
    assert figures(tmp_path) == [(MANY, 0)]


def test_a_worker_that_dies_is_told_and_the_same_files_complete_it(tmp_path: Path) -> None:
    file = roster(tmp_path, MANY)
    work = begun(tmp_path, file)
    previewed(work)
    steps = work.carry_out(skip_bad=False, lang="zh")
    next(steps)
    work._work._process.kill()
    with pytest.raises(WorkBrokenOff):
        list(steps)
    work = begun(tmp_path, file)
    previewed(work)
    carried_out(work)
    assert students(tmp_path) == MANY


def test_the_process_is_held_to_the_role(tmp_path: Path) -> None:
    work = begun(tmp_path, roster(tmp_path), person=REGISTRAR)
    previewed(work)
    with pytest.raises(WorkRefused) as caught:
        list(work.carry_out(skip_bad=False, lang="zh"))
    assert caught.value.problem.text == "error.allowed_to.school"
    assert students(tmp_path) == 0


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "名册.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(WorkRefused) as caught:
        previewed(begun(tmp_path, file))
    assert caught.value.problem.text == "roster.no_header"
