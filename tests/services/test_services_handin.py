"""The pile handed in: what each scan is told."""

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from kiosk.model.events import Kind
from kiosk.rules import code
from kiosk.services.pile.handin import Result
from tests.school import RECORD, YEAR2, School
from tests.services.scanning import CLAIM, DESK, NUMBER, around, come, desk, handins


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path)
    school.open()
    return school


def test_whatever_a_scanner_or_a_person_types_is_the_same_sheet(school: School) -> None:
    sheet = come(school, NUMBER)
    short = code.short_number(sheet.sheet_id)
    full_width = "".join(chr(ord(char) + 0xFEE0) for char in short)
    texts = [
        sheet.code,
        sheet.code.lower(),
        f"HTTPS://XJ.EXAMPLE.EDU.CN/R/{sheet.code}\r",
        f"https://xj.example.edu.cn/s/{sheet.sheet_id.lower()}\t",
        short,
        short.replace("-", ""),
        short.lower().replace("-", " "),
        short.replace("0", "O").replace("1", "l"),
        full_width,
    ]
    at = desk(school)
    results = [at.take(text).result for text in texts]
    assert results == [Result.ACCEPTED] + [Result.ALREADY] * (len(texts) - 1)
    (event,) = handins(school)
    assert (event.actor, event.body["sheet_id"]) == (DESK, sheet.sheet_id)


def test_a_check_character_is_read_as_people_write_it() -> None:
    """Of a number whose last character is 0 or 1, an O, I or L is taken for it."""
    head = next(
        text
        for text in (f"{n:08}" for n in range(1000))
        if code.short_number(text + "0" * 7)[-1] == "0"
    )
    assert code.parse_short(f"{head}O") == head


def test_an_older_sheet_is_void_and_the_newest_is_named(school: School) -> None:
    first = come(school, NUMBER)
    at = desk(school)
    assert at.take(first.code).result is Result.ACCEPTED
    second = school.declare([CLAIM], visit=uuid4()).declarations[-1]
    answer = at.take(first.code)
    assert (answer.result, answer.newest) == (Result.SUPERSEDED, second)
    assert school.student().handed_in(second.sheet_id) is None
    school.open(YEAR2)
    third = school.declare(visit=uuid4(), round_=YEAR2).declarations[-1]
    answer = at.take(second.code)
    assert (answer.result, answer.newest) == (Result.SUPERSEDED, third)
    assert at.take(third.code).round == YEAR2
    (summary,) = school.store.summaries()
    assert set(summary.handed_in) == {"2020/initial", "2020/year2"}


def test_a_record_that_changed_since_is_outdated(school: School) -> None:
    sheet = come(school, NUMBER)
    school.enrol(replace(RECORD, major="工商管理"))
    assert desk(school).take(sheet.code).result is Result.OUTDATED
    assert not handins(school)


def test_what_is_not_genuine_is_told_from_what_nobody_knows(school: School, tmp_path: Path) -> None:
    sheet = come(school, NUMBER)
    (tmp_path / "elsewhere").mkdir()
    elsewhere = School(tmp_path / "elsewhere")
    elsewhere.open()
    foreign = come(elsewhere, NUMBER)
    altered = replace(code.parse(sheet.code), digest=bytes(10)).text
    unissued = school.keys.sign(
        replace(code.parse(sheet.code), sheet_id="0" * 15, signature=b"")
    ).text
    mistyped = code.short_number(sheet.sheet_id)[:-1]
    at = desk(school)
    for text, result in (
        (altered, Result.NOT_GENUINE),
        (foreign.code, Result.NOT_GENUINE),
        (unissued, Result.UNKNOWN),
        (code.short_number(foreign.sheet_id), Result.UNKNOWN),
        (mistyped, Result.UNKNOWN),
        ("", Result.UNKNOWN),
        ("学号\x1b[2J", Result.UNKNOWN),
    ):
        answer = at.take(text)
        assert (answer.result, answer.student) == (result, None)
    assert not handins(school)


def test_a_sheet_is_given_back_and_handed_in_again(school: School) -> None:
    sheet = come(school, NUMBER)
    at = desk(school)
    assert at.give_back(sheet.code).result is Result.NOT_IN
    at.take(sheet.code)
    assert at.give_back(sheet.code).result is Result.HANDED_BACK
    neighbour = at.take(come(school, "31219299").code)
    assert around(neighbour) == (None, None)
    assert at.take(sheet.code).result is Result.ACCEPTED
    assert [event.kind for event in handins(school)] == [
        Kind.HANDED_IN,
        Kind.HANDED_BACK,
        Kind.HANDED_IN,
    ]


def test_a_void_sheet_can_be_given_back(school: School) -> None:
    sheet = come(school, NUMBER)
    at = desk(school)
    at.take(sheet.code)
    school.declare([CLAIM], visit=uuid4())
    assert at.give_back(sheet.code).result is Result.HANDED_BACK
