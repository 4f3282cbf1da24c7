"""The rounds at the desk: listed, opened with what was typed, closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.errors import Problem
from kiosk.model.rounds import OpenRound, Round
from kiosk.rules import rounds as rules
from kiosk.rules import values
from kiosk.rules.text import half_width
from kiosk.services.ports import Clock
from kiosk.services.rounds import Rounds


class Asked(StrEnum):
    """What is typed about a round."""

    ROUND = "round"
    GRADE = "grade"
    STARTS = "starts"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class Listed:
    """The rounds that are opened and not closed, and the day."""

    rounds: tuple[OpenRound, ...]
    today: str
    """ISO date."""


def parsed(typed: Mapping[Asked, str]) -> OpenRound | Mapping[Asked, Problem]:
    """Return the round that is meant, or what is wrong with which part of it."""
    problems: dict[Asked, Problem] = {}
    round_ = _round(typed[Asked.ROUND])
    if round_ is None:
        problems[Asked.ROUND] = Problem("error.not_a_round", {"round": typed[Asked.ROUND]})
    grade = half_width(typed[Asked.GRADE]).removesuffix("级")
    if grade and not (len(grade) == 4 and grade.isascii() and grade.isdigit()):  # noqa: PLR2004 - a year
        problems[Asked.GRADE] = Problem("error.not_a_grade", {"grade": typed[Asked.GRADE]})
    days = {}
    for which in (Asked.STARTS, Asked.ENDS):
        day = values.parse_date(typed[which]) if typed[which] else ""
        if isinstance(day, Problem):
            problems[which] = day
        else:
            days[which] = day
    if not problems and days[Asked.ENDS] and days[Asked.ENDS] < days[Asked.STARTS]:
        problems[Asked.ENDS] = Problem("error.ends_before_start")
    if problems or round_ is None:
        return problems
    return OpenRound(round_, grade, days[Asked.STARTS], days[Asked.ENDS])


def _round(typed: str) -> Round | None:
    try:
        return rules.parse_round(half_width(typed).lower())
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class RoundDesk:
    """The rounds as the desk uses them."""

    rounds: Rounds
    clock: Clock
    actor: str
    """``staff:NAME``."""

    def listed(self) -> Listed:
        """Return the rounds of now."""
        return Listed(self.rounds.all_open(), self.clock().date().isoformat())

    def suggested(self) -> Round:
        """Return the round that is likely to be opened next: this year's first."""
        return Round(rules.academic_year(self.clock().date()), "initial")

    def open(self, opened: OpenRound) -> None:
        """Open a round, or change grade and dates of an open one.

        Raises:
            NotAllowed: It is the school's alone.
        """
        self.rounds.open(opened, self.actor)

    def close(self, one: OpenRound) -> None:
        """Close a round of a 年级, or of all.

        Raises:
            RoundNotOpen: Somebody was faster.
            NotAllowed: It is the school's alone.
        """
        self.rounds.close(one.round, one.grade, self.actor)
