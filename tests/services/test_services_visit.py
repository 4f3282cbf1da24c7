"""A visit on a real store: one declaration, whatever comes between; what there is to pick."""

from dataclasses import replace
from uuid import UUID

import pytest

from kiosk.errors import StoreUnreachable
from kiosk.model.events import Draft, Event
from kiosk.model.record import Field, Photo
from kiosk.model.request import Claim, MissingEnrolment
from kiosk.model.rounds import Verdict
from kiosk.model.signature import Signature, SignedBy, Strokes
from kiosk.rules import code
from kiosk.services.acts.appending import NoSuchStudent
from kiosk.services.acts.declaring import Act, RecordMoved, SignedElsewhere
from kiosk.services.acts.signing import strokes_json
from kiosk.services.visit.picks import Picks
from store.contract import Entry
from tests.school import INITIAL, ON_PAPER, OTHER, RECORD, VISIT, School

VISIT_2 = UUID("6f1c2f1e-0000-4000-8000-000000000002")
CLAIM = Claim(Field.MAJOR, "工商管理")
MISSING = MissingEnrolment("示例大学", "本科", "会计学", "2018")
NUMBER = RECORD.student_no


def act(**given: object) -> Act:
    usual: dict[str, object] = {
        "visit": VISIT,
        "round": INITIAL,
        "claims": (),
        "signature": ON_PAPER,
        "pin": "271828",
    }
    return Act(**(usual | given))  # type: ignore[arg-type]


def test_a_correct_record_is_one_event(school: School) -> None:
    receipt = school.declaring.declare(school.student(), act(account="136****1011"))
    student = school.student()
    assert student.declarations == (receipt.declaration,)
    assert receipt.request is None
    assert receipt.declaration.verdict is Verdict.CORRECT
    assert receipt.declaration.account == "136****1011"
    assert student.rev == 2
    assert school.store.student_of(receipt.declaration.sheet_id) == NUMBER
    assert school.keys.genuine(code.parse(receipt.declaration.code))


def test_a_disputed_record_opens_a_request_in_the_same_write(school: School) -> None:
    claims = (CLAIM, Claim(Field.NAME, "林晓满", "写错", "2019-09"))
    receipt = school.declaring.declare(school.student(), act(claims=claims))
    student = school.student()
    assert receipt.request is not None
    assert [one.part for one in student.declarations[0].claims] == [Field.NAME, Field.MAJOR]
    assert student.requests[0].number == receipt.request.number
    number = code.short_number(receipt.declaration.sheet_id)
    assert receipt.request.number == f"R-{number}"
    events = school.store.events(NUMBER)
    assert [event.kind for event in events[1:]] == ["declared", "request_opened"]
    assert events[1].body["claims"][1]["old"] == RECORD.major
    assert "271828" not in str(events)
    assert student.requests[0].pin_hash == school.keys.pin_hash(receipt.request.number, "271828")


def test_the_same_visit_again_returns_the_first(school: School) -> None:
    seen = school.student()
    first = school.declaring.declare(seen, act(claims=(CLAIM,)))
    again = school.declaring.declare(seen, act(claims=()))
    assert again == first
    assert len(school.student().declarations) == 1


def test_two_kiosks_for_one_student_and_one_wins(school: School) -> None:
    seen = school.student()
    school.declaring.declare(seen, act())
    with pytest.raises(SignedElsewhere):
        school.declaring.declare(seen, act(visit=VISIT_2))
    assert len(school.student().declarations) == 1
    school.declaring.declare(school.student(), act(visit=VISIT_2, claims=(CLAIM,)))
    latest = school.student().declared(INITIAL)
    assert latest is not None
    assert latest.verdict is Verdict.DISPUTED


def test_a_record_that_moved_is_not_signed(school: School) -> None:
    seen = school.student()
    school.enrol(replace(RECORD, major="数控技术"))
    with pytest.raises(RecordMoved):
        school.declaring.declare(seen, act())


def test_a_conflict_about_something_else_is_tried_again(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = school.student()
    real = school.store.append
    tried: list[int] = []

    def append(entry: Entry) -> tuple[Event, ...]:
        if not tried:
            tried.append(entry.after)
            again = school.store.events(NUMBER)[0]
            draft = Draft(again.at, again.actor, again.kind, again.body)
            real(Entry(NUMBER, entry.after, (draft,)))
        return real(entry)

    monkeypatch.setattr(school.store, "append", append)
    receipt = school.declaring.declare(seen, act())
    assert tried == [1]
    assert receipt.declaration.seq == 3


def test_an_unknown_outcome_is_settled_by_the_same_act(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = school.student()
    real = school.store.append

    def durable_but_unsaid(entry: Entry) -> tuple[Event, ...]:
        real(entry)
        raise StoreUnreachable

    monkeypatch.setattr(school.store, "append", durable_but_unsaid)
    with pytest.raises(StoreUnreachable):
        school.declaring.declare(seen, act(claims=(CLAIM,)))
    monkeypatch.setattr(school.store, "append", real)
    receipt = school.declaring.declare(seen, act(claims=(CLAIM,)))
    assert receipt.request is not None
    assert receipt.request.pin == "271828"
    student = school.student()
    assert (len(student.declarations), len(student.requests)) == (1, 1)


def test_strokes_are_kept_before_the_event_names_them(school: School) -> None:
    strokes = Strokes(640, 240, (((1, 2), (3, 4)),))
    receipt = school.declaring.declare(
        school.student(), act(signature=Signature(SignedBy.PAD), strokes=strokes)
    )
    assert school.store.blob(receipt.declaration.signature.blob) == strokes_json(strokes)
    assert school.sheets.page(school.student()).signed.strokes == strokes


def test_nobody_declares_for_who_does_not_exist(school: School) -> None:
    with pytest.raises(NoSuchStudent):
        school.declaring.student("31219299")


def test_a_helper_is_named(school: School) -> None:
    school.declaring.declare(school.student(), act(proxy="周老师", factor="proxy", actor="helper"))
    assert school.store.events(NUMBER)[-1].actor == "helper"
    assert school.sheets.page(school.student()).signed.name == "周老师（代）"


def test_a_missing_enrolment_is_filed_once(school: School) -> None:
    first = school.declaring.file_missing(NUMBER, VISIT, MISSING, "271828")
    assert first.pin == "271828"
    assert school.declaring.file_missing(NUMBER, VISIT, MISSING, "271828") == first
    later = school.declaring.file_missing(NUMBER, VISIT_2, MISSING, "314159")
    assert (later.number, later.pin) == (first.number, "")
    assert len(school.student().requests) == 1
    other = school.declaring.file_missing(NUMBER, VISIT_2, replace(MISSING, major="法学"), "314159")
    assert other.number != first.number


def test_picks_come_from_the_code_tables_and_the_roster(school: School) -> None:
    school.enrol(OTHER)
    picks = Picks(school.store)
    assert picks.options(Field.GENDER, RECORD) == ("男",)
    assert picks.options(Field.MAJOR, RECORD) == ("数控技术",)
    neither = replace(RECORD, college=OTHER.college, class_name="质检3193")
    assert picks.options(Field.CLASS_NAME, neither) == ("数控3191", "质检3192")
    assert picks.options(Field.NAME, RECORD) == ()
    assert picks.options(Photo.DEGREE, RECORD) == ()
    assert "回族" in picks.options(Field.ETHNICITY, RECORD)
    assert picks.options(Field.LEVEL, RECORD)[0] == "本科"
    school.leave(OTHER.student_no)
    assert picks.options(Field.MAJOR, OTHER) == ("机械产品检测检验技术",)
