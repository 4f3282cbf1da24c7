"""Rounds: which there are, which one a student is asked for."""

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from kiosk.model.events import Event, Kind
from kiosk.model.rounds import OpenRound, Round
from kiosk.model.student import Student

ROUND = r"([0-9]{4})/(initial|year[2-9]|graduation)"
"""How rounds are written, as a pattern."""
_ROUND = re.compile(ROUND, re.ASCII)
_FIRST_MONTH = 8
"""New students register in August; until July it is still the last academic year."""


def parse_round(text: str) -> Round:
    """Return the round that is written so.

    Raises:
        ValueError: The text is not of the form ``2020/year2``.
    """
    found = _ROUND.fullmatch(text)
    if found is None:
        raise ValueError("not a round")
    return Round(int(found[1]), found[2])


def academic_year(day: date) -> int:
    """Return the year in which the academic year of a day began."""
    return day.year if day.month >= _FIRST_MONTH else day.year - 1


def open_rounds(desk: Iterable[Event]) -> tuple[OpenRound, ...]:
    """Return the rounds that were opened and not closed, in the order of opening."""
    found: dict[tuple[str, str], OpenRound] = {}
    for event in desk:
        if event.kind not in {Kind.ROUND_OPENED, Kind.ROUND_CLOSED}:
            continue
        body = event.body
        key = (body["round"], body["grade"])
        if event.kind is Kind.ROUND_OPENED:
            found.pop(key, None)
            found[key] = OpenRound(
                parse_round(body["round"]), body["grade"], body["starts"], body["ends"]
            )
        elif body["grade"]:
            found.pop(key, None)
        else:
            found = {one: kept for one, kept in found.items() if one[0] != body["round"]}
    return tuple(found.values())


def fitting(rounds: Iterable[OpenRound], grade: str, today: date) -> tuple[Round, ...]:
    """Return the rounds that a student of a 年级 may declare in today, each once."""
    day = today.isoformat()
    found = {
        one.round: None
        for one in rounds
        if one.grade in {"", grade} and one.starts <= day and (not one.ends or day <= one.ends)
    }
    return tuple(found)


def asked_for(student: Student, fitting: Sequence[Round]) -> Round | None:
    """Return the round that a visit is about.

    The first open one without a declaration; with none left, the one opened last.
    """
    for one in fitting:
        if student.declared(one) is None:
            return one
    return fitting[-1] if fitting else None


def years(duration: str) -> int:
    """Return the whole years of a 学制, halves rounded up; 3 if the roster does not say.

    Source: Annex 2, the rows of the later rounds.
    """
    try:
        return max(1, math.ceil(Decimal(duration)))
    except (InvalidOperation, ValueError, OverflowError):
        return 3


def later_kinds(duration: str) -> tuple[str, ...]:
    """Return the kinds of the sheet's table of later rounds: years 2 to n, then graduation."""
    last = min(years(duration), 9)
    return (*(f"year{n}" for n in range(2, last + 1)), "graduation")
