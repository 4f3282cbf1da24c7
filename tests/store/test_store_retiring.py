"""Taking a student out: what every store must do, and what each does in its own way."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import psycopg
import pytest

from kiosk.errors import Conflict
from kiosk.model.events import Draft, Kind
from kiosk.rules import chain
from store.contract import Entry, Leaving, Store
from store.postgres import PostgresStore
from store.postgres.retiring import MayNotRemove
from store.tiny import TinyStore
from tests.store.samples import AT, SHEET, declared, imported, visits

LATER = datetime.now(UTC) + timedelta(hours=1)
EARLIER = LATER - timedelta(hours=2)


def leaving(store: Store, number: str, *, after: int = 0, head: str = "") -> Leaving:
    events = store.events(number)
    length, last = after or len(events), head or events[-1].hash
    body = {"student_no": number, "rev": length, "head": last, "sheets": [SHEET], "years": 3}
    told = Draft(AT, "staff:lin", Kind.RETIRED, body)
    return Leaving(number, length, last, ("p", "older"), (SHEET,), told)


def fill(store: Store) -> None:
    store.append(Entry("2019011", 0, (imported("2019011"), declared("v1")), "p", SHEET))
    store.append(Entry("2019012", 0, (imported("2019012"),), id_hash="p"))


class Retiring:
    """A subclass gives ``store`` and ``neighbour``, the same place opened again."""

    def test_nothing_but_the_desk_tells_of_who_was_taken_out(
        self, store: Store, neighbour: Store
    ) -> None:
        fill(store)
        for one in (store, neighbour):
            assert {found.student_no for found in one.summaries()} == {"2019011", "2019012"}
        other, before = store.events("2019012"), neighbour.pulse()
        store.retire(leaving(store, "2019011"))
        assert neighbour.pulse() != before
        for one in (store, neighbour):
            assert one.events("2019011") == ()
            assert one.student_of(SHEET) is None
            assert one.student_of(SHEET[:8]) is None
            assert one.students_of("p") == ("2019012",)
            assert [found.student_no for found in one.summaries()] == ["2019012"]
            assert list(one.waiting()) == []
            assert list(one.students()) == ["2019012"]
            assert list(one.chains()) == [("2019012", other)]
            assert [event.kind for event in one.desk()] == [Kind.RETIRED]
        neighbour.retire(leaving(store, "2019012"))
        for listed in (store.summaries, store.people, store.sheets):
            assert list(listed()) == []
        assert chain.fault(chain.DESK, store.desk()) == 0

    @pytest.mark.parametrize("other", [{"after": 1}, {"after": 3}, {"head": "0" * 64}])
    def test_who_wrote_meanwhile_stays(self, store: Store, other: dict[str, int]) -> None:
        fill(store)
        before = store.events("2019011")
        with pytest.raises(Conflict):
            store.retire(leaving(store, "2019011", **other))  # type: ignore[arg-type]
        assert store.events("2019011") == before
        assert store.student_of(SHEET) == "2019011"
        assert store.desk() == ()

    def test_who_is_gone_already_is_no_second_time(self, store: Store) -> None:
        fill(store)
        one = leaving(store, "2019011")
        store.retire(one)
        with pytest.raises(Conflict):
            store.retire(one)
        with pytest.raises(Conflict):
            store.append(Entry("2019011", 2, (declared("v2"),)))
        assert store.events("2019011") == ()
        assert len(store.desk()) == 1

    def test_a_number_that_comes_back_begins_anew(self, store: Store, neighbour: Store) -> None:
        fill(store)
        store.retire(leaving(store, "2019011"))
        list(neighbour.summaries())
        events = store.append(Entry("2019011", 0, (imported("2019011", name="又来"),), "p", SHEET))
        assert chain.fault("2019011", events) == 0
        assert store.append(Entry("2019011", 1, (declared("v9"),)))[:1] == events
        assert {one.name for one in neighbour.summaries()} == {"柳青", "又来"}
        assert store.students_of("p") == ("2019012", "2019011")

    def test_a_signature_and_a_removal_never_both_happen(
        self, store: Store, neighbour: Store
    ) -> None:
        for turn in range(30):
            number = f"20190{turn:02}"
            store.append(Entry(number, 0, (imported(number), declared("v1"))))
            one, both = leaving(store, number), Barrier(2)

            def sign(number: str = number, both: Barrier = both) -> bool:
                both.wait()
                try:
                    neighbour.append(Entry(number, 2, (declared("v2"),)))
                except Conflict:
                    return False
                return True

            def remove(one: Leaving = one, both: Barrier = both) -> bool:
                both.wait()
                try:
                    store.retire(one)
                except Conflict:
                    return False
                return True

            with ThreadPoolExecutor(2) as pool:
                signing, removing = pool.submit(sign), pool.submit(remove)
                signed, removed = signing.result(), removing.result()
            assert signed != removed
            left = store.events(number)
            assert visits(left) == (["v1", "v2"] if signed else [])
            assert chain.fault(number, left) == 0
        assert {one.student_no for one in store.summaries()} == set(store.students())

    def test_blobs_that_nobody_names_go(self, store: Store, neighbour: Store) -> None:
        kept, gone = store.put_blob(b"kept"), store.put_blob(b"gone")
        assert store.drop_blobs({kept}, EARLIER) == 0, "young: its event may be under way"
        assert neighbour.drop_blobs({kept}, LATER) == 1
        assert list(store.blobs()) == [kept]
        assert store.blob(gone) is None
        assert store.put_blob(b"gone") == gone
        assert store.blob(gone) == b"gone"


class TestTinyRetiring(Retiring):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Store:
        return TinyStore(tmp_path / "data")

    @pytest.fixture
    def neighbour(self, store: Store, tmp_path: Path) -> Store:  # noqa: ARG002 - comes second
        return TinyStore(tmp_path / "data")


class TestPostgresRetiring(Retiring):
    @pytest.fixture
    def store(self, database: str) -> Store:
        return PostgresStore(database)

    @pytest.fixture
    def neighbour(self, database: str) -> Store:
        return PostgresStore(database)


def test_bytes_that_are_put_again_are_young_again(tmp_path: Path, database: str) -> None:
    tiny, postgres = TinyStore(tmp_path), PostgresStore(database)
    for store in (tiny, postgres):
        store.put_blob(b"photo")
    digest = next(tiny.blobs())
    old = EARLIER - timedelta(days=1)
    path = tmp_path / "blobs" / digest[:2] / digest
    os.utime(path, (old.timestamp(), old.timestamp()))
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("UPDATE blob SET put = %s", [old])
    for store in (tiny, postgres):
        store.put_blob(b"photo")
        assert store.drop_blobs((), EARLIER) == 0
        assert store.blob(digest) == b"photo"


def test_no_file_of_the_store_keeps_a_byte(tmp_path: Path) -> None:
    store = TinyStore(tmp_path)
    store.append(Entry("2019011", 0, (imported("2019011", name="甲子丑"),), "p", SHEET))
    list(store.summaries())
    assert any("甲子丑".encode() in one.read_bytes() for one in tmp_path.glob("summaries/*"))
    store.retire(leaving(store, "2019011"))
    left = [one for one in tmp_path.rglob("*") if one.is_file() and "locks" not in one.parts]
    assert [one.parent.name for one in left] == ["desk"]
    assert not any("甲子丑".encode() in one.read_bytes() for one in left)


def as_role(database: str, name: str, roles: str) -> PostgresStore:
    """Open the same place as a login that is a member of some roles."""
    PostgresStore(database).grant()
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"DROP ROLE IF EXISTS {name}")
        connection.execute(f"CREATE ROLE {name} LOGIN IN ROLE {roles}")
    return PostgresStore(database.replace("user=postgres", f"user={name}"))


def test_who_keeps_the_terminals_may_remove_nothing(database: str) -> None:
    store = PostgresStore(database)
    fill(store)
    store.put_blob(b"photo")
    one = leaving(store, "2019011")
    terminal = as_role(database, "terminal", "hedui_program")
    assert terminal.condition().changeable == ()
    terminal.put_blob(b"photo")
    with pytest.raises(MayNotRemove):
        terminal.retire(one)
    assert len(store.events("2019011")) == 2
    assert store.desk() == ()
    office = as_role(database, "office", "hedui_program, hedui_retention")
    assert office.condition().changeable == ()
    office.retire(one)
    assert office.drop_blobs((), LATER) == 1
    assert store.events("2019011") == ()
