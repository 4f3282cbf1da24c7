"""What is typed: entries and dates."""

import pytest
from textual import events

from kiosk.errors import Problem
from screens.widgets.date_entry import DateEntry
from screens.widgets.entry import Entry, Line
from tests.screens.widget_stage import Stage, screen_text

HOSTILE = "\x1b]0;x\x07张\u202e三\u200b[red]\n李"


def values(app: Stage, kind: type[Entry.About]) -> list[str]:
    return [one.value for one in app.posted if isinstance(one, kind)]


async def test_what_is_typed_is_told_and_submitted() -> None:
    entry = Entry("widget.stage.identity")
    app = Stage(entry)
    async with app.run_test(size=(80, 24)) as pilot:
        entry.focus()
        await pilot.press(*"31 2", "enter")
        assert entry.value == "31 2"
        assert values(app, Entry.Changed) == ["3", "31", "31", "31 2"]
        assert values(app, Entry.Submitted) == ["31 2"]
        assert "身份" in screen_text(app)[0]


async def test_pasted_text_is_cleaned_and_shown_as_it_is() -> None:
    entry = Entry("widget.stage.identity")
    app = Stage(entry)
    async with app.run_test(size=(80, 24)) as pilot:
        entry.focus()
        await pilot.pause()
        app.post_message(events.Paste(HOSTILE))
        await pilot.pause()
        assert entry.value == "]0;x张三[red] 李"
        assert any("]0;x张三[red] 李" in row for row in screen_text(app))


async def test_a_paste_that_is_too_long_is_cut_and_told() -> None:
    entry = Entry("widget.stage.identity", "ab", longest=6)
    app = Stage(entry)
    async with app.run_test(size=(80, 24)) as pilot:
        entry.focus()
        await pilot.pause()
        app.post_message(events.Paste("1234567890"))
        await pilot.pause()
        assert entry.value == "ab1234"
        assert entry.problem == Problem("widget.cut", {"longest": "6"})
        assert any("误  最多 6 个字" in row for row in screen_text(app))
        await pilot.press("7")
        assert entry.value == "ab1234"
        assert entry.problem is not None
        await pilot.press("backspace")
        assert entry.value == "ab123"
        assert entry.problem is None


async def test_a_problem_is_told_until_the_value_changes() -> None:
    entry = Entry("widget.stage.identity", "31219")
    app = Stage(entry)
    async with app.run_test(size=(80, 24)) as pilot:
        entry.focus()
        entry.tell(Problem("widget.no_photo"))
        await pilot.pause()
        assert any(" 误  未采集" in row for row in screen_text(app))
        assert entry.value == "31219"
        app.lang = "en"
        await pilot.pause()
        assert any(" NO  not taken" in row for row in screen_text(app))
        assert entry.value == "31219"
        await pilot.press("0")
        assert entry.problem is None
        assert not any("NO" in row for row in screen_text(app))


async def test_a_masked_entry_shows_dots_only() -> None:
    entry = Entry("widget.stage.identity", masked=True)
    app = Stage(entry)
    async with app.run_test(size=(80, 24)) as pilot:
        entry.focus()
        await pilot.press(*"02X")
        assert entry.value == "02X"
        rows = screen_text(app)
        assert any("● ● ●" in row for row in rows)
        assert not any("02X" in row for row in rows)
        await pilot.press("left", "left", "backspace")
        assert entry.value == "2X"


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+x", "ctrl+v", "super+c"])
async def test_there_is_no_clipboard(key: str) -> None:
    entry = Entry("widget.stage.identity", "999900200102030028")
    app = Stage(entry)
    async with app.run_test(size=(80, 24)) as pilot:
        app.copy_to_clipboard("x")
        entry.focus()
        line = app.query_one(Line)
        line.select_all()
        await pilot.press(key)
        assert entry.value == "999900200102030028"
        assert app.clipboard == "x"


async def test_focus_is_a_thick_bar_at_the_left() -> None:
    entry, other = Entry(""), Entry("")
    app = Stage(entry, other)
    async with app.run_test(size=(80, 24)) as pilot:
        entry.focus()
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        bar, blurred = next(iter(strips[0])), next(iter(strips[4]))
        assert bar.style is not None
        assert blurred.style is not None
        assert bar.style.color != blurred.style.color


@pytest.mark.parametrize(
    "typed", ["2001-9-1", "2001/09/01", "20010901", "2001年9月1日", "2001.9.1"]
)
async def test_a_date_is_taken_in_any_usual_spelling(typed: str) -> None:
    entry = DateEntry("widget.stage.identity", typed)
    app = Stage(entry)
    async with app.run_test(size=(80, 24)):
        assert entry.check() == "2001-09-01"
        assert entry.problem is None


async def test_a_date_that_is_none_is_told_when_the_focus_leaves() -> None:
    date, other = DateEntry("widget.stage.identity"), Entry("widget.stage.check")
    app = Stage(date, other)
    async with app.run_test(size=(80, 24)) as pilot:
        date.focus()
        await pilot.press(*"2001-13-1", "tab")
        assert date.problem is not None
        assert date.value == "2001-13-1"
        assert date.check() is None
