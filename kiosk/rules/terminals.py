"""How a terminal stands, judged from afar by its last sign of life."""

from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.model.terminal import Beat, Condition

_SILENT = timedelta(minutes=2)
"""Four beats."""
_GONE = timedelta(days=7)
"""Then it was taken away, or everybody knows."""


class Standing(StrEnum):
    """How a terminal stands; values are the names in JSON."""

    WORKING = "working"
    TROUBLE = "trouble"
    STOPPED = "stopped"
    SILENT = "silent"
    """It gave no sign for two minutes: it is off, hangs, has no store, or another time."""
    GONE = "gone"
    """No sign for a week: no alarm any more."""

    @property
    def alarms(self) -> bool:
        """Whether somebody has to go there."""
        return self in {Standing.STOPPED, Standing.SILENT}


def standing(beat: Beat, now: datetime) -> Standing:
    """Return how a terminal stands.

    Args:
        beat: Its last sign of life.
        now: With time zone, by the clock of who asks.
    """
    age = abs(now - beat.at)
    if age > _GONE:
        return Standing.GONE
    if beat.condition is Condition.STOPPED:
        return Standing.STOPPED
    return Standing.SILENT if age > _SILENT else Standing(beat.condition)
