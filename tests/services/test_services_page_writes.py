"""What a student writes on the correction page: notes, material, requests, each counted."""

from uuid import UUID

import pytest

from kiosk.model.record import Field
from kiosk.model.request import Claim, MoveKind, RequestState
from kiosk.services.requests.errors import ClaimRefused, MoveRefused, WordsNeeded
from kiosk.services.requests.page import Page
from kiosk.services.requests.page_errors import PageLocked, StillOpen, TooMuchToday, WrongPin
from tests.school import OTHER, TAIL, School
from tests.services.browsing import CLAIM, PIN, at, number

VISIT_2 = UUID("6f1c2f1e-0000-4000-8000-000000000002")
STAFF = "staff:lin"


def test_a_note_is_written_once_however_often_it_is_sent(
    school: School, page: Page, sheet: str
) -> None:
    for _ in range(3):
        page.write(at(sheet), number(school), PIN, " 我在外地实习\x1b ")
    (note,) = school.student().requests[-1].moves
    assert (note.kind, note.text, note.actor) == (MoveKind.NOTE, "我在外地实习", "student")


def test_what_was_asked_for_is_supplied(school: School, page: Page, sheet: str) -> None:
    for kind in (MoveKind.TAKE, MoveKind.ASK):
        school.requests.move(number(school), kind, STAFF, text="请交录取名册复印页")
    page.write(at(sheet), number(school), "271 828", "已交到 203")
    request = school.student().requests[-1]
    assert (request.moves[-1].kind, request.state) == (MoveKind.SUPPLY, RequestState.REVIEWING)


def test_an_empty_note_is_refused(school: School, page: Page, sheet: str) -> None:
    with pytest.raises(WordsNeeded):
        page.write(at(sheet), number(school), PIN, " ")


def test_five_wrong_pins_lock_the_acts_and_not_the_values(
    school: School, page: Page, sheet: str
) -> None:
    for _ in range(4):
        with pytest.raises(WrongPin):
            page.write(at(sheet), number(school), "000000", "x")
    for pin in ("000000", PIN):
        with pytest.raises(PageLocked):
            page.withdraw(at(sheet), number(school), pin)
    assert page.unlock(at(sheet), TAIL).rev
    assert not school.student().requests[-1].moves


def test_nobody_elses_request_can_be_touched(school: School, page: Page, sheet: str) -> None:
    school.enrol(OTHER)
    others = school.declare([CLAIM], student_no=OTHER.student_no).requests[-1].number
    with pytest.raises(WrongPin):
        page.withdraw(at(sheet), others, PIN)
    assert school.student(OTHER.student_no).requests[-1].state.open


def test_withdrawn_stays_withdrawn_and_another_can_be_filed(
    school: School, page: Page, sheet: str
) -> None:
    wrong = (Claim(Field.CLASS_NAME, "质检3191"), Claim(Field.BIRTH_DATE, "2001/2/4"))
    with pytest.raises(StillOpen):
        page.file(at(sheet), VISIT_2, PIN, wrong)
    for _ in range(2):
        page.withdraw(at(sheet), number(school), PIN)
    assert [move.kind for move in school.student().requests[-1].moves] == [MoveKind.WITHDRAW]
    for _ in range(2):
        page.file(at(sheet), VISIT_2, PIN, wrong)
    first, second = school.student().requests
    assert (first.state, second.state) == (RequestState.WITHDRAWN, RequestState.SUBMITTED)
    assert {claim.value for claim in second.claims} == {"质检3191", "2001-02-04"}
    page.write(at(second.sheet_id), second.number, PIN, "同一个 PIN")
    with pytest.raises(MoveRefused):
        school.requests.move(first.number, MoveKind.TAKE, STAFF)


def test_what_cannot_be_right_is_not_filed(school: School, page: Page, sheet: str) -> None:
    page.withdraw(at(sheet), number(school), PIN)
    with pytest.raises(ClaimRefused):
        page.file(at(sheet), VISIT_2, PIN, [Claim(Field.ID_NUMBER, "999900200102030021")])
    with pytest.raises(WrongPin):
        page.file(at(sheet), VISIT_2, "000000", [Claim(Field.CLASS_NAME, "质检3191")])
    assert len(school.student().requests) == 1


def test_who_never_filed_has_no_pin_to_file_with(school: School, page: Page) -> None:
    sheet = school.declare().declarations[-1].sheet_id
    with pytest.raises(WrongPin):
        page.file(at(sheet), VISIT_2, "", [CLAIM])


def test_nobody_writes_without_end(school: School, page: Page, sheet: str) -> None:
    for one in range(19):
        page.write(at(sheet), number(school), PIN, f"第 {one} 条")
    with pytest.raises(TooMuchToday):
        page.write(at(sheet), number(school), PIN, "再来一条")
    school.clock.move(days=1, seconds=1)
    page.write(at(sheet), number(school), PIN, "再来一条")
