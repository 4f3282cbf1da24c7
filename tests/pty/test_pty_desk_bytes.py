"""What the desk sends: little, since it is used over SSH; and the picture is whole all the same."""

from tests.pty.real_terminal import RealTerminal
from tests.pty.test_pty_desk import F3, F5, F9, Open, into_class, open_terminal, school

__all__ = ["open_terminal", "school"]
DOWN, ESCAPE, CTRL_L = "\x1b[B", "\x1b", "\x0c"
MOST = 4096
"""Bytes a key."""


def picture(terminal: RealTerminal) -> list[list[object]]:
    buffer = terminal.screen.buffer
    columns, rows = range(terminal.screen.columns), range(terminal.screen.lines)
    return [[buffer[y][x] for x in columns] for y in rows]


def test_each_key_sends_little_and_the_picture_is_whole(open_terminal: Open) -> None:
    desk = open_terminal("desk")
    into_class(desk)
    keys = [
        (DOWN, lambda: desk.place("▌31219202") is not None),
        ("\r", lambda: desk.place("质检3192") is None or "31219203" not in desk.text()),
        (ESCAPE, lambda: desk.place("▌31219202") is not None),
        (F5, lambda: "扫" in desk.text()),
        (F9, lambda: "列出1条" in desk.text()),
        (F3, lambda: desk.place("▌31219202") is not None),
    ]
    for key, arrived in keys:
        before = len(desk.raw)
        desk.type(key)
        desk.until(arrived)
        while desk.read(0.2):
            pass
        assert len(desk.raw) - before <= MOST, repr(key)
        shown = picture(desk)
        desk.screen.erase_in_display(2)
        desk.type(CTRL_L)
        while picture(desk) != shown:
            assert desk.read(10), key
