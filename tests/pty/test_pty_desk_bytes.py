"""What the desk sends: little, since it is used over SSH; and the picture is whole all the same."""

from tests.pty.at_desk import F3, F5, F9, Open, into_class
from tests.pty.quiet import settle
from tests.pty.real_terminal import RealTerminal
from tests.school import School

DOWN, ESCAPE, CTRL_L = "\x1b[B", "\x1b", "\x0c"
MOST = 4096
"""Bytes a key."""
_LONGEST = 20
"""Seconds that a key may take on a busy machine."""


def picture(terminal: RealTerminal) -> list[list[object]]:
    buffer = terminal.screen.buffer
    columns, rows = range(terminal.screen.columns), range(terminal.screen.lines)
    return [[buffer[y][x] for x in columns] for y in rows]


def test_each_key_sends_little_and_the_picture_is_whole(
    school: School, open_terminal: Open
) -> None:
    """What is sent for a key makes the same picture as the whole page, sent anew."""
    desk = open_terminal("desk", fault="unhurried_desk")
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
        settle(desk, _LONGEST)
        before = len(desk.raw)
        desk.type(key)
        desk.until(arrived)
        settle(desk, _LONGEST)
        assert len(desk.raw) - before <= MOST, repr(key)
        shown = picture(desk)
        desk.screen.erase_in_display(2)
        desk.type(CTRL_L)
        settle(desk, _LONGEST)
        assert picture(desk) == shown, repr(key)
    assert desk.close() == 0
    assert b"\x1b[?1049l" in desk.raw
    assert b"Traceback" not in desk.raw
    assert not (school.folder / "log" / "crash.log").exists()
