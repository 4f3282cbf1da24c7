"""Whoever sees no ID numbers finds none anywhere in a file."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.model.record import Field
from kiosk.model.request import Claim, MoveKind
from kiosk.model.staff import Role, Staff
from kiosk.rules.idnumber import check_digit
from kiosk.rules.veil import as_seen
from tests.school import RECORD, School

BEFORE = RECORD.id_number
_OTHERS = (f"{BEFORE[:14]}{serial}" for serial in (114, 116, 118))
CLAIMED, AFTER, LAST = (first + check_digit(first) for first in _OTHERS)
COUNSELOR = Staff("fu", Role.COUNSELOR, "", classes=(RECORD.class_name,))


@pytest.fixture
def school(tmp_path: Path) -> School:
    """A student who claimed another ID number, wrote it in a note too, and was given two more."""
    school = School(tmp_path)
    school.open()
    school.enrol(RECORD)
    number = school.declare([Claim(Field.ID_NUMBER, CLAIMED, "改过号")]).requests[0].number
    school.requests.move(number, MoveKind.TAKE, "staff:fen")
    school.requests.move(number, MoveKind.NOTE, "staff:fen", text=f"原 {BEFORE}，应为 {CLAIMED}")
    school.enrol(replace(RECORD, id_number=AFTER))
    school.enrol(replace(RECORD, id_number=LAST))
    return school


def test_no_id_number_is_left_wherever_it_stands(school: School) -> None:
    whole = repr(school.student())
    seen = repr(as_seen(school.student(), COUNSELOR))
    for number in (BEFORE, CLAIMED, AFTER, LAST):
        assert number in whole
        assert number not in seen
        assert f"{number[:4]}**********{number[-4:]}" in seen


def test_all_else_is_as_it_was(school: School) -> None:
    student = school.student()
    seen = as_seen(student, COUNSELOR)
    assert replace(seen.record, id_number=LAST) == student.record
    assert (seen.rev, seen.head, seen.prints) == (student.rev, student.head, student.prints)
    assert [one.state for one in seen.requests] == [one.state for one in student.requests]


def test_the_school_sees_all(school: School) -> None:
    student = school.student()
    assert as_seen(student, None) is student
    assert as_seen(student, Staff("xiao", Role.SCHOOL, "")) is student
    assert as_seen(student, Staff("fen", Role.REGISTRAR, "", (RECORD.college,))) is student


def test_a_file_without_one_is_not_spoiled(school: School) -> None:
    school.enrol(replace(RECORD, student_no="31219209", id_number=""))
    student = school.student("31219209")
    assert as_seen(student, COUNSELOR) == student
