"""Whether a terminal can serve anybody now: its store, its disk, its clock."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from kiosk.errors import KioskError, StoreDamaged, StoreError
from kiosk.model.events import Event, Kind
from kiosk.services.ports import Clock
from store.contract import Store

JUMP = timedelta(minutes=10)
"""By how much a clock may be set while the terminal runs; signatures are dated by the day."""
_SETTLES = 60.0
"""Seconds after which a clock that was set is believed."""
_FULL = frozenset({"ENOSPC", "EDQUOT", "53100"})
"""Reasons of a disk that is full: errno, and PostgreSQL's state."""


class ClockWrong(KioskError):
    """The clock tells a time that cannot be: whatever is signed now would be dated wrongly."""

    text = "error.clock_wrong"


class Trouble(StrEnum):
    """Why a terminal serves nobody; values name the texts."""

    STORE = "store"
    """The store is out of reach: a folder that is gone, a server that is down."""
    DISK = "disk"
    """The disk is full."""
    DAMAGED = "damaged"
    """The store holds what cannot be read."""
    CLOCK = "clock"
    """The clock is wrong."""
    OTHER = "other"
    """Settings or keys, which whoever installs the machine sees to."""


def trouble_of(error: KioskError) -> Trouble:
    """Return what an error means for a terminal."""
    match error:
        case ClockWrong():
            return Trouble.CLOCK
        case StoreDamaged():
            return Trouble.DAMAGED
        case StoreError():
            full = error.problem.values.get("reason") in _FULL
            return Trouble.DISK if full else Trouble.STORE
        case _:
            return Trouble.OTHER


class SteadyClock:
    """A clock that tells no time for a minute after it was set by more than ``JUMP``.

    A machine without a clock of its own hears the time from the network a while after its start:
    who signs just then must not be dated by either; after that the new time is as good as any.
    """

    def __init__(self, clock: Clock, elapsed: Callable[[], float]) -> None:
        """Watch a clock from now on.

        Args:
            clock: Which one.
            elapsed: Seconds that have passed since some moment; nobody sets them.
        """
        self._clock = clock
        self._elapsed = elapsed
        self._began = clock() - timedelta(seconds=elapsed())
        self._trusted_from = float("-inf")

    def __call__(self) -> datetime:
        """Return the time.

        Raises:
            ClockWrong: The clock was set within the last minute.
        """
        now, elapsed = self._clock(), self._elapsed()
        began = now - timedelta(seconds=elapsed)
        if abs(began - self._began) > JUMP:
            self._began, self._trusted_from = began, elapsed + _SETTLES
        if elapsed < self._trusted_from:
            raise ClockWrong
        return now


@dataclass(slots=True)
class Fitness:
    """Looks at what every visit needs."""

    store: Store
    clock: Clock
    _pulse: Hashable = field(default=None, init=False)
    _exported: date | None = field(default=None, init=False)

    def check(self) -> None:
        """Look whether a student can be served; may block.

        Raises:
            ClockWrong: The clock was set just now, or is behind a roster's export.
            StoreError: Nothing can be read, or written.
        """
        now = self.clock()
        self._read_desk()
        if self._exported is not None and now.date() < self._exported:
            raise ClockWrong
        self.store.check_writable()

    def _read_desk(self) -> None:
        """Read how new the newest roster is, unless nobody wrote since."""
        pulse = self.store.pulse()
        if pulse != self._pulse:
            self._exported = max(filter(None, map(_export, self.store.desk())), default=None)
            self._pulse = pulse


def _export(event: Event) -> date | None:
    """Return the day of a roster's export: that of its file, but never after it was read."""
    day = event.body.get("exported") if event.kind is Kind.ROSTER_READ else None
    if not day:
        return None
    return min(date.fromisoformat(day), datetime.fromisoformat(event.at).date())
