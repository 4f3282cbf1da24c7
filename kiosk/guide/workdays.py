"""Chinese working days: weekends and holidays off, and the weekends worked instead."""

from datetime import date, timedelta

ANSWER = 3
"""Working days that CHSI takes for an answer (Annex 1, exception 1)."""


def answer_by(day: date, working_days: int = ANSWER) -> date | None:
    """Return the last day on which an answer is due.

    Args:
        day: When it was sent; this day itself does not count.
        working_days: How many whole working days an answer takes.

    Returns:
        Nothing if the State Council's holidays of that year are not known yet.
    """
    from chinese_calendar import is_workday  # noqa: PLC0415 - few commands need its tables

    while working_days:
        day += timedelta(days=1)
        try:
            working_days -= is_workday(day)
        except NotImplementedError:
            return None
    return day
