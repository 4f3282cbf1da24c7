"""A store as one of the staff may use it: every use case on it is held to their role and scope."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any, cast

from kiosk.errors import KioskError, Problem
from kiosk.model.events import Draft, Event, Kind
from kiosk.model.record import Record
from kiosk.model.staff import Role, Staff
from kiosk.model.student import Summary
from kiosk.rules import access
from kiosk.rules.fold import fold
from kiosk.services.ports import stamp
from kiosk.services.staff.looks import Looks
from kiosk.services.staff.standing import Standing
from store.contract import Chain, Entry, Store

_FOR_ALL = frozenset(
    {
        "beats",
        "blob",
        "check_writable",
        "condition",
        "desk",
        "hold",
        "pulse",
        "put_blob",
        "student_of",
        "students_of",
    }
)
"""What tells and changes nothing about a student whose file is not open anyway."""
_GONE = "no_longer_staff"
"""What is noted of who was removed and goes on."""


class NotAllowed(KioskError):
    """It is not theirs to do; the text says whose."""

    text = "error.not_allowed"

    def __init__(self, role: Role) -> None:
        """Name the least role that could."""
        super().__init__()
        self.role = role
        self.problem = Problem(f"error.allowed_to.{role.value}")


class Guard:
    """Lets through what a role may do, and notes every look and every refusal in the desk's chain.

    Whoever was removed, or is of another role or scope by now, is let through no more: a command or
    a desk that was open before ends.

    What is not named here is let through for the school alone, so that what a store learns to do
    is nobody's until somebody thought of it.
    """

    def __init__(
        self, store: Store, staff: Staff, clock: Callable[[], datetime], looks: Looks
    ) -> None:
        """Stand before ``store`` for ``staff``."""
        self._store = store
        self._staff = staff
        self._clock = clock
        self._looks = looks
        self._standing = Standing(store, staff, partial(note_denied, store, staff, clock, _GONE))

    def __getattr__(self, name: str) -> Any:
        """Return what the store does, if this role may have it done.

        Raises:
            NotAllowed: It may not.
            NoLongerStaff: They are not any more who they were.
        """
        found = getattr(self._store, name)
        if name in _FOR_ALL:
            return found
        self._standing.check()
        if self._staff.role is not Role.SCHOOL:
            raise self._refused(Role.SCHOOL, name)
        return found

    def events(self, student_no: str) -> tuple[Event, ...]:
        """Return a chain, and note that it was looked at."""
        self._standing.check()
        events = self._store.events(student_no)
        self._check_scope(student_no, events)
        if events:
            self._looks.note(student_no)
        return events

    def events_of(self, students: Iterable[str]) -> Iterator[Chain]:
        """Yield the chains of many, for lists."""
        self._standing.check()
        for student_no, events in self._store.events_of(students):
            self._check_scope(student_no, events)
            yield student_no, events

    def summaries(self) -> Iterator[Summary]:
        """Yield the students in scope."""
        self._standing.check()
        return (one for one in self._store.summaries() if access.sees(self._staff, one))

    def students(self) -> Iterator[str]:
        """Yield the numbers of the students in scope."""
        return (one.student_no for one in self.summaries())

    def append(self, entry: Entry) -> tuple[Event, ...]:
        """Write to the chain of a student in scope what the role may write."""
        self._check(draft.kind for draft in entry.new)
        self._check_scope(entry.student_no, self._store.events(entry.student_no))
        for draft in entry.new:
            if draft.kind is Kind.ADDED:
                self._check_record(entry.student_no, Record.of(draft.body["record"]))
        return self._store.append(entry)

    def append_many(self, entries: Iterable[Entry]) -> Iterator[int]:
        """Write many students' events, for the school; who is removed writes no further batch."""
        for count in self.__getattr__("append_many")(entries):
            yield count
            self._standing.check()

    def append_desk(self, new: Sequence[Draft]) -> tuple[Event, ...]:
        """Write to the desk's chain what the role may write."""
        self._check(draft.kind for draft in new)
        return self._store.append_desk(new)

    def forget_terminal(self, terminal: str) -> bool:
        """Forget a terminal, for who looks after them."""
        self._standing.check()
        if self._staff.role not in access.FORGETS_TERMINALS:
            raise self._refused(Role.LAB, "forget_terminal")
        return self._store.forget_terminal(terminal)

    def _check(self, kinds: Iterable[Kind]) -> None:
        self._standing.check()
        wanted = frozenset(kinds)
        if not wanted <= access.MAY_WRITE[self._staff.role]:
            raise self._refused(access.who_may_write(wanted), ",".join(sorted(wanted)))

    def _check_scope(self, student_no: str, events: Sequence[Event]) -> None:
        if events:
            self._check_record(student_no, fold(student_no, events).record)

    def _check_record(self, student_no: str, record: Record) -> None:
        if not access.sees(self._staff, record):
            raise self._refused(access.who_sees(self._staff), "events", student_no)

    def _refused(self, role: Role, what: str, student_no: str = "") -> NotAllowed:
        note_denied(self._store, self._staff, self._clock, what, student_no)
        return NotAllowed(role)


def note_denied(
    store: Store, staff: Staff, clock: Callable[[], datetime], what: str, student_no: str = ""
) -> None:
    """Write into the desk's chain that somebody was refused.

    Args:
        store: Without a guard.
        staff: Who was refused.
        clock: With time zone.
        what: The kind of event, the method, or the command; nothing that was typed beside it.
        student_no: Whose file it was about.
    """
    body = {"what": what, "student_no": student_no}
    store.append_desk([Draft(stamp(clock()), staff.actor, Kind.DENIED, body)])


def guarded(
    store: Store, staff: Staff, clock: Callable[[], datetime], looks: Looks | None = None
) -> Store:
    """Return a store that does what ``staff`` may have it do, and refuses all else.

    Args:
        store: Without a guard.
        staff: Who uses it.
        clock: With time zone.
        looks: Their looks, for who tells when a file is closed; none: it stays open.
    """
    looks = looks or Looks(store, staff.actor, clock)
    return cast("Store", Guard(store, staff, clock, looks))
