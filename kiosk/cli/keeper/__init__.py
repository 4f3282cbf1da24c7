"""Keeps the student's terminal standing, in a corridor where nobody looks after it.

Whatever fails in it ends here: the terminal is wiped, a plain page asks for staff, and the process
begins anew. This package loads nothing but Python's own library before the program is begun, so
that a program which cannot even be loaded ends as calmly.
"""

import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from kiosk.cli.keeper import log, pages, renewal, signals
from kiosk.cli.keeper.pages import Page
from kiosk.cli.keeper.tty import TTY, WIPE
from kiosk.memory import no_dumps, share_heap, shut_memory
from kiosk.services.watchdog import UNWATCHED, Watchdog

_SCREENS = frozenset({"run", "demo"})
_HOME = "--home"
_SHOWN = 0.6
"""Seconds that a page is shown at least; it stays while the process begins anew."""
_REFUSED = 1
_AGAIN = 5.0
"""Seconds after which a terminal that could not begin tries again."""
_PULSE = 5.0
"""Seconds between two looks of a still page at its window."""


class Keeper:
    """Keeps one terminal; it is the process's own."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self.keeps = False
        self.ending = signals.Ending()
        self._home: Path | None = None
        self._once = threading.Lock()

    def keep(self, program: Callable[[], None], words: Sequence[str]) -> None:
        """Run the program of a terminal.

        Args:
            program: Runs the command, and exits.
            words: The arguments of the process.

        Raises:
            SystemExit: As the program ended, the terminal empty and as a shell wants it.
        """
        self.keeps = True
        self._home = _home_named(words)
        signals.block()
        no_dumps()
        shut_memory()
        share_heap()
        TTY.hush()
        if renewal.has_crashed():
            TTY.forget_typed()
        if not renewal.is_renewed():
            TTY.write(WIPE)
        self.ending.begin()
        threading.excepthook = self._thread_failed
        sys.unraisablehook = _unheard
        try:
            program()
        except SystemExit:
            TTY.talk()
            raise
        except BaseException as error:  # noqa: BLE001 - the last of the mains
            self.crashed(error)

    def refuse(self, error: BaseException, words: Sequence[str]) -> NoReturn:
        """End any other command that is broken: two lines on stderr, and its place in the log.

        Args:
            error: What it failed of, before or while its failure was told.
            words: The arguments of the process.
        """
        log.note(_home_named(words), error)
        sys.stderr.write(f"{pages.LAST_RESORT}\n")
        sys.exit(_REFUSED)

    def begins(self, home: Path, watchdog: Watchdog, stopped: Callable[[], None]) -> None:
        """Begin the screens of a home; after too many crashes show a still page instead.

        Args:
            home: Where crashes are noted.
            watchdog: Is told that a still page is meant to stand there.
            stopped: Tells the desk that the terminal has stopped; it may block and fail.
        """
        self._home = home
        if renewal.is_hopeless():
            threading.Thread(target=stopped, daemon=True).start()
            watchdog.ready()
            _wait_for_staff(watchdog)

    @staticmethod
    def is_alone(watchdog: Watchdog) -> bool:
        """Tell whether nobody stands by: systemd began it, or it began itself anew."""
        return renewal.is_renewed() or bool(watchdog.address)

    def refused(self, watchdog: Watchdog) -> None:
        """Ask for staff where a terminal cannot begin, and try again by itself.

        Returns if it was begun by hand: then somebody reads why.

        Args:
            watchdog: Is told that the page is meant to stand there.
        """
        if not self.is_alone(watchdog):
            return
        pages.show(Page.REFUSED)
        watchdog.ready()
        watchdog.alive()
        time.sleep(_AGAIN)
        self._begin_anew()

    def crashed(self, error: BaseException) -> NoReturn:
        """Wipe the terminal, ask for staff, and begin anew; called from any thread."""
        self._once.acquire()  # whoever crashes next waits for the end of all
        if not TTY.is_there():
            os._exit(0)
        TTY.take()
        pages.show(Page.CRASHED)
        log.note(self._home, error)
        if renewal.is_hopeless():  # not even the still page's own beginning works
            _wait_for_staff()
        renewal.note_crash()
        time.sleep(_SHOWN)
        self._begin_anew()

    def renew(self) -> NoReturn:
        """Begin anew while nobody is there; what is typed meanwhile is read afterwards."""
        pages.show(Page.MOMENT)
        TTY.hush()
        self._begin_anew()

    def _begin_anew(self) -> NoReturn:
        self.ending.stop()
        renewal.renew()

    def leave(self) -> None:
        """Clear the terminal; what the command still has to say follows."""
        TTY.write(WIPE)

    def _thread_failed(self, failed: threading.ExceptHookArgs) -> None:
        """See to it that a thread that dies is not merely missed."""
        if failed.exc_value is not None:
            self.crashed(failed.exc_value)


def _wait_for_staff(watchdog: Watchdog = UNWATCHED) -> NoReturn:
    """Show a still page until a signal ends the process, in a window of whatever size."""
    shown = None
    while True:
        if shown != pages.size():
            shown = pages.size()
            pages.show(Page.STILL)
        watchdog.alive()
        time.sleep(watchdog.every or _PULSE)


def _unheard(_raised: object) -> None:
    """Print nothing of what failed where no one could be told: it may hold values."""


def is_asked_for(words: Sequence[str]) -> bool:
    """Tell whether a call's words ask for the student's screens, at a terminal.

    Args:
        words: The arguments of the process; they are parsed in full later.
    """
    if not TTY.is_there() or {"--help", "--version"} & set(words):
        return False
    rest = iter(words)
    for word in rest:
        if word == _HOME:
            next(rest, None)
        elif not word.startswith("-"):
            return word in _SCREENS
    return True


def _home_named(words: Sequence[str]) -> Path | None:
    """Return the home that a call names; nothing if it is the usual one, which is known later."""
    named = os.environ.get("KIOSK_HOME", "")
    for word, following in zip(words, (*words[1:], ""), strict=True):
        if word == _HOME:
            named = following
        elif word.startswith(f"{_HOME}="):
            named = word.removeprefix(f"{_HOME}=")
    try:
        return Path(named).expanduser() if named else None
    except RuntimeError:  # the folder of an account that is not there, as will be told
        return None


KEEPER = Keeper()
"""The one that this process has."""
