"""What Welcome shows of a home; loaded behind a Welcome that is painted already."""

import time
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli.guidance import guidance
from kiosk.cli.home import Home, node, now
from kiosk.cli.terminal import terminal
from kiosk.services.paper.queue import Queue
from kiosk.services.visit.fitness import Fitness, SteadyClock
from kiosk.services.visit.heart import Heart
from kiosk.services.visit.lobby import Lobby

if TYPE_CHECKING:
    from kiosk.services.visit.maintenance import Maintenance


def lobby(home: Home) -> Lobby:
    """Return the lobby of a home."""
    name = node()
    clock = SteadyClock(now, _elapsed)
    staff = cache(partial(_maintenance, home))
    later = partial(terminal, home, clock), partial(guidance, home), staff
    heart = Heart(home.store, name, now)
    told = heart.beat, Fitness(home.store, clock).check
    return Lobby(home.school, home.rounds.today, Queue(home.store, name), *later, *told)


def _elapsed() -> float:
    """Return seconds of a clock that nobody sets, and that counts sleep."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def _maintenance(home: Home) -> "Maintenance":
    from kiosk.cli.maintenance import maintenance  # noqa: PLC0415 - staff seldom need it

    return maintenance(home)


def open_lobby(path: Path) -> Lobby:
    """Return the lobby of a home that is opened for it; a new one gets its first round.

    Raises:
        KioskError: As ``Home.open`` says.
    """
    home = Home.open(path)
    home.rounds.begin()
    return lobby(home)
