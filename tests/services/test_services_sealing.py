"""Whatever is done to a sealed store is found, with the student and the event."""

import json
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.errors import StoreDamaged
from kiosk.keys.book import SealBook
from kiosk.model.events import Draft, Kind
from kiosk.model.seal import FaultKind
from kiosk.rules import chain, sealing
from kiosk.services.evidence import examining
from kiosk.services.evidence.examining import Witness
from store.contract import Entry
from tests.services.college import NUMBERS, College
from tests.store.samples import AT, declared, imported, looked


def test_a_store_that_nobody_touched_is_sound(college: College) -> None:
    assert college.faults() == []
    seal = college.seal()
    assert (seal.students, seal.events, seal.desk.length) == (5, 15, 1)
    assert college.faults() == []
    college.store.append(Entry("2019001", 3, (declared("v3"),)))
    college.store.append(Entry("new", 0, (imported("new"),)))
    report = college.examine()
    assert (report.students, report.events, report.faults) == (6, 17, [])
    assert college.seal().events == 17
    assert [one.events for one in college.examine().seals] == [17, 15]


def test_the_root_is_the_same_for_the_same_state_and_no_other(college: College) -> None:
    first = college.seal()
    lines = sealing.unpacked(college.store.blob(first.listing) or b"")
    assert sealing.root(first.desk, lines) == first.root
    assert sealing.root(first.desk, lines[1:]) != first.root
    assert college.seal().root != first.root, "the first seal is an event of the desk"


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("seq", [1, 2, 3])
@pytest.mark.parametrize("key", ["at", "actor", "kind", "body", "prev", "hash", "seq"])
def test_a_changed_event_is_found(college: College, sealed: bool, seq: int, key: str) -> None:
    if sealed:
        college.seal()
    changed = {"seq": 9, "kind": "left", "body": {"x": 1}}.get(key, "f" * 64)
    college.tamper("2019002", lambda rows: rows[str(seq)].update({key: changed}))
    found = college.faults()
    assert [one[:2] for one in found] == [("2019002", seq)]
    assert found[0][2] in {"event_changed", "unreadable"}


def test_any_flipped_byte_of_a_file_is_found(college: College) -> None:
    college.seal()
    shard = college.data / "students/201900.json"
    data = shard.read_bytes()
    for at in random.Random(1).sample(range(len(data)), 300):  # noqa: S311 - no secret
        shard.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert college.faults(), data[at - 20 : at + 20]
    shard.write_bytes(data)
    assert college.faults() == []


def test_a_removed_event_is_found(college: College) -> None:
    college.tamper("2019002", lambda rows: rows.pop("2"))
    assert [one[:2] for one in college.faults()] == [("2019002", 2)]
    college.tamper("2019002", lambda rows: rows.update({"2": rows.pop("3")}))
    assert [one[:2] for one in college.faults()] == [("2019002", 2)]


def test_a_cut_tail_is_found_once_it_was_sealed(college: College) -> None:
    college.seal()
    college.tamper("2019002", lambda rows: rows.popitem())
    assert college.faults() == [("2019002", 3, "tail_cut")]


def test_a_removed_student_is_found(college: College) -> None:
    college.seal()
    college.tamper("2019002", dict.clear)
    assert college.faults() == [("2019002", 1, "student_missing")]
    (college.data / "students/201900.json").unlink()
    assert college.faults() == [
        (number, 1, "student_missing") for number in ("2019001", "2019002", "2019003")
    ]


def test_only_who_was_retired_may_be_missing(college: College) -> None:
    college.seal()
    head = college.store.events("2019002")[-1].hash
    college.tamper("2019002", dict.clear)
    for rev, named in ((2, head), (3, "0" * 64)):
        body = {"student_no": "2019002", "rev": rev, "head": named, "sheets": [], "years": 3}
        college.store.append_desk([Draft(AT, "staff:lin", Kind.RETIRED, body)])
        assert college.faults() == [("2019002", 1, "student_missing")]
    body = {"student_no": "2019002", "rev": 3, "head": head, "sheets": [], "years": 3}
    college.store.append_desk([Draft(AT, "staff:lin", Kind.RETIRED, body)])
    assert college.faults() == []
    college.store.append(Entry("2019002", 0, (imported("2019002"), declared("v9"))))
    college.seal()
    assert college.faults() == []
    college.tamper("2019002", lambda rows: rows.popitem())
    assert college.faults() == [("2019002", 2, "tail_cut")], "who came back is held to new seals"


def test_a_history_written_anew_is_found(college: College) -> None:
    college.seal()
    before = college.store.events("2019002")
    changed = chain.extend("2019002", (), [imported("2019002", name="别人"), *before[1:]])  # type: ignore[list-item]
    college.rewrite("2019002", changed)
    assert college.faults() == [("2019002", 3, "rewritten")]
    college.seal()
    assert college.faults() == [("2019002", 3, "rewritten")], "a later seal excuses nothing"


def test_a_chain_is_not_another_students(college: College) -> None:
    events = college.store.events("2019001")
    rows = {str(one.seq): chain.as_json(one) for one in events}
    college.tamper("2019002", lambda table: table.update(rows))
    assert college.faults() == [("2019002", 1, "event_changed")]


@pytest.mark.parametrize("data", [b"", b"another photo"])
def test_a_swapped_or_removed_blob_is_found(college: College, data: bytes) -> None:
    blob = college.data / "blobs" / college.strokes[:2] / college.strokes
    blob.write_bytes(data)
    assert college.faults() == [(number, 2, "blob_changed") for number in sorted(NUMBERS)]
    blob.unlink()
    (college.data / "blobs" / college.photo[:2] / college.photo).unlink()
    assert college.faults() == [
        (number, seq, "blob_missing") for number in sorted(NUMBERS) for seq in (1, 2)
    ]


def test_a_forged_seal_is_found(college: College, tmp_path: Path) -> None:
    seal = college.seal()
    other = SealBook.open(tmp_path / "other")
    forged = {
        "seal_forged": replace(seal, students=4),
        "seal_key_unknown": other.sign(seal),
    }
    for kind, one in forged.items():
        (tmp_path / kind).mkdir()
        again = College(tmp_path / kind)
        again.book = college.book
        again.store.append_desk([Draft(AT, "x", Kind.SEALED, sealing.as_json(one))])
        assert ("", 0, kind) in again.faults()


def test_a_seal_whose_listing_is_gone_is_found(college: College) -> None:
    seal = college.seal()
    (college.data / "blobs" / seal.listing[:2] / seal.listing).write_bytes(b"")
    assert college.faults() == [("", 0, "listing_missing")]


def test_a_cut_desk_is_found_by_the_seals_that_were_kept(college: College) -> None:
    college.store.append_desk([looked("y"), looked("z")])
    before = (college.data / "desk/0000000001.json").read_bytes()
    college.seal()
    part = college.data / "desk/0000000001.json"
    part.write_bytes(before)
    assert college.faults() == [("", 4, "seal_missing")]
    rows = json.loads(before)
    rows["desk"].popitem()
    part.write_text(json.dumps(rows))
    assert college.faults() == [("", 3, "tail_cut"), ("", 4, "seal_missing")]
    shutil.rmtree(college.data / "desk")
    assert college.faults() == [("", 1, "tail_cut"), ("", 4, "seal_missing")]


def test_a_changed_desk_is_found_and_not_sealed(college: College) -> None:
    college.store.append_desk([looked("y"), looked("z")])
    part = college.data / "desk/0000000001.json"
    part.write_text(part.read_text().replace('"y"', '"b"'))
    assert college.faults() == [("", 2, "event_changed")]
    with pytest.raises(StoreDamaged):
        college.seal()


def test_a_damaged_file_stops_nobody_else(college: College) -> None:
    college.seal()
    (college.data / "students/201900.json").write_bytes(b"{")
    report = college.examine()
    assert {(one.student_no, one.kind) for one in report.faults} == {
        ("", FaultKind.UNREADABLE),
        *((number, FaultKind.UNREADABLE) for number in ("2019001", "2019002", "2019003")),
    }
    assert set(report.ends) == {"2019011", "desk"}
    assert college.seal().students == 2
    assert len(college.faults()) == 4, "the seal before still names them"


def test_old_seals_hold_after_a_new_key(college: College) -> None:
    old = college.seal()
    college.book.pairs.rotate()
    new = college.seal()
    assert old.key_id != new.key_id
    assert college.faults() == []
    assert [one.key_id for one in college.examine().seals] == [new.key_id, old.key_id]
    (college.book.pairs.folder / f"{old.key_id}.pub").unlink()
    assert college.faults() == [("", 0, "seal_key_unknown")]


def test_a_seal_from_outside_finds_what_the_store_no_longer_tells(college: College) -> None:
    before = college.data.with_name("before")
    shutil.copytree(college.data, before)
    college.store.append(Entry("2019001", 3, (declared("v3"),)))
    seal = college.seal()
    witness = Witness(seal, college.store.blob(seal.listing) or b"")
    for name in college.book.pairs.folder.glob("*.seal"):
        name.unlink()
    college.data = before
    assert college.faults() == []
    found = [(one.student_no, one.seq, one.kind.value) for one in college.examine(witness).faults]
    assert found == [("2019001", 4, "tail_cut")]
    false = replace(witness, listing=sealing.packed([]))
    found = [(one.student_no, one.seq, one.kind.value) for one in college.examine(false).faults]
    assert found == [("", 0, "listing_missing")]


def test_processes_find_what_one_finds(college: College, monkeypatch: pytest.MonkeyPatch) -> None:
    college.seal()
    college.tamper("2019002", lambda rows: rows.popitem())
    alone = college.examine()
    monkeypatch.setattr(examining, "_MANY", 1)
    assert college.examine() == alone
