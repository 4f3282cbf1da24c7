"""When a terminal that nobody uses begins anew: once a night by the clock on the wall."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from unittest.mock import Mock
from zoneinfo import ZoneInfo

import pytest

from kiosk.cli.keeper import renewal
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


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What the clock that nobody sets shows, in a program that never crashed."""
    shown = [1000.0]
    monkeypatch.setattr(renewal, "time", Mock(monotonic=lambda: shown[0]))
    monkeypatch.setenv("KIOSK_CRASHES", "")
    return shown


def test_three_crashes_within_a_minute_are_too_many(seconds: list[float]) -> None:
    for seconds[0] in (1000.0, 1030.0, 1059.9):
        assert not renewal.is_hopeless()
        renewal.note_crash()
    assert renewal.is_hopeless()
    seconds[0] = 1060.0
    assert not renewal.is_hopeless()
    assert renewal.has_crashed()
    seconds[0] = 1120.0
    assert not renewal.has_crashed()
    assert renewal.is_renewed()


@pytest.mark.parametrize("said", ["yes", "1000 x", "nan nan nan", "inf inf inf", "2e9 2e9 2e9"])
def test_what_somebody_else_says_of_crashes_is_nothing(
    seconds: list[float], monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    assert seconds
    monkeypatch.setenv("KIOSK_CRASHES", said)
    assert not renewal.has_crashed()
