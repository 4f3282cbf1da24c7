"""What somebody, or a program, left among the files of a store stops nobody, and can be named."""

import json
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.errors import StoreDamaged
from kiosk.rules import chain
from store.contract import Entry, Store
from store.tiny import TinyStore
from tests.store.samples import SHEET, foreign, imported, looked

STRAYS = (
    ".201900.json.swp",
    ".nfs000000000012",
    "201900 (副本).json",
    "201900.JSON",
    "201900.json~",
    "Thumbs.db",
    "lost+found/",
    os.fsdecode(b"\xff\xfe.json"),
)
FOLDERS = ("students", "people", "sheets", "desk", "blobs", "blobs/00")


def whole(store: Store) -> tuple[object, ...]:
    return (
        sorted(store.students()),
        sorted(one.student_no for one in store.summaries()),
        list(store.chains()),
        store.desk(),
        sorted(store.blobs()),
        sorted(store.people()),
        sorted(store.sheets()),
    )


@pytest.fixture
def filled(home: Path) -> Path:
    store = TinyStore(home)
    store.put_blob(b"photo")
    store.append_desk([looked("x")])
    store.append(Entry("2019021", 0, (imported("2019021"),), "p", SHEET))
    (home / "blobs/00").mkdir(exist_ok=True)
    return home


def strewn(home: Path) -> Sequence[str]:
    for folder in FOLDERS:
        for stray in STRAYS:
            path = home / folder / stray
            if stray.endswith("/"):
                path.mkdir()
            else:
                path.write_bytes(b"\xff")
    (home / "blobs/ff").write_bytes(b"")
    (home / "desk/00000000001.json").write_bytes(b"{}")
    return [f"{folder}/{stray.rstrip('/')}" for folder in FOLDERS for stray in STRAYS]


def test_strays_are_named_and_stop_nobody(filled: Path) -> None:
    before = whole(TinyStore(filled))
    assert list(TinyStore(filled).strays()) == []
    expected = [*strewn(filled), "blobs/ff", "desk/00000000001.json"]
    store = TinyStore(filled)
    assert whole(store) == before
    assert sorted(store.strays()) == sorted(expected)
    assert len(store.append_desk([looked("y")])) == 1
    assert store.drop_blobs((), datetime.now(UTC)) in {0, 1}
    assert sorted(store.strays()) == sorted(expected), "nothing of others is removed"


def test_a_student_in_a_file_where_nobody_looks_is_told_and_read_by_nobody(home: Path) -> None:
    copy = home / "students/201900.bak.json"
    copy.write_bytes((home / "students/201900.json").read_bytes())
    store = TinyStore(home)
    assert sorted(one.student_no for one in store.summaries()) == ["2019001", "2019011"]
    assert sorted(store.students()) == ["2019001", "2019011"]
    (damage,) = [one for one in store.chains() if isinstance(one, StoreDamaged)]
    assert (damage.owner, damage.problem.values["file"]) == ("2019001", f"students/{copy.name}")


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


@pytest.mark.parametrize("make", [Path.mkdir, _fifo, _loop])
def test_what_is_no_file_is_damage_and_keeps_nobody_waiting(
    home: Path, make: Callable[[Path], None]
) -> None:
    for name in ("students/201900.json", "summaries/201901.json"):
        (home / name).unlink(missing_ok=True)
        make(home / name)
    store = TinyStore(home)
    with pytest.raises(StoreDamaged) as told:
        store.events("2019001")
    assert told.value.problem.values["file"] == "students/201900.json"
    seen = store.summaries()
    assert next(seen).student_no == "2019011"
    with pytest.raises(StoreDamaged):
        next(seen)


@pytest.mark.parametrize("owner", ["2019001", chain.DESK])
@pytest.mark.parametrize("body", [{"name": 5}, {"name": ["某"]}, [], {"name": "\ud800"}])
def test_an_event_that_another_program_wrote_is_damage_with_its_place(
    home: Path, owner: str, body: object
) -> None:
    store = TinyStore(home)
    store.append_desk([looked("x")])
    of_desk = owner == chain.DESK
    file = home / ("desk/0000000001.json" if of_desk else "students/201900.json")
    before = store.desk() if of_desk else store.events(owner)
    tables = json.loads(file.read_bytes())
    tables[owner]["2"] = foreign(owner, before, "roster_read", body)
    file.write_text(json.dumps(tables))
    with pytest.raises(StoreDamaged) as told:
        store.desk() if of_desk else store.events(owner)
    assert (told.value.owner, told.value.seq) == (owner, 2)
    assert store.events("2019011")


def test_a_number_that_is_too_long_is_damage(home: Path) -> None:
    (home / "students/201900.json").write_text('{"2019001":{"1":{"seq":' + "9" * 5000 + "}}}")
    with pytest.raises(StoreDamaged):
        TinyStore(home).events("2019001")


@pytest.mark.parametrize("row", ['{"student_no":7}', '{"student_no":"../x"}', '{"x":"1"}'])
def test_an_index_that_names_nobody_is_damage(home: Path, row: str) -> None:
    store = TinyStore(home)
    store.append(Entry("2019021", 0, (imported("2019021"),), "p", SHEET))
    for path in (*(home / "people").glob("*.json"), *(home / "sheets").glob("*.json")):
        text = path.read_text().replace('{"student_no":"2019021"}', row)
        path.write_text(text)
    for ask in (
        lambda: store.student_of(SHEET),
        lambda: store.students_of("p"),
        lambda: list(store.people()),
        lambda: list(store.sheets()),
    ):
        with pytest.raises(StoreDamaged):
            ask()
