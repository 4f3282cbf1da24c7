"""Somebody whom the roster forgot, added by hand: marked so until a roster brings the record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kiosk.errors import Conflict, KioskError, Problem
from kiosk.model.events import Draft, Kind
from kiosk.model.record import Field, Record
from kiosk.model.student import Student
from kiosk.rules import values
from kiosk.rules.fold import fold
from kiosk.services.ports import Clock, stamp
from store.contract import Entry, Store

NEEDED = (Field.STUDENT_NO, Field.NAME, Field.ID_NUMBER, Field.COLLEGE, Field.CLASS_NAME)
"""Without these nobody could come in, nor the sheet be filed."""


class AlreadyThere(KioskError):
    """The student number has a record: another roster changes it, nobody's hand."""

    text = "error.already_there"


def checked(given: Mapping[Field, str]) -> Record | Mapping[Field, Problem]:
    """Return a record of what was typed, or what is wrong with it, field by field."""
    parsed = {field: values.parse(field, given.get(field, "")) for field in Field}
    problems = {field: one for field, one in parsed.items() if isinstance(one, Problem)}
    for field in NEEDED:
        if not parsed[field]:
            problems[field] = Problem("problem.needed")
    if problems:
        return problems
    return Record.of({field.value: str(value) for field, value in parsed.items()})


@dataclass(frozen=True, slots=True)
class ByHand:
    """Adds students by hand."""

    store: Store
    id_hash: Callable[[str], str]
    """Keyed hash of an ID number."""
    clock: Clock
    actor: str
    """``staff:NAME``."""

    def add(self, record: Record) -> Student:
        """Add a student; the same record once more changes nothing.

        Args:
            record: As ``checked`` returns it.

        Raises:
            AlreadyThere: The number has another record.
            NotAllowed: The class is not theirs.
        """
        number = record.student_no
        now = self.clock()
        source = {"name": "", "exported": now.date().isoformat(), "sha256": "", "manual": True}
        body = {"record": record.json(), "source": source}
        draft = Draft(stamp(now), self.actor, Kind.ADDED, body)
        entry = Entry(number, 0, (draft,), id_hash=self.id_hash(record.id_number))
        try:
            return fold(number, self.store.append(entry))
        except Conflict as error:
            there = fold(number, self.store.events(number))
            if there.source.manual and there.record == record:
                return there
            raise AlreadyThere from error
