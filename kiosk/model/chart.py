"""The board as a picture: how many had declared by which day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Chart:
    """What a picture of progress shows."""

    title: str
    caption: str
    days: tuple[tuple[date, int], ...]
    """How many declared on each day on which anybody did, in order."""
    total: int
    """How many are to declare."""
