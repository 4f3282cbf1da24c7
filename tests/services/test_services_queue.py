"""The queue for paper: in order, once each, whatever befalls printers and processes."""

import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from kiosk.errors import StoreUnreachable
from kiosk.keys import new_sheet_id
from kiosk.model.events import Draft, Kind
from kiosk.model.student import Student
from kiosk.printing.contract import Outcome
from kiosk.printing.ipp import IppPrinter
from kiosk.rules import code
from kiosk.services.acts.declaring import Act, drafts
from kiosk.services.paper.queue import Queue, QueueBusy
from kiosk.services.ports import stamp
from kiosk.visit import PrintState
from store.contract import Entry, Store
from tests.ippprinter import IppPrinterProcess
from tests.school import INITIAL, NOW, ON_PAPER, RECORD, School
from tests.services.drainer import FileTray

ROOT = Path(__file__).parents[2]


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path)


def signed(school: School, count: int, terminal: str = "") -> list[str]:
    """Have as many students sign, a second apart, those with high numbers first.

    Returns:
        The names of their first copies, in the order of signing.
    """
    names: list[str] = []

    def entries() -> Iterator[Entry]:
        for n in range(count):
            record = replace(RECORD, student_no=f"{terminal or 3121}{count - n:04}", id_number="")
            at = stamp(NOW + timedelta(seconds=n))
            body = {"record": record.json(), "source": {"name": "", "exported": "", "sha256": ""}}
            act = Act(
                visit=uuid4(),
                round=INITIAL,
                claims=(),
                signature=ON_PAPER,
                terminal=terminal,
                pin="271828",
            )
            sheet_id = new_sheet_id()
            names.append(f"{code.short_number(sheet_id)}.1")
            student = Student(record.student_no, record)
            new = (
                Draft(at, "staff:demo", Kind.IMPORTED, body),
                *drafts(student, act, school.keys, at, sheet_id),
            )
            yield Entry(record.student_no, 0, new, sheet_id=sheet_id)

    assert sum(school.store.append_many(entries())) == count
    return names


def drained(school: School) -> list[PrintState]:
    return [state for _, state in school.queue.drain(school.paper, lambda: True)]


def names_in(school: School) -> list[str]:
    return [job.name for job in school.trays[0].jobs]


def test_sheets_wait_and_print_in_the_order_of_signing(school: School) -> None:
    names = signed(school, 5)
    waiting = school.queue.waiting()
    assert [one.student_no for one in waiting] == [f"3121{n:04}" for n in (5, 4, 3, 2, 1)]
    assert [one.since for one in waiting] == sorted(one.since for one in waiting)
    assert drained(school) == [PrintState.PRINTED] * 5
    assert names_in(school) == names
    assert school.queue.waiting() == ()


def test_nothing_is_read_while_nobody_writes(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(school, 2)
    monkeypatch.setattr(school.store, "pulse", lambda: "same")
    assert len(school.queue.waiting()) == 2
    monkeypatch.delattr(type(school.store), "waiting")
    assert len(school.queue.waiting()) == 2


@pytest.mark.parametrize(
    "trouble",
    [
        Outcome.OUT_OF_PAPER,
        Outcome.JAM,
        Outcome.DOOR,
        Outcome.UNREACHABLE,
        Outcome.REFUSED,
        Outcome.UNKNOWN,
    ],
)
def test_the_printers_trouble_ends_it_and_everything_waits_on(
    school: School, trouble: Outcome
) -> None:
    names = signed(school, 3)
    school.trays[0].outcome = trouble
    assert drained(school) == [PrintState(trouble.value)]
    assert school.queue.attend(school.paper, lambda: True) is PrintState(trouble.value)
    assert len(names_in(school)) == 1, "a printer in trouble is given nothing"
    assert len(school.queue.waiting()) == 3
    school.trays[0].outcome = Outcome.PRINTED
    school.trays[0].jobs.clear()
    assert school.queue.attend(school.paper, lambda: True) is None
    assert names_in(school) == names


def test_who_is_present_goes_first(school: School) -> None:
    signed(school, 3)
    answers = iter([True, False])
    assert len(list(school.queue.drain(school.paper, lambda: next(answers)))) == 1
    assert len(school.queue.waiting()) == 2


def test_a_sheet_that_cannot_be_printed_holds_up_nobody(school: School) -> None:
    signed(school, 3)
    school.config = replace(school.config, copies=0)
    assert drained(school) == [PrintState.LIMIT] * 3
    assert drained(school) == [], "not tried again and again"
    school.config = replace(school.config, copies=2)
    school.leave("31210001")
    assert drained(school) == [PrintState.PRINTED], "whose file is another one is tried again"


def test_what_somebody_cancelled_at_the_printer_is_not_sent_again(school: School) -> None:
    signed(school, 2)
    school.trays[0].outcome = Outcome.CANCELLED
    assert drained(school) == [PrintState.CANCELLED] * 2
    school.trays[0].outcome = Outcome.PRINTED
    assert drained(school) == []
    assert len(school.queue.waiting()) == 2


def test_one_process_drains_at_a_time(school: School) -> None:
    signed(school, 1)
    with school.store.hold("drain/"):
        with pytest.raises(QueueBusy):
            drained(school)
        assert school.queue.attend(school.paper, lambda: True) is None
    assert drained(school) == [PrintState.PRINTED]


def test_a_store_that_fails_is_the_trouble(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    signed(school, 2)

    def fail(_store: Store, _entry: Entry) -> None:
        raise StoreUnreachable

    with monkeypatch.context() as patched:
        patched.setattr(type(school.store), "append", fail)
        assert school.queue.attend(school.paper, lambda: True) is PrintState.STORE
    assert drained(school) == [PrintState.PRINTED] * 2
    assert len(names_in(school)) == 2, "what was printed and not noted is found"


def drainer(school: Path, tray: Path | str, where: str, count: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.services.drainer", str(school), str(tray)]
    return subprocess.Popen(
        [*command, where, str(count)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def test_500_sheets_print_once_each_in_order_through_deaths_and_trouble(
    school: School, tmp_path: Path
) -> None:
    names = signed(school, 500)
    tray = tmp_path / "tray"
    said: list[str] = []
    for where, count in (("before", 60), ("printed", 100), ("noted", 30), ("printed", 1)):
        dying = drainer(tmp_path, tray, where, count)
        said += dying.communicate()[0].split()
        assert dying.returncode == -9
    both = [drainer(tmp_path, tray, "", 0) for _ in range(2)]
    said += [line for one in both for line in one.communicate()[0].split()]
    assert [one.returncode for one in both] == [0, 0]
    assert FileTray(tray).printed() == names
    assert not school.queue.waiting()
    assert all(len(school.student(f"3121{n:04}").prints) == 1 for n in range(1, 501))
    noted = [line for line in said if line.isdigit()]
    assert len(set(noted)) == len(noted)


@pytest.mark.torture
@pytest.mark.timeout(1800)
def test_500_sheets_print_once_each_on_a_real_printer(
    school: School, ipp_printer: IppPrinterProcess, tmp_path: Path
) -> None:
    """It is off at first, then out of reach for a while; the kiosk that drains is killed."""
    names = signed(school, 500)
    chance = random.Random(1)  # noqa: S311 - no secret
    school.trays = [IppPrinter(ipp_printer.uri, 10)]  # type: ignore[list-item]
    ipp_printer.kill()
    assert school.queue.attend(school.paper, lambda: True) is PrintState.UNREACHABLE
    ipp_printer.start()
    for _ in range(8):
        dying = drainer(tmp_path, ipp_printer.uri, "", 0)
        assert dying.stdout is not None
        for _ in range(chance.randrange(10, 50)):
            dying.stdout.readline()
        dying.kill()
        dying.communicate()
    last = drainer(tmp_path, ipp_printer.uri, "", 0)
    assert last.stdout is not None
    last.stdout.readline()
    ipp_printer.suspend()
    while last.stdout.readline() != "unreachable\n":
        assert last.poll() is None
    ipp_printer.resume()
    last.communicate()
    assert last.returncode == 0
    assert not school.queue.waiting()
    numbers = [one.read_text(encoding="ascii").split()[1] for one in ipp_printer.sheets()]
    assert numbers == [name.removesuffix(".1") for name in names]


def test_a_terminal_prints_what_was_signed_at_it_and_staff_print_all(school: School) -> None:
    here, there = signed(school, 2, "lab1"), signed(school, 2, "lab2")
    elsewhere = signed(school, 1)
    idle = Queue(school.store, "lab1")
    assert len(idle.waiting()) == 2
    assert idle.attend(school.paper, lambda: True) is None
    assert names_in(school) == here
    assert idle.waiting() == ()
    assert len(drained(school)) == 3
    assert sorted(names_in(school)[2:]) == sorted(there + elsewhere)
