"""What the student's screen works with, put together from a home."""

import platform

from kiosk.cli.home import Home, now, printers, unprintable
from kiosk.cli.usecases import declaring, sheets
from kiosk.services.paper import Paper
from kiosk.services.people import FrontDoor
from kiosk.services.picks import Picks
from kiosk.services.terminal import Matrix, Terminal
from kiosk.sheet import draw


def terminal(home: Home) -> Terminal:
    """Return the use cases of a visit; libraries of the sheet are loaded by their first use."""
    config = home.config
    door = FrontDoor(home.store, home.keys, home.rounds, now, platform.node(), config.second)
    paper = Paper(home.store, sheets(home), draw, printers(home.path, config), config.copies, now)
    return Terminal(
        door=door,
        declaring=declaring(home),
        paper=paper,
        rounds=home.rounds,
        picks=Picks(home.store),
        config=config,
        clock=now,
        matrix=_matrix,
        unprintable=unprintable,
    )


def _matrix(text: str) -> Matrix:
    """Return a QR code's modules; its library is loaded by the first call."""
    from kiosk.sheet import qr  # noqa: PLC0415 - most commands draw none

    return qr.matrix(text)
