"""When a file has been kept long enough: counted from the graduation, or from its last use."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.model.events import Draft, Event, Kind
from kiosk.model.record import Record
from kiosk.rules import chain, retention
from kiosk.rules.fold import fold
from tests.school import RECORD

NUMBER = RECORD.student_no
READ = "2019-09-20"
SOURCE = {"name": "名册.csv", "exported": READ, "sha256": "0" * 64}


def events(record: Record, *later: tuple[str, Kind]) -> tuple[Event, ...]:
    """Return a chain: a roster brought the record, and on later days things happened."""
    body = {"record": record.json(), "source": SOURCE}
    bodies = {Kind.IMPORTED: body, Kind.LEFT: {}}
    drafts = [Draft(f"{READ}T08:00:00+08:00", "staff:x", Kind.IMPORTED, body)]
    for day, kind in later:
        given = bodies.get(kind, {"round": "2020/initial", "reason": "enlisted", "note": ""})
        drafts.append(Draft(f"{day}T08:00:00+08:00", "staff:x", kind, given))
    return chain.extend(NUMBER, (), drafts)


def counted_from(record: Record, *later: tuple[str, Kind]) -> str:
    found = events(record, *later)
    return retention.counted_from(fold(NUMBER, found), found)


@pytest.mark.parametrize(
    ("known", "since"),
    [
        ({}, "2022-07-01"),
        ({"expected_graduation": ""}, "2022-09-01"),
        ({"expected_graduation": "", "duration": "2.5"}, "2022-09-01"),
        ({"expected_graduation": "", "duration": "5"}, "2024-09-01"),
        ({"entry_date": ""}, "2022-07-01"),
        ({"expected_graduation": "", "entry_date": ""}, READ),
    ],
)
def test_it_is_the_graduation_as_far_as_the_roster_tells(known: dict[str, str], since: str) -> None:
    assert counted_from(replace(RECORD, **known)) == since


def test_what_is_done_with_a_file_counts_and_rosters_do_not() -> None:
    assert counted_from(RECORD, ("2025-03-01", Kind.EXCUSED)) == "2025-03-01"
    assert counted_from(RECORD, ("2020-10-01", Kind.EXCUSED)) == "2022-07-01"
    assert counted_from(RECORD, ("2025-03-01", Kind.IMPORTED)) == "2022-07-01"
    assert counted_from(RECORD, ("2025-03-01", Kind.LEFT)) == "2022-07-01"


@pytest.mark.parametrize(
    ("today", "over"), [("2027-06-30", False), ("2027-07-01", False), ("2027-07-02", True)]
)
def test_the_years_are_over_on_the_day_after(today: str, over: bool) -> None:
    found = events(RECORD)
    student = fold(NUMBER, found)
    assert retention.is_over(student, found, 5, date.fromisoformat(today)) is over


def test_a_leap_day_is_one_in_any_year() -> None:
    found = events(replace(RECORD, expected_graduation="2024-02-29"))
    student = fold(NUMBER, found)
    assert not retention.is_over(student, found, 3, date(2027, 2, 28))
    assert retention.is_over(student, found, 3, date(2027, 3, 1))
