"""The board's figures: how far the sheets of a round have come, by college, major or class."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kiosk.model.roll import State
from kiosk.model.rounds import Round
from kiosk.model.student import Summary
from kiosk.rules import pile


class Level(StrEnum):
    """What one line of the board is about."""

    COLLEGE = "college"
    MAJOR = "major"
    CLASS = "class"


_DEPTH = {Level.COLLEGE: 1, Level.MAJOR: 2, Level.CLASS: 3}

Path = tuple[str, ...]
"""College, major, class name: as many as the level has."""


@dataclass(slots=True)
class Progress:
    """How many of some students have come how far; each figure but ``total`` is part of it."""

    path: Path
    total: int = 0
    checked: int = 0
    """Declared either way …"""
    disputed: int = 0
    """… and of these, wrong."""
    printed: int = 0
    handed_in: int = 0
    excused: int = 0
    """May be missing, and are."""
    manual: int = 0
    """Added by hand, and still on no roster."""

    @property
    def unchecked(self) -> int:
        """How many have not declared."""
        return self.total - self.checked

    @property
    def to_print(self) -> int:
        """How many declared and have no sheet on paper."""
        return self.checked - self.printed

    @property
    def missing(self) -> int:
        """How many sheets are not there, with a reason or without."""
        return self.total - self.handed_in

    def count(self, student: Summary, round_: Round) -> None:
        """Add one student."""
        reached = pile.states(student, round_)
        self.total += 1
        self.manual += student.manual
        self.checked += State.CHECKED in reached
        self.disputed += State.DISPUTED in reached
        self.printed += State.PRINTED in reached
        if State.HANDED_IN in reached:
            self.handed_in += 1
        elif str(round_) in student.excuses:
            self.excused += 1


def path_of(student: Summary, level: Level) -> Path:
    """Return the line of the board that a student is counted in."""
    return (student.college, student.major, student.class_name)[: _DEPTH[level]]


def progress(students: Iterable[Summary], round_: Round, level: Level) -> tuple[Progress, ...]:
    """Return the lines of the board in the order of the pile.

    Args:
        students: Who has left is not counted.
        round_: Whose sheets are looked at.
        level: How finely they are told apart. A class is one line, of whatever 年级 its students
            are: who repeats a year keeps the own.
    """
    found: dict[Path, Progress] = {}
    youngest: dict[Path, Summary] = {}
    for one in students:
        if one.left:
            continue
        path = path_of(one, level)
        if path not in found:
            found[path] = Progress(path)
            youngest[path] = one
        elif one.grade > youngest[path].grade:
            youngest[path] = one
        found[path].count(one, round_)

    def place(path: Path) -> tuple[object, ...]:
        return pile.place(youngest[path]) if level is Level.CLASS else path

    return tuple(found[path] for path in sorted(found, key=place))


def in_total(lines: Iterable[Progress]) -> Progress:
    """Return the sum of some lines."""
    total = Progress(())
    for one in lines:
        total.total += one.total
        total.checked += one.checked
        total.disputed += one.disputed
        total.printed += one.printed
        total.handed_in += one.handed_in
        total.excused += one.excused
        total.manual += one.manual
    return total
