"""Requests are filed without a declaration, within bounds; a PIN opens one."""

from dataclasses import replace
from uuid import UUID

import pytest

from kiosk.model.record import Field, Photo
from kiosk.model.request import Claim, MoveKind
from kiosk.services.requests.checks import MOST_REQUESTS
from kiosk.services.requests.errors import (
    AlreadyAsked,
    ClaimRefused,
    EnoughAsked,
    NoSuchRequest,
    NothingClaimed,
)
from tests.school import OTHER, RECORD, VISIT, School
from tests.services.asking import CLASS

VISIT_2 = UUID("6f1c2f1e-0000-4000-8000-000000000002")
PHOTO = Claim(Photo.ADMISSION, "本人照片，另行提交", "不是本人")


def test_a_pin_opens_its_own_request_until_it_is_renewed(school: School, number: str) -> None:
    requests = school.requests
    assert requests.check_pin(number, "271828")
    assert requests.check_pin(number, " ２７１８ 28 ")
    assert not requests.check_pin(number, "271829")
    assert not requests.check_pin(number, "")
    school.enrol(OTHER)
    other = school.declare([CLASS], visit=VISIT_2, student_no=OTHER.student_no).requests[0]
    pin = requests.renew_pin(number, "student")
    assert requests.check_pin(number, pin)
    assert not requests.check_pin(number, "271828")
    assert not requests.check_pin(other.number, pin)
    with pytest.raises(NoSuchRequest):
        requests.check_pin("R-0000-0000-0", pin)


def test_a_request_is_filed_without_a_declaration(school: School) -> None:
    filed = school.requests.open(
        RECORD.student_no,
        [Claim(Photo.DEGREE, "", " 不是本人 "), Claim(Field.DURATION, "２.5 年", since="2019-09")],
        VISIT,
        pin="314159",
        actor="student",
    )
    again = school.requests.open(RECORD.student_no, [CLASS], VISIT, pin="1", actor="student")
    (request,) = school.student().requests
    assert filed.number == again.number == request.number
    assert request.claims == (
        Claim(Field.DURATION, "2.5", "", "2019-09"),
        Claim(Photo.DEGREE, "本人照片，另行提交", "不是本人"),
    )
    assert request.matters[0].old == "3"
    assert school.requests.check_pin(filed.number, "314159")
    assert school.requests.find(filed.number)[1] == request
    assert not school.student().declarations


@pytest.mark.parametrize(
    ("claim", "problem"),
    [
        (Claim(Field.BIRTH_DATE, "2001-02-30"), "problem.no_such_date"),
        (Claim(Field.ID_NUMBER, "123"), "problem.id_places"),
        (Claim(Field.MAJOR, RECORD.major), "problem.same_value"),
        (Claim(Field.MAJOR, " "), "problem.no_value"),
        (Claim(Field.MAJOR, "机" * 61), "problem.too_long"),
        (Claim(Field.MAJOR, "会计学", "因" * 61), "problem.too_long"),
        (Claim(Field.MAJOR, "会计学", "", "昨天"), "problem.since"),
    ],
)
def test_what_cannot_be_right_is_not_filed(school: School, claim: Claim, problem: str) -> None:
    with pytest.raises(ClaimRefused) as refused:
        school.requests.open(RECORD.student_no, [claim], VISIT, pin="1", actor="student")
    assert (refused.value.part, refused.value.problem.text) == (claim.part, problem)
    assert not school.student().requests


def test_the_same_is_not_asked_twice_while_it_is_open(school: School, number: str) -> None:
    def ask() -> str:
        filed = school.requests.open(
            RECORD.student_no, [replace(CLASS, value="质检3193")], VISIT_2, pin="1", actor="student"
        )
        return filed.number

    with pytest.raises(AlreadyAsked) as refused:
        ask()
    assert refused.value.problem.values == {"number": number}
    school.requests.move(number, MoveKind.WITHDRAW, "student", parts=[Field.CLASS_NAME])
    assert ask() != number
    with pytest.raises(NothingClaimed):
        school.requests.open(RECORD.student_no, [], UUID(int=3), pin="1", actor="student")


def test_an_enrolment_has_only_so_many_requests(school: School) -> None:
    def ask(at: int) -> str:
        visit = UUID(int=at)
        return school.requests.open(
            RECORD.student_no, [CLASS], visit, pin="1", actor="student"
        ).number

    for at in range(MOST_REQUESTS):
        school.requests.move(ask(at), MoveKind.WITHDRAW, "student")
    with pytest.raises(EnoughAsked):
        ask(MOST_REQUESTS)
