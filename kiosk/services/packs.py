"""Packs: the sheets of a selection in the order of the pile, behind a roll sheet a class."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import assets
from kiosk.model.events import Kind
from kiosk.model.page import Page
from kiosk.model.roll import Roll, RollLine, Section, State
from kiosk.model.rounds import Round, Verdict
from kiosk.model.student import Summary
from kiosk.rules import pile
from kiosk.rules.fold import fold
from kiosk.services.sheets import Sheets
from store.contract import Store

_FORM = assets.table("form")
_ROLL = assets.table("roll")
_PART = 200
"""Sheets behind one roll sheet at most: what is held in memory at a time."""
_ROOT = 12
"""Characters of a seal's root that are printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Whose sheets are wanted; what is empty does not limit."""

    grade: str = ""
    college: str = ""
    major: str = ""
    class_name: str = ""
    state: State | None = None

    def takes(self, student: Summary) -> bool:
        """Tell whether a student belongs to the selection, whatever the state."""
        wanted = (self.grade, self.college, self.major, self.class_name)
        found = (student.grade, student.college, student.major, student.class_name)
        return not student.left and all(
            not want or want == have for want, have in zip(wanted, found, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a pack will hold: the classes in the order of the pile."""

    classes: tuple[tuple[Summary, ...], ...]
    """Every student of each class; the state has not been looked at."""
    round: Round
    state: State | None

    @property
    def students(self) -> int:
        """How many are in the pack."""
        return sum(len(self.of(one)) for one in self.classes)

    def of(self, whole: Sequence[Summary]) -> tuple[Summary, ...]:
        """Return those of a class that are in the pack."""
        return tuple(one for one in whole if self.state in {None, *states(one, self.round)})


@dataclass(frozen=True, slots=True)
class Packs:
    """Puts packs together, class by class."""

    store: Store
    sheets: Sheets

    def choose(self, selection: Selection, round_: Round) -> Chosen:
        """Return whose sheets a pack will hold."""
        found = sorted(filter(selection.takes, self.store.summaries()), key=pile.place)
        classes = tuple(tuple(group) for _, group in groupby(found, key=_class))
        return Chosen(classes, round_, selection.state)

    def sections(self, chosen: Chosen, *, rolls_only: bool = False) -> Iterator[Section]:
        """Yield the sections one after the other; each is read when it is asked for."""
        seal = self._seal()
        for whole in chosen.classes:
            wanted = chosen.of(whole)
            parts = [wanted[at : at + _PART] for at in range(0, len(wanted), _PART)]
            for number, part in enumerate(parts, start=1):
                first = whole[0]
                roll = Roll(
                    school=first.school,
                    college=first.college,
                    grade=first.grade,
                    major=first.major,
                    class_name=first.class_name,
                    round=_ROLL["round_of"].format(
                        year=chosen.round.year,
                        next=chosen.round.year + 1,
                        kind=_FORM["rounds"][chosen.round.kind],
                    ),
                    declared=sum(str(chosen.round) in one.verdicts for one in whole),
                    students=len(whole),
                    part=number,
                    parts=len(parts),
                    lines=tuple(_line(one, chosen.round) for one in part),
                    seal=seal,
                )
                pages = () if rolls_only else tuple(map(self._page, part))
                yield Section(roll, pages)

    def _page(self, one: Summary) -> Page:
        return self.sheets.page(fold(one.student_no, self.store.events(one.student_no)))

    def _seal(self) -> str:
        """Return the latest seal as roll sheets show it."""
        seals = [event for event in self.store.desk() if event.kind is Kind.SEALED]
        return f"{seals[-1].body['root'][:_ROOT]}  {seals[-1].at[:10]}" if seals else ""


def states(student: Summary, round_: Round) -> frozenset[State]:
    """Return all states that a student's sheet of a round has reached.

    Of an earlier round than the latest declaration's it is not known whether the sheet is on
    paper: the latest sheet carries the earlier rounds and is the one that is filed.
    """
    verdict = student.verdicts.get(str(round_))
    if verdict is None:
        return frozenset({State.UNCHECKED})
    found = {State.CHECKED}
    if verdict == Verdict.DISPUTED:
        found.add(State.DISPUTED)
    if student.printed:
        found.add(State.PRINTED)
    return frozenset(found)


_FURTHEST = (State.PRINTED, State.DISPUTED, State.CHECKED, State.UNCHECKED)


def _line(student: Summary, round_: Round) -> RollLine:
    reached = states(student, round_)
    state = next(one for one in _FURTHEST if one in reached)
    return RollLine(student.student_no, student.name, state, State.DISPUTED in reached)


def _class(student: Summary) -> tuple[str, str, str, str]:
    return student.college, student.grade, student.major, student.class_name
