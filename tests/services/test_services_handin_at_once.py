"""A sheet is taken once, whoever writes at the same time."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from kiosk.errors import Conflict, StoreUnreachable
from kiosk.model.events import Event
from kiosk.services.evidence.verify import Verifier
from kiosk.services.pile.handin import HandIn, Result
from kiosk.services.pile.piles import Piles
from store.contract import Entry
from store.postgres import PostgresStore
from tests.school import School
from tests.services.scanning import CLAIM, NUMBER, around, come, desk, handins


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path)
    school.open()
    return school


def test_two_desks_at_once_take_a_sheet_once(school: School) -> None:
    """Even one account at two desks within one second."""
    sheets = [come(school, f"312192{n:02}") for n in range(12)]
    desks = [desk(school) for _ in range(4)]
    for sheet in sheets:
        with ThreadPoolExecutor(len(desks)) as pool:
            results = [one.result for one in pool.map(lambda at: at.take(sheet.code), desks)]  # noqa: B023 - at once
        assert sorted(results) == [Result.ACCEPTED, *[Result.ALREADY] * 3]
    for n in range(12):
        assert len(handins(school, f"312192{n:02}")) == 1


def test_another_desk_writes_in_between(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = come(school, NUMBER)
    append, other = school.store.append, desk(school, "staff:wang")

    def late(entry: Entry) -> tuple[Event, ...]:
        monkeypatch.setattr(school.store, "append", append)
        assert other.take(sheet.code).result is Result.ACCEPTED
        with pytest.raises(Conflict):
            append(entry)
        raise Conflict

    monkeypatch.setattr(school.store, "append", late)
    answer = desk(school).take(sheet.code)
    assert answer.result is Result.ALREADY
    assert answer.lying is not None
    assert answer.lying.actor == "staff:wang"


def test_the_student_declares_anew_in_between(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = come(school, NUMBER)
    append = school.store.append

    def late(entry: Entry) -> tuple[Event, ...]:
        monkeypatch.setattr(school.store, "append", append)
        school.declare([CLAIM], visit=uuid4())
        return append(entry)

    monkeypatch.setattr(school.store, "append", late)
    assert desk(school).take(sheet.code).result is Result.SUPERSEDED
    assert not handins(school)


def test_a_write_whose_end_nobody_saw_is_still_accepted_and_not_doubled(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = come(school, NUMBER)
    append = school.store.append

    def torn(entry: Entry) -> tuple[Event, ...]:
        monkeypatch.setattr(school.store, "append", append)
        append(entry)
        raise StoreUnreachable

    monkeypatch.setattr(school.store, "append", torn)
    assert desk(school).take(sheet.code).result is Result.ACCEPTED
    assert len(handins(school)) == 1


def test_two_machines_on_one_database(school: School, database: str) -> None:
    school.store = PostgresStore(database)
    school.open()
    first, second = come(school, "31219201"), come(school, "31219202")
    elsewhere = PostgresStore(database)
    verifier = Verifier(elsewhere, school.keys)
    here = desk(school)
    there = HandIn(verifier, Piles(elsewhere, lambda: 0.0), school.clock, "staff:wang")
    assert here.take(first.code).result is Result.ACCEPTED
    assert there.take(first.code).result is Result.ALREADY
    assert around(there.take(second.code)) == ("31219201", None)
    assert around(here.take(first.code)) == (None, "31219202")
    with ThreadPoolExecutor(2) as pool:
        sheet = come(school, "31219203")
        results = pool.map(lambda at: at.take(sheet.code).result, (here, there))
        assert sorted(results) == [Result.ACCEPTED, Result.ALREADY]
