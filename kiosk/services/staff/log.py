"""Who did what, and when: the events of the desk and of the students, without what is private."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.model.events import Event, Kind
from kiosk.model.staff import Role, Staff
from kiosk.rules.code import short_number
from kiosk.services.acts.appending import NoSuchStudent
from kiosk.services.pile.tables import headed
from kiosk.services.tables import Table
from store.contract import Chain, Store

_ABOUT = (
    "round",
    "grade",
    "college",
    "major",
    "state",
    "verdict",
    "number",
    "move",
    "answer",
    "printer",
    "reason",
    "terminal",
    "class_name",
    "name",
    "role",
    "what",
    "added",
    "changed",
    "left",
    "students",
    "events",
)
"""What of an event's body may stand in a list: no value of a record, no text that was typed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the log is looked for."""

    since: str = ""
    """ISO date of the first day; empty: from the beginning."""
    student_no: str = ""
    actor: str = ""
    """As events name them: ``staff:NAME``, ``student``, ``kiosk``; empty: whoever."""

    def takes(self, event: Event) -> bool:
        """Tell whether an event is among them, whosever it is."""
        return event.at[:10] >= self.since and self.actor in {"", event.actor}


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of the log."""

    at: str
    actor: str
    kind: Kind
    student_no: str
    """Whom it was about; empty: nobody in particular."""
    seq: int
    """Of the event in its chain: the student's, or the desk's."""
    about: Mapping[str, str]


def log(store: Store, staff: Staff | None, wanted: Wanted) -> tuple[Logged, ...]:
    """Return the events that somebody may see, the oldest first.

    Args:
        store: Held to the role and scope of ``staff``, whom it shows their students alone.
        staff: Of the desk's own events they see what is about these students, and what they did
            themselves; the school, or nobody in particular, sees all.
        wanted: Which of them.

    Raises:
        NoSuchStudent: Nobody has the number that is looked for.
        NotAllowed: It is not theirs to see.
    """
    found: list[Logged] = []
    numbers: set[str] = set()
    for number, events in _chains(store, wanted.student_no):
        numbers.add(number)
        found += of_student(number, events, wanted)
    found += of_desk(store, staff, wanted, numbers)
    return in_order(found)


def of_student(number: str, events: Iterable[Event], wanted: Wanted) -> tuple[Logged, ...]:
    """Return the lines of a student's chain that are looked for."""
    return tuple(_logged(event, number) for event in events if wanted.takes(event))


def of_desk(
    store: Store, staff: Staff | None, wanted: Wanted, numbers: Container[str]
) -> Iterator[Logged]:
    """Yield the lines of the desk's chain that are looked for and that somebody may see.

    Args:
        store: Holds it.
        staff: As of ``log``.
        wanted: Which of them.
        numbers: Of the students in scope.
    """
    everything = not wanted.student_no and (staff is None or staff.role is Role.SCHOOL)
    for event in filter(wanted.takes, store.desk()):
        number = event.body.get("student_no", "")
        own = staff is not None and event.actor == staff.actor and not wanted.student_no
        if everything or own or number in numbers:
            yield _logged(event, number)


def in_order(lines: Iterable[Logged]) -> tuple[Logged, ...]:
    """Return lines, the oldest first."""
    return tuple(sorted(lines, key=lambda one: datetime.fromisoformat(one.at)))


def _chains(store: Store, student_no: str) -> Iterator[Chain]:
    """Yield one student's chain, or those of all who may be seen."""
    if not student_no:
        yield from store.events_of(sorted(store.students()))
        return
    events = store.events(student_no)
    if not events:
        raise NoSuchStudent
    yield student_no, events


def _logged(event: Event, student_no: str) -> Logged:
    body = event.body
    about = {name: str(body[name]) for name in _ABOUT if body.get(name) not in {None, ""}}
    if "sheet_id" in body:
        about["sheet"] = short_number(body["sheet_id"])
    return Logged(event.at, event.actor, event.kind, student_no, event.seq, about)


def table(lines: Iterable[Logged]) -> Table:
    """Return the log as a table for other programs."""
    return headed("log", map(row, lines))


def row(one: Logged) -> tuple[str, ...]:
    """Return a line's cells: time, who, what, whom about, number in the chain, details."""
    return one.at, one.actor, one.kind.value, one.student_no, str(one.seq), details(one)


def details(one: Logged) -> str:
    """Return what a line is about, in one text."""
    return "; ".join(f"{name}={value}" for name, value in one.about.items())
