"""The pile of a class as values: its roll sheet, and the sheets behind it."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.model.page import Page


class State(StrEnum):
    """How far a student's sheet of one round has come, in this order."""

    UNCHECKED = "unchecked"
    """未核对."""
    CHECKED = "checked"
    """已核对: declared right, not on paper yet."""
    DISPUTED = "disputed"
    """有误: declared wrong, not on paper yet."""
    PRINTED = "printed"
    """已打印."""
    HANDED_IN = "handed_in"
    """已上交."""


@dataclass(frozen=True, slots=True)
class RollLine:
    """One student on the roll, in the order of the pile."""

    student_no: str
    name: str
    state: State
    disputed: bool = False
    """The declaration of the round says that something is wrong."""
    reason: str = ""
    """Why the sheet is missing, in words."""


@dataclass(frozen=True, slots=True)
class Roll:
    """The roll sheet in front of a class, or of a part of a very large one."""

    school: str
    college: str
    grade: str
    major: str
    class_name: str
    round: str
    """In words, with the academic year."""
    declared: int
    """How many of the class have declared in the round …"""
    students: int
    """… of how many."""
    part: int
    """1 for the first part of the class …"""
    parts: int
    """… of so many."""
    lines: tuple[RollLine, ...]
    counselor: str = ""
    """Empty: to be filled by hand."""
    seal: str = ""
    """Beginning of the root of the latest seal, with its day; empty: none yet."""

    @property
    def path(self) -> tuple[str, str, str, str]:
        """Where the class stands in the pile: college, 年级, major, class."""
        return self.college, self.grade, self.major, self.class_name


@dataclass(frozen=True, slots=True)
class Section:
    """A roll sheet and the sheets behind it, in the order of its lines."""

    roll: Roll
    pages: tuple[Page, ...]
    """One a line; none: the roll sheet alone."""
