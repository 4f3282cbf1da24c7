"""Every way in which a visit ends leaves nothing of the student on the terminal or in a file."""

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pty.lonely import (
    ACCOUNT,
    F10,
    SECRETS,
    WELCOME,
    Open,
    come_to_account,
    come_to_farewell,
    open_terminal,
    school,
)
from tests.pty.real_terminal import RealTerminal
from tests.school import School

__all__ = ["open_terminal", "school"]

_CONTROLS = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[=>78]")
_STRINGS = re.compile(rb"\x1b[\]P_^][^\x07\x1b]*")
"""What a terminal takes for more than a text: titles, clipboards and the like."""


def spoken(raw: bytes) -> bytes:
    """Return what was painted, without the controls between the characters."""
    return _CONTROLS.sub(b"", raw)


def files(folder: Path) -> Iterator[Path]:
    """Yield the files of a home and beside it, but for the store and what was printed."""
    kept = {folder / "home" / "data", folder / "home" / "out"}
    return (one for one in folder.rglob("*") if one.is_file() and not kept & set(one.parents))


def assert_nothing_left(terminal: RealTerminal, folder: Path, since: int) -> None:
    """Look at all that came after the end, and at every file."""
    after = bytes(terminal.raw)[since:]
    assert [one for one in SECRETS if one in spoken(after)] == []
    assert b"\x1b]52" not in terminal.raw
    for said in _STRINGS.findall(bytes(terminal.raw)):
        assert not any(one in said for one in SECRETS)
    left = {one: data for one in files(folder) if (data := one.read_bytes())}
    assert left
    assert [one for one, data in left.items() if any(text in data for text in SECRETS)] == []
    assert [one for one in left if any(text.decode() in str(one) for text in SECRETS)] == []
    assert not list(folder.rglob("core*"))
    assert not list((folder / "temp").iterdir())


def after_end(terminal: RealTerminal) -> int:
    """Wait for Welcome; return where in the bytes the end lies behind it."""
    terminal.sees(WELCOME)
    while terminal.read(0.2):
        pass
    return len(terminal.raw)


def go_round(terminal: RealTerminal) -> None:
    """Have the next one come, look at the guide and at Identify, and leave."""
    for typed, seen in (
        ("\x1bOP", "说明和排错"),
        (F10, WELCOME),
        (" ", "您是谁"),
        (F10, WELCOME),
    ):
        terminal.type(typed)
        terminal.sees(seen)


@pytest.mark.parametrize("end", ["finished", "cancelled", "idle"])
def test_a_visit_that_ends_by_itself(open_terminal: Open, tmp_path: Path, end: str) -> None:
    terminal = open_terminal("impatient" if end == "idle" else "")
    come_to_account(terminal)
    if end == "finished":
        come_to_farewell(terminal)
    if end != "idle":
        terminal.type(F10)
    since = after_end(terminal)
    assert not any(text in terminal.text().encode() for text in SECRETS)
    if end != "idle":
        go_round(terminal)
    assert terminal.close() == 0
    assert_nothing_left(terminal, tmp_path, since)


def test_a_crash(open_terminal: Open, tmp_path: Path) -> None:
    terminal = open_terminal("in_signing")
    come_to_account(terminal)
    terminal.type("\r")
    terminal.sees("Please call the staff")
    since = bytes(terminal.raw).rindex("请联系工作人员".encode())
    terminal.sees(WELCOME)
    go_round(terminal)
    terminal.close()
    assert_nothing_left(terminal, tmp_path, since)


def test_power_that_fails_and_comes_back(
    open_terminal: Open, tmp_path: Path, school: School
) -> None:
    terminal = open_terminal()
    come_to_account(terminal)
    come_to_farewell(terminal)
    terminal.program.send_signal(signal.SIGKILL)
    terminal.program.wait()
    assert len(school.student("97530001").declarations) == 1
    again = open_terminal()
    again.sees(WELCOME)
    assert bytes(again.raw).index(b"\x1b[3J") < bytes(again.raw).index(b"\x1b[?1049h")
    go_round(again)
    assert again.close() == 0
    assert_nothing_left(again, tmp_path, 0)
    stored = b"".join(one.read_bytes() for one in school.folder.rglob("*") if one.is_file())
    assert ACCOUNT.encode() not in stored
