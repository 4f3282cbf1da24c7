"""Words, bars, buttons and palettes."""

import pytest
from textual.color import Color
from textual.content import Content
from textual.theme import Theme

import assets
from kiosk.errors import Problem
from screens.langs import spoken
from screens.theme import THEMES, choose, without_colour
from screens.widgets import bars
from screens.widgets.bars import StepBar
from screens.widgets.bigtype import BigType, bitmap
from screens.widgets.buttons import Press, Primary, Secondary
from screens.widgets.countdown import Countdown
from screens.widgets.keypad import Keypad
from screens.widgets.keys import KeyBar
from screens.widgets.said import Said, Told
from tests.screens.widget_stage import Stage, screen_text

HOSTILE = "[red]x[/] [@click=app.quit]a[/b] ‹k›"


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of WCAG 2."""
    darker, lighter = sorted(luminance(Color.parse(one)) for one in (first, second))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Color) -> float:
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return sum(part * weight for part, weight in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))


@pytest.mark.parametrize("theme", THEMES[:2], ids=lambda theme: str(theme.name))
def test_palettes_reach_the_contrast_of_the_spec(theme: Theme) -> None:
    colours = theme.variables
    for on in ("k-bg", "k-bar"):
        assert contrast(colours["k-text"], colours[on]) > 13
        assert contrast(colours["k-muted"], colours[on]) > 8
    for ink in ("k-primary", "k-wrong", "k-info"):
        assert contrast(colours[ink], colours["k-bg"]) > 9
    for ink, on in (
        ("k-onprimary", "k-primary"),
        ("k-onwrong", "k-wrong"),
        ("k-onfocus", "k-focus"),
    ):
        assert contrast(colours[ink], colours[on]) > 9


@pytest.mark.parametrize("theme", THEMES[2:4], ids=lambda theme: str(theme.name))
def test_sixteen_colours_keep_the_roles_apart(theme: Theme) -> None:
    colours = theme.variables
    roles = [colours[f"k-{role}"] for role in ("bg", "text", "muted", "primary", "wrong", "info")]
    assert len(set(roles)) == len(roles)
    assert all(role.startswith("ansi_") for role in roles)
    assert colours["k-bar"] == colours["k-bg"]


@pytest.mark.parametrize(
    ("system", "light", "name"),
    [
        ("truecolor", False, "dark"),
        ("256", True, "light"),
        ("standard", False, "dark16"),
        (None, True, "light16"),
    ],
)
def test_the_terminal_decides_how_many_colours(system: str | None, light: bool, name: str) -> None:
    assert choose(system, light) == name
    assert {name, without_colour(name)} <= {theme.name for theme in THEMES}


def test_values_are_never_markup() -> None:
    said = spoken("zh", "widget.not_listed", typed=HOSTILE)
    assert said.plain.endswith(HOSTILE)
    assert not said.spans


def test_key_caps_in_a_text_are_bold(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"a.b": "按 ‹空格› 勾选，‹{key}› 返回"}
    monkeypatch.setattr(assets, "texts", lambda _: texts)
    said = spoken("zh", "a.b", key="Esc")
    assert said.plain == "按 空格 勾选，Esc 返回"
    assert [said.plain[span.start : span.end] for span in said.spans] == ["空格", "Esc"]


def test_styled_values_keep_their_style() -> None:
    said = spoken("zh", "widget.more", n=Content.styled("3", "bold"))
    assert [span.style for span in said.spans] == ["bold"]


async def test_words_follow_the_language_without_composing_anew() -> None:
    said, told = Said("widget.more", n="3"), Told()
    app = Stage(said, told, StepBar(bars.Stage.CHECK, "林＊满"), KeyBar(("space", "widget.wrong")))
    async with app.run_test(size=(80, 24)) as pilot:
        told.tell(Problem("widget.cut", {"longest": "9"}))
        await pilot.pause()
        chinese = "\n".join(screen_text(app))
        assert "还有 3 个" in chinese
        assert " 误  最多 9 个字" in chinese
        assert "身份 ✓ ──  2 核对  ── 3 声明" in chinese
        assert "空格 误" in chinese
        app.lang = "en"
        await pilot.pause()
        english = "\n".join(screen_text(app))
        assert "3 more" in english
        assert " NO  9 characters" in english
        assert "Space NO" in english
        assert said.is_attached
        said.say("widget.more", n=HOSTILE)
        await pilot.pause()
        assert HOSTILE in "\n".join(screen_text(app))


async def test_what_is_waited_for_is_told_as_no_fault() -> None:
    told = Told()
    app = Stage(told)
    async with app.run_test(size=(40, 4)) as pilot:
        busy = Problem("screen.sign.busy")
        for waits, shown in ((False, "误"), (True, "正在保存"), (False, "误")):
            told.tell(busy, waits=waits)
            await pilot.pause()
            assert screen_text(app)[0].lstrip().startswith(shown)


async def test_the_step_bar_tells_who_at_the_right_edge() -> None:
    bar = StepBar(bars.Stage.IDENTITY)
    app = Stage(bar)
    async with app.run_test(size=(80, 24)) as pilot:
        bar.who, bar.stage = "林＊满", bars.Stage.DONE
        await pilot.pause()
        row = screen_text(app)[0]
        assert row.endswith("林＊满 ")
        assert row.count("✓") == 5


async def test_a_click_on_a_hint_is_its_key() -> None:
    bar = KeyBar(
        ("arrows", "widget.stage.check"), ("f1", "widget.stage.print"), ("a", "widget.wrong")
    )
    app = Stage(bar)
    async with app.run_test(size=(80, 24)) as pilot:
        row = screen_text(app)[23]
        cells = [len(row[: row.index(text)].encode("gb18030")) for text in ("方向键", "F1", "A ")]
        for x in (*cells, 79):
            await pilot.click(offset=(x, 23))
        await pilot.pause()
        assert app.keys == ["f1", "a"]


async def test_buttons_are_pressed_by_enter_and_by_mouse() -> None:
    first, second = (
        Primary("widget.stage.sign", "enter", id="first"),
        Secondary("widget.stage.print"),
    )
    app = Stage(first, second)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "签名   Enter" in screen_text(app)[1]
        first.focus()
        await pilot.press("enter")
        await pilot.click(second)
        assert [m.button for m in app.posted if isinstance(m, Press.Pressed)] == [first, second]
        first.say("widget.stage.print")
        await pilot.pause()
        assert "打印   Enter" in screen_text(app)[1]


async def test_a_disabled_button_is_not_pressed() -> None:
    button = Primary("widget.stage.sign")
    button.disabled = True
    app = Stage(button)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(button)
        assert not app.posted


@pytest.mark.parametrize("theme", ["dark", "light", "dark16", "light16"])
async def test_focus_is_a_bar_and_more(theme: str) -> None:
    button = Secondary("widget.stage.sign")
    app = Stage(button, theme=theme)
    async with app.run_test(size=(80, 24)) as pilot:
        app.set_focus(None)
        await pilot.pause()
        before = app.screen._compositor.render_strips()[1]
        button.focus()
        await pilot.pause()
        after = app.screen._compositor.render_strips()[1]
        assert before != after
        assert any(segment.style and segment.style.underline for segment in after)


async def test_the_countdown_is_as_long_as_what_is_left() -> None:
    bar = Countdown("widget.more", 15)
    app = Stage(bar)
    async with app.run_test(size=(80, 24)) as pilot:
        lengths = []
        for left in (15, 10, 0):
            bar.left = left
            await pilot.pause()
            row = screen_text(app)[0]
            assert f"还有 {left} 个" in row
            lengths.append(row.index("还") - 1 - row.count("·"))
        assert lengths == [24, 16, 0]


def test_big_type_is_sixteen_rows_of_equal_length() -> None:
    for word, width in (("学籍核对", 68), ("完成", 34), ("CHECK DONE", 86)):
        rows = bitmap(word)
        assert len(rows) == 16
        assert {len(row) for row in rows} == {len(rows[0])}
        assert len(rows[0]) == width
        assert any(map(any, rows))


async def test_big_type_follows_the_language() -> None:
    word = BigType("screen.welcome.title")
    app = Stage(word)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert (word.size.width, word.size.height) == (68, 8)
        chinese = screen_text(app)[:8]
        assert set("".join(chinese)) == set(" ▀▄█")
        app.lang = "en"
        await pilot.pause()
        assert word.size.height == 8
        assert screen_text(app)[:8] != chinese


async def test_the_keypad_types_and_takes_no_focus() -> None:
    app = Stage(Keypad())
    async with app.run_test(size=(80, 30)) as pilot:
        for cap in app.query(".cap"):
            await pilot.click(cap)
        await pilot.pause()
        assert app.keys == [*"123456789", "x", "0", "backspace"]
        assert app.focused is None


async def test_the_keypad_waits_for_thirty_rows() -> None:
    app = Stage(Keypad())
    async with app.run_test(size=(80, 24)):
        assert not app.query_one(Keypad).display
