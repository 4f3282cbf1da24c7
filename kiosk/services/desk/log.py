"""The log at the desk: the newest events first, limited by day, student, person and kind."""

from collections.abc import Mapping
from enum import StrEnum
from itertools import chain
from threading import Lock

from kiosk.errors import Problem
from kiosk.model.events import Kind
from kiosk.model.staff import Staff
from kiosk.rules import values
from kiosk.services.desk.exports import Exports
from kiosk.services.ports import Clock
from kiosk.services.staff import log as service
from kiosk.services.staff.log import Logged, Wanted
from store.contract import Store


class Asked(StrEnum):
    """What is typed about the events that are looked for."""

    SINCE = "since"
    STUDENT = "student"
    STAFF = "staff"


def parsed(typed: Mapping[Asked, str]) -> Wanted | Mapping[Asked, Problem]:
    """Return what is looked for, or what is wrong with which part of it."""
    since = values.parse_date(typed[Asked.SINCE]) if typed[Asked.SINCE] else ""
    if isinstance(since, Problem):
        return {Asked.SINCE: since}
    student = values.parse_student_no(typed[Asked.STUDENT]) if typed[Asked.STUDENT] else ""
    if isinstance(student, Problem):
        return {Asked.STUDENT: student}
    staff = typed[Asked.STAFF]
    return Wanted(since, student, f"staff:{staff}" if staff else "")


class LogDesk:
    """The log as the desk uses it: a chain is read again only when it has grown."""

    def __init__(self, store: Store, staff: Staff | None, clock: Clock, exports: Exports) -> None:
        """Look into ``store``.

        Args:
            store: Held to the role and scope of ``staff``.
            staff: Whose scope it shows; none: all.
            clock: With time zone.
            exports: Where tables go.
        """
        self._store, self._staff, self._clock = store, staff, clock
        self._exports = exports
        self._lock = Lock()
        self._wanted = Wanted()
        self._lengths: dict[str, int] = {}
        self._found: dict[str, tuple[Logged, ...]] = {}

    def today(self) -> str:
        """Return the day as it is typed."""
        return self._clock().date().isoformat()

    def lines(self, wanted: Wanted, kind: Kind | None) -> tuple[Logged, ...]:
        """Return the events, the newest first.

        Raises:
            NoSuchStudent: Nobody has the number that is looked for.
        """
        if wanted.student_no:
            found = service.log(self._store, self._staff, wanted)
        else:
            with self._lock:
                found = self._of_all(wanted)
        return tuple(one for one in reversed(found) if kind in {None, one.kind})

    def _of_all(self, wanted: Wanted) -> tuple[Logged, ...]:
        if wanted != self._wanted:
            self._wanted, self._lengths, self._found = wanted, {}, {}
        lengths = {one.student_no: one.rev for one in self._store.summaries()}
        grown = sorted(
            number for number, length in lengths.items() if self._lengths.get(number) != length
        )
        for number, events in self._store.events_of(grown):
            lines = service.of_student(number, events, wanted)
            if lines:
                self._found[number] = lines
        self._lengths = lengths
        desk = service.of_desk(self._store, self._staff, wanted, lengths.keys())
        return service.in_order((*chain.from_iterable(self._found.values()), *desk))

    def export(self, lines: tuple[Logged, ...], wanted: Wanted) -> Problem:
        """Write lines as a table, the oldest first, and return what to say.

        Raises:
            KioskError: There is no room.
        """
        options = {
            "--since": wanted.since,
            "--student": wanted.student_no,
            "--staff": wanted.actor.removeprefix("staff:"),
        }
        given = (f"{option} {value}" for option, value in options.items() if value)
        return self._exports.export(service.table(reversed(lines)), " ".join(("log", *given)))
