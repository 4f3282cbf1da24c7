"""One cell of a roster, as typed in its file, becomes a value of the record or a problem."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import assets
from kiosk.errors import Problem
from kiosk.model.record import Field
from kiosk.roster.columns import Beside, Target
from kiosk.rules import rare, values
from kiosk.rules.text import clean, half_width, squeeze


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A cell that its file cannot give: a formula's error, a character cut in two."""

    shown: str
    """What can be shown of it."""
    problem: Problem


Cell = str | int | float | bool | date | datetime | time | timedelta | Spoiled | None
"""What the readers of files give."""

DATES = frozenset(
    {
        Field.BIRTH_DATE,
        Field.ENTRY_DATE,
        Field.EXPECTED_GRADUATION,
        Beside.VERIFICATION_EXPIRES,
    }
)
_PERSONAL = frozenset(
    {Field.NAME, Field.ID_NUMBER, Field.STUDENT_NO, Beside.VERIFICATION_CODE},
)
"""Never kept beyond the row that they stand in."""
_CODES: Mapping[str, Mapping[str, str]] = assets.table("tables/columns")["codes"]
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|#+)", re.ASCII)
_AS_TEXT = re.compile(r"=\"(.*)\"|'(?=[0-9=+@＝＋＠－-])(.*)", re.DOTALL)
"""How spreadsheets and people keep a number as text in a file without types."""
_EXCEL_DIGITS = 1e15
"""From here on a spreadsheet's number has lost its last digits."""
_SERIALS = range(10_000, 73_051)
"""Days of 1927 to 2099 as spreadsheets count them; never a date written in eight digits."""
_DAY_ZERO = date(1899, 12, 30)
_VERIFICATION_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Value:
    """A value as the record holds it."""

    text: str
    doubt: Problem | None = None
    """Why a registrar should look at it nevertheless."""


def shown(cell: Cell) -> str:
    """Return a cell for a person, as a spreadsheet would show it."""
    match cell:
        case None:
            return ""
        case Spoiled():
            return clean(cell.shown)
        case bool():
            return str(cell).upper()
        case float():
            return str(int(cell)) if _is_whole(cell) else f"{cell:.15G}"
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
        case _:
            return clean(str(cell))


def is_number(cell: Cell) -> bool:
    """Tell whether the file holds a number here, which has no leading zeros."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def value(target: Target, cell: Cell, id_type: str = "") -> Value | Problem:
    """Return what a cell gives to the record, or what is wrong with it. Nothing is guessed.

    Args:
        target: What the column holds.
        cell: As read.
        id_type: Code of the paper in the same row, for its number.
    """
    if target in _PERSONAL or isinstance(cell, Spoiled):
        return _value(target, cell, id_type)
    return _cached(target, cell)


@lru_cache(maxsize=8192, typed=True)
def _cached(target: Target, cell: Cell) -> Value | Problem:
    return _value(target, cell, "")


def _value(target: Target, cell: Cell, id_type: str) -> Value | Problem:
    text = _text(target, cell)
    if isinstance(text, Problem):
        return text
    if target in DATES:
        return _date(text)
    today = rare.repaired(text)
    if today != text:
        old, new = rare.told(text)
        given = _parsed(target, today, id_type)
        doubt = Problem("problem.repaired", {"old": old, "new": new})
        return given if isinstance(given, Problem) else Value(given.text, doubt)
    return _parsed(target, text, id_type)


def _parsed(target: Target, text: str, id_type: str) -> Value | Problem:
    text = _word(target, text)
    if isinstance(target, Field):
        parsed = values.parse(target, text, id_type)
        return parsed if isinstance(parsed, Problem) else Value(parsed)
    if target is Beside.ID_TYPE:
        return _id_type(text)
    if len(text) > _VERIFICATION_LONGEST:
        longest, length = str(_VERIFICATION_LONGEST), str(len(text))
        return Problem("problem.too_long", {"longest": longest, "length": length})
    return Value(text)


def _text(target: Target, cell: Cell) -> str | Problem:
    """Return a cell as text, unless its file turned it into something else."""
    found: str | Problem
    match cell:
        case None:
            found = ""
        case str():
            found = _written(clean(cell))
        case Spoiled():
            found = cell.problem
        case date():
            found = cell.isoformat()[:10] if target in DATES else Problem("problem.became_date")
        case bool() | time() | timedelta():
            found = Problem("problem.odd_cell")
        case int() | float():
            found = _number(target, cell)
    return found


def _written(text: str) -> str | Problem:
    if _ERROR.fullmatch(text):
        return Problem("problem.formula_error")
    kept = _AS_TEXT.fullmatch(text)
    return squeeze((kept[1] or kept[2] or "") if kept else text)


def _number(target: Target, cell: float) -> str | Problem:
    if isinstance(cell, int):
        return str(cell)
    if abs(cell) >= _EXCEL_DIGITS:
        return Problem("problem.digits_lost")
    if _is_whole(cell):
        return str(int(cell))
    if target is Field.STUDENT_NO:
        return Problem("problem.student_no")
    return f"{cell:.15g}"


def _is_whole(cell: float) -> bool:
    return abs(cell) < _EXCEL_DIGITS and cell == int(cell)


def _word(target: Target, text: str) -> str:
    """Return the word that a code stands for, where the table is certain."""
    table = _CODES.get(target.value)
    if not table:
        return text
    code = half_width(text).upper()
    return table.get(code) or table.get(code.zfill(2)) or text


def _date(text: str) -> Value | Problem:
    digits = half_width(text)
    if not digits:
        return Value("")
    if len(digits) == 5 and digits.isascii() and digits.isdigit() and int(digits) in _SERIALS:  # noqa: PLR2004 - as _SERIALS
        day = (_DAY_ZERO + timedelta(days=int(digits))).isoformat()
        return Value(day, Problem("problem.serial_date", {"date": day}))
    parsed = values.parse_date(digits)
    return parsed if isinstance(parsed, Problem) else Value(parsed)


def _id_type(text: str) -> Value | Problem:
    if text and text not in _CODES[Beside.ID_TYPE].values():
        return Value(text, Problem("problem.unlisted", {"value": text}))
    return Value(text)
