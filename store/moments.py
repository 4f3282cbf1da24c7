"""Times of what no chain holds: whoever can write there may have put anything in their place."""

from datetime import MAXYEAR, MINYEAR, datetime


def moment(told: str) -> datetime:
    """Return a time that can be reckoned with, in its own zone.

    Raises:
        ValueError: It is no time, has no zone, or another zone has no year for it.
    """
    at = datetime.fromisoformat(told)
    if at.tzinfo is None or not MINYEAR < at.year < MAXYEAR:
        raise ValueError
    return at
