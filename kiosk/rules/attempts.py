"""When a number or a terminal must wait after wrong answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

_MISSES_HERE = 5
_WAIT_HERE = timedelta(minutes=15)
_MISSES_A_DAY = 20
_MISSES_IN_A_ROW = 10
_PAUSE = timedelta(minutes=1)
_MISSES_OF_ADDRESS = 30
"""A whole campus may come from one address."""


@dataclass(frozen=True, slots=True)
class Miss:
    """One wrong answer."""

    terminal: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Lock:
    """A number, or a whole terminal, that must wait."""

    until: datetime
    everywhere: bool = False


def lock_of_number(misses: Sequence[Miss], terminal: str, now: datetime) -> Lock | None:
    """Return the lock that wrong answers for one number have earned.

    Args:
        misses: For this number, oldest first.
        terminal: Where the student stands.
        now: With time zone.
    """
    today = [miss for miss in misses if miss.at.date() == now.date()]
    if len(today) >= _MISSES_A_DAY:
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return Lock(midnight + timedelta(days=1), everywhere=True)
    here = [miss.at for miss in misses if miss.terminal == terminal][-_MISSES_HERE:]
    if len(here) == _MISSES_HERE and here[-1] - here[0] < _WAIT_HERE:
        lock = Lock(here[-1] + _WAIT_HERE)
        return lock if now < lock.until else None
    return None


def left_here(misses: Sequence[Miss], terminal: str, now: datetime) -> int:
    """Return how many wrong answers a number still has on one terminal."""
    here = [m for m in misses if m.terminal == terminal and now - m.at < _WAIT_HERE]
    return max(0, _MISSES_HERE - len(here))


def pause_of_terminal(in_a_row: Sequence[datetime], now: datetime) -> Lock | None:
    """Return the pause that wrong answers in a row, for whatever numbers, have earned.

    Args:
        in_a_row: Misses since the last right answer on this terminal, oldest first.
        now: With time zone.
    """
    if len(in_a_row) < _MISSES_IN_A_ROW or len(in_a_row) % _MISSES_IN_A_ROW:
        return None
    until = in_a_row[-1] + _PAUSE
    return Lock(until) if now < until else None


def lock_of_address(misses: Sequence[Miss], now: datetime) -> Lock | None:
    """Return the lock that wrong answers on the correction page, for whatever codes, have earned.

    Args:
        misses: Of one address, oldest first.
        now: With time zone.
    """
    recent = [miss for miss in misses if now - miss.at < _WAIT_HERE]
    if len(recent) < _MISSES_OF_ADDRESS:
        return None
    return Lock(recent[-_MISSES_OF_ADDRESS].at + _WAIT_HERE)
