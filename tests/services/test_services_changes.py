"""What a roster changed is signed by its student: with a declaration, or alone."""

from dataclasses import replace
from uuid import UUID

import pytest

from kiosk.model.signature import Signature, SignedBy, Strokes
from kiosk.rules.sealing import blobs_of
from kiosk.services.acts.declaring import Act, RecordMoved
from tests.school import INITIAL, ON_PAPER, RECORD, VISIT, YEAR2, School

VISIT_2 = UUID("6f1c2f1e-0000-4000-8000-000000000002")
BY_NAME = Signature(SignedBy.NAME, name=RECORD.name)
DRAWN = Strokes(100, 40, (((10, 10), (60, 30)),))
MOVED = replace(RECORD, class_name="质检3193", major="数控技术")


def kinds(school: School) -> list[str]:
    return [event.kind.value for event in school.store.events(RECORD.student_no)]


def test_a_declaration_signs_the_changes_before_it(school: School) -> None:
    school.enrol(MOVED)
    school.clock.move(days=1)
    student = school.declare()
    assert kinds(school) == ["imported", "imported", "declared", "change_confirmed"]
    assert not student.unsigned
    assert {one.confirmed.at[:10] for one in student.changes if one.confirmed} == {"2020-09-16"}
    school.open(YEAR2)
    school.declare(visit=VISIT_2, round_=YEAR2)
    assert kinds(school)[4:] == ["declared"]


def test_a_helper_leaves_the_changes_to_the_student(school: School) -> None:
    school.enrol(MOVED)
    act = Act(
        visit=VISIT,
        round=INITIAL,
        claims=(),
        signature=ON_PAPER,
        proxy="王老师",
        actor="staff:wang",
        pin="1",
    )
    school.declaring.declare(school.student(), act)
    assert len(school.student().unsigned) == 2


def test_changes_are_signed_alone_and_once(school: School) -> None:
    school.declare()
    school.enrol(MOVED)
    seen = school.student()
    for _ in range(2):
        student = school.declaring.confirm_changes(
            seen, VISIT_2, Signature(SignedBy.PAD), strokes=DRAWN
        )
    assert kinds(school).count("change_confirmed") == 1
    (first, second) = student.changes
    assert first.confirmed == second.confirmed
    assert first.confirmed
    assert first.confirmed.signature.by is SignedBy.PAD
    assert school.store.blob(first.confirmed.signature.blob)
    last = school.store.events(RECORD.student_no)[-1]
    assert blobs_of(last) == [first.confirmed.signature.blob]


def test_what_changed_again_is_not_signed_unseen(school: School) -> None:
    school.declare()
    school.enrol(MOVED)
    seen = school.student()
    school.enrol(replace(MOVED, major="会计学"))
    with pytest.raises(RecordMoved):
        school.declaring.confirm_changes(seen, VISIT_2, BY_NAME)
    assert len(school.student().unsigned) == 3


def test_the_sheet_shows_under_each_change_how_it_was_signed(school: School) -> None:
    school.declare()
    school.enrol(replace(RECORD, class_name="质检3193"))
    school.clock.move(days=1)
    school.declaring.confirm_changes(school.student(), VISIT_2, Signature(SignedBy.PAD), DRAWN)
    school.clock.move(days=1)
    school.enrol(MOVED)
    (drawn, waits) = school.sheets.page(school.student()).changes
    assert (drawn.signed.strokes, drawn.signed.date) == (DRAWN, "2020-09-16")
    assert (waits.signed.name, waits.signed.date) == ("", "")
    school.clock.move(days=1)
    school.declaring.confirm_changes(school.student(), VISIT, BY_NAME)
    (_, named) = school.sheets.page(school.student()).changes
    assert (named.signed.name, named.signed.date) == (RECORD.name, "2020-09-18")
