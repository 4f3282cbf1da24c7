"""A terminal as the desk sees it from afar: what it said last, and when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Condition(StrEnum):
    """How a terminal says it is; values are the names in JSON."""

    WORKING = "working"
    """Students can use it."""
    TROUBLE = "trouble"
    """It shows a page about a fault, and goes on by itself when the fault is gone."""
    STOPPED = "stopped"
    """It failed again and again, shows a still page, and waits for somebody."""


@dataclass(frozen=True, slots=True)
class Beat:
    """A sign of life. Nothing in it is of a student, and it is no evidence."""

    terminal: str
    """Its name, as the machine is called."""
    at: datetime
    """By its own clock, with time zone."""
    condition: Condition
    version: str
    """Of the program that it runs."""
