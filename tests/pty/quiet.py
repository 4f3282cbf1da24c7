"""When a program in a terminal has nothing more to do."""

import time
from contextlib import suppress
from pathlib import Path

from tests.pty.real_terminal import RealTerminal

_QUIET = 0.03
"""Seconds without output after which the program may have answered."""
_WORK = 2_000_000
"""Nanoseconds of the processor that a program without anything to do may take meanwhile."""


def settle(terminal: RealTerminal, seconds: float) -> None:
    """Read until nothing comes and the program waits, or so many seconds have passed."""
    deadline = time.monotonic() + seconds
    before = -_WORK
    while time.monotonic() < deadline:
        came, (worked, waits) = terminal.read(_QUIET), _work(terminal.program.pid)
        if not came and waits and worked - before < _WORK:
            break
        before = worked


def _work(pid: int) -> tuple[int, bool]:
    """Return how many nanoseconds a process worked so far, and whether all its threads wait."""
    worked, waits = 0, True
    for thread in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):
            worked += int((thread / "schedstat").read_text().split()[0])
            state = (thread / "stat").read_text().rpartition(")")[2].split()[0]
            waits = waits and state not in "RD"
    return worked, waits
