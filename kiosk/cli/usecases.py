"""Use cases on a home, for commands; Welcome is painted without them."""

from kiosk.cli.home import Home, now
from kiosk.services.declaring import Declaring
from kiosk.services.sheets import Sheets
from kiosk.services.verify import Verifier


def declaring(home: Home) -> Declaring:
    """Return the writing of declarations."""
    return Declaring(home.store, home.keys, now)


def sheets(home: Home) -> Sheets:
    """Return the putting together of sheets."""
    return Sheets(home.store, home.keys, home.config)


def verifier(home: Home) -> Verifier:
    """Return the checking of sheets."""
    return Verifier(home.store, home.keys)
