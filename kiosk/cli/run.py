"""``kiosk run``: the student's full screen."""

import gc
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import click

from kiosk.cli.commands import command
from kiosk.cli.errors import LinuxConsole, NoTerminal
from kiosk.cli.keeper import KEEPER
from kiosk.cli.keeper.renewal import Due
from kiosk.cli.keeper.tty import TTY
from kiosk.cli.settings import make, need_home, settings
from kiosk.config import Config
from kiosk.errors import LEFT_BY_STAFF, KioskError
from kiosk.model.terminal import Condition
from kiosk.services.visit.lobby import Lobby
from kiosk.services.watchdog import Watchdog


@command()
@click.pass_obj
def run(path: Path) -> None:
    """Show the screens until a signal ends them."""
    need_terminal()
    watchdog = _watchdog()
    try:
        if KEEPER.is_alone(watchdog):
            need_home(path)
        else:
            make(path)
        chosen = settings(path)
    except KioskError:
        KEEPER.refused(watchdog)
        raise
    show(path, chosen, partial(_open_lobby, path))


def _watchdog() -> Watchdog:
    return Watchdog.of(os.environ, os.getpid())


def _open_lobby(path: Path) -> Lobby:
    from kiosk.cli.lobby import open_lobby  # noqa: PLC0415 - Welcome is painted before

    return open_lobby(path)


def is_terminal() -> bool:
    """Tell whether a person sits before both ends."""
    return TTY.is_there()


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


def show(
    path: Path, chosen: Config, lobby: Callable[[], Lobby], *, hints: Sequence[str] = ()
) -> None:
    """Run the screens until staff end them; renewed as often as is needed.

    Args:
        path: The home.
        chosen: Its settings.
        lobby: Opens the home; called once Welcome is painted.
        hints: As ``KioskApp`` says.
    """
    watchdog = _watchdog()
    KEEPER.begins(path, watchdog, partial(_tell_stopped, path))
    gc.disable()  # as while the command line was loaded
    from screens.kept import Kept  # noqa: PLC0415 - a refusal need not wait for the screens
    from screens.standing import RENEW, StandingKiosk  # noqa: PLC0415 - as above

    kept = Kept(KEEPER.crashed, Due(chosen.renew_at), KEEPER.ending.ask_first, watchdog)
    app = StandingKiosk(kept, chosen, lobby, hints=hints)
    gc.freeze()
    gc.enable()
    ended_with = app.run_kiosk()
    if ended_with == RENEW:
        KEEPER.renew()
    KEEPER.leave()
    if ended_with == LEFT_BY_STAFF:
        raise click.exceptions.Exit(LEFT_BY_STAFF)


def _tell_stopped(path: Path) -> None:
    """Tell the desk that this terminal has stopped, if the store lives."""
    from kiosk.cli.lobby import open_lobby  # noqa: PLC0415 - as above

    with suppress(KioskError):
        open_lobby(path).beat(Condition.STOPPED)
