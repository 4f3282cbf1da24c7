"""A terminal and a page under systemd: what they tell it, and what a hung loop does not."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import pytest

from tests.pty.by_keys import WELCOME
from tests.pty.real_terminal import RealTerminal
from tests.school import School
from tests.servers import free_port

ROOT = Path(__file__).parents[2]
EVERY = 0.2
_HELD = """
import sys
from kiosk.cli import lobby, main

door = sys.argv.pop()
opened = lobby.open_lobby

def held(path):
    open(door).read()
    return opened(path)

lobby.open_lobby = held
main()
"""
"""The program, whose loop waits at the home's door until somebody writes into a pipe."""


class Systemd:
    """Hears what a program tells."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self.heard: list[str] = []

    def hears(self, sign: str, times: int = 1) -> bool:
        """Tell whether a sign came so often by now, or within a moment."""
        with suppress(TimeoutError):
            self.heard.append(self._end.recv(99).decode())
        return self.heard.count(sign) >= times


@contextmanager
def listening(address: str) -> Iterator[Systemd]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as end:
        end.bind(address.replace("@", "\0"))
        end.settimeout(0.05)
        yield Systemd(end)


def environment(address: str) -> dict[str, str]:
    """Return what systemd gives a unit of ``WatchdogSec``."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("KIOSK")}
    usec = str(int(EVERY * 2_000_000))
    unit = {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": usec}
    return {**kept, **unit, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}


@pytest.fixture
def school(tmp_path: Path) -> School:
    (tmp_path / "home").mkdir(mode=0o700)
    school = School(tmp_path / "home")
    school.enrol()
    school.open()
    return school


def _later(systemd: Systemd, sign: str) -> bool:
    """Tell whether a sign stands among those that nobody has read yet."""
    for _ in range(1000):
        before = len(systemd.heard)
        if systemd.hears(sign):
            return True
        if len(systemd.heard) == before:
            break
    return False


def test_a_terminal_tells_that_it_lives_but_not_while_its_loop_hangs(
    school: School, tmp_path: Path
) -> None:
    address, door = f"@hedui-{uuid4()}", tmp_path / "door"
    os.mkfifo(door)
    words = [sys.executable, "-c", _HELD, "--home", str(school.folder), "run", str(door)]
    with listening(address) as systemd:
        kiosk = RealTerminal(words, environment(address), tmp_path)
        kiosk.until(lambda: systemd.hears("READY=1"))
        assert systemd.heard == ["READY=1"]
        kiosk.sees(WELCOME)
        kiosk.until(lambda: systemd.hears("WATCHDOG=1"))
        until = time.monotonic() + 10 * EVERY
        kiosk.until(lambda: systemd.hears("WATCHDOG=1", 2) or time.monotonic() > until)
        assert systemd.heard == ["READY=1", "WATCHDOG=1"]
        door.write_bytes(b"open")
        kiosk.until(lambda: systemd.hears("WATCHDOG=1", 4))
        kiosk.until(lambda: bool(school.store.beats()))
        assert kiosk.close() == 0
        assert systemd.hears("STOPPING=1") or _later(systemd, "STOPPING=1")
        assert systemd.heard.index("STOPPING=1") > systemd.heard.index("READY=1")
    assert [one.condition for one in school.store.beats()] == ["working"]


def test_the_page_tells_that_it_lives(school: School, tmp_path: Path) -> None:
    address = f"@hedui-{uuid4()}"
    settings = f"serve = {{ port = {free_port()} }}\n"
    (school.folder / "kiosk.toml").write_text(settings, encoding="utf-8")
    words = [sys.executable, "-m", "kiosk.cli", "--home", str(school.folder), "serve"]
    with (
        listening(address) as systemd,
        subprocess.Popen(
            words, env=environment(address), cwd=tmp_path, stderr=subprocess.DEVNULL
        ) as page,
    ):
        _await(lambda: systemd.hears("READY=1"))
        assert systemd.heard == ["READY=1"]
        _await(lambda: systemd.hears("WATCHDOG=1", 4))
        page.terminate()
        _await(lambda: systemd.hears("STOPPING=1"))
        assert page.wait(20) == 0


def _await(met: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not met():
        assert time.monotonic() < until
