"""The correction page's use cases: what a code leads to, and who is let in."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from kiosk.errors import KioskError
from kiosk.keys import new_sheet_id
from kiosk.model.request import MissingEnrolment
from kiosk.rules.code import parse
from kiosk.services.evidence.verify import Result
from kiosk.services.requests.page import Page, Seen
from kiosk.services.requests.page_errors import PageLocked, WrongFactor
from kiosk.visit import Identified
from tests.school import OTHER, RECORD, TAIL, School
from tests.services.browsing import PIN, at, number

VISIT_2 = UUID("6f1c2f1e-0000-4000-8000-000000000002")


@pytest.mark.parametrize("lower", [False, True])
def test_code_and_sheet_id_lead_to_the_same_sheet(school: School, page: Page, lower: bool) -> None:
    declared = school.declare().declarations[-1]
    for place in (declared.code, declared.sheet_id):
        seen = page.look(place.lower() if lower else place)
        assert (seen.result, seen.declaration) == (Result.CURRENT, declared)


def test_a_later_sheet_and_a_later_roster_are_told(school: School, page: Page) -> None:
    first = school.declare().declarations[-1].sheet_id
    second = school.declare(visit=VISIT_2).declarations[-1].sheet_id
    assert page.look(first).result is Result.SUPERSEDED
    school.enrol(replace(RECORD, major="数控技术"))
    assert page.look(second).result is Result.OUTDATED


def test_nothing_of_the_student_stands_behind_a_code_that_is_not_genuine(
    school: School, page: Page
) -> None:
    code = school.declare().declarations[-1].code
    forged = page.look(f"{code[:-3]}{'AB' if code[-3:-1] != 'AB' else 'BC'}{code[-1]}")
    assert (forged.result, forged.student) == (Result.ALTERED, None)


def test_a_forged_code_does_not_lead_to_a_request_either(school: School, page: Page) -> None:
    asked = MissingEnrolment("示例大学", "本科", "会计学", "2018")
    school.declaring.file_missing(RECORD.student_no, VISIT_2, asked, PIN)
    declared = parse(school.declare().declarations[-1].code)
    forged = replace(declared, sheet_id=school.student().requests[-1].sheet_id)
    assert page.look(forged.text) == Seen(Result.ALTERED)


def test_a_code_that_was_signed_but_not_issued_is_altered(school: School, page: Page) -> None:
    declared = parse(school.declare().declarations[-1].code)
    other = school.keys.sign(replace(declared, digest=bytes(10)))
    assert page.look(other.text) == Seen(Result.ALTERED)


def test_another_colleges_code_is_unknown(page: Page, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = School(tmp_path / "other")
    other.enrol()
    other.open()
    assert page.look(other.declare().declarations[-1].code).result is Result.UNKNOWN


@pytest.mark.parametrize("place", ["", "x", "R-7K3M-9Q2W-X", "0" * 15, "Z" * 141, "🂡" * 15])
def test_anything_else_is_unknown(page: Page, place: str) -> None:
    assert page.look(place).result is Result.UNKNOWN


def test_the_short_number_is_no_way_in(page: Page, sheet: str) -> None:
    assert page.look(sheet[:8]).student is None


def test_a_request_without_a_sheet_is_found(school: School, page: Page) -> None:
    asked = MissingEnrolment("示例大学", "本科", "会计学", "2018")
    school.declaring.file_missing(RECORD.student_no, VISIT_2, asked, PIN)
    seen = page.look(school.student().requests[-1].sheet_id)
    assert (seen.result, seen.student) == (None, school.student())


def test_the_contact_is_the_colleges_and_never_a_blank(school: School, page: Page) -> None:
    assert page.contact(school.student()).name == "李老师"
    assert page.contact(None).name == "王老师"


def test_the_factor_lets_in_and_forgets_the_misses(school: School, page: Page, sheet: str) -> None:
    for left in ("4", "3", "2", "1"):
        with pytest.raises(WrongFactor) as wrong:
            page.unlock(at(sheet), "000000")
        assert wrong.value.problem.values == {"left": left}
    assert page.unlock(at(sheet), TAIL.lower()) == school.student()
    with pytest.raises(WrongFactor) as wrong:
        page.unlock(at(sheet), "000000")
    assert wrong.value.problem.values == {"left": "4"}


def test_five_wrong_answers_lock_the_code_for_a_quarter_of_an_hour(
    school: School, page: Page, sheet: str
) -> None:
    for _ in range(4):
        with pytest.raises(WrongFactor):
            page.unlock(at(sheet), "000000")
    for tail in ("000000", TAIL):
        with pytest.raises(PageLocked) as locked:
            page.unlock(at(sheet, "192.0.2.9"), tail)
        assert locked.value.problem.values == {"minutes": "15"}
    school.clock.move(minutes=15)
    assert page.unlock(at(sheet), TAIL).rev


def test_what_one_process_counted_another_knows(page: Page, sheet: str, tmp_path: Path) -> None:
    second = School(tmp_path).page
    for one in (page, second, page, second):
        with pytest.raises(WrongFactor):
            one.unlock(at(sheet), "000000")
    for one in (page, second):
        with pytest.raises(PageLocked):
            one.unlock(at(sheet), "000000")


def test_another_sheet_of_the_same_student_is_no_way_around(school: School, page: Page) -> None:
    first = school.declare().declarations[-1].sheet_id
    second = school.declare(visit=VISIT_2).declarations[-1].code
    for _ in range(5):
        with pytest.raises(KioskError):
            page.unlock(at(first), "000000")
    with pytest.raises(PageLocked):
        page.unlock(at(second), TAIL)


def test_a_page_locked_for_the_day_locks_no_terminal(
    school: School, page: Page, sheet: str
) -> None:
    for address in range(20):
        if address and not address % 5:
            school.clock.move(minutes=15)
        visitor = at(sheet, f"192.0.2.{address}")
        with pytest.raises(KioskError):
            page.unlock(visitor, "000000")
        with pytest.raises(KioskError):
            page.withdraw(visitor, number(school), "000000")
    school.clock.move(minutes=15)
    with pytest.raises(PageLocked) as locked:
        page.unlock(at(sheet), TAIL)
    assert int(locked.value.problem.values["minutes"]) > 600
    assert isinstance(school.door().identify(RECORD.student_no, TAIL), Identified)


def test_a_terminal_that_is_locked_leaves_the_page_open(
    school: School, page: Page, sheet: str
) -> None:
    for _ in range(6):
        school.door().identify(RECORD.student_no, "000000")
    assert page.unlock(at(sheet), TAIL).rev


def test_an_unknown_code_gets_the_same_answers(page: Page, sheet: str) -> None:
    def answers(place: str, address: str) -> list[object]:
        found: list[object] = []
        for _ in range(6):
            with pytest.raises(KioskError) as error:
                page.unlock(at(place, address), "000000")
            found.append((error.type, error.value.problem))
        return found

    assert answers(sheet, "192.0.2.1") == answers(new_sheet_id(), "192.0.2.2")


def test_an_address_that_tries_many_codes_is_locked_by_itself(school: School, page: Page) -> None:
    for _ in range(29):
        with pytest.raises(WrongFactor):
            page.unlock(at(new_sheet_id(), "192.0.2.7"), "000000")
    with pytest.raises(PageLocked):
        page.unlock(at(new_sheet_id(), "192.0.2.7"), "000000")
    sheet = school.declare().declarations[-1].sheet_id
    with pytest.raises(PageLocked):
        page.unlock(at(sheet, "192.0.2.7"), TAIL)
    assert page.unlock(at(sheet), TAIL).rev


def test_a_record_without_an_id_number_lets_nobody_in(school: School, page: Page) -> None:
    bare = replace(OTHER, id_number="")
    school.enrol(bare)
    sheet = school.declare(student_no=bare.student_no).declarations[-1].sheet_id
    with pytest.raises(WrongFactor):
        page.unlock(at(sheet), "")


def test_a_chain_that_was_changed_shows_nothing(
    school: School, page: Page, sheet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = school.store.events(RECORD.student_no)
    forged = (replace(events[0], at="2020-01-01T00:00:00+08:00"), *events[1:])
    monkeypatch.setattr(school.store, "events", lambda _: forged)
    seen = page.look(sheet)
    assert (seen.result, seen.student) == (Result.ALTERED, None)
