"""A store is let go of while somebody reads it, and damage is told as long as there is any."""

from functools import lru_cache
from gc import get_referents as referents
from pathlib import Path

import psycopg
import pytest

from kiosk.errors import StoreDamaged
from kiosk.model.events import Draft, Kind
from kiosk.model.student import Summary
from store import glance
from store.contract import Entry, Store
from store.postgres import PostgresStore
from store.postgres.link import Link
from store.postgres.students import Students
from store.postgres.summaries import Summaries
from store.tiny import TinyStore
from tests.living import glances
from tests.store.samples import AT, SHEET, imported

NUMBERS = ("11", "21", "31")


@pytest.fixture(params=["tiny", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Return a store of three students in three files."""
    of_kind: Store
    if request.param == "tiny":
        of_kind = TinyStore(tmp_path / "data")
    else:
        of_kind = PostgresStore(request.getfixturevalue("database"))
    for number in NUMBERS:
        of_kind.append(Entry(number, 0, (imported(number),)))
    return of_kind


def test_a_reader_under_way_reads_on_and_keeps_nobody(store: Store) -> None:
    reader = store.summaries()
    first = next(reader).student_no
    store.let_go()
    rest = [one.student_no for one in reader]
    assert sorted((first, *rest)) == list(NUMBERS)
    del reader
    assert [one for number in NUMBERS for one in glances(number)] == []
    assert sorted(one.student_no for one in store.summaries()) == list(NUMBERS)


def test_no_number_of_a_request_outlives_who_is_let_go_of(store: Store) -> None:
    number = "R-7K3M-9Q2W-Z"
    body = {
        "number": number,
        "kind": "missing_enrolment",
        "pin_hash": "0",
        "sheet_id": SHEET,
        "visit": "",
        "missing": dict.fromkeys(("school", "level", "major", "entry_year"), ""),
    }
    opened = Draft(AT, "student", Kind.REQUEST_OPENED, body)
    store.append(Entry("11", 1, (opened,), head=store.events("11")[-1].hash))
    for _ in range(2):  # made once, then read from where they are kept
        assert any(number in one.requests for one in store.summaries())
        assert list(store.waiting()) == []
        store.let_go()
        assert number not in _cached()


def _cached() -> str:
    """Return all that the caches of summaries hold, spelled out."""
    caches = [one for one in vars(glance).values() if isinstance(one, type(lru_cache(len)))]
    assert caches
    return repr([referents(link) for one in caches for link in referents(one)])


def test_a_reader_in_the_middle_of_the_table_comes_to_its_end(database: str) -> None:
    store = PostgresStore(database)
    for number in NUMBERS:
        store.append(Entry(number, 0, (imported(number),)))

    def wanted(_one: Summary) -> bool:
        summaries.let_go()
        return True

    link = Link(database)
    summaries = Summaries(link, Students(link), wanted)
    assert sorted(one.student_no for one in summaries.all()) == list(NUMBERS)


def test_who_cannot_be_read_is_told_each_time_until_it_is_mended(database: str) -> None:
    store = PostgresStore(database)
    for number in NUMBERS:
        store.append(Entry(number, 0, (imported(number),)))
    assert len(list(store.summaries())) == len(NUMBERS)
    with psycopg.connect(database, autocommit=True) as connection:
        run = connection.execute
        run("UPDATE event SET event = 'x' || event WHERE student_no = '21'")
        run("UPDATE summary SET format = 0, changed = pg_current_xact_id() WHERE student_no = '21'")
        for _ in range(2):
            seen: list[str] = []
            with pytest.raises(StoreDamaged) as told:
                seen.extend(one.student_no for one in store.summaries())
            assert told.value.owner == "21"
        run("UPDATE event SET event = substr(event, 2) WHERE student_no = '21'")
    assert sorted(one.student_no for one in store.summaries()) == list(NUMBERS)
