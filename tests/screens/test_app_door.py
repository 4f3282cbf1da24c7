"""Who comes: wrong answers, empty entries, other second factors."""

from dataclasses import replace

import pytest

from kiosk.visit import Step
from tests.school import RECORD, TAIL, School
from tests.screens.visitor import enter, visiting

SIGN_ON_PAPER = ("3", "space", "enter")


async def test_wrong_answers_are_told_and_the_number_stays(school: School) -> None:
    async with visiting(school) as visitor:
        await enter(visitor, tail="000000")
        assert visitor.at(Step.IDENTIFY)
        assert visitor.sees("还可试4次", RECORD.student_no, "王老师")
        unknown = visitor.text()
        await visitor.press("f10")
        await enter(visitor, "31219299", "000000")
        assert visitor.text() == unknown.replace(RECORD.student_no, "31219299")
        for _ in range(4):
            await visitor.write("000000")
            await visitor.press("enter")
        assert visitor.sees("请等15分钟")
        await visitor.press("f10")
        await enter(visitor, RECORD.id_number.lower(), RECORD.student_no[-4:])
        assert visitor.at(Step.RECORD)


async def test_empty_entries_are_told_beside_them(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.press("enter", "enter")
        assert visitor.sees("请先输入号码")
        await visitor.write(RECORD.student_no)
        await visitor.press("enter", "enter")
        assert visitor.sees("请输入这一项")
        await visitor.write(TAIL)
        await visitor.press("enter")
        assert visitor.at(Step.RECORD)


@pytest.mark.parametrize(("second", "typed"), [("name", "林小满"), ("none", "")])
async def test_other_second_factors(school: School, second: str, typed: str) -> None:
    school.config = replace(school.config, second=second)  # type: ignore[arg-type]
    async with visiting(school) as visitor:
        await visitor.write(RECORD.student_no)
        await visitor.press("enter")
        if typed:
            assert visitor.at(Step.IDENTIFY)
            await visitor.write("林大满")
            await visitor.press("enter")
            assert visitor.sees("不对")
            await visitor.write(typed)
            await visitor.press("enter")
        assert visitor.at(Step.RECORD)
        await visitor.press("enter", "space", "enter", "enter", *SIGN_ON_PAPER)
    assert school.student().declarations[0].factor == second
