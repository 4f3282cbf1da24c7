"""Staff at the terminal: the PIN, its tries, and what stands behind it."""

import re
import statistics
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.errors import Problem, StoreUnreachable
from kiosk.keys import pin
from kiosk.keys.pin import BadPin, StaffPin
from kiosk.rules.attempts import Miss
from kiosk.services.doctor import Check
from kiosk.services.visit.maintenance import Maintenance
from store.tiny import TinyStore
from tests.living import glances
from tests.school import RECORD, School

PIN, WRONG = "271828", "314159"
NOT_IT = Problem("screen.upkeep.wrong")


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a guess cheap, where many are counted; what one costs is measured below."""
    monkeypatch.setattr(pin, "_COST", 2)


@pytest.fixture
def door(school: School, quick: None) -> Maintenance:
    del quick
    school.keys.staff_pin.set(PIN)
    return school.maintenance()


def text(problem: Problem | None) -> str:
    assert problem is not None
    return problem.text


def test_the_pin_opens_and_another_does_not(door: Maintenance) -> None:
    assert door.open(PIN) is None
    assert door.open(WRONG) == NOT_IT
    assert door.open("") == NOT_IT
    assert door.open(PIN) is None


def test_unset_is_told_as_wrong(school: School) -> None:
    assert not school.keys.staff_pin.is_set
    assert school.maintenance().open(PIN) == NOT_IT


def test_five_wrong_ones_have_to_wait_and_then_the_right_one_opens_nothing(
    school: School, door: Maintenance
) -> None:
    for _ in range(4):
        assert door.open(WRONG) == NOT_IT
        school.clock.move(seconds=1)
    assert door.open(WRONG) == Problem("screen.upkeep.locked", {"until": "09:45"})
    assert text(door.open(PIN)) == "screen.upkeep.locked"
    school.clock.move(minutes=15)
    assert door.open(PIN) is None


@pytest.mark.usefixtures("quick")
def test_unset_locks_as_wrong_does(school: School) -> None:
    door = school.maintenance()
    told = [text(door.open(PIN)) for _ in range(6)]
    assert told == ["screen.upkeep.wrong"] * 4 + ["screen.upkeep.locked"] * 2


def test_twenty_a_day_wait_until_tomorrow(school: School, door: Maintenance) -> None:
    for _ in range(20):
        door.open(WRONG)
        school.clock.move(minutes=20)
    assert door.open(PIN) == Problem("screen.upkeep.locked", {"until": "00:00"})
    school.clock.move(hours=9)
    assert door.open(PIN) is None


def test_tries_are_counted_by_terminal_and_outlive_the_process(
    school: School, door: Maintenance
) -> None:
    for _ in range(5):
        door.open(WRONG)
    again = school.maintenance()
    assert text(again.open(PIN)) == "screen.upkeep.locked"
    other = Maintenance(again.store, again.keys, again.clock, "t2", again.subject, again.page)
    assert other.open(PIN) is None


def test_the_right_one_forgets_the_wrong_ones(door: Maintenance) -> None:
    for _ in range(4):
        door.open(WRONG)
    assert door.open(PIN) is None
    assert door.open(WRONG) == NOT_IT


def test_a_store_that_cannot_count_neither_locks_staff_out_nor_lets_one_guess(
    door: Maintenance, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> tuple[Miss, ...]:
        raise StoreUnreachable

    for name in ("misses", "add_miss", "forget_misses"):
        monkeypatch.setattr(TinyStore, name, gone)
    assert door.open(PIN) is None
    told = [text(door.open(WRONG)) for _ in range(5)]
    assert told == ["screen.upkeep.wrong"] * 4 + ["screen.upkeep.locked"]
    assert text(door.open(PIN)) == "screen.upkeep.locked"


@pytest.mark.parametrize(
    "typed", ["", "12345", "27182a", "111111", "123456", "987654", "２７１８２８"]
)
def test_what_is_no_pin(school: School, typed: str) -> None:
    with pytest.raises(BadPin) as refused:
        school.keys.staff_pin.set(typed)
    assert not typed or typed not in repr(refused.value)
    assert not school.keys.staff_pin.is_set


def test_what_is_kept_tells_no_pin(tmp_path: Path) -> None:
    first, second = StaffPin(tmp_path), StaffPin(tmp_path / "b")
    second.folder.mkdir()
    for one in (first, second):
        one.set(PIN)
    file = tmp_path / "pin"
    assert file.stat().st_mode & 0o777 == 0o600
    assert re.fullmatch(r"[0-9a-f]{64}\n", file.read_text())
    assert file.read_text() != (second.folder / "pin").read_text()
    assert {one.name for one in tmp_path.iterdir()} == {"pin", "b"}
    first.set(WRONG)
    assert first.matches(WRONG)
    assert not first.matches(PIN)


def test_an_unset_pin_takes_the_time_of_a_wrong_one(tmp_path: Path) -> None:
    unset, set_ = StaffPin(tmp_path / "unset"), StaffPin(tmp_path)
    set_.set(PIN)

    def took(one: StaffPin) -> float:
        began = time.process_time()
        one.matches(WRONG)
        return time.process_time() - began

    pairs = [(took(unset), took(set_)) for _ in range(5)]
    one, other = (statistics.median(times) for times in zip(*pairs, strict=True))
    assert one == pytest.approx(other, rel=0.5)
    assert one > 0.01


def test_doctor_and_a_test_page_are_behind_it(school: School, door: Maintenance) -> None:
    school.enrol(replace(RECORD, student_no="97530002"))
    findings = door.findings()
    assert glances("97530002") == []
    assert {one.check for one in findings} >= {Check.STORE, Check.PRINTER, Check.STAFF_PIN}
    told = door.print_test_pages("en")
    assert [(one.check, one.ok) for one in told] == [(Check.TEST_PAGE, True)]
    assert school.trays[0].jobs[0].pdf == b"%PDF- tray en"


def test_doctor_tells_that_none_is_set(school: School) -> None:
    found = {one.check: one for one in school.maintenance().findings()}[Check.STAFF_PIN]
    assert not found.ok
    school.keys.staff_pin.set(PIN)
    found = {one.check: one for one in school.maintenance().findings()}[Check.STAFF_PIN]
    assert found.ok
