"""The checker in a real terminal: what is typed there is in no file or process afterwards."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import psutil

import assets
from kiosk.guide.checks import What
from tests.pty.by_keys import WELCOME
from tests.pty.real_terminal import RealTerminal
from tests.screens.pieces import BACKWARDS, files_with_pieces

F1, F10 = "\x1bOP", "\x1b[21~"
_CONTROLS = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b.|[\x00-\x1f]")
_RUN = 4
"""Characters of a password that betray it if they stand side by side."""


def runs(text: str) -> Iterator[bytes]:
    """Yield every few characters of a text that stand side by side."""
    return (text[at : at + _RUN].encode() for at in range(len(text) - _RUN + 1))


def children(terminal: RealTerminal) -> list[psutil.Process]:
    found: list[psutil.Process] = psutil.Process(terminal.program.pid).children(recursive=True)
    return found


def wait_for_entry(terminal: RealTerminal, what: What) -> None:
    """Wait until the cursor stands in the line below an entry's label."""
    label = assets.say("zh", f"checker.what.{what.value}")

    def below() -> bool:
        place = terminal.place(label)
        return place is not None and terminal.row_of_cursor() == place[1] + 1

    terminal.until(below)


def fill_in(terminal: RealTerminal, typed: Mapping[What, str]) -> psutil.Process:
    """Open the checker and fill all of it in; return the process that judges it."""
    terminal.sees("说明和排错")
    terminal.type("c")
    terminal.sees("检查要填的内容", "安全邮箱")
    for what in What:
        wait_for_entry(terminal, what)
        terminal.type(f"{typed[what]}\r")
        if what is not What.PASSWORD:
            terminal.sees(typed[what])
    terminal.sees("强度：强", "sohu邮箱无法接收学信网的邮件")
    (child,) = children(terminal)
    return child


def test_nothing_that_was_typed_is_left(terminal: RealTerminal, tmp_path: Path) -> None:
    typed = {what: backwards[::-1] for what, backwards in BACKWARDS.items()}
    terminal.sees(WELCOME)
    terminal.type(F1)
    for way in ("\x1b", F10):
        child = fill_in(terminal, typed)
        assert not any(value in " ".join(child.cmdline()) for value in typed.values())
        assert child.environ() == {} or not set(typed.values()) & set(child.environ().values())
        terminal.type(way)
        terminal.until(lambda: not any(value in terminal.text() for value in typed.values()))
        terminal.until(lambda: not children(terminal))
        assert files_with_pieces(tmp_path) == [], way
    terminal.close()
    assert files_with_pieces(tmp_path) == []
    shown = _CONTROLS.sub(b"", bytes(terminal.raw))
    assert typed[What.NAME].encode() in shown
    others = " ".join(value for what, value in typed.items() if what is not What.PASSWORD).encode()
    betraying = [run for run in runs(typed[What.PASSWORD]) if run not in others]
    assert len(betraying) >= _RUN
    assert [run for run in betraying if run in shown] == []
