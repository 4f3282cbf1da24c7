"""The pad: what is drawn on it."""

import math
import time

import pytest
from textual.events import MouseDown, MouseEvent, MouseMove, MouseUp

from kiosk.model.signature import Strokes
from screens.widgets.ink import Dots, Drawing
from screens.widgets.pad import SignaturePad
from tests.screens.widget_stage import Stage, screen_text

WAVE = [(10.3 + step * 0.4, 6.0 + 4.0 * math.sin(step / 9)) for step in range(90)]


def mouse(kind: type[MouseEvent], pad: SignaturePad, x: float, y: float, button: int = 1) -> None:
    event = kind(pad, x, y, 0, 0, button, False, False, False, screen_x=x, screen_y=y)
    handler = {MouseDown: pad.on_mouse_down, MouseMove: pad.on_mouse_move, MouseUp: pad.on_mouse_up}
    handler[kind](event)  # type: ignore[operator]


def draw(pad: SignaturePad, points: list[tuple[float, float]]) -> None:
    mouse(MouseDown, pad, *points[0])
    for point in points[1:]:
        mouse(MouseMove, pad, *point)
    mouse(MouseUp, pad, *points[-1])


def strokes_of(pad: SignaturePad) -> Strokes:
    found = pad.strokes
    assert found is not None
    return found


async def test_what_is_drawn_is_kept_as_vectors_and_shown_as_braille() -> None:
    pad = SignaturePad()
    app = Stage(pad)
    async with app.run_test(size=(80, 24)) as pilot:
        draw(pad, WAVE)
        await pilot.pause()
        strokes = strokes_of(pad)
        assert (strokes.width, strokes.height) == (pad.size.width * 10, pad.size.height * 20)
        assert len(strokes.lines) == 1
        assert strokes.lines[0][0] == (round((10.3 - 1) * 10), round((6.0 - 1) * 20))
        assert all(0 <= x < strokes.width and 0 <= y < strokes.height for x, y in strokes.lines[0])
        assert pad.enough
        assert sum("\u2800" < char < "\u2900" for row in screen_text(app) for char in row) > 30
        assert len([m for m in app.posted if isinstance(m, SignaturePad.Drawn)]) == 1


async def test_a_real_mouse_draws_in_the_middle_of_cells() -> None:
    pad = SignaturePad()
    app = Stage(pad)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.mouse_down(pad, offset=(5, 5))
        await pilot._post_mouse_events([MouseMove], pad, offset=(30, 9), button=1)
        await pilot.mouse_up(pad, offset=(30, 9))
        assert strokes_of(pad).lines == (((45, 90), (295, 170)),)


async def test_undo_and_clear() -> None:
    pad = SignaturePad()
    app = Stage(pad)
    async with app.run_test(size=(80, 24)) as pilot:
        pad.focus()
        for shift in range(3):
            draw(pad, [(x, y + shift) for x, y in WAVE])
        await pilot.press("backspace")
        assert len(strokes_of(pad).lines) == 2
        await pilot.press("delete")
        assert pad.strokes is None
        assert not any("\u2800" < char < "\u2900" for row in screen_text(app) for char in row)
        await pilot.press("backspace")


async def test_an_empty_pad_is_not_enough() -> None:
    pad = SignaturePad()
    app = Stage(pad)
    async with app.run_test(size=(80, 24)):
        assert pad.strokes is None
        assert not pad.enough


async def test_a_dot_and_a_tick_are_not_enough() -> None:
    pad = SignaturePad()
    app = Stage(pad)
    async with app.run_test(size=(80, 24)):
        draw(pad, [(10.2, 5.2)])
        assert len(strokes_of(pad).lines) == 1
        assert not pad.enough
        draw(pad, [(10.2, 5.2), (11.2, 5.9)])
        assert not pad.enough
        draw(pad, [(10.2, 5.2), (10.6, 5.5)] * 30)
        assert not pad.enough


async def test_a_resize_keeps_the_strokes() -> None:
    pad = SignaturePad()
    app = Stage(pad)
    async with app.run_test(size=(132, 43)) as pilot:
        draw(pad, [(100.2, 30.2), (120.3, 35.1)])
        before = strokes_of(pad).lines
        await pilot.resize_terminal(80, 24)
        assert strokes_of(pad).lines == before
        assert strokes_of(pad).width > before[0][-1][0]


async def test_a_release_that_was_lost_ends_the_stroke() -> None:
    pad = SignaturePad()
    app = Stage(pad)
    async with app.run_test(size=(80, 24)):
        mouse(MouseDown, pad, 5.5, 5.5)
        mouse(MouseMove, pad, 9.5, 5.5)
        mouse(MouseMove, pad, 40.5, 9.5, button=0)
        mouse(MouseMove, pad, 60.5, 9.5)
        assert len(strokes_of(pad).lines[0]) == 2


async def test_fonts_without_braille_get_half_blocks() -> None:
    pad = SignaturePad(blocks=True)
    app = Stage(pad)
    async with app.run_test(size=(80, 24)) as pilot:
        draw(pad, WAVE)
        await pilot.pause()
        text = "".join(screen_text(app))
        assert any(char in text for char in "▀▄█")
        assert not any("\u2800" < char < "\u2900" for char in text)
        pad.blocks = False
        await pilot.pause()
        assert any("\u2800" < char < "\u2900" for char in "".join(screen_text(app)))


async def test_ink_ends_where_a_drawing_is_full() -> None:
    drawing = Drawing()
    drawing.begin((0.0, 0.0))
    for step in range(20_000):
        drawing.go((float(step % 2 * 50), float(step)))
    strokes = drawing.strokes(10, 10)
    assert strokes is not None
    assert len(strokes.lines[0]) == 8000


async def test_a_move_is_drawn_in_time() -> None:
    pad = SignaturePad()
    app = Stage(pad)
    async with app.run_test(size=(132, 43)):
        draw(pad, WAVE)
        mouse(MouseDown, pad, 2.5, 2.5)
        start = time.perf_counter()
        mouse(MouseMove, pad, 120.5, 38.5)
        for y in range(40):
            pad.render_line(y)
        assert time.perf_counter() - start < 0.1  # 15 ms on an idle machine; this one is shared


def test_a_line_has_no_gaps() -> None:
    dots = Dots(blocks=False)
    touched = dots.line((0.0, 0.0), (400.0, 100.0))
    assert {x for x, _ in touched} >= set(range(40))


@pytest.mark.parametrize("corner", [(1.2, 1.2), (78.2, 1.2), (1.2, 22.2), (78.2, 22.2)])
async def test_ink_shows_in_every_corner_at_once(corner: tuple[float, float]) -> None:
    pad = SignaturePad()
    app = Stage(pad)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = screen_text(app)
        draw(pad, [corner])
        await pilot.pause()
        after = screen_text(app)
        x, y = int(corner[0]), int(corner[1])
        assert before[y][x] == " "
        assert "\u2800" < after[y][x] < "\u2900"
