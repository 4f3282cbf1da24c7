"""The coach beside the editor: all of it in sight or a key away, for every part."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest

from assets import LANGS
from kiosk.model.record import PARTS, Field
from kiosk.rules.proofs import advice
from kiosk.visit import FoundWrong, MarkedWrong, Step, TakenBack
from screens.coach import Block, Coach, CoachScreen
from screens.widgets.record_grid import RecordGrid
from tests.school import RECORD, School
from tests.screens.turning import SIZES, turn
from tests.screens.visitor import Visitor, enter, visiting

MIDDLE = ((100, 30),)


def assert_whole(visitor: Visitor) -> None:
    """Check that no line that the coach says is cut."""
    screen = visitor.app.screen
    coach = screen.query_one(Coach)
    for block in coach.query(Block):
        if block.display and block.region.area:
            needed = block.get_content_height(screen.size, screen.size, block.size.width)
            assert block.size.height >= needed, block.render()
            clipped = screen.find_widget(block).visible_region
            assert clipped == block.region, block.render()
    less = coach.query_one(".coach--less")
    if less.display and less.region.area:
        assert screen.find_widget(less).visible_region == less.region


@pytest.mark.parametrize("sizes", [SIZES, pytest.param(MIDDLE, marks=pytest.mark.torture)], ids=str)
async def test_nothing_that_it_says_is_cut(
    school: School, sizes: Sequence[tuple[int, int]]
) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.RECORD, school)
        different = {advice(part, visitor.app.lang): part for part in PARTS}.values()
        assert len(different) > len(PARTS) // 2
        await visitor.post(*(MarkedWrong(part, True) for part in different), FoundWrong())
        for _ in different:
            assert visitor.at(Step.DISPUTE)
            for size, lang in product(sizes, LANGS):
                await turn(visitor, lang, size)
                assert_whole(visitor)
            await visitor.post(TakenBack())
        assert visitor.at(Step.RECORD)


async def dispute(visitor: Visitor, field: Field) -> None:
    """Come to the dispute of a field."""
    await enter(visitor)
    visitor.app.screen.query_one(RecordGrid).cursor = PARTS.index(field)
    await visitor.press("space", "enter")
    assert visitor.at(Step.DISPUTE)


async def test_a_key_tells_the_rest(school: School) -> None:
    async with visiting(school) as visitor:
        await dispute(visitor, Field.NAME)
        assert visitor.sees("省教育厅（分院先核实）", "本人到场书面申请", "F5")
        assert not visitor.sees("先别急")
        await visitor.write("林晓满")
        await visitor.press("f5")
        assert isinstance(visitor.app.screen, CoachScreen)
        assert visitor.sees("何时受理", "在校期间", "不予更正的", "陕教〔2021〕128号")
        await visitor.press("escape", "enter")
        assert visitor.at(Step.STATEMENT)


async def test_what_began_last_term_is_an_error_already(school: School) -> None:
    async with visiting(school) as visitor:
        await dispute(visitor, Field.MAJOR)
        assert visitor.sees("先别急", "还不算错")
        await visitor.press("tab")
        await visitor.write("2020-03")
        assert not visitor.sees("还不算错")
        await visitor.press(*["backspace"] * 2)
        await visitor.write("09")
        assert visitor.sees("还不算错")


async def test_the_degree_photo_is_asked_for_in_the_last_year(school: School) -> None:
    school.enrol(replace(RECORD, expected_graduation="2021-07-01"))
    async with visiting(school) as visitor:
        await visitor.go_to(Step.RECORD, school)
        await visitor.post(MarkedWrong(PARTS[-1], True), FoundWrong())
        assert not visitor.sees("先别急")
