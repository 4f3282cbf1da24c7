"""A person's seat before a real terminal: bytes in, bytes out, and when they came."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

import psutil

_ESCAPES = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]"
    rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
    rb"|\x1bP.*?\x1b\\"
    rb"|\x1b[=>78()][0-9AB]?",
    re.DOTALL,
)
_TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}


class NotPainted(TimeoutError):
    """A text did not come."""

    def __init__(self, awaited: str, painted: str) -> None:
        """Tell what was painted instead."""
        super().__init__(f"{awaited!r} was not painted, but {painted!r}")


class Seat:
    """A program in a pty of 80 columns and 24 rows."""

    def __init__(self, command: Sequence[str], rows: int = 24, columns: int = 80) -> None:
        """Start a program; its time begins with the fork."""
        self._bytes = b""
        environ = {**os.environ, **_TERMINAL}
        environ.pop("NO_COLOR", None)
        self.began = time.perf_counter()
        self.pid, self._end = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(command[0], list(command), environ)  # noqa: S606 - no shell is wanted

    def __enter__(self) -> Self:
        """Sit down."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave: the program is told to end."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
        with suppress(OSError, TimeoutError):
            while self._read(5):
                pass
        os.close(self._end)
        os.waitpid(self.pid, 0)

    def type(self, text: str) -> float:
        """Type, forgetting what was painted before; return when."""
        self._bytes = b""
        at = time.perf_counter()
        os.write(self._end, text.encode())
        return at

    def until(self, text: str, patience: float = 30) -> float:
        """Wait until a text was painted; return when its last byte came.

        Raises:
            NotPainted: With what was painted instead.
        """
        wanted = text.encode()
        deadline = time.perf_counter() + patience
        while time.perf_counter() < deadline:
            if not self._read(deadline - time.perf_counter()):
                break
            at = time.perf_counter()
            if wanted in _ESCAPES.sub(b"", self._bytes):
                return at
        painted = _ESCAPES.sub(b"", self._bytes).decode(errors="replace")
        raise NotPainted(text, painted)

    def settled(self, quiet: float = 0.25) -> float:
        """Wait until nothing is painted for so long; return when the last byte came."""
        last = time.perf_counter()
        while self._read(quiet):
            last = time.perf_counter()
        return last

    @property
    def painted(self) -> int:
        """How many bytes came since something was typed."""
        return len(self._bytes)

    def memory(self) -> float:
        """Return the resident memory of the program in MB."""
        return float(psutil.Process(self.pid).memory_info().rss) / 2**20

    def _read(self, patience: float) -> bool:
        if not select.select([self._end], [], [], max(0.0, patience))[0]:
            return False
        try:
            chunk = os.read(self._end, 65536)
        except OSError:  # how Linux tells that the other end is closed
            return False
        self._bytes += chunk
        return bool(chunk)
