"""What is claimed must be something the record could hold, and does not."""

import pytest

from kiosk.errors import Problem
from kiosk.model.record import Field, Photo, Record
from kiosk.model.request import Claim, Matter, MissingEnrolment, MoveKind, Request, RequestKind
from kiosk.model.student import Student
from kiosk.rules.claims import checked, parse_since
from kiosk.rules.requests import Who, possible, since, who
from kiosk.rules.showing import Showing, appeared, showings

RECORD = Record(student_no="31219201", name="林小满", major="会计学", entry_date="2019-09-01")
NUMBER = "R-7K3M-9Q2W-X"
MISSING = MissingEnrolment("示例大学", "本科", "会计学", "2018")
FOUND = Record(student_no="8", school="示例大学", level="本科", major="会计学")


def asking(*claims: Claim, missing: MissingEnrolment | None = None, old: str = "") -> Student:
    request = Request(
        number=NUMBER,
        kind=RequestKind.MISSING if missing else RequestKind.FIELDS,
        matters=tuple(Matter(one.part, old=old or RECORD.get(one.part)) for one in claims)
        or (Matter(None),),
        claims=claims,
        missing=missing,
        pin_hash="",
        sheet_id="",
        visit="",
        at="2020-09-15T09:30:00+08:00",
    )
    return Student(RECORD.student_no, RECORD, requests=(request,))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("２０１９-９-１", "2019-09-01"),
        ("2019-09", "2019-09"),
        ("2019/9", "2019-09"),
        ("2019.9", "2019-09"),
        ("20190901", "2019-09-01"),
        ("", ""),
        (" ", ""),
    ],
)
def test_since_is_a_day_or_a_month(typed: str, kept: str) -> None:
    found = checked(RECORD, Claim(Field.MAJOR, "审计学", "", typed))
    assert found == Claim(Field.MAJOR, "审计学", "", kept)


@pytest.mark.parametrize("typed", ["上个月", "2019-13", "2019", "2019-02-30"])
def test_what_is_neither_day_nor_month_is_told(typed: str) -> None:
    assert parse_since(typed) == Problem("problem.since")


def test_a_photo_is_claimed_by_why_alone() -> None:
    found = checked(RECORD, Claim(Photo.DEGREE, "\x1b[31m", " 不是\n本人 "))
    assert found == Claim(Photo.DEGREE, "本人照片，另行提交", "不是 本人")


def test_what_the_record_says_already_is_no_claim() -> None:
    found = checked(RECORD, Claim(Field.MAJOR, "会计学　"))
    assert isinstance(found, Problem)


@pytest.mark.parametrize(
    ("new", "move"),
    [
        ("审计学", MoveKind.CORRECT),
        ("税务", MoveKind.DIFFER),
        ("会计学", None),
        ("", MoveKind.DIFFER),
    ],
)
def test_a_record_shows_the_claimed_value_or_a_third(new: str, move: MoveKind | None) -> None:
    student = asking(Claim(Field.MAJOR, "审计学"))
    found = list(showings(student, Record(student_no="31219201", major=new)))
    assert found == ([Showing(NUMBER, move, (Field.MAJOR,))] if move else [])


def test_a_photo_is_another_one_when_it_is_neither_gone_nor_the_same() -> None:
    student = asking(Claim(Photo.DEGREE, ""), old="aa")
    for digest, told in (("aa", 0), ("", 0), ("bb", 1)):
        assert len(list(showings(student, Record(degree_photo=digest)))) == told


def test_a_missing_enrolment_of_any_year_is_there_when_no_year_was_said() -> None:
    any_year = MissingEnrolment("示例大学", "本科", "会计学", "")
    assert list(appeared(asking(missing=any_year), FOUND)) == [Showing(NUMBER, MoveKind.CORRECT)]
    assert list(appeared(asking(missing=MISSING), FOUND)) == []


def test_whose_turn_it_is_and_since_when() -> None:
    (request,) = asking(Claim(Field.MAJOR, "审计学")).requests
    assert possible(request, Who.STAFF) == (
        MoveKind.TAKE,
        MoveKind.REJECT,
        MoveKind.NOTE,
        MoveKind.RENEW_PIN,
    )
    assert possible(request, Who.STUDENT) == (
        MoveKind.WITHDRAW,
        MoveKind.NOTE,
        MoveKind.RENEW_PIN,
    )
    assert since(request) == request.at
    assert (who("student"), who("staff:student")) == (Who.STUDENT, Who.STAFF)
