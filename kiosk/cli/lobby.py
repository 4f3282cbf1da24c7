"""What Welcome shows of a home; loaded behind a Welcome that is painted already."""

import platform
from functools import partial
from pathlib import Path

from kiosk.cli.guidance import guidance
from kiosk.cli.home import Home, now
from kiosk.cli.terminal import terminal
from kiosk.services.paper.queue import Queue
from kiosk.services.visit.heart import Heart
from kiosk.services.visit.lobby import Lobby


def lobby(home: Home) -> Lobby:
    """Return the lobby of a home."""
    name = platform.node()
    later = partial(terminal, home), partial(guidance, home)
    heart = Heart(home.store, name, now)
    return Lobby(home.school, home.rounds.today, Queue(home.store, name), *later, heart.beat)


def open_lobby(path: Path) -> Lobby:
    """Return the lobby of a home that is opened for it; a new one gets its first round.

    Raises:
        KioskError: As ``Home.open`` says.
    """
    home = Home.open(path)
    home.rounds.begin()
    return lobby(home)
