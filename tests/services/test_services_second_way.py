"""The tally of 提供学籍或者学历信息: by person, once a visit, three times, whoever else writes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from kiosk.errors import StoreUnreachable
from kiosk.model.events import Event, Kind
from kiosk.rules.second_way import MOST, uses
from kiosk.services.guide.second_way import SecondWays
from store.contract import Entry, Store
from store.tiny import TinyStore
from tests.school import NOW, OTHER, RECORD, SECOND, School

NUMBERS = (RECORD.student_no, SECOND.student_no)


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path)
    for record in (RECORD, SECOND, OTHER):
        school.enrol(record)
    return school


def told(school: School, number: str = RECORD.student_no) -> list[Event]:
    return [one for one in school.store.events(number) if one.kind is Kind.SECOND_WAY_USED]


class Busy:
    """A store where somebody else does something just before the first append, and its like."""

    def __init__(self, store: Store, meanwhile: Callable[[], object]) -> None:
        self._store = store
        self._meanwhile: Callable[[], object] | None = meanwhile

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def append(self, entry: Entry) -> tuple[Event, ...]:
        meanwhile, self._meanwhile = self._meanwhile, None
        if meanwhile is not None:
            meanwhile()
        return self._store.append(entry)


def test_a_use_counts_for_the_person_and_for_nobody_else(school: School) -> None:
    first = school.second_ways.note("visit-1", NUMBERS)
    assert [one.student_no for one in first] == list(NUMBERS)
    school.clock.move(days=2)
    second = school.second_ways.note("visit-2", NUMBERS)
    assert [use.visit for use in uses(second)] == ["visit-1", "visit-2"]
    assert uses(second)[0].at == NOW.isoformat()
    assert uses([school.student(OTHER.student_no)]) == ()
    assert not told(school, SECOND.student_no)


def test_what_was_told_under_another_enrolment_is_counted_too(school: School) -> None:
    school.second_ways.note("visit-1", (SECOND.student_no,))
    school.clock.move(days=1)
    found = school.second_ways.note("visit-2", NUMBERS)
    assert [use.visit for use in uses(found)] == ["visit-1", "visit-2"]
    assert len(told(school, SECOND.student_no)) == len(told(school)) == 1


def test_a_visit_tells_of_one_use(school: School) -> None:
    once, again = (school.second_ways.note("visit-1", NUMBERS) for _ in range(2))
    assert once == again
    assert len(told(school)) == 1


def test_a_full_tally_takes_no_more(school: School) -> None:
    for number in range(MOST + 2):
        found = school.second_ways.note(f"visit-{number}", NUMBERS)
    assert len(uses(found)) == len(told(school)) == MOST == 3


def test_nothing_personal_is_written(school: School) -> None:
    school.second_ways.note("visit-1", NUMBERS)
    (event,) = told(school)
    assert event.actor == "student"
    assert event.body == {"visit": "visit-1"}


@pytest.mark.parametrize("before", range(MOST))
def test_two_kiosks_at_once_lose_nothing_and_never_pass_the_limit(
    school: School, before: int
) -> None:
    for number in range(before):
        school.second_ways.note(f"visit-{number}", NUMBERS)
    rival = SecondWays(TinyStore(school.folder / "data"), school.clock)
    busy = Busy(school.store, lambda: rival.note("there", NUMBERS))
    found = SecondWays(busy, school.clock).note("here", NUMBERS)
    after = {"there"} if before == MOST - 1 else {"there", "here"}
    assert {use.visit for use in uses(found)} == {f"visit-{n}" for n in range(before)} | after
    assert len(told(school)) == min(before + 2, MOST)


def test_the_same_visit_at_two_kiosks_counts_once(school: School) -> None:
    """As when a write's end was not seen and it is tried again."""
    visit = str(uuid4())
    busy = Busy(school.store, lambda: school.second_ways.note(visit, NUMBERS))
    SecondWays(busy, school.clock).note(visit, NUMBERS)
    assert len(told(school)) == 1


def test_a_store_that_cannot_be_reached_is_told(school: School) -> None:
    def gone() -> None:
        raise StoreUnreachable

    class Gone(Busy):
        def append(self, entry: Entry) -> tuple[Event, ...]:
            del entry
            raise StoreUnreachable

    with pytest.raises(StoreUnreachable):
        SecondWays(Gone(school.store, gone), school.clock).note("visit-1", NUMBERS)
    assert not told(school)


def test_the_tally_changes_nothing_that_the_sheet_shows(school: School) -> None:
    before = school.student()
    after = school.second_ways.note("visit-1", NUMBERS)[0]
    assert after.rev == before.rev + 1
    assert after == replace(before, rev=after.rev, head=after.head, second_ways=after.second_ways)
