"""What a terminal of another encoding sends where nothing is shown."""

import sys
from pathlib import Path

import pytest

from tests.pty.conftest import environment
from tests.pty.real_terminal import RealTerminal


@pytest.mark.parametrize("call", [("staff", "pin"), ("key", "export", "--private", "keys")])
def test_it_is_refused_in_words_and_noted_nowhere(tmp_path: Path, call: tuple[str, ...]) -> None:
    home = tmp_path / "home"
    owner = ("setsid", "--ctty", "--wait")  # else what is not to be seen is read from stdin
    program = (sys.executable, "-m", "kiosk.cli", "--home", str(home))
    surroundings = environment(KIOSK_LANG="en", PYTHONUTF8="1")
    terminal = RealTerminal([*owner, *program, *call], surroundings, tmp_path)
    try:
        terminal.until(lambda: ": " in terminal.raw.decode())
        terminal.send("你好123456".encode("gbk") + b"\n")
        assert terminal.ends() == 1
        assert b"no UTF-8" in terminal.raw
        assert not (home / "log").exists()
    finally:
        terminal.close()
