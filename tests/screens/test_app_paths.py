"""Whole visits, from Welcome and back to it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import pytest

from kiosk.model.record import Field
from kiosk.model.request import Claim
from kiosk.model.rounds import Verdict
from kiosk.model.signature import SignedBy
from kiosk.visit import (
    Event,
    FoundMissing,
    FoundWrong,
    MarkedWrong,
    PrintState,
    RequestsAsked,
    Step,
    Visit,
)
from screens.widgets.buttons import Primary
from screens.widgets.entry import Line
from screens.widgets.keypad import Cap
from screens.widgets.tick import Tick
from tests.school import INITIAL, RECORD, SECOND, TAIL, School
from tests.screens.visitor import Visitor, enter, visiting

STATEMENT_TO_PAPER = ("space", "enter", "enter", "3", "space", "enter")
"""Keys from Statement on, signing on paper."""


async def test_a_correct_record_takes_nine_keys(school: School) -> None:
    async with visiting(school) as visitor:
        await enter(visitor)
        assert visitor.at(Step.RECORD)
        await visitor.press("enter", *STATEMENT_TO_PAPER)
        assert visitor.at(Step.PRINT)
        assert visitor.visit.paper is PrintState.PRINTED
        assert visitor.pressed - len(RECORD.student_no + TAIL) <= 9
    declaration = school.student().declarations[0]
    assert declaration.verdict is Verdict.CORRECT
    assert declaration.statement == "学籍信息已核对，正确无误。"
    assert declaration.round == INITIAL
    assert declaration.factor == "tail"
    assert declaration.signature.by is SignedBy.PAPER
    assert len(school.trays[0].jobs) == 1


async def test_a_printed_sheet_leads_to_the_farewell_and_that_to_welcome(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.PRINT, school)
        await visitor.press("enter")
        assert visitor.at(Step.FAREWELL)
        assert visitor.sees("交给辅导员", "李老师", "实训楼203", "029-55500123")
        screen = visitor.app.screen
        for _ in range(15):
            screen.second_passed()  # type: ignore[attr-defined]
        await visitor.settle()
        assert visitor.visit == Visit()
        assert "林" not in visitor.text()


async def test_who_has_two_enrolments_chooses_and_is_offered_the_other(school: School) -> None:
    school.enrol(SECOND)
    async with visiting(school) as visitor:
        await enter(visitor)
        assert visitor.at(Step.ENROLMENTS)
        assert visitor.sees("您一共有 2 个学籍", RECORD.heading, SECOND.heading)
        await visitor.press("down", "enter")
        assert visitor.at(Step.RECORD)
        assert visitor.sees(SECOND.major)
        await visitor.press("enter", *STATEMENT_TO_PAPER, "enter")
        assert visitor.at(Step.FAREWELL)
        assert visitor.sees("还要核对：专科")
        assert visitor.app.focused is None
        await visitor.press("n")
        assert visitor.at(Step.RECORD)
        assert visitor.sees(RECORD.major)
        await visitor.press("enter", *STATEMENT_TO_PAPER, "enter")
        assert visitor.at(Step.FAREWELL)
        assert not visitor.sees("您还有一个学籍要核对")
    first, second = school.student(), school.student(SECOND.student_no)
    assert [len(one.declarations) for one in (first, second)] == [1, 1]
    assert len(school.trays[0].jobs) == 2


@pytest.mark.parametrize("several", [False, True])
async def test_an_enrolment_that_is_not_shown(school: School, several: bool) -> None:
    if several:
        school.enrol(SECOND)
    async with visiting(school) as visitor:
        await enter(visitor)
        if several:
            await visitor.press("down", "down", "enter")
        else:
            await visitor.press("f9")
        assert visitor.at(Step.ENROLMENTS)
        await visitor.write("示例大学")
        await visitor.press("enter", "enter")
        await visitor.write("会计学")
        await visitor.press("enter")
        await visitor.write("20I8")
        await visitor.press("enter")
        assert visitor.sees("请填这一项")
        await visitor.write("本科")
        await visitor.press("enter", "enter")
        await visitor.press("enter")
        assert visitor.sees("四位年份", "20I8")
        await visitor.press("backspace", "backspace")
        await visitor.write("18")
        await visitor.press("enter")
        missing = visitor.visit.missing
        assert missing is not None
        assert visitor.sees(missing.number, missing.pin)
        await visitor.press("escape")
        assert visitor.at(Step.IDENTIFY if several else Step.RECORD)
    request = school.student().requests[0]
    assert request.kind == "missing_enrolment"
    assert request.missing is not None
    assert request.missing.entry_year == "2018"


async def test_back_from_every_step_keeps_what_was_said(school: School) -> None:
    async with visiting(school) as visitor:
        await enter(visitor)
        await visitor.press("space", "down", "space", "enter")
        await visitor.write("林晓满")
        await visitor.press("enter")
        await visitor.write("2001-02-05")
        await visitor.press("enter", "space", "enter")
        await visitor.write("13612341011")
        await visitor.press("enter")
        assert visitor.at(Step.SIGN)
        await visitor.press("escape")
        assert visitor.at(Step.ACCOUNT)
        assert visitor.sees("136****1011")
        await visitor.press("escape")
        assert visitor.at(Step.STATEMENT)
        assert not visitor.app.screen.query_one(Tick).ticked
        await visitor.press("escape")
        assert visitor.sees("第 2 项，共 2 项", "2001-02-05")
        await visitor.press("escape")
        assert visitor.sees("第 1 项，共 2 项", "林晓满")
        await visitor.press("escape")
        assert visitor.at(Step.RECORD)
        assert visitor.sees("2 项有误")
        await visitor.press("enter", "enter", "enter")
        assert visitor.at(Step.STATEMENT)
        await visitor.press("space", "enter", "enter")
        assert visitor.at(Step.SIGN)
        assert visitor.visit.account == "136****1011"
        await visitor.press(*["escape"] * 6)
        assert visitor.at(Step.IDENTIFY)
        assert not visitor.visit.enrolments
        await visitor.press("escape")
        assert visitor.at(Step.WELCOME)


BESIDE: Mapping[Step, Sequence[Event]] = {
    Step.ENROLMENTS: (FoundMissing(),),
    Step.DISPUTE: (MarkedWrong(Field.NAME, wrong=True), FoundWrong()),
    Step.REQUESTS: (RequestsAsked(),),
}
"""What leads from Record to steps beside the way of one in whose record nothing is wrong."""


async def test_f10_ends_the_visit_from_every_step(school: School) -> None:
    before = Visit()
    async with visiting(school) as visitor:
        for step in Step:
            if step not in BESIDE:
                visitor.app.visit = before
                await visitor.go_to(step, school)
                if step is not Step.PRINT:  # its code is with who holds the visit
                    before = visitor.visit
                await end(visitor, step)
        school.declare([Claim(Field.MAJOR, "数控技术")], visit=UUID(int=7))
        for step, events in BESIDE.items():
            await visitor.go_to(Step.RECORD, school)
            await visitor.post(*events)
            await end(visitor, step)


async def end(visitor: Visitor, step: Step) -> None:
    """End a visit over the guide, and check that nothing of it is left in sight."""
    assert visitor.at(step)
    await visitor.press("f1", "f10")
    assert visitor.visit == Visit(), step
    assert visitor.sees("按任意键、触屏或扫学生证开始"), step
    assert not visitor.sees("林"), step
    assert len(visitor.app.screen_stack) == 2, step


async def test_the_mouse_alone(school: School) -> None:
    async with visiting(school, (100, 30)) as visitor:
        await visitor.click(Primary)
        await touch(visitor, RECORD.student_no)
        await visitor.click_text("证件号码后六位")
        second = visitor.app.screen.query(Line).last().region
        await visitor.tap(second.x + 3, second.y + 1)
        await touch(visitor, TAIL)
        await visitor.click(Primary)
        assert visitor.at(Step.RECORD)
        await visitor.click(Primary)
        await visitor.click(Tick)
        await visitor.click(Primary)
        await visitor.click(Primary)
        assert visitor.at(Step.SIGN)
        await visitor.draw((10, 12), (14, 16), (20, 13), (30, 16), (44, 12))
        await visitor.click(Primary)
        assert visitor.at(Step.PRINT)
        await visitor.click_text("拿到了")
        assert visitor.at(Step.FAREWELL)
        await visitor.click_text("Enter 结束")
        assert visitor.visit == Visit()
    assert school.student().declarations[0].signature.by is SignedBy.PAD


async def touch(visitor: Visitor, digits: str) -> None:
    """Touch keys of the keypad."""
    caps = {cap._key: cap.region for cap in visitor.app.screen.query(Cap)}
    for digit in digits:
        await visitor.tap(caps[digit].x + 1, caps[digit].y)
