"""When a terminal that nobody uses begins anew: once a night by the clock on the wall."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.cli.keeper.renewal import Due

NIGHT = time(4)
EVENING = datetime.fromisoformat("2026-11-23 22:00")


class Wall:
    """A clock on a wall."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def walls(zone: str, begin: str) -> Iterator[datetime]:
    """Yield what a wall in a zone shows from a moment (UTC) on, every ten minutes."""
    at = datetime.fromisoformat(begin).replace(tzinfo=UTC)
    while True:
        yield at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        at += timedelta(minutes=10)


@pytest.mark.parametrize(
    ("begun", "due"),
    [
        ("2026-11-23 22:00", "2026-11-24 04:00"),
        ("2026-11-24 00:10", "2026-11-24 04:00"),
        ("2026-11-24 03:59", "2026-11-24 04:00"),
        ("2026-11-24 04:00", "2026-11-25 04:00"),
        ("2026-11-24 04:01", "2026-11-25 04:00"),
        ("2026-12-31 12:00", "2027-01-01 04:00"),
    ],
)
def test_it_is_due_the_next_time_the_clock_shows_the_hour(begun: str, due: str) -> None:
    wall = Wall(datetime.fromisoformat(begun))
    is_due = Due(NIGHT, wall)
    assert not is_due(0)
    wall.now = datetime.fromisoformat(due) - timedelta(seconds=1)
    assert not is_due(0)
    wall.now += timedelta(seconds=1)
    assert is_due(0)
    wall.now += timedelta(hours=3)  # somebody was there until now
    assert is_due(0)


def test_it_is_due_after_fifty_visits_at_any_time() -> None:
    is_due = Due(NIGHT, Wall(EVENING))
    assert not is_due(49)
    assert is_due(50)


@pytest.mark.parametrize(
    ("begin", "hour", "due"),
    [
        ("2026-03-28 21:00", 4, "2026-03-29 04:00"),
        ("2026-03-28 21:00", 2, "2026-03-29 03:00"),  # two o'clock is left out that night
        ("2026-10-24 20:00", 4, "2026-10-25 04:00"),
        ("2026-10-24 20:00", 2, "2026-10-25 02:00"),
    ],
)
def test_the_night_in_which_the_clock_changes(begin: str, hour: int, due: str) -> None:
    shown = walls("Europe/Berlin", begin)
    wall = Wall(next(shown))
    is_due = Due(time(hour), wall)
    while not is_due(0):
        wall.now = next(shown)
    assert wall.now == datetime.fromisoformat(due)


def test_a_clock_that_is_set_back_keeps_the_next_night() -> None:
    wall = Wall(EVENING.replace(year=2030))
    is_due = Due(NIGHT, wall)
    assert not is_due(0)
    wall.now = EVENING
    assert not is_due(0)
    wall.now = EVENING + timedelta(hours=6)
    assert is_due(0)


def test_a_clock_that_is_set_forward_makes_it_due_at_once() -> None:
    wall = Wall(EVENING)
    is_due = Due(NIGHT, wall)
    wall.now += timedelta(days=1500)
    assert is_due(0)
