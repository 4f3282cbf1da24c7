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
    """A clock that tells no time since it was set by more than ``JUMP``, until it is set back."""

    def __init__(self, clock: Clock, elapsed: Callable[[], float]) -> None:
        """Watch a clock from now on.

        Args:
            clock: Which one.
            elapsed: Seconds that have passed since some moment; nobody sets them.
        """
        self._clock = clock
        self._elapsed = elapsed
        self._began = clock() - timedelta(seconds=elapsed())

    def __call__(self) -> datetime:
        """Return the time.

        Raises:
            ClockWrong: The clock was set while it was watched.
        """
        now = self._clock()
        if abs(now - timedelta(seconds=self._elapsed()) - self._began) > JUMP:
            raise ClockWrong
        return now


@dataclass(slots=True)
class Fitness:
    """Looks at what every visit needs."""

    store: Store
    clock: Clock
    _pulse: Hashable = field(default=None, init=False)
    _written: datetime | None = field(default=None, init=False)
    _exported: date | None = field(default=None, init=False)

    def check(self) -> None:
        """Look whether a student can be served; may block.

        Raises:
            ClockWrong: The clock was set, or is behind a roster's export or what staff did last.
            StoreError: Nothing can be read, or written.
        """
        now = self.clock()
        self._read_desk()
        behind = self._written is not None and now < self._written - JUMP
        if behind or (self._exported is not None and now.date() < self._exported):
            raise ClockWrong
        self.store.check_writable()

    def _read_desk(self) -> None:
        """Read when the desk wrote last, unless nobody wrote since."""
        pulse = self.store.pulse()
        if pulse == self._pulse:
            return
        desk = self.store.desk()
        self._written = max((datetime.fromisoformat(one.at) for one in desk), default=None)
        self._exported = max(filter(None, map(_export, desk)), default=None)
        self._pulse = pulse


def _export(event: Event) -> date | None:
    day = event.body.get("exported") if event.kind is Kind.ROSTER_READ else None
    return date.fromisoformat(day) if day else None
