"""The matters of one request are withdrawn at the terminal, one by one or several together."""

from itertools import pairwise

import pytest

from kiosk.model.record import PARTS, Field, Photo
from kiosk.model.request import Claim, MoveKind, RequestState
from screens.widgets.act_form import PartTick
from tests.school import School
from tests.screens.visitor import Visitor, enter, visiting

CLAIMS = [
    Claim(Field.MAJOR, "数控技术", "转专业"),
    Claim(Field.CLASS_NAME, "数控3191"),
    Claim(Photo.DEGREE, "", "不是我"),
]
OPEN, OVER = RequestState.SUBMITTED, RequestState.WITHDRAWN


def states(school: School) -> list[RequestState]:
    return [one.state for one in school.student().requests[0].matters]


async def ask(visitor: Visitor) -> None:
    """Come to what is to be withdrawn."""
    await enter(visitor)
    await visitor.press("f5", "f4")


async def test_one_then_the_others(school: School) -> None:
    school.declare(CLAIMS)
    async with visiting(school) as visitor:
        await ask(visitor)
        assert visitor.sees("撤回哪几项", "撤回：专业", "撤回：班级", "撤回：学历照片")
        await visitor.press("enter")
        assert visitor.sees("请先按空格勾选")
        await visitor.press("down", "space", "enter")
        assert visitor.sees("撤回 (班级)")
        assert states(school) == [OPEN, OVER, OPEN]
        await visitor.press("f4")
        assert not visitor.sees("撤回：班级")
        await visitor.press("space", "down", "space", "up", "down", "enter")
        assert states(school) == [OVER, OVER, OVER]
        assert visitor.sees("您已撤回")
        assert not visitor.sees("F4 撤回")
    first, second = school.student().requests[0].moves
    assert first.parts == (Field.CLASS_NAME,)
    assert second.parts == (Field.MAJOR, Photo.DEGREE)


async def test_a_tick_that_was_taken_back_withdraws_nothing(school: School) -> None:
    school.declare(CLAIMS)
    async with visiting(school) as visitor:
        await ask(visitor)
        await visitor.press("space", "space", "enter")
        assert visitor.sees("请先按空格勾选")
        await visitor.press("space", "escape", "f4", "enter")
        assert visitor.sees("请先按空格勾选")
    assert states(school) == [OPEN] * 3


async def test_what_is_decided_already_is_not_offered(school: School) -> None:
    number = school.declare(CLAIMS[:2]).requests[0].number
    school.requests.move(
        number, MoveKind.REJECT, "staff:li", parts=[Field.CLASS_NAME], text="没有这个班"
    )
    async with visiting(school) as visitor:
        await ask(visitor)
        assert [one.part for one in visitor.app.screen.query(PartTick)] == [Field.MAJOR]
        await visitor.press("space", "enter")
    assert states(school) == [OVER, RequestState.REFUSED]


async def test_a_note_is_for_the_whole_request(school: School) -> None:
    school.declare(CLAIMS)
    async with visiting(school) as visitor:
        await enter(visitor)
        await visitor.press("f5", "f6")
        assert not visitor.app.screen.query(PartTick)
        await visitor.write("zai ban ma")
        await visitor.press("enter")
    (move,) = school.student().requests[0].moves
    assert (move.kind, move.parts) == (MoveKind.NOTE, ())


@pytest.mark.parametrize("size", [(80, 24), (132, 43)], ids=str)
async def test_the_tick_in_question_is_always_in_sight(
    school: School, size: tuple[int, int]
) -> None:
    school.declare([Claim(part, "2001-02-04") for part in PARTS])
    async with visiting(school, size) as visitor:
        await ask(visitor)
        ticks = list(visitor.app.screen.query(PartTick))
        assert len(ticks) == len(PARTS)
        for tick, following in pairwise(ticks):
            assert_in_sight(visitor, tick)
            await visitor.press("down")
            assert_in_sight(visitor, following)
        await visitor.press("f2")
        for tick in reversed(ticks):
            assert_in_sight(visitor, tick)
            await visitor.press("up")


def assert_in_sight(visitor: Visitor, tick: PartTick) -> None:
    assert visitor.app.focused is tick
    assert visitor.app.screen.find_widget(tick).visible_region == tick.region, visitor.app.lang
