"""Staff unlock a student's number: what was typed wrong is forgotten, and the name opens it once.

Somebody whose ID number is recorded wrong cannot know its last characters.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kiosk.model.events import Draft, Event, Kind
from kiosk.rules import factor
from kiosk.services.acts import appending
from kiosk.services.ports import Clock, stamp
from store.contract import Store

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

NAME_OPENS = timedelta(minutes=30)
"""How long the student has to walk to a terminal."""


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A number that staff unlocked."""

    student_no: str
    at: datetime
    """Wrong answers before that count no more."""
    until: datetime
    """The name opens it until then; a visit that used it ended that."""


@dataclass(frozen=True, slots=True)
class Unlocking:
    """Unlocks numbers."""

    store: Store
    clock: Clock
    actor: str
    """``staff:NAME``."""

    def unlock(self, student_no: str) -> Unlocked:
        """Unlock a number, on every terminal.

        Raises:
            NoSuchStudent: Nobody has it.
        """
        appending.student(self.store, student_no)
        body = {"student_no": student_no}
        draft = Draft(stamp(self.clock()), self.actor, Kind.UNLOCKED, body)
        return _unlocked(self.store.append_desk([draft])[-1])


class Unlockings:
    """What is unlocked now, as the terminals' door asks; only new events are read."""

    def __init__(self, store: Store) -> None:
        """Read the desk's chain of ``store``."""
        self._store = store
        self._pulse: Hashable = None
        self._after = 0
        self._found: Mapping[str, Unlocked] = {}

    def of(self, number: str) -> Unlocked | None:
        """Return how a number was last unlocked, as ``factor.normal`` gives it."""
        pulse = self._store.pulse()
        if pulse != self._pulse:
            new = self._store.desk(self._after)
            self._after = new[-1].seq if new else self._after
            self._pulse = pulse
            for event in new:
                self._take(event)
        return self._found.get(number)

    def admit(self, unlocked: Unlocked, now: datetime) -> bool:
        """Let the student in by the name, once: tell whether nobody was before."""
        number = factor.normal(unlocked.student_no)
        with self._store.hold(f"admit/{number}") as held:
            latest = self.of(number)
            if not held or latest is None or not now < latest.until:
                return False
            body = {"student_no": unlocked.student_no}
            self._store.append_desk([Draft(stamp(now), "kiosk", Kind.ADMITTED, body)])
            return True

    def _take(self, event: Event) -> None:
        if event.kind not in {Kind.UNLOCKED, Kind.ADMITTED}:
            return
        number = factor.normal(event.body["student_no"])
        if event.kind is Kind.UNLOCKED:
            self._found = {**self._found, number: _unlocked(event)}
        elif number in self._found:
            used = replace(self._found[number], until=datetime.fromisoformat(event.at))
            self._found = {**self._found, number: used}


def _unlocked(event: Event) -> Unlocked:
    at = datetime.fromisoformat(event.at)
    return Unlocked(event.body["student_no"], at, at + NAME_OPENS)
