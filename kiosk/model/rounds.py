"""A round: one kind of check in one academic year."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """核对结论."""

    CORRECT = "correct"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True, order=True)
class Round:
    """核对类型 in an academic year, written ``2020/year2``."""

    year: int
    """The year in which the academic year begins."""
    kind: str
    """``initial``, ``year2`` … ``year9``, or ``graduation``."""

    def __str__(self) -> str:
        """Return the round as commands take it."""
        return f"{self.year}/{self.kind}"


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round that takes declarations."""

    round: Round
    grade: str = ""
    """Only for students of this 年级; empty: for all."""
    starts: str = ""
    """First ISO date; empty: at once."""
    ends: str = ""
    """Last ISO date, itself included; empty: until closed."""
