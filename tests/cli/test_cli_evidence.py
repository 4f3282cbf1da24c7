"""Seals, and what is verified, as they are typed."""

import json

import pytest

from tests.cli.conftest import Kiosk
from tests.cli.evidence import NUMBER


def test_a_sealed_store_is_sound_until_somebody_cuts_it(signed: Kiosk) -> None:
    sealed = signed("seal", "--json")
    assert sealed.code == 0
    assert {**sealed.json, "at": "", "root": "", "key_id": ""} == {
        "at": "", "root": "", "key_id": "", "students": 2, "events": 3, "desk": 2, "faults": 0,
    }  # fmt: skip
    sound = signed("verify", "--store", "--json")
    assert sound.code == 0
    assert {**sound.json, "faults": []} == {
        "ok": True, "students": 2, "events": 3, "seals": 1, "faults": [], "strays": [],
    }  # fmt: skip
    shard = signed.home / "data/students/201900000.json"
    tables = json.loads(shard.read_bytes())
    del tables[NUMBER]["2"]
    shard.write_text(json.dumps(tables), encoding="utf-8")
    cut = signed("verify", "--store", "--json")
    assert cut.code == 1
    (fault,) = cut.json["faults"]
    assert (fault["student_no"], fault["seq"], fault["fault"]) == (NUMBER, 2, "tail_cut")
    told = signed("verify", "--store")
    assert told.code == 1
    assert f"学号 {NUMBER}，第 2 条：后面的记录被截掉" in told.out
    assert signed("seal").code == 1
    assert signed("backup", signed.home.parent / "b.zip").code == 1
    assert not (signed.home.parent / "b.zip").exists()


def test_the_desk_has_no_student_number(signed: Kiosk) -> None:
    signed("seal")
    for part in (signed.home / "data/desk").iterdir():
        part.unlink()
    faults = signed("verify", "--store", "--json").json["faults"]
    assert {one["student_no"] for one in faults} == {None}


@pytest.mark.parametrize(
    "call", [(), ("x", "--store"), ("--store", "--keys", "k"), ("x", "--seal", "s")]
)
def test_what_is_verified_must_be_clear(school: Kiosk, call: tuple[str, ...]) -> None:
    assert school("verify", *call).code == 2
