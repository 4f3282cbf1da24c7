"""What a value of the record may be: the same for rosters, disputes and ``kiosk declare``."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

import assets
from kiosk.errors import Problem
from kiosk.model.record import Field, Record
from kiosk.rules import idnumber
from kiosk.rules.text import half_width, squeeze

LONGEST: Mapping[Field, int] = {
    **dict.fromkeys(Field, 30),
    Field.NAME: 40,
    **dict.fromkeys((Field.SCHOOL, Field.MAJOR, Field.DEPARTMENT), 60),
    **dict.fromkeys((Field.COLLEGE, Field.CLASS_NAME), 40),
}
"""Characters that the sheet has room for."""

_STUDENT_NO = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,29}", re.ASCII)
_SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?[Ee]\+?[0-9]+", re.ASCII)
_DATE = re.compile(
    r"([0-9]{4})(?:[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})|([0-9]{2})([0-9]{2})"
    r"|年([0-9]{1,2})月([0-9]{1,2})日?)(?:[ T]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?",
    re.ASCII,
)
_DURATION = re.compile(r"([0-9])(?:\.(0|5)0*)?(?:[ ]*年)?", re.ASCII)
_EARLIEST = 1900
_LATEST = 2100
_CARD_PLACES = 18


def parse(field: Field, text: str, id_type: str = "") -> str | Problem:
    """Return the value as the record holds it, or what is wrong with it.

    Args:
        field: Which field the value is for.
        text: As typed or read; cleaned here.
        id_type: Code of the paper behind an ID number.
    """
    value = squeeze(text)
    if not value:
        return Problem("problem.no_student_no") if field is Field.STUDENT_NO else ""
    if len(value) > LONGEST[field]:
        longest, length = str(LONGEST[field]), str(len(value))
        return Problem("problem.too_long", {"longest": longest, "length": length})
    if field is Field.ID_NUMBER:
        return parse_id_number(value, id_type)
    return _PARSERS.get(field, _as_is)(value)


def _as_is(value: str) -> str | Problem:
    return value


def parse_student_no(text: str) -> str | Problem:
    """Return a student number: letters, digits, ``.``, ``_``, ``-``; it becomes a file's name."""
    value = half_width(text).replace(" ", "")
    if _SCIENTIFIC.fullmatch(value) and "+" in value:
        return Problem("problem.scientific")
    return value if _STUDENT_NO.fullmatch(value) else Problem("problem.student_no")


def parse_date(text: str) -> str | Problem:
    """Return an ISO date from ``2001-9-1`` (or ``/``, ``.``), ``20010901``, ``2001年9月1日``."""
    found = _DATE.fullmatch(half_width(text))
    if found is None:
        return Problem("problem.date")
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        value = date(year, month, day)
    except ValueError:
        return Problem("problem.no_such_date")
    if not _EARLIEST <= year <= _LATEST:
        return Problem("problem.no_such_date")
    return value.isoformat()


def parse_duration(text: str) -> str | Problem:
    """Return a 学制 in years: ``3``, ``2.5``."""
    found = _DURATION.fullmatch(half_width(text))
    if found is None or found[1] == "0":
        return Problem("problem.duration")
    return f"{found[1]}.5" if found[2] == "5" else found[1]


def parse_id_number(text: str, id_type: str = "") -> str | Problem:
    """Return an ID number with its X in upper case.

    Numbers of ID cards and residence permits are checked; what Excel spoiled is refused and never
    guessed. Numbers of other papers are only checked for their characters.
    """
    value = half_width(text).replace(" ", "").upper()
    if _SCIENTIFIC.fullmatch(value) and ("." in value or "+" in value):
        return Problem("problem.scientific")
    if id_type not in idnumber.CARD_TYPES:
        return value if re.fullmatch(r"[0-9A-Z()/-]+", value) else Problem("problem.paper_number")
    return _card_number(value)


def _card_number(value: str) -> str | Problem:
    if len(value) != _CARD_PLACES:
        return Problem("problem.id_places", {"places": str(len(value))})
    if not re.fullmatch(r"[0-9]{17}[0-9X]", value):
        return Problem("problem.id_characters")
    if idnumber.birth_date(value) is None:
        return Problem("problem.id_date")
    if not idnumber.well_formed(value):
        lost = value.endswith("000")
        return Problem("problem.id_digits_lost" if lost else "problem.check_digit")
    return value


_PARSERS: Mapping[Field, Callable[[str], str | Problem]] = {
    Field.STUDENT_NO: parse_student_no,
    Field.BIRTH_DATE: parse_date,
    Field.ENTRY_DATE: parse_date,
    Field.EXPECTED_GRADUATION: parse_date,
    Field.DURATION: parse_duration,
}

_CODES: Mapping[str, list[str]] = assets.table("tables/codes")["values"]
LISTED = frozenset(Field(name) for name in _CODES)
"""Fields whose values come from a national code table."""


def listed(field: Field) -> tuple[str, ...]:
    """Return the values of a field's code table; nothing if it has none."""
    return tuple(_CODES.get(field.value, ()))


_PLACEHOLDER = re.compile(r"[?？□*＊�]")
_STANDING_IN = re.compile(r"[A-Z]")
_HAN = re.compile(r"[㐀-鿿\U00020000-\U0003ffff]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def doubts(record: Record) -> Iterator[tuple[Field, Problem]]:
    """Yield what a registrar should look at, though the record is kept word for word."""
    doubt = name_doubt(record.name)
    if doubt:
        yield Field.NAME, doubt
    for field in LISTED:
        value = record.get(field)
        if value and value not in listed(field):
            yield field, Problem("problem.unlisted", {"value": value})
    for field in Field:
        if field is not Field.NAME and _PRIVATE.search(record.get(field)):
            yield field, Problem("problem.private_use")
    yield from _id_doubts(record)


def name_doubt(name: str) -> Problem | None:
    """Return why a name is probably not what the student is called, if there is a sign of it."""
    if not name:
        return Problem("problem.no_name")
    if _PRIVATE.search(name):
        return Problem("problem.private_use")
    if doubtful(name):
        return Problem("problem.placeholder")
    return None


def doubtful(name: str) -> tuple[str, ...]:
    """Return the characters of a name that are not its own: private use, placeholders.

    Latin capitals stand in for a character only among Chinese ones.
    """
    found = _PRIVATE.findall(name) + _PLACEHOLDER.findall(name)
    if _HAN.search(name):
        found += _STANDING_IN.findall(name)
    return tuple(dict.fromkeys(found))


def _id_doubts(record: Record) -> Iterator[tuple[Field, Problem]]:
    number = record.id_number
    if not number:
        yield Field.ID_NUMBER, Problem("problem.no_id_number")
        return
    if record.id_type not in idnumber.CARD_TYPES:
        return
    born = idnumber.birth_date(number)
    if record.birth_date and born is not None and born.isoformat() != record.birth_date:
        yield Field.BIRTH_DATE, Problem("problem.birth_differs")
    gender = "男" if idnumber.is_male(number) else "女"
    if record.gender in {"男", "女"} and record.gender != gender:
        yield Field.GENDER, Problem("problem.gender_differs")
