"""The log shows everybody what is theirs, and nothing that is private."""

from pathlib import Path

import pytest

from kiosk.model.events import Draft, Kind
from kiosk.model.staff import Role, Staff
from kiosk.services.acts.appending import NoSuchStudent
from kiosk.services.ports import stamp
from kiosk.services.staff.guard import NotAllowed, guarded
from kiosk.services.staff.log import Logged, Wanted, log
from kiosk.services.visit.unlocking import Unlocking
from tests.school import OTHER, RECORD, School

MINE, THEIRS = RECORD.student_no, OTHER.student_no
REGISTRAR = Staff("fen", Role.REGISTRAR, "", colleges=(RECORD.college,))
OFFICE = Staff("xiao", Role.SCHOOL, "")


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path)
    school.open()
    for record in (RECORD, OTHER):
        school.clock.move(days=1)
        school.enrol(record)
        Unlocking(school.store, school.clock, "staff:xiao").unlock(record.student_no)
    return school


def seen(school: School, staff: Staff | None, wanted: Wanted | None = None) -> tuple[Logged, ...]:
    store = guarded(school.store, staff, school.clock) if staff else school.store
    return log(store, staff, wanted or Wanted())


def kinds(lines: tuple[Logged, ...]) -> list[Kind]:
    return [one.kind for one in lines]


def test_the_school_sees_all_in_the_order_of_time(school: School) -> None:
    everything = [Kind.ROUND_OPENED, *[Kind.IMPORTED, Kind.UNLOCKED] * 2]
    for staff in (None, OFFICE):
        lines = seen(school, staff)
        assert kinds(lines) == everything
        assert [one.student_no for one in lines] == ["", MINE, MINE, THEIRS, THEIRS]


def test_a_registrar_sees_the_own_college_and_the_own_acts(school: School) -> None:
    for actor in ("staff:fen", "staff:xiao"):
        draft = Draft(
            stamp(school.clock()), actor, Kind.DENIED, {"what": "kiosk x", "student_no": ""}
        )
        school.store.append_desk([draft])
    lines = seen(school, REGISTRAR)
    assert kinds(lines) == [Kind.IMPORTED, Kind.UNLOCKED, Kind.DENIED]
    assert {one.student_no for one in lines} == {MINE, ""}
    assert lines[-1].actor == "staff:fen"


def test_one_student_one_day_one_person(school: School) -> None:
    assert kinds(seen(school, None, Wanted(student_no=MINE))) == [Kind.IMPORTED, Kind.UNLOCKED]
    later = seen(school, None, Wanted(since=school.clock().date().isoformat()))
    assert {one.student_no for one in later} == {THEIRS}
    mine = seen(school, None, Wanted(actor="staff:xiao"))
    assert set(kinds(mine)) == {Kind.UNLOCKED}
    with pytest.raises(NotAllowed):
        seen(school, REGISTRAR, Wanted(student_no=THEIRS))
    with pytest.raises(NoSuchStudent):
        seen(school, REGISTRAR, Wanted(student_no="1"))


def test_a_look_through_the_log_at_one_student_is_a_look(school: School) -> None:
    seen(school, OFFICE, Wanted(student_no=MINE))
    assert school.store.desk()[-1].kind is Kind.LOOKED
    seen(school, OFFICE)
    assert [one.kind for one in school.store.desk()].count(Kind.LOOKED) == 1
