"""The chain of evidence, and the student that is folded from it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from kiosk.model.events import Draft, Event, Kind
from kiosk.model.record import Field, Photo, Record, part
from kiosk.model.request import Claim
from kiosk.model.rounds import Round, Verdict
from kiosk.model.signature import SignedBy
from kiosk.rules import chain
from kiosk.rules.fold import fold, summarize
from tests.store.samples import declared, imported

NUMBER = "31219201"
AT = "2020-09-15T09:30:00+08:00"


def made(*drafts: Draft) -> tuple[Event, ...]:
    return chain.extend(NUMBER, (), drafts)


def printed(sheet_id: str) -> Draft:
    body = {"sheet_id": sheet_id, "printer": "tray"}
    return Draft(AT, "kiosk", Kind.PRINTED, body)


WHOLE = made(imported(NUMBER), declared("a"), printed("0" * 15), imported(NUMBER, name="柳清"))


def test_a_chain_holds_and_goes_on() -> None:
    assert chain.fault(NUMBER, WHOLE) == 0
    assert [event.seq for event in WHOLE] == [1, 2, 3, 4]
    later = chain.extend(NUMBER, WHOLE, [declared("b")])
    assert chain.fault(NUMBER, (*WHOLE, *later)) == 0
    assert chain.fault(NUMBER, later, 4, WHOLE[-1].hash) == 0


def test_no_chain_is_anothers() -> None:
    assert chain.fault("31219202", WHOLE) == 1
    assert chain.fault(chain.DESK, WHOLE) == 1
    assert chain.genesis(chain.DESK) != chain.genesis("desk2")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda events: [*events[:1], *events[2:]],
        lambda events: [events[0], events[2], events[1], events[3]],
        lambda events: events[1:],
        lambda events: [events[0], replace(events[1], at=AT + "x"), *events[2:]],
        lambda events: [events[0], replace(events[1], actor="staff:x"), *events[2:]],
        lambda events: [events[0], replace(events[1], body={}), *events[2:]],
        lambda events: [events[0], replace(events[1], kind=Kind.LEFT), *events[2:]],
        lambda events: [events[0], replace(events[1], hash="0" * 64), *events[2:]],
        lambda events: [events[0], events[0], *events[1:]],
    ],
)
def test_tampering_is_found(spoil: Callable[[Sequence[Event]], Sequence[Event]]) -> None:
    assert chain.fault(NUMBER, spoil(list(WHOLE))) in {1, 2}


def test_an_event_survives_its_json() -> None:
    for event in WHOLE:
        assert chain.of_json(chain.as_json(event)) == event
    with pytest.raises(ValueError, match="nonsense"):
        chain.of_json(chain.as_json(WHOLE[0]) | {"kind": "nonsense"})


def test_one_spelling() -> None:
    assert (
        chain.canonical({"b": "核", "a": [1, None, True]})
        == '{"a":[1,null,true],"b":"核"}'.encode()
    )


@pytest.mark.parametrize(
    "value", [1.0, "a\0", "\ud800", 2**63, -(2**63) - 1, {"x": 0.5}, [b""], {"\0": 1}]
)
def test_what_other_programs_would_not_keep(value: Any) -> None:
    with pytest.raises(ValueError, match=r"text|integer|neither"):
        chain.canonical({"a": value})


def test_the_fold() -> None:
    student = fold(NUMBER, WHOLE)
    assert (student.rev, student.head) == (4, WHOLE[-1].hash)
    assert student.record.name == "柳清"
    assert student.source.name == "名册.xlsx"
    assert [(one.field, one.old, one.new) for one in student.changes] == [
        (Field.NAME, "柳青", "柳清")
    ]
    assert student.changes[0].seq == 4
    declaration = student.declarations[0]
    assert declaration.verdict is Verdict.CORRECT
    assert declaration.round == Round(2020, "initial")
    assert declaration.signature.by is SignedBy.PAPER
    assert student.copies("0" * 15) == 1
    assert student.unsigned == student.changes
    assert (student.page_rev, student.record_seq) == (4, 4)


def test_what_changes_the_page() -> None:
    assert [fold(NUMBER, WHOLE[:n]).page_rev for n in range(5)] == [0, 1, 2, 2, 4]


def test_the_first_record_changes_nothing_and_who_comes_back_has_not_left() -> None:
    left = Draft(AT, "staff:demo", Kind.LEFT, {})
    events = made(imported(NUMBER), left)
    assert fold(NUMBER, events).left
    assert fold(NUMBER, events).changes == ()
    back = chain.extend(NUMBER, events, [imported(NUMBER)])
    assert not fold(NUMBER, (*events, *back)).left


def test_requests_and_claims() -> None:
    body = {
        "number": "R-7K3M-9Q2W-X",
        "kind": "fields",
        "visit": "a",
        "pin_hash": "00",
        "sheet_id": "7K3M9Q2WTB4XE0G",
        "claims": [{"part": "degree_photo", "old": "", "value": "另交", "reason": "", "since": ""}],
    }
    missing = {"school": "示例大学", "level": "本科", "major": "会计学", "entry_year": "2018"}
    other = body | {"kind": "missing_enrolment", "missing": missing, "claims": []}
    events = made(
        imported(NUMBER),
        Draft(AT, "student", Kind.REQUEST_OPENED, body),
        Draft(AT, "student", Kind.REQUEST_OPENED, other),
    )
    first, second = fold(NUMBER, events).requests
    assert first.claims == (Claim(Photo.DEGREE, "另交"),)
    assert first.missing is None
    assert second.missing is not None
    assert second.missing.entry_year == "2018"


def test_the_latest_declaration_counts() -> None:
    disputed = replace(
        declared("b", "1" * 15), body=dict(declared("b").body) | {"verdict": "disputed"}
    )
    student = fold(NUMBER, made(imported(NUMBER), declared("a"), disputed))
    latest = student.declared(Round(2020, "initial"))
    assert latest is student.declarations[1]
    assert student.declared(Round(2021, "initial")) is None
    summary = summarize(student)
    assert summary.verdicts == {"2020/initial": "disputed"}
    assert summary.waiting == latest.at


def test_summaries() -> None:
    summary = summarize(fold(NUMBER, WHOLE))
    assert (summary.name, summary.grade, summary.waiting, summary.printed) == (
        "柳清",
        "2019",
        "",
        True,
    )
    assert not summarize(fold(NUMBER, WHOLE[:1])).waiting


def test_parts_by_name() -> None:
    assert part("name") is Field.NAME
    assert part("degree_photo") is Photo.DEGREE
    with pytest.raises(ValueError, match="password"):
        part("password")


def test_a_record_survives_its_json() -> None:
    record = Record(name="林小满", id_type="C", admission_photo="a" * 64)
    assert Record.of(record.json()) == record
    assert "gender" not in record.json()
    assert list(record.fields()) == [field.value for field in Field]
