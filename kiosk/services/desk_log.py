"""The log at the desk: the newest events first, limited by day, student, person and kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.errors import Problem
from kiosk.model.events import Kind
from kiosk.model.staff import Staff
from kiosk.rules import values
from kiosk.services import log as service
from kiosk.services.exports import Exports
from kiosk.services.log import Logged, Wanted
from kiosk.services.ports import Clock
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


@dataclass(frozen=True, slots=True)
class LogDesk:
    """The log as the desk uses it."""

    store: Store
    staff: Staff | None
    """Whose scope it shows; none: all."""
    clock: Clock
    exports: Exports

    def today(self) -> str:
        """Return the day as it is typed."""
        return self.clock().date().isoformat()

    def lines(self, wanted: Wanted, kind: Kind | None) -> tuple[Logged, ...]:
        """Return the events, the newest first.

        Raises:
            NoSuchStudent: Nobody has the number that is looked for.
        """
        found = service.log(self.store, self.staff, wanted)
        return tuple(one for one in reversed(found) if kind in {None, one.kind})

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
        return self.exports.export(service.table(reversed(lines)), " ".join(("log", *given)))
