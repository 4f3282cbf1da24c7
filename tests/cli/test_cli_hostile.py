"""Whatever the store holds, no command drives the terminal of who reads what it prints."""

import json
from dataclasses import replace

import pytest

from kiosk.model.record import Field
from kiosk.model.request import Claim, MoveKind
from kiosk.model.terminal import Beat, Condition
from tests.cli.conftest import Kiosk
from tests.cli.foreign import acting
from tests.school import OTHER, RECORD, School
from tests.screens.hostile import HOSTILE, MARKUP, poisoned

_CALLS = (
    ("progress",),
    ("progress", "--by", "class"),
    ("student", RECORD.student_no),
    ("log",),
    ("log", "--student", RECORD.student_no),
    ("requests",),
    ("names",),
    ("queue", "list"),
    ("staff", "list"),
    ("terminals",),
    ("round", "list"),
)


@pytest.fixture
def hostile(kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> Kiosk:
    """A home in whose store somebody wrote past all cleaning."""
    monkeypatch.setattr("kiosk.services.requests.checks.clean", str)
    kiosk.home.mkdir(mode=0o700)
    school = School(kiosk.home)
    school.open()
    school.enrol(poisoned(RECORD))
    school.enrol(poisoned(replace(OTHER, student_no="40000001")))
    number = school.declare([Claim(Field.MAJOR, HOSTILE, HOSTILE)]).requests[0].number
    school.requests.move(number, MoveKind.TAKE, f"staff:{HOSTILE}")
    school.requests.move(number, MoveKind.ASK, f"staff:{HOSTILE}", text=HOSTILE)
    school.store.beat(Beat(HOSTILE, school.clock(), Condition.STOPPED, HOSTILE))
    return kiosk


@pytest.mark.parametrize("call", _CALLS, ids=" ".join)
def test_what_is_printed_acts_on_nothing(hostile: Kiosk, call: tuple[str, ...]) -> None:
    told = hostile(*call)
    assert told.code in {0, 1}
    assert acting(told.out + told.err) == []


@pytest.mark.parametrize("call", _CALLS, ids=" ".join)
def test_json_escapes_what_acts_and_keeps_it(hostile: Kiosk, call: tuple[str, ...]) -> None:
    told = hostile(*call, "--json")
    assert told.code in {0, 1}
    assert acting(told.raw.decode()) == []
    values = json.dumps(told.json, ensure_ascii=False)
    if call[0] == "student":
        assert HOSTILE in {*told.json["record"].values()}
        assert MARKUP in values
