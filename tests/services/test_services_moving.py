"""A store moved from files to a database and back."""

from itertools import islice
from pathlib import Path
from typing import Any

import psycopg
import pytest

from kiosk.errors import StoreDamaged
from kiosk.services.evidence.moving import Amount, CopyWrong, Moving, SourceMoved, TargetDiffers
from store.contract import Entry, Store
from store.postgres import PostgresStore
from store.tiny import TinyStore
from tests.store.samples import HOSTILE, declared, imported, looked

STUDENTS = 12
BLOBS = 5


@pytest.fixture
def files(tmp_path: Path) -> TinyStore:
    """Return a small college."""
    store = TinyStore(tmp_path / "data")
    for n in range(BLOBS):
        store.put_blob(bytes([n]) * 1000)
    entries = (
        Entry(
            number := f"2019{n:03}",
            0,
            (imported(number, name=HOSTILE[n % len(HOSTILE)]), declared(f"v{n}")),
            id_hash=f"person {n % 9}",
            sheet_id=f"{n:015}",
        )
        for n in range(STUDENTS)
    )
    assert sum(store.append_many(entries)) == STUDENTS
    store.append_desk([looked(str(n)) for n in range(300)])
    return store


def held(store: Store) -> dict[str, Any]:
    """Return everything that a store holds."""
    return {
        "chains": {no: store.events(no) for no in store.students()},
        "summaries": {one.student_no: one for one in store.summaries()},
        "desk": store.desk(),
        "blobs": {digest: store.blob(digest) for digest in store.blobs()},
        "people": dict(store.people()),
        "sheets": dict(store.sheets()),
    }


def move(source: Store, target: Store) -> None:
    moving = Moving(source, target)
    amount = moving.check()
    assert sum(moving.copy()) == sum(moving.verify()) == amount.students + amount.blobs


def test_there_and_back_everything_is_as_it_was(
    files: TinyStore, database: str, tmp_path: Path
) -> None:
    there, back = PostgresStore(database), TinyStore(tmp_path / "back")
    assert Moving(files, there).check() == Amount(STUDENTS, BLOBS)
    move(files, there)
    assert held(there) == held(files)
    move(there, back)
    assert held(back) == held(files)
    move(files, there)
    assert held(there) == held(files)


@pytest.mark.parametrize("steps", [0, 1, BLOBS, BLOBS + 1])
def test_a_move_that_was_broken_off_is_begun_again(
    files: TinyStore, database: str, steps: int
) -> None:
    list(islice(Moving(files, PostgresStore(database)).copy(), steps))
    files.append(Entry("2019001", 2, (declared("later"),)))
    move(files, PostgresStore(database))
    assert held(PostgresStore(database)) == held(files)


@pytest.mark.parametrize("other", ["student", "longer", "different", "desk"])
def test_a_target_with_something_else_is_refused_untouched(
    files: TinyStore, database: str, other: str
) -> None:
    target = PostgresStore(database)
    match other:
        case "student":
            target.append(Entry("1", 0, (imported("1"),)))
        case "longer":
            move(files, target)
            target.append(Entry("2019001", 2, (declared("later"),)))
        case "different":
            target.append(Entry("2019001", 0, (imported("2019001", name="别人"),)))
        case "desk":
            target.append_desk([looked("other")])
    before = held(target)
    with pytest.raises(TargetDiffers):
        Moving(files, target).check()
    assert held(target) == before


def test_who_writes_meanwhile_is_noticed(files: TinyStore, database: str) -> None:
    target = PostgresStore(database)
    moving = Moving(files, target)
    list(moving.copy())
    files.append(Entry("2019001", 2, (declared("later"),)))
    with pytest.raises(SourceMoved):
        list(moving.verify())
    moving = Moving(files, target)
    moving.check()
    target.append(Entry("2019001", 2, (declared("at the target"),)))
    with pytest.raises(TargetDiffers):
        list(moving.copy())


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE event SET event = replace(event, 'v7', 'v8') WHERE student_no = '2019007'",
        "DELETE FROM event WHERE student_no = '2019007' AND seq = 2",
        "DELETE FROM event WHERE student_no = '2019007'",
        "DELETE FROM desk_event WHERE seq = 300",
        "DELETE FROM person WHERE id_hash = 'person 3'",
        "DELETE FROM sheet WHERE student_no = '2019007'",
        "DELETE FROM blob WHERE digest = (SELECT min(digest) FROM blob)",
    ],
)
def test_a_copy_that_went_wrong_is_noticed(files: TinyStore, database: str, harm: str) -> None:
    moving = Moving(files, PostgresStore(database))
    list(moving.copy())
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(harm)
    with pytest.raises(CopyWrong):
        list(moving.verify())


def test_a_damaged_source_is_told(files: TinyStore, database: str, tmp_path: Path) -> None:
    (tmp_path / "data/students/201900.json").write_bytes(b"{")
    with pytest.raises(StoreDamaged):
        list(Moving(files, PostgresStore(database)).copy())
