"""The order of the pile: one function for packs, roll sheets, the board and the hand-in desk."""

import re
from collections.abc import Set as AbstractSet

from kiosk.model.roll import State
from kiosk.model.rounds import Round, Verdict
from kiosk.model.student import Summary

_UNCHECKED = frozenset({State.UNCHECKED})
_NUMBERS = re.compile(r"([0-9]+)", re.ASCII)


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts numbers in a text by value: 质检392 before 质检3192."""
    return tuple(
        (0, int(piece), piece) if piece.isascii() and piece.isdigit() else (1, 0, piece)
        for piece in _NUMBERS.split(text)
        if piece
    )


def place(summary: Summary) -> tuple[object, ...]:
    """Return the key of a student's place: by college, then 年级, 专业, 班级, 学号.

    Source: Annex 1, step 9.
    """
    return (
        summary.college,
        summary.grade,
        summary.major,
        natural(summary.class_name),
        summary.student_no,
    )


def states(student: Summary, round_: Round) -> frozenset[State]:
    """Return all states that a student's sheet of a round has reached.

    Of an earlier round than the latest declaration's it is not known whether the sheet is on
    paper: the latest sheet carries the earlier rounds and is the one that is filed.
    """
    verdict = student.verdicts.get(str(round_))
    if verdict is None:
        return _UNCHECKED
    found = {State.CHECKED}
    if verdict == Verdict.DISPUTED:
        found.add(State.DISPUTED)
    lies_there = str(round_) in student.handed_in
    if student.printed or lies_there:
        found.add(State.PRINTED)
    if lies_there:
        found.add(State.HANDED_IN)
    return frozenset(found)


def furthest(reached: AbstractSet[State]) -> State:
    """Return the last of the states that a sheet has reached."""
    return max(reached, key=list(State).index)


def is_missing(student: Summary, round_: Round) -> bool:
    """Tell whether a student's sheet is still to come, excused or not."""
    return not student.left and str(round_) not in student.handed_in
