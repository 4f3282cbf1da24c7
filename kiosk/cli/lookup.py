"""What several commands take as arguments: a student's number, a round, a date, a field."""

from kiosk.cli.usage import NotADate, NotAGrade, NotARound, UnknownField
from kiosk.errors import Problem
from kiosk.model.record import PARTS, Part
from kiosk.model.rounds import Round
from kiosk.model.student import Student
from kiosk.rules import form, values
from kiosk.rules.rounds import parse_round
from kiosk.rules.text import half_width, squeeze
from kiosk.services.acts.appending import NoSuchStudent
from kiosk.services.acts.declaring import Declaring

_PART = {name: part for part in PARTS for name in (part.value, form.label(part))}
_YEAR = 4


def student(declaring: Declaring, typed: str) -> Student:
    """Return the file of a student number as typed.

    Raises:
        NoSuchStudent: Nobody has this number.
    """
    number = values.parse_student_no(typed)
    if isinstance(number, Problem):
        raise NoSuchStudent
    return declaring.student(number)


def round_of(typed: str) -> Round:
    """Return the round that is written so.

    Raises:
        NotARound: None is.
    """
    try:
        return parse_round(half_width(typed).lower())
    except ValueError as error:
        raise NotARound(round=typed) from error


def day(typed: str) -> str:
    """Return an ISO date; empty stays empty.

    Raises:
        NotADate: There is no such day.
    """
    if not typed:
        return ""
    parsed = values.parse_date(typed)
    if isinstance(parsed, Problem):
        raise NotADate(date=typed)
    return parsed


def grade(typed: str) -> str:
    """Return a 年级; ``2019级`` is taken too, and empty stays empty.

    Raises:
        NotAGrade: It is no year.
    """
    year = half_width(typed).removesuffix("级")
    if year and not (len(year) == _YEAR and year.isascii() and year.isdigit()):
        raise NotAGrade(grade=typed)
    return year


def part(typed: str) -> Part:
    """Return the field or photo of a name, in code or as the form labels it.

    Raises:
        UnknownField: There is none.
    """
    found = _PART.get(squeeze(typed))
    if found is None:
        raise UnknownField(field=typed)
    return found
