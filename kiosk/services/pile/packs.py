"""Packs: the sheets of a selection in the order of the pile, behind a roll sheet a class."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kiosk.model.events import Draft, Kind
from kiosk.model.page import Page
from kiosk.model.roll import Roll, RollLine, Section, State
from kiosk.model.rounds import Round
from kiosk.model.student import Summary
from kiosk.rules import form, pile
from kiosk.rules.fold import fold
from kiosk.services.paper.sheets import Sheets
from kiosk.services.pile import missing
from kiosk.services.pile.selection import Selection
from kiosk.services.ports import Clock, stamp
from store.contract import Store

_PART = 200
"""Sheets behind one roll sheet at most: what is held in memory at a time."""
_ROOT = 12
"""Characters of a seal's root that are printed."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a pack will hold: the classes in the order of the pile."""

    classes: tuple[tuple[Summary, ...], ...]
    """Every student of each class; the state has not been looked at."""
    selection: Selection
    round: Round

    @property
    def students(self) -> int:
        """How many are in the pack."""
        return sum(len(self.of(one)) for one in self.classes)

    def of(self, whole: Sequence[Summary]) -> tuple[Summary, ...]:
        """Return those of a class that are in the pack."""
        state = self.selection.state
        return tuple(one for one in whole if state in {None, *pile.states(one, self.round)})


@dataclass(frozen=True, slots=True)
class Packs:
    """Puts packs together, class by class.

    A pack of sheets is one event of the desk, not as many looks as it has students.
    """

    store: Store
    sheets: Sheets
    clock: Clock
    actor: str
    """``staff:NAME``."""

    def choose(self, selection: Selection, round_: Round) -> Chosen:
        """Return whose sheets a pack will hold."""
        found = sorted(filter(selection.takes, self.store.summaries()), key=pile.place)
        classes = tuple(tuple(group) for _, group in groupby(found, key=_class))
        return Chosen(classes, selection, round_)

    def sections(self, chosen: Chosen, *, rolls_only: bool = False) -> Iterator[Section]:
        """Yield the sections one after the other; each is read when it is asked for."""
        if not rolls_only:
            self._note(chosen)
        seal = self._seal()
        for whole in chosen.classes:
            wanted = chosen.of(whole)
            parts = [wanted[at : at + _PART] for at in range(0, len(wanted), _PART)]
            for number, part in enumerate(parts, start=1):
                first = whole[0]
                reasons = missing.reasons(self.store, part, chosen.round)
                roll = Roll(
                    school=first.school,
                    college=first.college,
                    grade=first.grade,
                    major=first.major,
                    class_name=first.class_name,
                    round=form.round_name(chosen.round),
                    declared=sum(str(chosen.round) in one.verdicts for one in whole),
                    students=len(whole),
                    part=number,
                    parts=len(parts),
                    lines=tuple(
                        _line(one, chosen.round, reasons.get(one.student_no, "")) for one in part
                    ),
                    seal=seal,
                )
                pages = () if rolls_only else tuple(self._pages(part))
                yield Section(roll, pages)

    def _note(self, chosen: Chosen) -> None:
        selection = chosen.selection
        body = {
            "grade": selection.grade,
            "college": selection.college,
            "major": selection.major,
            "class_name": selection.class_name,
            "state": selection.state or "",
            "round": str(chosen.round),
            "students": chosen.students,
        }
        self.store.append_desk([Draft(stamp(self.clock()), self.actor, Kind.PACKED, body)])

    def _pages(self, part: Sequence[Summary]) -> Iterator[Page]:
        for number, events in self.store.events_of(one.student_no for one in part):
            yield self.sheets.page(fold(number, events))

    def _seal(self) -> str:
        """Return the latest seal as roll sheets show it."""
        seals = [event for event in self.store.desk() if event.kind is Kind.SEALED]
        return f"{seals[-1].body['root'][:_ROOT]}  {seals[-1].at[:10]}" if seals else ""


def _line(student: Summary, round_: Round, reason: str) -> RollLine:
    reached = pile.states(student, round_)
    disputed = State.DISPUTED in reached
    return RollLine(student.student_no, student.name, pile.furthest(reached), disputed, reason)


def _class(student: Summary) -> tuple[str, str, str, str]:
    return student.college, student.grade, student.major, student.class_name
