"""Every screen at every size, in both languages: nothing is cut, the way on is in sight."""

from dataclasses import replace

import pytest
from textual.geometry import Region

import assets
from kiosk.model.record import PARTS, Field
from kiosk.model.request import Claim
from kiosk.rules import form, mask
from kiosk.rules.values import LONGEST
from kiosk.visit import Claimed, FoundWrong, MarkedWrong, Step
from screens.welcome import BacklogLine
from screens.widgets.bars import StepBar
from screens.widgets.buttons import Press, Primary
from screens.widgets.keys import KeyBar
from screens.widgets.qr import QrView
from screens.widgets.record_grid import RecordGrid
from screens.widgets.said import Said
from tests.school import RECORD, SECOND, YEAR2, School
from tests.screens.visitor import Visitor, visiting

SIZES = [(80, 24), (99, 29), (100, 30), (131, 40), (132, 43)]
BETWEEN = {(99, 29), (100, 30), (131, 40)}
"""No terminal is promised these: where there begins to be more on the screen, and just before."""
FITTING = [
    pytest.param(size, marks=pytest.mark.torture if size in BETWEEN else ()) for size in SIZES
]


async def stand(visitor: Visitor, school: School, step: Step) -> None:
    if step is Step.DISPUTE:
        await visitor.go_to(Step.RECORD, school)
        await visitor.press("end", "up", "up", "space", "enter")
    else:
        await visitor.go_to(step, school)
    assert visitor.at(step)


def assert_whole(visitor: Visitor) -> None:
    """Check that all that is said has room: buttons, words, the QR."""
    screen = visitor.app.screen
    inside = Region(0, 0, *screen.size)
    for bar in screen.query(KeyBar):
        keys = sum(said.cell_length + 1 for _, said in bar.row()) - 1
        assert keys <= bar.size.width, f"keys are cut: {bar.render()}"
    for kind in (Press, Said, QrView, StepBar, KeyBar, BacklogLine):
        for widget in screen.query(kind):
            if not widget.is_on_screen or not widget.display or not widget.region.area:
                continue
            clipped = screen.find_widget(widget).visible_region
            assert widget.region == clipped, f"{widget} is cut: {widget.region} {clipped}"
            assert inside.contains_region(widget.region)
            if isinstance(widget, Said | Press) and widget.size.width:
                needed = widget.get_content_height(screen.size, screen.size, widget.size.width)
                assert widget.size.height >= needed, f"{widget}: {widget.render()}"
    shown = [one for one in screen.query(Primary) if one.display and one.region.area]
    if visitor.step not in {Step.ENROLMENTS, Step.FAREWELL}:
        assert len(shown) == 1


async def assert_whole_in_both(visitor: Visitor) -> None:
    """Check it in this language, and in the other, which the next step begins in."""
    assert_whole(visitor)
    before = visitor.app.lang
    await visitor.press("f2")
    assert visitor.app.lang != before
    assert_whole(visitor)


@pytest.mark.parametrize("size", FITTING, ids=str)
async def test_every_screen_is_whole(school: School, size: tuple[int, int]) -> None:
    async with visiting(school, size) as visitor:
        for step in Step:
            if step is not Step.ENROLMENTS:
                await stand(visitor, school, step)
                await assert_whole_in_both(visitor)
            if step is Step.DISPUTE:
                await visitor.press("f4")


@pytest.mark.parametrize("size", [(80, 24), (132, 43)], ids=str)
async def test_enrolments_and_the_way_to_the_other(school: School, size: tuple[int, int]) -> None:
    school.enrol(SECOND)
    async with visiting(school, size) as visitor:
        await visitor.go_to(Step.ENROLMENTS, school)
        await assert_whole_in_both(visitor)
        await visitor.go_to(Step.FAREWELL, school)
        assert visitor.sees(SECOND.level)
        await assert_whole_in_both(visitor)
        assert visitor.sees(SECOND.level)


async def test_a_farewell_with_a_request_is_whole(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.RECORD, school)
        claim = Claim(Field.MAJOR, "数控技术")
        for event in (MarkedWrong(Field.MAJOR, True), FoundWrong(), Claimed(claim)):
            await visitor.post(event)
        await visitor.go_to(Step.FAREWELL, school)
        assert visitor.sees("PIN", "打材料清单")
        await assert_whole_in_both(visitor)


async def test_a_welcome_that_has_everything_to_tell_is_whole(school: School) -> None:
    school.declare()
    school.open(YEAR2)
    async with visiting(school) as visitor:
        for _ in range(2):
            visitor.app.second_passed()
            await visitor.settle()
        assert visitor.sees("另有1个轮次开放", "1份待打印")
        await assert_whole_in_both(visitor)


@pytest.mark.parametrize("size", [*FITTING, (110, 24), (80, 43)], ids=str)
async def test_every_character_of_the_record_is_on_the_screen(
    school: School, size: tuple[int, int]
) -> None:
    school.enrol(school.with_photos())
    async with visiting(school, size) as visitor:
        await visitor.go_to(Step.RECORD, school)
        for _ in assets.LANGS:
            shown = cells(visitor)
            for field in Field:
                hidden = field in mask.MASKED
                value = mask.field(RECORD, field) if hidden else form.value(RECORD, field)
                assert shown[field] == value.replace(" ", ""), (field, visitor.app.lang)
            await visitor.press("f6")
            assert cells(visitor)[Field.ID_NUMBER] == RECORD.id_number
            visitor.app.screen.hide()  # type: ignore[attr-defined]
            await visitor.settle()
            assert not visitor.sees(RECORD.id_number)
            await visitor.press("f2")


def cells(visitor: Visitor) -> dict[object, str]:
    """Return each value as it can be read from the cells of the screen."""
    grid = visitor.app.screen.query_one(RecordGrid)
    region, scrolled = grid.content_region, grid.scroll_offset.y
    strips = visitor.app.screen._compositor.render_strips()
    found: dict[object, str] = {}
    for cell in grid._layout.cells:
        left = region.x + cell.left + 5 + cell.label_width
        rows = range(region.y + cell.top - scrolled, region.y + cell.top + cell.height - scrolled)
        assert region.y <= rows.start
        assert rows.stop <= region.bottom, f"{cell.part} is below the fold"
        found[cell.part] = "".join(
            segment.text for y in rows for segment in strips[y].crop(left, left + cell.value_width)
        ).replace(" ", "")
    return found


@pytest.mark.parametrize("size", [(80, 24), (132, 43)], ids=str)
async def test_the_longest_values_can_all_be_reached(school: School, size: tuple[int, int]) -> None:
    """Values as long as imports take them may scroll; the cursor brings each into sight whole."""
    texts = {field.value: "核对学籍信息须逐字看清再签"[:6] * 5 for field in _WORDY}
    texts |= {field.value: ("逐字看清" * 15)[: LONGEST[field]] for field in _LONG}
    school.enrol(replace(RECORD, **texts))
    async with visiting(school, size) as visitor:
        await visitor.go_to(Step.RECORD, school)
        assert_whole(visitor)
        grid = visitor.app.screen.query_one(RecordGrid)
        for part in PARTS:
            cell = grid._layout.cells[grid.cursor]
            assert cell.part is part
            top = cell.top - grid.scroll_offset.y
            assert top >= 0
            assert top + cell.height <= grid.content_region.height
            value = form.shown(part, grid.record.get(part)) if part in {*_WORDY, *_LONG} else ""
            assert value in "".join(cell.value)
            await visitor.press("tab")


_LONG = (Field.NAME, Field.SCHOOL, Field.MAJOR, Field.COLLEGE, Field.DEPARTMENT, Field.CLASS_NAME)
_WORDY = (Field.CATEGORY, Field.STUDY_MODE, Field.STATUS)


async def test_too_small_a_terminal_says_so(school: School) -> None:
    async with visiting(school, (79, 23)) as visitor:
        assert visitor.sees("终端太小")
        await visitor.press("x")
        assert visitor.sees("终端太小")
