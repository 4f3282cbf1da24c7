"""Signals: none ends, stops or hurries the terminal but TERM and HUP, and those at any moment.

All are blocked before anything else is loaded, so that no library can change what one of them
does, and stay so when the process renews itself. A thread waits for the two that end it: it hears
them while the loop hangs, too.
"""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from typing import NoReturn

from kiosk.cli.keeper.tty import TTY, WIPE

_ENDING = frozenset({signal.SIGTERM, signal.SIGHUP})
_HEARD = frozenset({signal.SIGWINCH, signal.SIGCHLD})
_LOOK = 1.0
"""Seconds after which the terminal is looked at: one that is gone sends no signal to everybody."""
_GRACE = 2.0
"""Seconds that the screens have to end in order."""


def block() -> None:
    """Let no signal in, for this thread and all that begin later."""
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals() - _HEARD)


class Ending:
    """Waits for the end that staff, the system or the terminal's other side ask for."""

    def __init__(self) -> None:
        """End at once until there are screens to be asked."""
        self._ask: Callable[[], object] = end
        self._over = Event()

    def begin(self) -> None:
        """Wait, in a thread of its own."""
        Thread(target=self._wait, name="ending", daemon=True).start()

    def ask_first(self, ask: Callable[[], object]) -> None:
        """Ask screens to end in order; those that do not within seconds are ended.

        Args:
            ask: May be called from any thread.
        """
        self._ask = ask

    def _wait(self) -> None:
        while signal.sigtimedwait(_ENDING, _LOOK) is None and TTY.is_there():
            pass
        with suppress(RuntimeError):  # the loop has ended by itself
            self._ask()
        self._over.wait(_GRACE)
        end()


def end() -> NoReturn:
    """End this moment, and leave nothing on the terminal."""
    TTY.take()
    TTY.write(WIPE)
    TTY.talk()
    os._exit(0)
