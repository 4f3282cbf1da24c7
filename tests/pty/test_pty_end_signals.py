"""Signals, and terminals that stop reading or are gone: only staff end it, and at any moment."""

import os
import resource
import select
import signal
import termios
from pathlib import Path

import psutil
import pytest

from tests.pty.lonely import (
    F10,
    WELCOME,
    Open,
    blocked,
    come_to_account,
    identify,
    open_terminal,
    school,
    wait_for_block,
)
from tests.pty.real_terminal import RealTerminal

__all__ = ["open_terminal", "school"]

_NOT_TO_BE_HELD = {signal.SIGKILL, signal.SIGSTOP, signal.SIGWINCH, signal.SIGCHLD}
HARMLESS = signal.valid_signals() - _NOT_TO_BE_HELD - {signal.SIGTERM, signal.SIGHUP}
SWITCHED_ON = (1000, 1002, 1003, 1004, 1006, 1015, 1016, 2004, 2026, 2048)
"""Reports of the mouse, of the focus and the size, marked pastes, and held output."""
PATIENCE = 8
"""Seconds; two of them are the screens' own."""


def assert_as_a_shell_wants_it(terminal: RealTerminal) -> None:
    """Keys are echoed, no title stands, and nothing that screens switch on is left on."""
    wanted = termios.ECHO | termios.ICANON | termios.ISIG
    assert termios.tcgetattr(terminal._master)[3] & wanted == wanted
    assert not terminal.screen.mode & {mode << 5 for mode in SWITCHED_ON}
    assert not terminal.screen.cursor.hidden
    assert terminal.screen.title == ""
    raw = bytes(terminal.raw)
    assert raw.rindex(b"\x1b[?1049h") < raw.rindex(b"\x1b[?1049l") < raw.rindex(b"\x1b[2J")
    assert raw.rindex(b"\x1b[?1049l") < raw.rindex(b"\x1b[3J"), "both screens, and scrollback"


def assert_ends(terminal: RealTerminal, number: signal.Signals) -> None:
    """End a visit as staff and systems do: nothing stays on the terminal."""
    terminal.screen.title = "of somebody"
    terminal.program.send_signal(number)
    assert terminal.ends(PATIENCE) == 0
    assert terminal.text() == ""
    assert b"Traceback" not in terminal.raw
    assert_as_a_shell_wants_it(terminal)


def test_no_signal_but_two_is_heard_from_the_first_moment_on(open_terminal: Open) -> None:
    terminal = open_terminal()
    wait_for_block(terminal)
    for number in HARMLESS:
        terminal.program.send_signal(number)
    terminal.sees(WELCOME)
    assert blocked(terminal) >= HARMLESS
    for number in HARMLESS:
        terminal.program.send_signal(number)
    come_to_account(terminal)
    terminal.program.send_signal(signal.SIGSTOP)
    terminal.program.send_signal(signal.SIGCONT)
    terminal.type(F10)
    terminal.sees(WELCOME)
    come_to_account(terminal)
    assert_ends(terminal, signal.SIGTERM)


def test_a_visit_ends_when_the_line_hangs_up(open_terminal: Open) -> None:
    terminal = open_terminal()
    identify(terminal)
    terminal.sees("请逐项核对学籍信息")
    assert_ends(terminal, signal.SIGHUP)


def test_an_end_that_was_asked_for_before_the_beginning(open_terminal: Open) -> None:
    terminal = open_terminal("ending_at_start")
    assert terminal.program.wait(PATIENCE) == 0
    assert b"Traceback" not in terminal.raw


def fill_up(terminal: RealTerminal) -> None:
    """Have the screens paint, and read nothing, until the program waits for a reader."""
    language = b"\x1bOQ" * 40
    for _ in range(60):
        try:
            os.write(terminal._master, language)
        except BlockingIOError:
            break
    cpu = psutil.Process(terminal.program.pid).cpu_times
    before, spent = -1.0, 0.0
    while spent != before:
        before = spent
        select.select([], [], [], 0.3)
        spent = cpu().user + cpu().system


def test_it_ends_while_nobody_reads_what_it_paints(open_terminal: Open) -> None:
    terminal = open_terminal()
    identify(terminal)
    terminal.sees("请逐项核对学籍信息")
    fill_up(terminal)
    terminal.program.send_signal(signal.SIGTERM)
    assert terminal.program.wait(PATIENCE) == 0


def test_it_ends_while_its_loop_hangs_and_no_dump_holds_the_visit(
    open_terminal: Open, tmp_path: Path
) -> None:
    terminal = open_terminal("hung")
    identify(terminal)
    dumpable = tmp_path / "temp" / "hung"
    terminal.until(lambda: dumpable.exists() and dumpable.read_text(encoding="ascii") == "0")
    assert resource.prlimit(terminal.program.pid, resource.RLIMIT_CORE) == (0, 0)
    terminal.screen.title = "of somebody"
    terminal.program.send_signal(signal.SIGTERM)
    assert terminal.ends(PATIENCE) == 0
    assert terminal.text() == ""
    assert_as_a_shell_wants_it(terminal)


@pytest.mark.parametrize("painting", [False, True])
def test_it_ends_when_the_terminal_is_gone(open_terminal: Open, painting: bool) -> None:
    terminal = open_terminal()
    terminal.sees(WELCOME)
    if painting:
        identify(terminal)
        terminal.sees("请逐项核对学籍信息")
        fill_up(terminal)
    os.close(terminal._master)
    assert terminal.program.wait(PATIENCE) == 0


def test_it_ends_when_the_terminal_is_gone_while_it_begins(open_terminal: Open) -> None:
    terminal = open_terminal()
    wait_for_block(terminal)
    os.close(terminal._master)
    assert terminal.program.wait(PATIENCE) in {0, 1}
