"""Every way in which a visit ends leaves nothing of the student on the terminal or in a file.

How it fails, which is one of them, stands in ``test_pty_end_crash``; signals in
``test_pty_end_signals``.
"""

import signal
from pathlib import Path

from tests.pty.lonely import (
    ACCOUNT,
    F10,
    WELCOME,
    Open,
    come_to_account,
    come_to_farewell,
    open_terminal,
    school,
)
from tests.pty.traces import after_end, assert_nothing_left, found_in, go_round
from tests.school import School

__all__ = ["open_terminal", "school"]


def test_visits_that_are_cancelled_and_finished_and_power_that_fails(
    open_terminal: Open, tmp_path: Path, school: School
) -> None:
    terminal = open_terminal()
    for end in ("cancelled", "finished"):
        come_to_account(terminal)
        if end == "finished":
            come_to_farewell(terminal)
        terminal.type(F10)
        since = after_end(terminal)
        go_round(terminal)
        assert found_in(terminal.raw[since:]) == [], end
        assert_nothing_left(terminal, tmp_path)
    come_to_account(terminal)
    come_to_farewell(terminal)
    terminal.program.send_signal(signal.SIGKILL)
    terminal.program.wait()
    assert len(school.student("97530001").declarations) == 2
    again = open_terminal()
    again.sees(WELCOME)
    assert bytes(again.raw).index(b"\x1b[3J") < bytes(again.raw).index(b"\x1b[?1049h")
    go_round(again)
    assert again.close() == 0
    assert found_in(again.raw) == []
    assert_nothing_left(again, tmp_path)
    stored = b"".join(one.read_bytes() for one in school.folder.rglob("*") if one.is_file())
    assert ACCOUNT.encode() not in stored


def test_a_visit_that_is_left(open_terminal: Open, tmp_path: Path) -> None:
    terminal = open_terminal("impatient")
    come_to_account(terminal)
    since = after_end(terminal)
    assert terminal.close() == 0
    assert found_in(terminal.raw[since:]) == []
    assert_nothing_left(terminal, tmp_path)
