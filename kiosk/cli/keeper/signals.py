"""Signals: none ends, stops or hurries the terminal but TERM and HUP, and those at any moment.

All are blocked before anything else is loaded, so that no library can change what one of them
does, and stay so when the process renews itself. A thread waits for the two that end it: it hears
them while the loop hangs, too.
"""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from typing import NoReturn

from kiosk.cli.keeper.tty import TTY, WIPE

_ENDING = frozenset({signal.SIGTERM, signal.SIGHUP})
_WAKING = signal.SIGUSR1
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
        self._stopped = Event()
        self._thread = Thread(target=self._wait, name="ending", daemon=True)

    def begin(self) -> None:
        """Wait, in a thread of its own."""
        self._thread.start()

    def ask_first(self, ask: Callable[[], object]) -> None:
        """Ask screens to end in order; those that do not within seconds are ended.

        Args:
            ask: May be called from any thread.
        """
        self._ask = ask

    def stop(self) -> None:
        """Wait no more: a signal from now on is for what this process becomes.

        One that was heard before ends the process, and this never returns.
        """
        self._stopped.set()
        signal.pthread_kill(self._thread.ident or 0, _WAKING)
        self._thread.join()

    def _wait(self) -> None:
        while not self._is_asked():
            if self._stopped.is_set():
                return
        with suppress(RuntimeError):  # the loop has ended by itself
            self._ask()
        time.sleep(_GRACE)
        end()

    @staticmethod
    def _is_asked() -> bool:
        """Wait a little, and tell whether a signal asks for the end, or the terminal is gone."""
        heard = signal.sigtimedwait({*_ENDING, _WAKING}, _LOOK)
        return (heard is not None and heard.si_signo in _ENDING) or not TTY.is_there()


def end() -> NoReturn:
    """End this moment, and leave nothing on the terminal."""
    TTY.take()
    TTY.write(WIPE)
    TTY.talk()
    os._exit(0)
