"""Health at the desk: what doctor finds, what waits for paper, and how old the evidence is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from kiosk.model.events import Event, Kind
from kiosk.services.doctor import Check, Finding, Subject, examine
from kiosk.services.paper.queue import Waiting
from kiosk.services.ports import Clock
from store.contract import Store

_FRESH = timedelta(minutes=1)
"""How long findings are shown before everything is examined anew; terminals are always."""
_SLOW = tuple(check for check in Check if check is not Check.TERMINALS)


@dataclass(frozen=True, slots=True)
class Report:
    """How the home and the machine are."""

    findings: tuple[Finding, ...]
    examined: datetime
    waiting: int
    """Sheets that wait for paper."""
    since: str
    """When the one that waits longest was signed (ISO 8601); empty: none waits."""
    sealed: str
    """When the store was last sealed (ISO 8601); empty: never."""
    backed_up: str
    """The same of a backup."""
    roster: str
    """The same of a roster that was read."""


class HealthDesk:
    """Examines, at most once a minute unless it is asked to."""

    def __init__(
        self,
        subject: Subject,
        store: Store,
        waiting: Callable[[], tuple[Waiting, ...]],
        clock: Clock,
    ) -> None:
        """Look at a home.

        Args:
            subject: What doctor looks at.
            store: Whose desk's chain tells of seals and backups.
            waiting: The sheets that wait; only how many is told, whoever asks.
            clock: With time zone.
        """
        self._subject = subject
        self._store = store
        self._waiting = waiting
        self._clock = clock
        self._lock = Lock()
        self._findings: tuple[Finding, ...] = ()
        self._examined: datetime | None = None

    def again(self) -> None:
        """Have the next report examine everything."""
        self._examined = None

    def report(self) -> Report:
        """Return how everything is."""
        with self._lock:
            now = self._clock()
            if self._examined is None or now - self._examined >= _FRESH:
                self._findings = tuple(examine(self._subject, _SLOW))
                self._examined = now
            waiting = self._waiting()
            last = {one.kind: one for one in self._store.desk()}
            return Report(
                (*self._findings, *examine(self._subject, [Check.TERMINALS])),
                self._examined,
                len(waiting),
                waiting[0].since if waiting else "",
                _at(last.get(Kind.SEALED)),
                _at(last.get(Kind.BACKED_UP)),
                _at(last.get(Kind.ROSTER_READ)),
            )


def _at(event: Event | None) -> str:
    return event.at if event else ""
