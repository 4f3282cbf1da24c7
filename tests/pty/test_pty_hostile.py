"""What a poisoned store makes the program send, byte by byte."""

import os
import re
import sys
import unicodedata
from pathlib import Path

from tests.pty.by_keys import WELCOME
from tests.pty.real_terminal import RealTerminal
from tests.school import RECORD, TAIL, School
from tests.screens.hostile import HOSTILE, poisoned

ROOT = Path(__file__).parents[2]
_OWN = re.compile(
    r"\x1b(?:\[(?:[0-9;]*[mHJr]|\?[0-9]+(?:\$p|[hl])|[<>]?[0-9]*u)|\](?:0;|22;[a-z]+)\x07)"
)
"""What the kiosk itself sends: styles, places, modes, wiping, an empty title, the pointer."""
_F6 = "\x1b[17~"


def test_a_poisoned_record_sends_nothing_that_acts(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    school = School(home)
    school.open()
    school.enrol(poisoned(RECORD))
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("KIOSK")},
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "kiosk.cli", "--home", str(home), "run"]
    terminal = RealTerminal(command, environment, tmp_path)
    try:
        terminal.sees(WELCOME)
        terminal.type(f"{RECORD.student_no}\r")
        terminal.sees("您是谁", RECORD.student_no)
        terminal.type(f"\x1b[200~{HOSTILE}\x1b[201~\x15{TAIL}\r")
        terminal.sees("请逐项核对学籍信息", "[red]x[/]")
        terminal.type(_F6)
        terminal.sees(RECORD.id_number)
    finally:
        code = terminal.close()
    assert code == 0
    raw = bytes(terminal.raw)
    rest = _OWN.sub("", raw.decode()).replace("\r", "").replace("\n", "")
    assert [char for char in rest if unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"}] == []
    assert b"\x1b[2J\x1b[31m" not in raw
