"""A school of students whose every value can be told from anything else on a screen."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from kiosk.model.record import Field
from kiosk.model.request import Claim
from kiosk.rules.idnumber import check_digit
from tests.school import OTHER, RECORD, School

BIRD = "金丝雀"
"""Stands in every free text of a canary's record; in no text of the program."""


def name(index: int) -> str:
    return f"{BIRD}{'甲乙丙丁戊己庚辛壬癸'[index % 10]}"


def number(index: int) -> str:
    return f"9753{index:05}"


def id_number(index: int) -> str:
    first17 = f"99990020010203{700 + index % 300}"
    return first17 + check_digit(first17)


def fill(home: Path, students: int) -> School:
    """Make a home of so many canaries, of whom every fourth asked for a correction."""
    home.mkdir(mode=0o700)
    school = School(home)
    school.clock.now = datetime.now().astimezone()
    school.open()
    for index in range(students):
        record = replace(
            RECORD if index % 2 else school.with_photos(OTHER),
            name=name(index),
            student_no=number(index),
            id_number=id_number(index),
            major=f"{BIRD}检测技术",
            department=f"{BIRD}教研室",
            class_name=f"{BIRD}3192",
        )
        school.enrol(record)
        if index % 4 == 3:
            school.declare([Claim(Field.MAJOR, f"{BIRD}养护")], student_no=record.student_no)
    return school


def secrets(students: int) -> tuple[bytes, ...]:
    """Return what may not be on a screen once a visit is over."""
    numbers = [number(index) for index in range(students)]
    tails = [id_number(index)[-6:] for index in range(students)]
    return tuple(text.encode() for text in (BIRD, *numbers, *tails))
