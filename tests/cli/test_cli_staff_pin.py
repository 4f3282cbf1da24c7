"""``kiosk staff pin``, and what it opens at the terminal."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.errors import LEFT_BY_STAFF
from kiosk.keys import KeyRing
from kiosk.keys.pin import StaffPin
from tests.pty.real_terminal import RealTerminal

ROOT = Path(__file__).parents[2]
PIN, WRONG = "271828", "314159"
CHORD, F5, F9 = "\x1d", "\x1b[15~", "\x1b[20~"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def command(home: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "kiosk.cli", "--home", str(home), *words]


def environment() -> dict[str, str]:
    usual = {key: value for key, value in os.environ.items() if not key.startswith("KIOSK")}
    return {**usual, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), "KIOSK_LANG": "en"}


def pin_from_stdin(home: Path, typed: str) -> subprocess.CompletedProcess[str]:
    words = command(home, "staff", "pin")
    return subprocess.run(
        words, input=typed, capture_output=True, text=True, env=environment(), check=False
    )


def was_set(home: Path) -> None:
    """Set the PIN in this process."""
    home.mkdir(mode=0o700)
    KeyRing.open(home / "keys").staff_pin.set(PIN)


@pytest.fixture
def terminal(home: Path, tmp_path: Path) -> Iterator[RealTerminal]:
    was_set(home)
    opened = RealTerminal(command(home, "run"), environment(), tmp_path)
    yield opened
    opened.close()


def test_a_line_of_standard_input_sets_it(home: Path) -> None:
    done = pin_from_stdin(home, f"{PIN}\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Ctrl+]" in done.stdout
    assert StaffPin(home / "keys").matches(PIN)
    assert (home / "keys" / "pin").stat().st_mode & 0o777 == 0o600


def test_what_is_easy_to_guess_is_refused_and_the_old_one_stays(home: Path) -> None:
    """What else is none, and that typing nothing is, ``test_services_maintenance`` shows."""
    was_set(home)
    done = pin_from_stdin(home, "123456\n")
    assert done.returncode == 1
    assert "at least six digits" in done.stderr
    assert StaffPin(home / "keys").matches(PIN)


def test_an_argument_is_none(home: Path) -> None:
    done = subprocess.run(
        command(home, "staff", "pin", PIN), capture_output=True, env=environment(), check=False
    )
    assert done.returncode == 2
    assert not (home / "keys" / "pin").exists()


def test_at_a_terminal_it_is_typed_twice_and_never_shown(home: Path, tmp_path: Path) -> None:
    prompt = RealTerminal(command(home, "staff", "pin"), environment(), tmp_path)
    prompt.sees("New staff PIN")
    prompt.type(f"{PIN}\n")
    prompt.sees("Once more")
    prompt.type(f"{PIN}\n")
    assert prompt.program.wait(20) == 0
    prompt.close()
    assert PIN.encode() not in prompt.raw
    assert StaffPin(home / "keys").matches(PIN)


def test_staff_leave_by_it_with_a_code_of_its_own(terminal: RealTerminal, home: Path) -> None:
    terminal.sees("按任意键、触屏或扫学生证开始")
    terminal.type(CHORD)
    terminal.sees("维护口令")
    terminal.type(f"{WRONG}\r")
    terminal.sees("口令不对")
    terminal.type(f"{PIN}\r")
    terminal.sees("F9 退出终端")
    terminal.type(F5)
    terminal.sees("程序包", "数据文件夹")
    terminal.type(F9)
    terminal.sees("再按一次 F9")
    terminal.type(F9)
    assert terminal.program.wait(20) == LEFT_BY_STAFF
    assert WRONG.encode() not in terminal.raw
    assert not (home / "log" / "crash.log").exists()
