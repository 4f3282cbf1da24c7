"""The terminal as a file: cleared and written to, whatever else has gone wrong."""

import os
import termios
from contextlib import suppress
from threading import Thread

_PAINTED = 2
"""Where the screens are painted: Textual writes to stderr."""
_KEYS, _SHOWN = 0, 1
_PATIENCE = 1.0
"""Seconds for what is written; the terminal's other side may have stopped reading."""
_QUIET = termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN
_MODES_OFF = "".join(
    f"\x1b[?{mode}l" for mode in (1000, 1002, 1003, 1004, 1006, 1015, 1016, 2004, 2026, 2048)
)
WIPE = (
    f"{_MODES_OFF}\x1b[<u\x1b[0m\x1b[r\x1b[?7h\x1b[2J\x1b[?1049l"
    "\x1b[0m\x1b[H\x1b[2J\x1b[3J\x1b]0;\x07\x1b[?25h"
)
"""Ends what a program may have switched on, and leaves both screens, scrollback and title empty."""
HIDE_CURSOR = "\x1b[?25l"


class Tty:
    """The terminal of this process."""

    def __init__(self) -> None:
        """Write where the screens are painted."""
        self._out = _PAINTED

    @staticmethod
    def is_there() -> bool:
        """Tell whether a terminal is at both ends; one that hung up is none any more."""
        return os.isatty(_KEYS) and os.isatty(_SHOWN)

    def take(self) -> None:
        """Write alone from now on: what others paint goes nowhere."""
        if self._out == _PAINTED:
            self._out = os.dup(_PAINTED)
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, _PAINTED)
            os.close(nowhere)

    def give_back(self) -> None:
        """Have it painted on again, by what this process becomes."""
        os.dup2(self._out, _PAINTED)

    def write(self, text: str) -> None:
        """Write, but never wait for long."""
        data = text.encode()

        def write() -> None:
            with suppress(OSError):  # it is gone, and so is whatever stood on it
                os.write(self._out, data)

        thread = Thread(target=write, daemon=True)
        thread.start()
        thread.join(_PATIENCE)

    def hush(self) -> None:
        """Show nothing of what is typed, and make no signal of a key."""
        self._set(0)

    def talk(self) -> None:
        """Leave the terminal as a shell wants it."""
        self._set(_QUIET)

    @staticmethod
    def _set(flags: int) -> None:
        with suppress(termios.error):
            mode = termios.tcgetattr(_KEYS)
            mode[3] = mode[3] & ~_QUIET | flags
            if flags:
                mode[0] |= termios.ICRNL | termios.IXON
            termios.tcsetattr(_KEYS, termios.TCSANOW, mode)

    @staticmethod
    def forget_typed() -> None:
        """Drop what was typed and not read yet."""
        with suppress(termios.error):
            termios.tcflush(_KEYS, termios.TCIFLUSH)


TTY = Tty()
"""The one that this process has."""
