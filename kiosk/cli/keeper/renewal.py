"""The terminal's process becomes itself anew: same PID, same arguments, empty memory.

What it crashed of lately goes along in one variable of the environment, in seconds of the
monotonic clock, which runs on and which nobody sets.
"""

import os
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from datetime import time as TimeOfDay  # noqa: N812 - beside the module of that name
from typing import NoReturn

from kiosk.cli.keeper.tty import TTY

_CRASHES = "KIOSK_CRASHES"
_MANY = 3
_WINDOW = 60.0
"""So many crashes within so many seconds are too many."""
_VISITS = 50
"""Visits after which memory is made anew."""


def renew() -> NoReturn:
    """Begin anew in this process; what stands on the terminal stays until screens are painted."""
    os.environ[_CRASHES] = " ".join(map(str, _crashes()))
    TTY.give_back()
    os.execv(sys.executable, sys.orig_argv)  # noqa: S606 - this very program


def note_crash() -> None:
    """Count a crash of this moment."""
    os.environ[_CRASHES] = " ".join(map(str, (*_crashes(), time.monotonic())))


def is_hopeless() -> bool:
    """Tell whether it crashed so often that beginning anew helps nobody."""
    return len(_crashes()) >= _MANY


def has_crashed() -> bool:
    """Tell whether a crash is what it began anew for."""
    return bool(_crashes())


def is_renewed() -> bool:
    """Tell whether this process was a terminal before."""
    return _CRASHES in os.environ


def _crashes() -> tuple[float, ...]:
    """Return when it crashed of late; what somebody else set the variable to says nothing."""
    try:
        noted = [float(at) for at in os.environ.get(_CRASHES, "").split()]
    except ValueError:
        return ()
    return tuple(at for at in noted if 0 <= time.monotonic() - at < _WINDOW)


def _wall() -> datetime:
    """Return the time as a clock on the wall shows it: without a zone, which summer changes."""
    return datetime.now().astimezone().replace(tzinfo=None)


class Due:
    """When a terminal that nobody uses is to be renewed."""

    def __init__(self, at: TimeOfDay, clock: Callable[[], datetime] = _wall) -> None:
        """Be due each night, and after many visits.

        Args:
            at: When, by the local clock.
            clock: Tells the local time, without a zone.
        """
        self._at = at
        self._clock = clock
        self._seen = clock()
        self._night = self._next()

    def __call__(self, visits: int) -> bool:
        """Tell whether it is time, after so many visits."""
        before, self._seen = self._seen, self._clock()
        if self._seen < before:  # it was set back: the night is not as far away as it was
            self._night = self._next()
        return visits >= _VISITS or self._seen >= self._night

    def _next(self) -> datetime:
        """Return when the clock shows the time of the night next."""
        today = datetime.combine(self._seen, self._at)
        return today if today > self._seen else today + timedelta(days=1)
