"""When a student's file has been kept long enough, and what leads to it.

Source: PIPL article 19, no longer than the purpose needs.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from kiosk.model.events import Event, Kind
from kiosk.model.record import Record
from kiosk.model.student import Student
from kiosk.rules.rounds import years

_OF_ROSTERS = frozenset({Kind.IMPORTED, Kind.ADDED, Kind.LEFT})
"""What is done to all at once: it shows no use of one student's file."""
_DAY = len("2026-11-23")


def counted_from(student: Student, events: Sequence[Event]) -> str:
    """Return the ISO date from which a file's years count.

    It is the graduation, or the last thing that anybody did with the file, whichever is later:
    who repeats a year, or came back for a sheet, is not through yet. If neither is known, it is
    the day on which a roster last brought the student.

    Args:
        student: As ``events`` fold.
        events: The whole chain, not empty.
    """
    acts = [event.at[:_DAY] for event in events if event.kind not in _OF_ROSTERS]
    return max(_graduation(student.record), *acts[-1:], "") or events[-1].at[:_DAY]


def _graduation(record: Record) -> str:
    """Return when the student graduates, as far as the roster says."""
    if record.expected_graduation or not record.entry_date:
        return record.expected_graduation
    return _later(record.entry_date, years(record.duration))


def is_over(student: Student, events: Sequence[Event], kept: int, today: date) -> bool:
    """Tell whether a file has been kept for the years that the school's rule says.

    Args:
        student: As ``events`` fold.
        events: The whole chain, not empty.
        kept: Years.
        today: By the school's clock.
    """
    return _later(counted_from(student, events), kept) < today.isoformat()


def is_owed(student: Student) -> bool:
    """Tell whether a request is still open: the school owes its owner an answer."""
    return any(request.state.open for request in student.requests)


def _later(day: str, by: int) -> str:
    """Return an ISO date some years later; the 29th of February needs no leap year here."""
    return f"{int(day[:4]) + by}{day[4:]}"


def id_numbers(events: Iterable[Event]) -> tuple[str, ...]:
    """Return every ID number that a record ever had, each once."""
    records = (event.body["record"] for event in events if "record" in event.body)
    found = (record.get("id_number", "") for record in records)
    return tuple(dict.fromkeys(filter(None, found)))


def sheet_ids(student: Student) -> tuple[str, ...]:
    """Return the ids by which the student's sheets and requests are found, each once."""
    found = (one.sheet_id for many in (student.declarations, student.requests) for one in many)
    return tuple(dict.fromkeys(found))
