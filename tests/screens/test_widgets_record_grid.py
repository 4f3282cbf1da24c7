"""The record as a widget: cursor, marks, mouse, and what is on the screen."""

import time

import pytest
from rich.cells import cell_len

from kiosk.model.record import PARTS, Field, Photo, Record
from kiosk.rules.values import LONGEST
from screens.widgets.buttons import Primary
from screens.widgets.record_grid import RecordGrid
from screens.widgets.record_layout import NARROWEST
from tests.screens.widget_stage import RECORD, Stage, screen_text

SIZES = [(80, 24), (100, 30), (132, 43)]


def marked(app: Stage) -> list[tuple[str, bool]]:
    return [(m.part.value, m.wrong) for m in app.posted if isinstance(m, RecordGrid.Marked)]


def shown(app: Stage) -> str:
    return "\n".join(screen_text(app))


def cell_at(row: str, text: str) -> int:
    return cell_len(row[: row.index(text)])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["dark", "light16"])
async def test_every_value_is_on_the_screen(size: tuple[int, int], theme: str) -> None:
    grid = RecordGrid(RECORD)
    app = Stage(grid, theme=theme)
    async with app.run_test(size=size) as pilot:
        grid.revealed = True
        await pilot.pause()
        text = shown(app)
        for value in (
            "林小满",
            "陕西国防工业职业技术学院",
            "机械产品检测检验技术",
            RECORD.id_number,
        ):
            assert value in text
        assert "2001年02月03日" in text
        assert "3 年" in text
        assert "录取照片     ✓" in text
        assert "学历照片 未采集" in text


async def test_a_window_that_is_made_larger_and_smaller_again_shows_the_same() -> None:
    grid = RecordGrid(RECORD)
    grid.styles.width, grid.styles.height = NARROWEST, "48%"
    app = Stage(grid)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = shown(app)
        for size in ((132, 43), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert shown(app) == before


async def test_masked_values_are_not_on_the_screen() -> None:
    grid = RecordGrid(RECORD)
    app = Stage(grid)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert RECORD.id_number not in shown(app)
        assert "9999**********0028" in shown(app)


async def test_arrows_move_and_space_marks() -> None:
    grid = RecordGrid(RECORD)
    app = Stage(grid)
    async with app.run_test(size=(80, 24)) as pilot:
        grid.focus()
        for key, part in (
            ("up", Field.NAME),
            ("right", Field.GENDER),
            ("down", Field.ETHNICITY),
            ("left", Field.BIRTH_DATE),
            ("tab", Field.ETHNICITY),
            ("tab", Field.ID_NUMBER),
            ("shift+tab", Field.ETHNICITY),
            ("end", Photo.DEGREE),
            ("down", Photo.DEGREE),
            ("left", Photo.ADMISSION),
            ("home", Field.NAME),
        ):
            await pilot.press(key)
            assert grid.part is part
        await pilot.press("space", "end", "space", "space")
        assert marked(app) == [("name", True), ("degree_photo", True), ("degree_photo", False)]
        assert grid.wrong == {Field.NAME}


async def test_a_mark_is_a_pill_and_an_underline() -> None:
    grid = RecordGrid(RECORD, frozenset({Field.NAME}))
    app = Stage(grid)
    async with app.run_test(size=(80, 24)) as pilot:
        grid.cursor = 5
        await pilot.pause()
        row = app.screen._compositor.render_strips()[0]
        assert screen_text(app)[0].startswith(" 误 姓名")
        value = next(segment for segment in row if "林小满" in segment.text)
        assert value.style is not None
        assert value.style.underline
        app.lang = "en"
        await pilot.pause()
        assert screen_text(app)[0].startswith(" NO Name")


async def test_tab_leaves_at_the_ends() -> None:
    grid, button = RecordGrid(RECORD), Primary("widget.stage.check")
    app = Stage(grid, button)
    async with app.run_test(size=(80, 24)) as pilot:
        grid.focus()
        grid.cursor = len(PARTS) - 1
        await pilot.press("tab")
        assert button.has_focus
        await pilot.press("shift+tab")
        assert grid.has_focus


async def test_enter_belongs_to_the_screen() -> None:
    grid = RecordGrid(RECORD)
    app = Stage(grid)
    async with app.run_test(size=(80, 24)) as pilot:
        grid.focus()
        await pilot.press("enter")
        assert app.keys == ["enter"]


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_marks_what_is_under_it(size: tuple[int, int]) -> None:
    grid = RecordGrid(RECORD)
    app = Stage(grid)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        rows = screen_text(app)
        y = next(y for y, row in enumerate(rows) if RECORD.major in row)
        await pilot.click(offset=(cell_at(rows[y], RECORD.major) + 3, y))
        assert marked(app) == [("major", True)]
        assert grid.part is Field.MAJOR
        await pilot.click(offset=(cell_at(rows[y], RECORD.major) + 3, y))
        assert grid.wrong == frozenset()


async def test_a_record_that_is_too_high_scrolls_with_the_cursor() -> None:
    values = {field.value: "检" * LONGEST[field] for field in Field}
    plain = dict.fromkeys(("birth_date", "entry_date", "expected_graduation"), "")
    grid = RecordGrid(Record.of(values | plain | {"duration": "", "id_number": ""}))
    app = Stage(grid)
    async with app.run_test(size=(80, 12)) as pilot:
        grid.focus()
        await pilot.pause()
        seen = {row.rstrip() for row in screen_text(app)}
        for _ in range(len(PARTS)):
            await pilot.press("tab")
            await pilot.pause()
            seen |= {row.rstrip() for row in screen_text(app)}
        for label in ("姓名", "学历照片", "班级", "学籍状态", "专业"):
            assert any(label in row for row in seen)
        assert grid.max_scroll_y > 0


async def test_values_are_never_markup() -> None:
    grid = RecordGrid(Record(name="[red]买[/]", major="[@click=app.quit]a[/b]"))
    app = Stage(grid)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "[red]买[/]" in shown(app)
        assert "[@click=app.quit]a[/b]" in shown(app)


async def test_the_language_key_keeps_cursor_and_marks() -> None:
    grid = RecordGrid(RECORD)
    app = Stage(grid)
    async with app.run_test(size=(80, 24)) as pilot:
        grid.focus()
        await pilot.press("down", "space")
        app.lang = "en"
        await pilot.pause()
        assert grid.part is Field.BIRTH_DATE
        assert grid.wrong == {Field.BIRTH_DATE}
        assert "Student no." in shown(app)


async def test_a_key_is_drawn_in_time() -> None:
    grid = RecordGrid(RECORD, frozenset(PARTS))
    app = Stage(grid)
    async with app.run_test(size=(132, 43)) as pilot:
        grid.focus()
        await pilot.pause()
        start = time.perf_counter()
        for y in range(43):
            grid.render_line(y)
        assert time.perf_counter() - start < 0.1  # 15 ms on an idle machine; this one is shared
