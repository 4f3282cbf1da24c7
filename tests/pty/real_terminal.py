"""A real terminal, 80×24 unless asked otherwise: a program behind a pty, its screen in pyte."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

ROWS, COLUMNS = 24, 80


class RealTerminal:
    """Types bytes into a program and reads its screen."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        size: tuple[int, int] = (COLUMNS, ROWS),
    ) -> None:
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = bytearray()
        self._master, slave = pty.openpty()
        os.set_blocking(self._master, False)
        self._measure(*size)
        self.program = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            cwd=folder,
            start_new_session=True,
        )
        os.close(slave)

    def _measure(self, columns: int, rows: int) -> None:
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)

    def resize(self, columns: int, rows: int) -> None:
        """Have another size; the program is told by its signal."""
        self.screen.resize(rows, columns)
        self._measure(columns, rows)
        self.program.send_signal(signal.SIGWINCH)

    def close(self) -> int:
        """End the program as staff do, and return its exit code."""
        if self.program.returncode is not None:
            return self.program.returncode
        self.program.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + 10
        while self.program.poll() is None and time.monotonic() < deadline:
            self.read(0.05)
        if self.program.poll() is None:
            self.program.kill()
        os.close(self._master)
        return self.program.wait()

    def ends(self, seconds: float = 20) -> int:
        """Read until the program has ended and all that it wrote is read; return its exit code."""
        deadline = time.monotonic() + seconds
        while self.read(0.05) or self.program.poll() is None:
            assert time.monotonic() < deadline, "\n".join(self.rows())
        return self.program.returncode

    def read(self, seconds: float) -> bool:
        """Read what comes within so many seconds; tell whether anything did."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        self.raw += data
        self._stream.feed(data)
        return True

    def rows(self) -> list[str]:
        """Return the screen's rows; pyte's own ``display`` fails on a half of a wide character."""
        buffer = self.screen.buffer
        columns, rows = self.screen.columns, self.screen.lines
        return ["".join(buffer[y][x].data for x in range(columns)).rstrip() for y in range(rows)]

    def text(self) -> str:
        """Return the screen without the spaces and the second cells of wide characters."""
        return "".join("".join(self.rows()).split())

    def until(self, met: Callable[[], bool], seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while not met():
            assert time.monotonic() < deadline, "\n".join(self.rows())
            assert self.program.poll() is None, "\n".join(self.rows())
            self.read(0.05)

    def sees(self, *texts: str) -> None:
        """Wait until texts stand on the screen."""
        wanted = ["".join(text.split()) for text in texts]
        self.until(lambda: all(text in self.text() for text in wanted))

    def type(self, text: str) -> None:
        self.send(text.encode())

    def send(self, data: bytes) -> None:
        """Send bytes that need not be a text; what the program writes meanwhile is read."""
        while data:
            try:
                data = data[os.write(self._master, data) :]
            except BlockingIOError:
                self.read(0.05)

    def place(self, text: str) -> tuple[int, int] | None:
        """Return column and row (from 1) of the first place where a text stands."""
        for y in range(self.screen.lines):
            line = self.screen.buffer[y]
            cells = [line[x].data for x in range(self.screen.columns)]
            for x in range(self.screen.columns):
                if cells[x] and "".join(cells[x:]).startswith(text):
                    return x + 1, y + 1
        return None

    def click(self, text: str) -> None:
        """Click a text as soon as it is there."""
        self.until(lambda: self.place(text) is not None)
        at = self.place(text)
        assert at is not None
        self.tap(*at)

    def row_of_cursor(self) -> int:
        """Return the row (from 1) of what is typed into: the terminal's cursor follows it."""
        return int(self.screen.cursor.y) + 1

    def tap(self, x: int, y: int) -> None:
        """Press and release the first button, as SGR mouse reports say it."""
        self.type(f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m")

    def draw(self, *points: tuple[int, int]) -> None:
        x, y = points[0]
        self.type(f"\x1b[<0;{x};{y}M")
        for x, y in points[1:]:
            self.type(f"\x1b[<32;{x};{y}M")
        self.type(f"\x1b[<0;{x};{y}m")
