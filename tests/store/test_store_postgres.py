import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

import assets
from kiosk.errors import StoreDamaged, StoreUnreachable
from kiosk.model.terminal import Beat, Condition
from kiosk.rules.attempts import Miss
from store import glance
from store.contract import Entry, Store
from store.postgres import PostgresStore
from store.postgres.schema import SchemaMismatch
from tests.postgres import Server
from tests.store.contract import StoreContract
from tests.store.samples import NO_TIMES, NOON, declared, imported, looked, visits

EVIDENCE = ("event", "desk_event", "person", "sheet", "blob")


class TestPostgresStore(StoreContract):
    @pytest.fixture
    def store(self, database: str) -> Store:
        return PostgresStore(database)

    @pytest.fixture
    def neighbour(self, database: str) -> Store:
        return PostgresStore(database)

    @pytest.fixture
    def place(self, database: str) -> str:
        return database


def run(dsn: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(dsn, autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def store(database: str) -> PostgresStore:
    """Return a store with two students."""
    store = PostgresStore(database)
    store.append(Entry("1", 0, (imported("1", name="𬭎"), declared("v1"))))
    store.append(Entry("2", 0, (imported("2"),)))
    return store


def test_events_are_kept_as_they_were_hashed(store: PostgresStore, database: str) -> None:
    ((text,),) = run(database, "SELECT event FROM event WHERE student_no = '1' AND seq = 1")
    assert isinstance(text, str)
    assert "𬭎" in text
    assert ": " not in text
    assert json.loads(text)["hash"] == store.events("1")[0].hash


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE event SET event = '{' WHERE student_no = '1' AND seq = 2",
        "UPDATE event SET event = '{}' WHERE student_no = '1' AND seq = 2",
        "UPDATE event SET event = replace(event, '\"v1\"', '7') WHERE student_no = '1'",
        "UPDATE event SET event = replace(event, '\"v1\"', '\"\\ud800\"') WHERE student_no = '1'",
        "UPDATE event SET seq = 3 WHERE student_no = '1' AND seq = 2",
        "UPDATE event SET event = replace(event, '\"v1\"', '\"v2\"') WHERE student_no = '1'",
    ],
)
def test_a_damaged_chain_is_not_extended_and_stops_nobody_else(
    store: PostgresStore, database: str, harm: str
) -> None:
    run(database, harm)
    with pytest.raises(StoreDamaged) as told:
        store.append(Entry("1", 2, (declared("v2"),)))
    assert (told.value.owner, told.value.seq) == ("1", 2)
    assert told.value.problem.values == {"file": "1/2", "offset": "0"}
    assert len(store.append(Entry("2", 1, (declared("v2"),)))) == 2


def test_a_chain_that_cannot_be_read_is_told_among_the_others(
    store: PostgresStore, database: str
) -> None:
    run(database, "UPDATE event SET event = 'x' WHERE student_no = '1' AND seq = 1")
    found = {getattr(one, "owner", None) or one[0] for one in store.chains()}  # type: ignore[index]
    assert found == {"1", "2"}


def test_a_desk_that_was_changed_is_not_extended(store: PostgresStore, database: str) -> None:
    store.append_desk([looked("before")])
    run(database, "UPDATE desk_event SET event = replace(event, 'before', 'after')")
    with pytest.raises(StoreDamaged):
        store.append_desk([looked("next")])


def test_a_damaged_blob_is_told(store: PostgresStore, database: str) -> None:
    digest = store.put_blob(b"photo")
    run(database, "UPDATE blob SET data = 'phot'")
    with pytest.raises(StoreDamaged):
        store.blob(digest)


@pytest.mark.parametrize("at", NO_TIMES)
def test_a_time_that_cannot_be_reckoned_with_is_damage(
    store: PostgresStore, database: str, at: str
) -> None:
    store.beat(Beat("lab", NOON, Condition.WORKING, "1"))
    store.add_miss("key", Miss("lab", NOON), NOON)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("UPDATE beat SET told = %s", [at])
        connection.execute("UPDATE miss SET told = %s", [at])
    with pytest.raises(StoreDamaged):
        store.beats()
    with pytest.raises(StoreDamaged):
        store.misses("key")


def test_a_summary_of_another_program_is_made_again(store: PostgresStore, database: str) -> None:
    before = list(store.summaries())
    run(database, "UPDATE summary SET format = 99 WHERE student_no = '1'")
    run(database, "UPDATE summary SET summary = '{' WHERE student_no = '2'")
    assert sorted(PostgresStore(database).summaries(), key=str) == sorted(before, key=str)
    assert run(database, "SELECT DISTINCT format, summary <> '{' FROM summary") == [
        (glance.FORMAT, True)
    ]


def test_a_student_that_cannot_be_summarized_is_told_last(
    store: PostgresStore, database: str
) -> None:
    run(database, "UPDATE summary SET format = 0 WHERE student_no = '1'")
    run(database, "UPDATE event SET event = 'x' WHERE student_no = '1'")
    seen = store.summaries()
    assert next(seen).student_no == "2"
    with pytest.raises(StoreDamaged):
        next(seen)


def test_a_writer_that_commits_late_is_not_overlooked(store: PostgresStore, database: str) -> None:
    with psycopg.connect(database) as late:
        late.execute("UPDATE summary SET changed = pg_current_xact_id() WHERE student_no = '1'")
        late.execute(
            "UPDATE summary SET summary = replace(summary, '𬭎', '迟') WHERE student_no = '1'"
        )
        store.append(Entry("2", 1, (declared("v2"),)))
        assert {one.name for one in store.summaries()} == {"𬭎", "柳青"}
    assert {one.name for one in store.summaries()} == {"迟", "柳青"}


def test_only_what_changed_is_read_again(store: PostgresStore, database: str) -> None:
    list(store.summaries())
    run(database, "UPDATE summary SET summary = replace(summary, '𬭎', '迟')")  # keeps its writer
    store.append(Entry("2", 1, (declared("v2"),)))
    assert {one.name: one.rev for one in store.summaries()} == {"𬭎": 2, "柳青": 2}


# Schema and roles


def test_processes_that_come_first_together_make_one_schema(vacant: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(PostgresStore, [vacant] * 4))
    assert {store.condition().schema for store in stores} == {len(assets.migrations())}
    versions = run(vacant, "SELECT version FROM schema_version ORDER BY version")
    assert versions == [(n,) for n in range(1, len(assets.migrations()) + 1)]


def test_a_newer_schema_is_left_alone(store: PostgresStore, database: str) -> None:
    assert store.condition().schema == len(assets.migrations())
    run(database, "INSERT INTO schema_version VALUES (1000)")
    with pytest.raises(SchemaMismatch) as told:
        PostgresStore(database)
    assert told.value.problem.values == {"found": "1000", "needed": str(len(assets.migrations()))}


@pytest.fixture
def member(store: PostgresStore, database: str) -> str:
    """Return the address of the same place for the program's role."""
    store.grant()
    store.grant()
    run(database, "DROP ROLE IF EXISTS lab; CREATE ROLE lab LOGIN IN ROLE hedui_program")
    return database.replace("user=postgres", "user=lab")


def test_the_program_adds_evidence_and_never_changes_it(member: str, database: str) -> None:
    store = PostgresStore(member)
    digest = store.put_blob(b"strokes")
    store.append(Entry("1", 2, (declared("v2"),), id_hash="p", sheet_id="0" * 15))
    store.append_desk([looked("x")])
    store.check_writable()
    assert store.blob(digest) == b"strokes"
    assert visits(store.events("1")) == ["v1", "v2"]
    assert store.condition().changeable == ()
    assert PostgresStore(database).condition().changeable == EVIDENCE
    for table in (*EVIDENCE, "schema_version"):
        column = {"blob": "data", "person": "student_no", "schema_version": "version"}
        what = column.get(table, "student_no" if table == "sheet" else "event")
        for act in (
            "UPDATE {table} SET {what} = {what}",
            "DELETE FROM {table}",
            "TRUNCATE {table}",
            "DROP TABLE {table}",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                run(member, act.format(table=table, what=what))


def test_a_role_that_may_not_make_the_schema_is_told_so(
    member: str, vacant: str, database: str
) -> None:
    name = vacant.partition("%3D")[2]
    run(database, f"GRANT USAGE ON SCHEMA {name} TO lab")
    with pytest.raises(SchemaMismatch) as told:
        PostgresStore(vacant.replace("user=postgres", "user=lab"))
    assert told.value.problem.values["found"] == "0"
    with pytest.raises(StoreUnreachable):
        PostgresStore(member).grant()


# Addresses


@pytest.mark.parametrize(
    "dsn",
    [
        "postgresql://lab:hush@127.0.0.1:1/hedui",
        "postgresql://lab:hush@127.0.0.1:port/hedui",
        "postgresql://lab:hush%zz@127.0.0.1/hedui",
        "postgresql://lab:hush@nowhere.invalid/hedui",
    ],
)
def test_no_error_tells_the_address(dsn: str) -> None:
    with pytest.raises(StoreUnreachable) as told:
        PostgresStore(dsn)
    assert "hush" not in repr(told.value) + str(told.value) + str(told.value.problem)
    assert told.value.__cause__ is None
    assert told.value.__suppress_context__


def test_a_server_that_is_not_there_is_told_at_once(new_server: Callable[[], Server]) -> None:
    server = new_server()
    server.kill()
    with pytest.raises(StoreUnreachable):
        PostgresStore(server.dsn)
    server.start()
    assert list(PostgresStore(server.dsn).students()) == []
