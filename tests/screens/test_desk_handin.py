"""Hand-in at the desk: every answer, the pile of a class, pastes, what others scan meanwhile."""

from dataclasses import replace
from typing import cast

import pytest

from kiosk.model.staff import Role, Staff
from kiosk.rules.code import short_number
from kiosk.services.pile.handin import Result
from screens.desk.answer import AnswerView
from screens.desk.handin import HandInScreen, Pile
from screens.desk.scan import ScanLine
from tests.school import OTHER, RECORD, School
from tests.screens.clerk import Clerk, at_desk, desk_of, signed

CLASS = [replace(RECORD, student_no=f"3121920{n}", id_number="") for n in range(1, 5)]
COUNSELOR = Staff("limin", Role.COUNSELOR, key="k", classes=(RECORD.class_name,))


@pytest.fixture
def codes(school: School) -> list[str]:
    """Sheets of a class of four; the last has not declared. And one of another class."""
    for one in CLASS[1:]:
        school.enrol(one)
    school.enrol(replace(OTHER, student_no="40000001"))
    return [signed(school, one) for one in (*CLASS[:3], replace(OTHER, student_no="40000001"))]


def answered(clerk: Clerk) -> Result | None:
    found = clerk.app.screen.query_one(AnswerView).answer
    return found.result if found else None


async def test_scans_are_answered_in_any_order_with_their_place(
    school: School, codes: list[str]
) -> None:
    async with at_desk(desk_of(school)) as clerk:
        await clerk.open("f5")
        await clerk.scan(codes[2])
        assert answered(clerk) is Result.ACCEPTED
        assert clerk.sees("收下", "31219203", "这一沓的第一份", "这次收了 1 份")
        await clerk.scan(codes[0])
        assert clerk.sees("放在 林小满（31219203） 前面（最上）")
        await clerk.scan(codes[1])
        assert clerk.sees("放在 林小满（31219201） 和 林小满（31219203） 之间")
        await clerk.scan(codes[1])
        assert answered(clerk) is Result.ALREADY
        assert clerk.sees("早已收过", "这次收了 3 份")
        assert school.student("31219202").handed_in(
            school.student("31219202").declarations[0].sheet_id
        )


async def test_only_the_class_that_is_named_is_taken(school: School, codes: list[str]) -> None:
    async with at_desk(desk_of(school)) as clerk:
        await clerk.press("f5")
        await clerk.settle()
        await clerk.write(RECORD.class_name)
        await clerk.press("enter")
        await clerk.settle()
        assert clerk.sees(f"只收 {RECORD.class_name}", "已收 0 / 4 份", "还缺", "未核对")
        await clerk.scan(codes[3])
        assert answered(clerk) is Result.OTHER_CLASS
        await clerk.scan(codes[0])
        assert clerk.sees("已收 1 / 4 份，这次 1 份")
        await clerk.press("escape")
        await clerk.scan(codes[3])
        assert answered(clerk) is Result.ACCEPTED


async def test_what_is_no_sheet_and_what_was_superseded_is_refused(
    school: School, codes: list[str]
) -> None:
    async with at_desk(desk_of(school)) as clerk:
        await clerk.press("f5")
        await clerk.scan("NOSUCH")
        assert answered(clerk) is Result.UNKNOWN
        school.clock.move(hours=1)
        signed(school, CLASS[0])
        school.declare(student_no=RECORD.student_no)
        await clerk.scan(codes[0])
        assert answered(clerk) is Result.SUPERSEDED
        assert clerk.sees("已作废", short_number(school.student().declarations[-1].sheet_id))


async def test_a_sheet_is_given_back_and_only_that_one(school: School, codes: list[str]) -> None:
    async with at_desk(desk_of(school)) as clerk:
        await clerk.press("f5")
        await clerk.scan(codes[0])
        await clerk.press("ctrl+b")
        assert clerk.sees("退回：下一张")
        await clerk.scan(codes[0])
        assert answered(clerk) is Result.HANDED_BACK
        assert not school.student().handins
        await clerk.scan(codes[0])
        assert answered(clerk) is Result.ACCEPTED


async def test_a_paste_of_several_lines_is_several_scans(school: School, codes: list[str]) -> None:
    async with at_desk(desk_of(school)) as clerk:
        await clerk.press("f5")
        await clerk.paste("\r\n".join(codes[:3]) + "\n")
        assert clerk.sees("这次收了 3 份")
        assert cast("ScanLine", clerk.one(ScanLine)).value == ""


async def test_the_field_keeps_the_focus_and_letters_are_letters(
    school: School, codes: list[str]
) -> None:
    del codes
    async with at_desk(desk_of(school)) as clerk:
        await clerk.press("f5", "q", "e", "tab", "pagedown", "n")
        assert isinstance(clerk.app.screen, HandInScreen)
        line = cast("ScanLine", clerk.one(ScanLine))
        assert line.has_focus
        assert line.value == "qen"


async def test_what_others_scan_appears_and_what_is_typed_stays(
    school: School, codes: list[str]
) -> None:
    other = desk_of(school, replace(COUNSELOR, name="zhao"))
    async with at_desk(desk_of(school)) as clerk:
        await clerk.press("f5")
        await clerk.settle()
        await clerk.write(RECORD.class_name)
        await clerk.press("enter")
        await clerk.write("07R")
        other.scanning().take(codes[1], ())
        await clerk.second()
        assert clerk.sees("已收 1 / 4 份，这次 0 份")
        assert cast("ScanLine", clerk.one(ScanLine)).value == "07R"


async def test_a_counselor_takes_own_classes_only(school: School, codes: list[str]) -> None:
    async with at_desk(desk_of(school, COUNSELOR)) as clerk:
        await clerk.press("f5")
        await clerk.scan(codes[3])
        assert answered(clerk) is Result.OTHER_CLASS
        assert not school.student("40000001").handins
        await clerk.scan(codes[0])
        assert answered(clerk) is Result.ACCEPTED
        assert school.student().handins[0].actor == "staff:limin"


async def test_one_beep_for_taken_two_for_not(
    school: School, codes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(desk_of(school)) as clerk:
        beeps: list[float] = []
        monkeypatch.setattr(clerk.app, "bell", lambda: beeps.append(0))
        later: list[object] = []
        await clerk.press("f5")
        monkeypatch.setattr(clerk.app.screen, "set_timer", lambda _s, call: later.append(call))
        await clerk.scan(codes[0])
        assert (len(beeps), len(later)) == (1, 0)
        await clerk.scan(codes[0])
        assert (len(beeps), len(later)) == (2, 1)


async def test_a_class_is_collected_from_the_board(school: School, codes: list[str]) -> None:
    async with at_desk(desk_of(school)) as clerk:
        await clerk.press("end", "enter", "enter", "enter", "h")
        assert isinstance(clerk.app.screen, HandInScreen)
        assert clerk.sees("只收")
        assert clerk.app.screen.query_one("#missing", Pile).display
        await clerk.scan(codes[3])
        assert answered(clerk) is Result.ACCEPTED
