"""What a visit may have left: on the terminal, in its title or clipboard, in a file."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.pty.lonely import F10, SECRETS, WELCOME
from tests.pty.real_terminal import RealTerminal

_CONTROLS = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[=>78]")
_STRINGS = re.compile(rb"\x1b[\]P_^][^\x07\x1b]*")
"""What a terminal takes for more than a text: titles, clipboards and the like."""


def found_in(sent: bytes | bytearray) -> list[bytes]:
    """Return what of the student was painted, whatever controls stand between the characters."""
    spoken = _CONTROLS.sub(b"", sent)
    return [one for one in SECRETS if one in sent or one in spoken]


def after_end(terminal: RealTerminal) -> int:
    """Wait for Welcome; return where in the bytes the end lies behind it."""
    terminal.sees(WELCOME)
    end = len(terminal.raw)
    terminal.until(lambda: not found_in(terminal.text().encode()))
    return end


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


def files(folder: Path) -> Iterator[Path]:
    """Yield the files of a home and beside it, but for the store and what was printed."""
    kept = {folder / "home" / "data", folder / "home" / "out"}
    return (one for one in folder.rglob("*") if one.is_file() and not kept & set(one.parents))


def assert_nothing_left(terminal: RealTerminal, folder: Path) -> None:
    """Look at every string that was sent to the terminal itself, and at every file."""
    assert b"\x1b]52" not in terminal.raw
    for said in _STRINGS.findall(bytes(terminal.raw)):
        assert not any(one in said for one in SECRETS)
    left = {one: data for one in files(folder) if (data := one.read_bytes())}
    assert left
    assert [one for one, data in left.items() if any(text in data for text in SECRETS)] == []
    assert [one for one in left if any(text.decode() in str(one) for text in SECRETS)] == []
    assert not list(folder.rglob("core*"))
    assert not list((folder / "temp").iterdir())
