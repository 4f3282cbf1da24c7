from datetime import date, timedelta

import pytest
from chinese_calendar import constants

from kiosk.guide.workdays import answer_by


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        ("2021-03-01", "2021-03-04"),  # Monday
        ("2021-03-04", "2021-03-09"),  # over a weekend
        ("2021-03-06", "2021-03-10"),  # sent on a Saturday
        ("2021-09-30", "2021-10-11"),  # National Day, and Saturday 9 October worked instead
        ("2021-02-10", "2021-02-20"),  # Spring Festival, and Saturday 20 February worked
        ("2020-12-30", "2021-01-05"),  # over New Year
    ],
)
def test_weekends_and_holidays_do_not_count_but_worked_weekends_do(sent: str, due: str) -> None:
    assert answer_by(date.fromisoformat(sent)) == date.fromisoformat(due)


def test_where_the_calendar_ends_nobody_knows() -> None:
    last = max(constants.holidays).year
    assert answer_by(date(last, 12, 31)) is None
    assert answer_by(date(last + 1, 3, 1)) is None
    assert answer_by(date(last, 6, 1)) is not None


def test_other_spans_count_alike() -> None:
    assert answer_by(date(2021, 3, 1), 5) == date(2021, 3, 8)
    assert answer_by(date(2021, 3, 1), 0) == date(2021, 3, 1)


def test_a_whole_year_of_days_is_never_answered_before_three_days() -> None:
    for offset in range(365):
        sent = date(2021, 1, 1) + timedelta(days=offset)
        due = answer_by(sent)
        assert due is not None
        assert 3 <= (due - sent).days <= 12
