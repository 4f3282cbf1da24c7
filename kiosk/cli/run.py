"""``kiosk run``: the student's full screen."""

import gc
import os
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from kiosk.cli.commands import command
from kiosk.cli.errors import LinuxConsole, NoTerminal
from kiosk.cli.home import Home, pass_home
from kiosk.services.lobby import Lobby

if TYPE_CHECKING:
    from kiosk.services.terminal import Terminal


@command()
@pass_home
def run(home: Home) -> None:
    """Show the screens until a signal ends them."""
    need_terminal()
    show(home)


def is_terminal() -> bool:
    """Tell whether a person sits before both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def need_terminal() -> None:
    """Refuse to begin where nobody could read the screen.

    Raises:
        NoTerminal: Input or output is a file or a pipe.
        LinuxConsole: Chinese cannot be shown.
    """
    if not is_terminal():
        raise NoTerminal
    if os.environ.get("TERM") == "linux":
        raise LinuxConsole


def show(home: Home, *, hints: Sequence[str] = ()) -> None:
    """Run the screens.

    Args:
        home: Where everything is.
        hints: As ``KioskApp`` says.

    Raises:
        Exception: Whatever the screens failed of; nothing of it was shown.
    """
    gc.disable()  # nothing that is loaded becomes garbage: looking for some costs the first paint
    from screens.app import KioskApp  # noqa: PLC0415 - a refusal need not wait for the screens

    lobby = Lobby(home.school, home.config, home.rounds.today, partial(_terminal, home))
    app = KioskApp(lobby, hints=hints)
    gc.freeze()
    gc.enable()
    app.run_kiosk()


def _terminal(home: Home) -> "Terminal":
    from kiosk.cli.terminal import terminal  # noqa: PLC0415 - Welcome is painted before

    return terminal(home)
