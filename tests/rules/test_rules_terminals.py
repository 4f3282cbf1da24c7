from datetime import UTC, datetime, timedelta, timezone

import pytest

from kiosk.model.terminal import Beat, Condition
from kiosk.rules.terminals import Standing, standing

NOON = datetime(2020, 9, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("condition", "ago", "expected"),
    [
        (Condition.WORKING, timedelta(), Standing.WORKING),
        (Condition.WORKING, timedelta(minutes=2), Standing.WORKING),
        (Condition.WORKING, timedelta(minutes=2, seconds=1), Standing.SILENT),
        (Condition.TROUBLE, timedelta(minutes=1), Standing.TROUBLE),
        (Condition.TROUBLE, timedelta(hours=1), Standing.SILENT),
        (Condition.STOPPED, timedelta(), Standing.STOPPED),
        (Condition.STOPPED, timedelta(days=6), Standing.STOPPED),
        (Condition.STOPPED, timedelta(days=8), Standing.GONE),
        (Condition.WORKING, timedelta(days=8), Standing.GONE),
        (Condition.WORKING, -timedelta(minutes=1), Standing.WORKING),
        (Condition.WORKING, -timedelta(minutes=3), Standing.SILENT),
    ],
)
def test_a_terminal_stands_as_its_last_sign_and_its_age_say(
    condition: Condition, ago: timedelta, expected: Standing
) -> None:
    at = (NOON - ago).astimezone(timezone(timedelta(hours=8)))
    assert standing(Beat("lab-01", at, condition, "0.1.0"), NOON) is expected


def test_what_stopped_or_is_silent_needs_somebody() -> None:
    assert {one for one in Standing if one.alarms} == {Standing.STOPPED, Standing.SILENT}
