"""Why somebody is missing, who still is, and how far each class has come."""

import time
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from kiosk.errors import StoreUnreachable
from kiosk.model.events import Draft, Event, Kind
from kiosk.model.paper import Reason
from kiosk.model.record import Field
from kiosk.model.request import Claim
from kiosk.model.roll import State
from kiosk.model.student import Summary
from kiosk.rules import pile
from kiosk.services.acts.appending import NoSuchStudent
from kiosk.services.pile.handin import HandIn
from kiosk.services.pile.missing import (
    Excusing,
    NeedsNote,
    NotExcused,
    NotExpected,
    NothingMissing,
    missing,
    reasons,
)
from kiosk.services.pile.packs import Packs
from kiosk.services.pile.piles import Piles
from kiosk.services.pile.progress import Level, in_total, progress
from kiosk.services.pile.selection import Selection
from kiosk.services.ports import stamp
from store.contract import Entry
from tests.school import INITIAL, OTHER, RECORD, YEAR2, School

DESK = "staff:li"
NUMBER = RECORD.student_no
CLAIM = Claim(Field.MAJOR, "工商管理")


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path)
    school.open()
    school.enrol()
    return school


@pytest.fixture
def excusing(school: School) -> Excusing:
    return Excusing(school.store, school.clock, DESK)


def hand_in(school: School, number: str = NUMBER) -> None:
    """Declare and hand in."""
    sheet = school.declare(visit=uuid4(), student_no=number).declarations[-1]
    piles = Piles(school.store)
    HandIn(school.verifier, piles, school.clock, DESK).take(sheet.code)


def excused(school: School) -> list[Event]:
    return [event for event in school.store.events(NUMBER) if event.kind is Kind.EXCUSED]


def test_a_reason_is_written_once_changed_and_taken_back(
    school: School, excusing: Excusing
) -> None:
    for reason, note in ((Reason.ENLISTED, ""), (Reason.ENLISTED, ""), (Reason.OTHER, "住院")):
        made = excusing.excuse(NUMBER, INITIAL, reason, note)
        assert (made.reason, made.note, made.actor) == (reason, note, DESK)
    assert len(excused(school)) == 2
    assert school.student().excuse(INITIAL) == made
    assert school.student().excuse(YEAR2) is None
    excusing.lift(NUMBER, INITIAL)
    assert school.student().excuse(INITIAL) is None
    with pytest.raises(NotExcused):
        excusing.lift(NUMBER, INITIAL)
    assert len(excused(school)) == 3


def test_what_makes_no_sense_is_refused(school: School, excusing: Excusing) -> None:
    with pytest.raises(NeedsNote):
        excusing.excuse(NUMBER, INITIAL, Reason.OTHER, "")
    with pytest.raises(NoSuchStudent):
        excusing.excuse("404", INITIAL, Reason.ENLISTED, "")
    hand_in(school)
    with pytest.raises(NothingMissing):
        excusing.excuse(NUMBER, INITIAL, Reason.ENLISTED, "")
    excusing.excuse(NUMBER, YEAR2, Reason.ENLISTED, "")
    school.enrol(OTHER)
    school.leave(OTHER.student_no)
    with pytest.raises(NotExpected):
        excusing.excuse(OTHER.student_no, INITIAL, Reason.WITHDRAWN, "")
    assert [event.body["round"] for event in excused(school)] == [str(YEAR2)]


def test_a_lift_whose_end_nobody_saw_is_no_error(
    school: School, excusing: Excusing, monkeypatch: pytest.MonkeyPatch
) -> None:
    excusing.excuse(NUMBER, INITIAL, Reason.ENLISTED, "")
    append = school.store.append

    def torn(entry: Entry) -> tuple[Event, ...]:
        monkeypatch.setattr(school.store, "append", append)
        append(entry)
        raise StoreUnreachable

    monkeypatch.setattr(school.store, "append", torn)
    excusing.lift(NUMBER, INITIAL)
    assert len(excused(school)) == 2


def test_who_is_missing_is_listed_with_the_reason(school: School, excusing: Excusing) -> None:
    numbers = [NUMBER, "31219203", "31219204", "31219205"]
    for number in numbers[1:]:
        school.enrol(replace(RECORD, student_no=number))
    hand_in(school, "31219203")
    school.leave("31219204")
    excusing.excuse("31219205", INITIAL, Reason.OTHER, "住院")
    students = sorted(school.store.summaries(), key=pile.place)
    found = list(missing(school.store, students, INITIAL))
    assert [(one.student.student_no, one.state) for one in found] == [
        (NUMBER, State.UNCHECKED),
        ("31219205", State.UNCHECKED),
    ]
    assert [one.excuse and one.excuse.note for one in found] == [None, "住院"]
    assert reasons(school.store, students, INITIAL) == {"31219205": "其他：住院"}


def test_the_roll_tells_the_reason_and_who_handed_in(school: School, excusing: Excusing) -> None:
    for number in ("31219203", "31219204"):
        school.enrol(replace(RECORD, student_no=number))
    excusing.excuse("31219203", INITIAL, Reason.SUSPENDED, "")
    excusing.excuse("31219204", INITIAL, Reason.SUSPENDED, "")
    hand_in(school, "31219204")
    packs = Packs(school.store, school.sheets, school.clock, DESK)
    (section,) = packs.sections(packs.choose(Selection(), INITIAL), rolls_only=True)
    assert [(one.state, one.reason) for one in section.roll.lines] == [
        (State.UNCHECKED, ""),
        (State.UNCHECKED, "休学"),
        (State.HANDED_IN, ""),
    ]
    handed_in = packs.choose(Selection(state=State.HANDED_IN), INITIAL)
    assert [one.student_no for one in handed_in.of(handed_in.classes[0])] == ["31219204"]


def figures(students: list[Summary], level: Level) -> list[tuple[object, ...]]:
    return [
        (*one.path, one.total, one.checked, one.disputed, one.printed, one.handed_in, one.excused)
        for one in progress(students, INITIAL, level)
    ]


def test_each_figure_counts_what_it_says(school: School, excusing: Excusing) -> None:
    for number in range(2, 8):
        school.enrol(replace(RECORD, student_no=f"3121920{number}"))
    school.enrol(replace(OTHER, student_no="31219301"))
    school.declare([CLAIM], visit=uuid4())
    sheet = school.declare(visit=uuid4(), student_no="31219202").declarations[-1]
    printed = Draft(
        stamp(school.clock()), "kiosk", Kind.PRINTED, {"sheet_id": sheet.sheet_id, "printer": "a"}
    )
    school.store.append(Entry("31219202", school.student("31219202").rev, (printed,)))
    excusing.excuse("31219203", INITIAL, Reason.SUSPENDED, "")
    hand_in(school, "31219203")
    excusing.excuse("31219204", INITIAL, Reason.ENLISTED, "")
    excusing.excuse("31219205", YEAR2, Reason.ENLISTED, "")
    school.leave("31219206")
    students = list(school.store.summaries())
    mechanics = ("机械工程学院", "机械产品检测检验技术", "质检3192")
    electronics = ("电子信息学院", "数控技术", "数控3191")
    counts = (6, 3, 1, 2, 1, 1)
    for level, depth in ((Level.COLLEGE, 1), (Level.MAJOR, 2), (Level.CLASS, 3)):
        assert figures(students, level) == [
            (*mechanics[:depth], *counts),
            (*electronics[:depth], 1, 0, 0, 0, 0, 0),
        ]
    total = in_total(progress(students, INITIAL, Level.CLASS))
    assert (total.total, total.handed_in, total.missing, total.excused) == (7, 1, 6, 1)


def test_classes_stand_in_the_order_of_the_pile_whoever_repeats_a_year(school: School) -> None:
    school.enrol(replace(RECORD, student_no="1", class_name="质检392"))
    school.enrol(replace(RECORD, student_no="2", class_name="质检3192", entry_date="2018-09-01"))
    school.enrol(replace(RECORD, student_no="3", class_name="质检3181", entry_date="2018-09-01"))
    students = list(school.store.summaries())
    for order in (students, students[::-1]):
        names = [one.path[-1] for one in progress(order, INITIAL, Level.CLASS)]
        assert names == ["质检3181", "质检392", "质检3192"]


def test_a_hundred_thousand_students_are_counted_in_a_moment(school: School) -> None:
    (one,) = school.store.summaries()
    students = [
        replace(
            one, student_no=str(n), class_name=f"班{n // 40}", verdicts={str(INITIAL): "correct"}
        )
        for n in range(20_000)
    ]
    began = time.process_time()
    lines = progress(students * 5, INITIAL, Level.CLASS)
    assert time.process_time() - began < 3
    assert sum(line.checked for line in lines) == 100_000
