"""What the student's screen works with, put together from a home."""

from kiosk.cli.home import Home, node, now, printers, unprintable
from kiosk.cli.usecases import paper
from kiosk.model.slip import Checklist
from kiosk.services.acts.declaring import Declaring
from kiosk.services.paper.slips import Slips
from kiosk.services.ports import Clock
from kiosk.services.requests.filing import Requests
from kiosk.services.visit.people import FrontDoor
from kiosk.services.visit.picks import Picks
from kiosk.services.visit.terminal import Matrix, Terminal
from kiosk.services.visit.unlocking import Unlockings


def terminal(home: Home, clock: Clock = now) -> Terminal:
    """Return the use cases of a visit; libraries of the sheet are loaded by their first use.

    Args:
        home: Whose visits.
        clock: Dates what is identified, signed and asked for; may refuse to.
    """
    config = home.config
    unlocked = Unlockings(home.store)
    door = FrontDoor(home.store, home.keys, home.rounds, clock, node(), config.second, unlocked)
    return Terminal(
        door=door,
        declaring=Declaring(home.store, home.keys, clock),
        paper=paper(home),
        rounds=home.rounds,
        picks=Picks(home.store),
        config=config,
        clock=now,
        matrix=_matrix,
        unprintable=unprintable,
        requests=Requests(home.store, home.keys, clock, config.province),
        slips=Slips(config, _slip, printers(home.path, config), now),
    )


def _slip(checklist: Checklist) -> bytes:
    """Return a checklist as PDF; its library is loaded by the first call."""
    from kiosk.sheet import slip  # noqa: PLC0415 - few visits print one

    return slip.draw(checklist)


def _matrix(text: str) -> Matrix:
    """Return a QR code's modules; its library is loaded by the first call."""
    from kiosk.sheet import qr  # noqa: PLC0415 - most commands draw none

    return qr.matrix(text)
