"""``kiosk run``: the student's full screen."""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click

from kiosk.cli.commands import command
from kiosk.cli.errors import LinuxConsole, NoTerminal
from kiosk.cli.settings import make, settings
from kiosk.config import Config
from kiosk.services.visit.lobby import Lobby


@command()
@click.pass_obj
def run(path: Path) -> None:
    """Show the screens until a signal ends them."""
    need_terminal()
    make(path)
    show(settings(path), partial(_open_lobby, path))


def _open_lobby(path: Path) -> Lobby:
    from kiosk.cli.lobby import open_lobby  # noqa: PLC0415 - Welcome is painted before

    return open_lobby(path)


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


def show(chosen: Config, lobby: Callable[[], Lobby], *, hints: Sequence[str] = ()) -> None:
    """Run the screens.

    Args:
        chosen: The settings.
        lobby: Opens the home; called once Welcome is painted.
        hints: As ``KioskApp`` says.

    Raises:
        Exception: Whatever the screens failed of; nothing of it was shown.
    """
    gc.disable()  # as while the command line was loaded
    from screens.app import KioskApp  # noqa: PLC0415 - a refusal need not wait for the screens

    app = KioskApp(chosen, lobby, hints=hints)
    gc.freeze()
    gc.enable()
    app.run_kiosk()
