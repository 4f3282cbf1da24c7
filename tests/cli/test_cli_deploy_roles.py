"""The roles of a lab machine on a real PostgreSQL: each does its own work, and no more."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from kiosk.cli.machine import ROLES, Accounts
from kiosk.config import Config
from kiosk.errors import StoreUnreachable
from kiosk.keys.book import SealBook
from kiosk.model.events import Draft, Kind
from kiosk.rules.attempts import Miss
from kiosk.services.evidence.examining import Examiner
from kiosk.services.evidence.sealing import Sealing
from store.contract import Entry, Leaving
from store.postgres import PostgresStore
from store.postgres.retiring import MayNotRemove
from tests.lab import machine
from tests.school import NOW
from tests.store.bodies import DESK, STUDENTS
from tests.store.samples import imported

BY_TERMINAL = {
    Kind.CHANGE_CONFIRMED,
    Kind.DECLARED,
    Kind.DROPPED,
    Kind.PRINTED,
    Kind.REQUEST_MOVED,
    Kind.REQUEST_OPENED,
    Kind.SECOND_WAY_USED,
    Kind.SEEN,
}
BY_PAGE = {Kind.REQUEST_MOVED, Kind.REQUEST_OPENED}
NOT_ALLOWED = "42501"
"""Of SQLSTATE: insufficient_privilege."""
EVIDENCE = ("event", "desk_event", "person", "sheet", "blob")


class Roles:
    """A database whose owner ran ``kiosk store prepare``, and then the script."""

    def __init__(self, database: str) -> None:
        mark = uuid4().hex[:8]
        self.accounts = Accounts(f"t{mark}", f"p{mark}", f"d{mark}", "hedui")
        self.database = database
        owner = PostgresStore(database)
        owner.grant()
        owner.append(Entry("1", 0, (imported("1"),)))
        config = Config(store=database)
        script = dict(machine(config, self.accounts).files())[ROLES]
        for _ in range(2):  # it may be run again
            with psycopg.connect(database) as connection:
                connection.execute(script.encode())

    def dsn(self, name: str) -> str:
        return f"{self.database}&user={getattr(self.accounts, name)}".replace("user=postgres&", "")

    def store(self, name: str) -> PostgresStore:
        return PostgresStore(self.dsn(name))

    def refused(self, name: str, statement: str) -> bool:
        with psycopg.connect(self.dsn(name), autocommit=True) as connection:
            try:
                connection.execute(statement.encode())
            except psycopg.errors.InsufficientPrivilege:
                return True
            return False

    def drop(self) -> None:
        with psycopg.connect(self.database, autocommit=True) as connection:
            for name in (self.accounts.terminal, self.accounts.page, self.accounts.desk):
                connection.execute(f'DROP ROLE "{name}"'.encode())


BODIES = dict(STUDENTS + DESK)


@pytest.fixture
def roles(database: str) -> Iterator[Roles]:
    made = Roles(database)
    yield made
    made.drop()


def act(kind: Kind) -> Draft:
    return Draft(NOW.isoformat(), "student", kind, BODIES[kind])


def written(append: Callable[[Draft], object]) -> set[Kind]:
    """Return what a role may write of all that can happen."""
    found = set()
    for kind in Kind:
        try:
            append(act(kind))
        except StoreUnreachable as error:
            if error.problem.values["reason"] != NOT_ALLOWED:
                raise
        else:
            found.add(kind)
    return found


def of_student(store: PostgresStore) -> Callable[[Draft], object]:
    return lambda draft: store.append(Entry("1", len(store.events("1")), (draft,)))


def of_desk(store: PostgresStore) -> Callable[[Draft], object]:
    return lambda draft: store.append_desk([draft])


@pytest.mark.parametrize(
    ("name", "students", "desk"),
    [
        ("terminal", BY_TERMINAL, {Kind.ADMITTED, Kind.NUMBER_LOCKED}),
        ("page", BY_PAGE, set()),
        ("desk", set(Kind), set(Kind)),
    ],
)
def test_each_writes_what_happens_there(
    roles: Roles, name: str, students: set[Kind], desk: set[Kind]
) -> None:
    store = roles.store(name)
    assert written(of_student(store)) == students
    assert written(of_desk(store)) == desk


def test_a_kind_cannot_be_said_twice(roles: Roles) -> None:
    """What PostgreSQL takes for the kind is what the program reads: the last one."""
    twice = '{"kind":"declared","kind":"sealed"}'
    assert json.loads(twice)["kind"] == "sealed"
    forged = f"INSERT INTO event VALUES ('1', 9, '{twice}')"  # noqa: S608 - a test's own text
    assert roles.refused("terminal", forged)


@pytest.mark.parametrize("name", ["terminal", "page", "desk"])
def test_nobody_changes_what_happened(roles: Roles, name: str) -> None:
    for table in EVIDENCE:
        column = {"blob": "data", "person": "id_hash", "sheet": "student_no"}.get(table, "event")
        assert roles.refused(name, f"UPDATE {table} SET {column} = NULL")  # noqa: S608 - ours
        assert roles.refused(name, f"TRUNCATE {table}")
    kept = EVIDENCE if name != "desk" else ("desk_event",)
    for table in kept:
        assert roles.refused(name, f"DELETE FROM {table}")  # noqa: S608 - ours
    assert roles.refused(name, "DROP TABLE event")
    assert roles.refused(name, "ALTER TABLE event DISABLE ROW LEVEL SECURITY")
    assert roles.refused(name, "CREATE ROLE other")
    assert roles.refused(name, "SET ROLE postgres")


@pytest.mark.parametrize("name", ["terminal", "page"])
def test_locks_and_signs_of_life_are_everybodys(roles: Roles, name: str) -> None:
    store = roles.store(name)
    store.check_writable()
    store.add_miss("key", Miss("lab-1", NOW), NOW)
    store.forget_misses("key", "lab-1")
    store.put_blob(b"signature")
    with store.hold("sheet") as got:
        assert got
    assert [one.student_no for one in store.summaries()] == ["1"]


def test_the_desk_seals(roles: Roles, tmp_path: Path) -> None:
    store = roles.store("desk")
    book = SealBook.open(tmp_path / "seals")
    examiner = Examiner(store, book, lambda: roles.store("desk"))
    seal, report = Sealing(examiner, lambda: NOW, "staff:desk").seal()
    assert seal.students == 1
    assert not report.faults


@pytest.mark.parametrize(("name", "may"), [("terminal", False), ("page", False), ("desk", True)])
def test_the_desk_alone_takes_somebody_out(roles: Roles, name: str, may: bool) -> None:
    (last,) = roles.store("desk").events("1")
    leaving = Leaving("1", 1, last.hash, (), (), act(Kind.RETIRED))
    if may:
        roles.store(name).retire(leaving)
    else:
        with pytest.raises(MayNotRemove):
            roles.store(name).retire(leaving)
    assert list(roles.store("desk").students()) == ([] if may else ["1"])
