"""Damage in the store of files is told, and stops nobody else."""

import json
from pathlib import Path

import pytest

from kiosk.errors import StoreDamaged
from kiosk.model.terminal import Beat, Condition
from kiosk.rules.attempts import Miss
from store.contract import Entry
from store.tiny import TinyStore
from tests.store.samples import NO_TIMES, NOON, declared, looked


@pytest.mark.parametrize(
    "spoiled", [b"", b"{}", b"\xff", b'{"format":1,"stamp":[0,0,0]}', b"[" * 9999]
)
def test_a_spoiled_side_file_is_made_again(home: Path, spoiled: bytes) -> None:
    expected = list(TinyStore(home).summaries())
    for side in (home / "summaries").iterdir():
        side.write_bytes(spoiled)
    assert list(TinyStore(home).summaries()) == expected


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (b"", "0"),
        (b'{"2019001":{"1":{"name":"\xe6\x9f\xb3', "24"),
        ('{"2019001":{"1":{"name":"柳","x":'.encode(), "34"),
        (b'{"2019001":{"1":\xff', "16"),
        (b"[]", "0"),
        (b'{"2019009":{},"2019001":[]}', "14"),
        (b'{"2019009":{},"2019001":{"x":{}}}', "14"),
        (b'{"2019009":{},"2019001":{"1":7}}', "14"),
        (b'{"2019009":{},"2019001":{"1":{"seq":1}}}', "14"),
        (b"[" * 99_999, "0"),
    ],
)
def test_damage_is_told_by_file_and_byte_and_stops_nobody_else(
    home: Path, data: bytes, offset: str
) -> None:
    (home / "students/201900.json").write_bytes(data)
    store = TinyStore(home)
    for act in (
        lambda: store.events("2019001"),
        lambda: store.append(Entry("2019001", 1, (declared("v1"),))),
        lambda: list(store.summaries()),
    ):
        with pytest.raises(StoreDamaged) as told:
            act()
        assert told.value.problem.values == {"file": "students/201900.json", "offset": offset}
    assert (home / "students/201900.json").read_bytes() == data
    assert len(store.append(Entry("2019011", 2, (declared("v2"),)))) == 3
    seen = store.summaries()
    assert next(seen).student_no == "2019011"
    with pytest.raises(StoreDamaged):
        next(seen)


@pytest.mark.parametrize(
    ("old", "new", "owner", "seq"),
    [
        ('"seq":2', '"seq":3', "2019011", 2),
        ('"kind":"declared"', '"kind":"declaref"', "2019011", 2),
        ('"2":{"seq"', '"3":{"seq"', "2019011", 2),
        ('"statement":"', '"statement":', "2019011", 2),
        ('"name":"柳青","', '"name":"柳青,"', "2019011", 1),
        ('"2019011":', '"2019011"', "2019011", 0),
        ('{"2019011"', '["2019011"', "2019011", 0),
    ],
)
def test_damage_is_told_by_student_and_event_where_that_is_known(
    home: Path, old: str, new: str, owner: str, seq: int
) -> None:
    shard = home / "students/201901.json"
    text = shard.read_text(encoding="utf-8")
    assert old in text
    shard.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = list(TinyStore(home).chains())
    (damage,) = [one for one in found if isinstance(one, StoreDamaged)]
    assert (damage.owner, damage.seq) == (owner, seq)
    assert [one[0] for one in found if isinstance(one, tuple)] == ["2019001"]


def test_a_chain_that_does_not_hold_is_not_extended(home: Path) -> None:
    shard = home / "students/201901.json"
    shard.write_text(shard.read_text(encoding="utf-8").replace("柳青", "柳清"), encoding="utf-8")
    with pytest.raises(StoreDamaged):
        TinyStore(home).append(Entry("2019011", 2, (declared("v2"),)))


def test_a_row_out_of_its_place_is_damage(home: Path) -> None:
    shard = home / "students/201901.json"
    tables = json.loads(shard.read_bytes())
    del tables["2019011"]["1"]
    shard.write_text(json.dumps(tables), encoding="utf-8")
    with pytest.raises(StoreDamaged):
        TinyStore(home).events("2019011")


def test_a_lost_part_of_the_desk_is_damage(home: Path) -> None:
    store = TinyStore(home)
    for size in (130, 130, 1):
        store.append_desk([looked("x")] * size)
    (home / "desk/0000000131.json").unlink()
    with pytest.raises(StoreDamaged):
        store.desk()
    assert len(store.desk(260)) == 1


def test_a_tampered_end_of_the_desk_is_not_extended(home: Path) -> None:
    store = TinyStore(home)
    store.append_desk([looked("before")])
    part = home / "desk/0000000001.json"
    part.write_text(part.read_text(encoding="utf-8").replace("before", "after"), encoding="utf-8")
    with pytest.raises(StoreDamaged):
        store.append_desk([looked("next")])


def test_a_damaged_blob_is_told_and_mended(home: Path) -> None:
    store = TinyStore(home)
    digest = store.put_blob(b"photo")
    (home / "blobs" / digest[:2] / digest).write_bytes(b"phot")
    with pytest.raises(StoreDamaged):
        store.blob(digest)
    store.put_blob(b"photo")
    assert store.blob(digest) == b"photo"


@pytest.mark.parametrize("at", NO_TIMES)
def test_a_time_that_cannot_be_reckoned_with_is_damage(home: Path, at: str) -> None:
    """Whoever breaks into a terminal can write there; the desk is not to fail of it."""
    store = TinyStore(home)
    store.beat(Beat("lab", NOON, Condition.WORKING, "1"))
    store.add_miss("key", Miss("lab", NOON), NOON)
    for path in (*(home / "beats").glob("*.json"), *(home / "misses").glob("*.json")):
        text = path.read_text(encoding="utf-8")
        assert NOON.isoformat() in text
        path.write_text(text.replace(NOON.isoformat(), at), encoding="utf-8")
    with pytest.raises(StoreDamaged):
        store.beats()
    with pytest.raises(StoreDamaged):
        store.misses("key")
