"""Chains of another program: every hash holds, and no use case has to know."""

import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.errors import KioskError, StoreDamaged
from kiosk.rules import chain
from kiosk.services.acts.signing import drawn
from kiosk.services.evidence.backup import BackingUp, StoreHasFaults
from kiosk.services.evidence.moving import Moving
from kiosk.services.evidence.sealing import NotASeal, Sealing, read_witness, write_witness
from kiosk.services.evidence.verify import Result
from store.tiny import TinyStore
from tests.school import RECORD, School
from tests.services.college import NOON, College
from tests.store.samples import foreign

NUMBER = "2019002"
WRONG: list[tuple[str, object]] = [
    ("declared", {}),
    ("imported", {"record": {"name": 7}, "source": {}}),
    ("imported", {"record": {"entry_date": "2019"}, "source": {}}),
    ("request_moved", {"number": "R", "move": "take", "parts": "name", "text": ""}),
    ("sealed", {"at": "now"}),
    ("looked", {"student_no": NUMBER}),
]


def add(college: College, kind: str, body: object) -> None:
    """Write one more link to a student's chain, as a program that looks at nothing."""
    row = foreign(NUMBER, college.store.events(NUMBER), kind, body)
    college.tamper(NUMBER, lambda rows: rows.update({"4": row}))


@pytest.mark.parametrize(("kind", "body"), WRONG)
def test_what_is_no_event_is_named_and_neither_sealed_nor_backed_up(
    college: College, tmp_path: Path, kind: str, body: object
) -> None:
    college.seal()
    add(college, kind, body)
    assert college.faults() == [(NUMBER, 4, "unreadable")]
    sealing = Sealing(college.examiner, lambda: NOON, "staff:lin")
    file = tmp_path / "backup"
    with pytest.raises(StoreHasFaults):
        BackingUp(sealing, dict).back_up(file)
    assert not file.exists()
    assert NUMBER not in sealing.seal()[1].ends


def test_a_desk_of_another_program_is_named_and_not_sealed(college: College) -> None:
    seal = college.seal()
    part = college.data / "desk/0000000001.json"
    tables: dict[str, Any] = json.loads(part.read_bytes())
    body = {"round": "2020/initial", "grade": 7, "starts": "", "ends": ""}
    tables["desk"]["3"] = foreign(chain.DESK, college.store.desk(), "round_opened", body)
    part.write_text(json.dumps(tables))
    assert ("", 3, "unreadable") in college.faults()
    with pytest.raises(StoreDamaged):
        college.seal()
    assert seal.desk.length == 1


def test_a_source_whose_chain_does_not_hold_is_not_moved(college: College, tmp_path: Path) -> None:
    college.tamper(NUMBER, lambda rows: rows["2"].update({"actor": "x"}))
    with pytest.raises(StoreDamaged) as told:
        list(Moving(college.store, TinyStore(tmp_path / "target")).copy())
    assert (told.value.owner, told.value.seq) == (NUMBER, 2)


def test_a_seal_from_outside_whose_list_tells_no_ends_is_none(college: College) -> None:
    value = json.loads(write_witness(college.store, college.seal()))
    read_witness(json.dumps(value).encode())
    from base64 import b64encode  # noqa: PLC0415 - of this test

    from kiosk.model.seal import End  # noqa: PLC0415 - as above
    from kiosk.rules import sealing  # noqa: PLC0415 - as above

    lines = [b"one two"]
    value["listing"] = b64encode(sealing.packed(lines)).decode()
    value["seal"]["root"] = sealing.root(End(**value["seal"]["desk"]), lines)
    with pytest.raises(NotASeal):
        read_witness(json.dumps(value).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"[" * 99_999,
        b'{"width":1,"height":0,"lines":[]}',
        b'{"width":1,"height":1,"lines":[[[1,2,3]]]}',
        b'{"width":1,"height":1,"lines":[[["1",2]]]}',
        b'{"width":1,"height":1,"lines":[[[1e9,2]]]}',
        b'{"width":1,"height":1,"lines":[[[%d,2]]]}' % 10**400,
    ],
)
def test_a_signature_of_another_program_is_damage(college: College, data: bytes) -> None:
    digest = college.store.put_blob(data)
    with pytest.raises(StoreDamaged):
        drawn(college.store, digest)


def test_a_sheet_whose_code_another_program_wrote_is_altered(school: School) -> None:
    declared = school.declare().declarations[0]
    number = RECORD.student_no
    body = {**school.store.events(number)[1].body, "code": "x", "visit": "v"}
    row = foreign(number, school.store.events(number), "declared", body)
    shard = next((school.folder / "data/students").iterdir())
    tables = json.loads(shard.read_bytes())
    tables[number][str(row["seq"])] = row
    shard.write_text(json.dumps(tables))
    assert school.verifier.verify(declared.sheet_id).result in {Result.SUPERSEDED, Result.ALTERED}
    latest = school.student().declarations[-1]
    assert school.verifier.standing(school.student(), latest) is Result.ALTERED
    assert issubclass(StoreDamaged, KioskError)
