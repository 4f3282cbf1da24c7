"""What a roster means for open requests: written beside the record that it brings."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from kiosk.errors import StoreDamaged
from kiosk.model.events import Draft, Kind
from kiosk.model.request import RequestState
from kiosk.model.student import Student
from kiosk.rules.fold import fold
from kiosk.rules.showing import Showing, appeared
from kiosk.services.roster.plan import Answered, Write
from store.contract import Store

_OPEN = frozenset(state.value for state in RequestState if state.open)


def answered(store: Store, writes: Iterable[Write]) -> Iterator[Answered]:
    """Yield the requests that new enrolments answer, by the student who filed them.

    A request lies in the chain of the enrolment that it was filed from; the enrolment that
    answers it is another one of the same person, by the ID number.
    """
    new: dict[str, list[Write]] = {}
    for write in writes:
        if write.appears and write.new.id_number:
            new.setdefault(write.new.id_number, []).append(write)
    for student in _asking(store) if new else ():
        showings = tuple(
            showing
            for write in new.get(student.record.id_number, ())
            if write.wish.student_no != student.student_no
            for showing in appeared(student, write.new)
        )
        if showings:
            yield Answered(student.student_no, student.rev, showings)


def _asking(store: Store) -> Iterator[Student]:
    """Yield who has an open request; only their chains are read."""
    for student_no, events in store.events_of(sorted(_numbers(store))):
        yield fold(student_no, events)


def _numbers(store: Store) -> Iterator[str]:
    """Yield who has an open request by their summaries; a damaged file stops no import."""
    with suppress(StoreDamaged):  # told when all that can be read was yielded
        for one in store.summaries():
            if not _OPEN.isdisjoint(one.requests.values()):
                yield one.student_no


def moves(at: str, actor: str, showings: Iterable[Showing]) -> Iterator[Draft]:
    """Yield the events that move requests.

    Args:
        at: As ``stamp`` gives it.
        actor: Who imports.
        showings: What it shows.
    """
    for one in showings:
        parts = [part.value for part in one.parts]
        body = {"number": one.number, "move": one.move.value, "parts": parts, "text": ""}
        yield Draft(at, actor, Kind.REQUEST_MOVED, body)
