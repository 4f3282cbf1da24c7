"""Who may not declare, or has declared: looks at the record, and prints what was signed."""

from dataclasses import replace

from kiosk.visit import PrintState, Step
from tests.school import INITIAL, RECORD, YEAR2, School
from tests.screens.visitor import enter, visiting

SIGN_ON_PAPER = ("3", "space", "enter")


async def test_no_round_lets_look_and_reprint(school: School) -> None:
    school.declare()
    school.rounds.close(INITIAL, "", "staff:demo")
    async with visiting(school) as visitor:
        assert visitor.sees("现在没有开放的核对轮次")
        await enter(visitor)
        assert visitor.sees("可以查看、申请更正，不能声明", "补打档案页")
        await visitor.press("enter")
        assert visitor.at(Step.PRINT)
        assert visitor.visit.paper is PrintState.PRINTED
    assert len(school.student().declarations) == 1


async def test_no_round_and_nothing_signed_lets_look_only(school: School) -> None:
    school.rounds.close(INITIAL, "", "staff:demo")
    async with visiting(school) as visitor:
        await enter(visitor)
        await visitor.press("f8")
        assert visitor.at(Step.RECORD)
        assert visitor.sees("看完了")
        await visitor.press("enter")
        assert visitor.at(Step.WELCOME)


async def test_who_left_can_look_only(school: School) -> None:
    school.leave(RECORD.student_no)
    async with visiting(school) as visitor:
        await enter(visitor)
        assert visitor.sees("名册里已没有您", "看完了")
        await visitor.press("space")
        assert visitor.sees("看完了")
        await visitor.press("enter")
        assert visitor.at(Step.WELCOME)


async def test_declared_already_and_what_changed_since(school: School) -> None:
    school.declare()
    school.enrol(replace(RECORD, major="数控技术", class_name="数控3191"))
    async with visiting(school) as visitor:
        await enter(visitor)
        assert visitor.sees("有变更待确认：专业、班级", "2020-09-15已声明：正确无误")
        await visitor.press("f8")
        assert visitor.at(Step.PRINT)
        assert visitor.visit.paper is PrintState.PRINTED
        await visitor.press("f10")
        await enter(visitor)
        await visitor.press("enter", "space", "enter", "enter", *SIGN_ON_PAPER)
        assert visitor.at(Step.PRINT)
    assert len(school.student().declarations) == 2


async def test_a_round_for_another_grade_is_not_theirs(school: School) -> None:
    school.rounds.close(INITIAL, "", "staff:demo")
    school.open(YEAR2, grade="2018")
    async with visiting(school) as visitor:
        await enter(visitor)
        assert visitor.sees("可以查看、申请更正，不能声明")
