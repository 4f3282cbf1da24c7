"""The commands that fill a screen, in a real terminal."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 20
SIZE = struct.pack("HHHH", 24, 80, 0, 0)


class Terminal:
    """A pseudo terminal of 80×24, and the process in it."""

    def __init__(self, process: subprocess.Popen[bytes], end: int) -> None:
        self.process = process
        self.seen = b""
        self._end = end

    def await_text(self, text: str) -> None:
        """Read until a text was written, and forget what came before its end."""
        until = time.monotonic() + PATIENCE
        while text.encode() not in self.seen:
            left = max(0, until - time.monotonic())
            assert select.select([self._end], [], [], left)[0], (
                f"{text} never came: {self.seen[-300:]!r}"
            )
            try:
                self.seen += os.read(self._end, 65536)
            except OSError:  # the process has closed its end
                pytest.fail(f"{text} never came: {self.seen.decode(errors='replace')[-800:]}")
        self.seen = self.seen.partition(text.encode())[2]

    def exit_code(self) -> int:
        return self.process.wait(PATIENCE)


@contextmanager
def terminal(*args: str, home: Path, term: str = "xterm-256color") -> Iterator[Terminal]:
    end, inside = pty.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, SIZE)
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk.cli", "--home", str(home), *args],
        cwd=ROOT,
        stdin=inside,
        stdout=inside,
        stderr=inside,
        env={**os.environ, "TERM": term, "LC_ALL": "C.UTF-8", "KIOSK_LANG": ""},
        start_new_session=True,
    )
    os.close(inside)
    try:
        yield Terminal(process, end)
    finally:
        process.kill()
        process.wait()
        os.close(end)


def test_the_demo_tells_whom_to_be_before_and_after(tmp_path: Path) -> None:
    with terminal("demo", "--students", "20", home=tmp_path / "home") as shown:
        shown.await_text("正在生成示例学院")
        shown.await_text("按任意键")
        shown.process.terminate()
        shown.await_text("示例学院已就绪")
        shown.await_text(str(tmp_path / "home" / "out"))
        assert shown.exit_code() == 0


def test_without_a_command_it_shows_welcome_and_ends_by_a_signal(tmp_path: Path) -> None:
    """``kiosk run`` does so in ``test_cli_staff_pin``."""
    with terminal(home=tmp_path / "home") as shown:
        shown.await_text("按任意键")
        shown.process.terminate()
        assert shown.exit_code() == 0


def test_the_linux_console_is_told_in_english_what_to_use(tmp_path: Path) -> None:
    with terminal("run", home=tmp_path / "home", term="linux") as shown:
        shown.await_text("The Linux console cannot show Chinese")
        assert shown.exit_code() == 1


def test_doctor_looks_at_the_terminal_that_it_runs_in(tmp_path: Path) -> None:
    with terminal("doctor", home=tmp_path / "home") as shown:
        shown.await_text("xterm-256color，80×24")
        assert shown.exit_code() == 0
