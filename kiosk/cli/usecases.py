"""Use cases on a home, for commands; Welcome is painted without them."""

from kiosk.cli import lookup
from kiosk.cli.home import Home, now, printers, staff
from kiosk.model.rounds import Round
from kiosk.services.acts.declaring import Declaring
from kiosk.services.evidence.verify import Verifier
from kiosk.services.paper.printing import Paper
from kiosk.services.paper.sheets import Sheets
from kiosk.services.pile.handin import HandIn
from kiosk.services.pile.piles import Piles
from kiosk.services.requests.filing import Requests
from kiosk.services.staff.looks import listing
from kiosk.sheet import draw


def declaring(home: Home) -> Declaring:
    """Return the writing of declarations."""
    return Declaring(home.store, home.keys, now)


def requests(home: Home) -> Requests:
    """Return the filing and moving of correction requests, for staff."""
    return Requests(home.noted, home.keys, now, home.config.province)


def sheets(home: Home) -> Sheets:
    """Return the putting together of sheets."""
    return Sheets(home.store, home.keys, home.config)


def paper(home: Home) -> Paper:
    """Return the printing of sheets; libraries of the sheet are loaded by their first use."""
    found = printers(home.path, home.config)
    return Paper(home.store, sheets(home), draw, found, home.config.copies, now)


def verifier(home: Home) -> Verifier:
    """Return the checking of sheets."""
    return Verifier(home.store, home.keys)


def hand_in(home: Home, piles: Piles) -> HandIn:
    """Return the taking in of sheets; a scan is an act, or is refused, but it is no look."""
    return HandIn(Verifier(listing(home.store), home.keys), piles, now, staff())


def round_meant(home: Home, named: str | None) -> Round:
    """Return the round that a command for many students means.

    Raises:
        NotARound, NoOpenRound, ManyRounds: As ``lookup.round_of`` and ``Rounds.the_only`` say.
    """
    return lookup.round_of(named) if named else home.rounds.the_only()
