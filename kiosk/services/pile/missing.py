"""Who is missing from a pile, and why; the reasons are given and taken back by staff."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import assets
from kiosk.errors import KioskError, UsageError
from kiosk.model.events import Draft, Kind
from kiosk.model.paper import Excuse, Reason
from kiosk.model.roll import State
from kiosk.model.rounds import Round
from kiosk.model.student import Student, Summary
from kiosk.rules import pile
from kiosk.rules.fold import fold
from kiosk.services.acts.appending import Acts, append
from kiosk.services.ports import Clock, stamp
from store.contract import Store

LONGEST_NOTE = 60
"""Characters beside a reason that lists have room for."""
_REASONS = assets.table("roll")["reasons"]


class NeedsNote(UsageError):
    """Of ``other`` nobody knows what is meant without a note."""

    text = "error.needs_note"


class NotExcused(KioskError):
    """There is no reason to take back."""

    text = "error.not_excused"


class NothingMissing(KioskError):
    """The sheet lies in the pile: a reason why it is missing would contradict it."""

    text = "error.nothing_missing"


class NotExpected(KioskError):
    """Nobody waits for the sheet of a student who is no longer on the roster."""

    text = "error.not_expected"


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody whose sheet is still to come."""

    student: Summary
    state: State
    """How far it has come."""
    excuse: Excuse | None
    """Why it may be missing; none: it may not."""


def missing(store: Store, students: Iterable[Summary], round_: Round) -> Iterator[Missing]:
    """Yield who of some students is missing, in the order given."""
    found = [one for one in students if pile.is_missing(one, round_)]
    excuses = _excuses(store, found, round_)
    for one in found:
        state = pile.furthest(pile.states(one, round_))
        yield Missing(one, state, excuses.get(one.student_no))


def reasons(store: Store, students: Iterable[Summary], round_: Round) -> Mapping[str, str]:
    """Return by student number why a sheet is missing, as lists on paper say it."""
    found = [one for one in students if pile.is_missing(one, round_)]
    return {number: words(one) for number, one in _excuses(store, found, round_).items()}


def words(excuse: Excuse) -> str:
    """Return a reason as lists on paper say it."""
    reason: str = _REASONS[excuse.reason]
    with_note: str = _REASONS["with_note"]
    return with_note.format(reason=reason, note=excuse.note) if excuse.note else reason


def _excuses(store: Store, students: Iterable[Summary], round_: Round) -> Mapping[str, Excuse]:
    """Read the files of those who have a reason: summaries do not hold the notes."""
    numbers = sorted(one.student_no for one in students if str(round_) in one.excuses)
    found = {}
    for number, chain in store.events_of(numbers):
        excuse = fold(number, chain).excuse(round_)
        if excuse is not None:
            found[number] = excuse
    return found


@dataclass(frozen=True, slots=True)
class Excusing:
    """Writes into students' files why a sheet may be missing."""

    store: Store
    clock: Clock
    actor: str
    """``staff:NAME``."""

    def excuse(self, student_no: str, round_: Round, reason: Reason, note: str) -> Excuse:
        """Write a reason, in place of another one; the same one again writes nothing.

        Raises:
            NeedsNote: The reason says nothing by itself.
            NothingMissing: The sheet lies in the pile.
            NotExpected: The student has left.
            NoSuchStudent: Nobody has this number.
        """
        if reason is Reason.OTHER and not note:
            raise NeedsNote

        def build(now: Student) -> Acts:
            if now.left:
                raise NotExpected
            declared = now.declared(round_)
            if declared is not None and now.handed_in(declared.sheet_id):
                raise NothingMissing
            return self._acts(round_, reason.value, note)

        def mine(now: Student) -> Excuse | None:
            found = now.excuse(round_)
            same = found is not None and (found.reason, found.note) == (reason, note)
            return found if same else None

        return append(self.store, student_no, build, mine)

    def lift(self, student_no: str, round_: Round) -> None:
        """Take a reason back: the sheet is expected again.

        Raises:
            NotExcused: There is none.
            NoSuchStudent: Nobody has this number.
        """
        asked = False

        def build(now: Student) -> Acts:
            nonlocal asked
            if now.excuse(round_) is None and not asked:
                raise NotExcused
            asked = True
            return self._acts(round_, "", "")

        def mine(now: Student) -> bool | None:
            return True if asked and now.excuse(round_) is None else None

        append(self.store, student_no, build, mine)

    def _acts(self, round_: Round, reason: str, note: str) -> Acts:
        body = {"round": str(round_), "reason": reason, "note": note}
        return Acts((Draft(stamp(self.clock()), self.actor, Kind.EXCUSED, body),))
