"""The desk's long work, as its own process does it: the home is opened there anew."""

from contextlib import nullcontext
from pathlib import Path

from kiosk.cli import evidence as cli
from kiosk.cli import place
from kiosk.cli.backup import backing_up
from kiosk.cli.caller import calling
from kiosk.cli.home import Home, now, staff
from kiosk.cli.usecases import sheets
from kiosk.model.staff import Staff
from kiosk.services.desk import evidence
from kiosk.services.desk.packs import PackOrder, make
from kiosk.services.pile.packs import Packs
from kiosk.services.roster.importing import Importer
from kiosk.services.roster.work import Order, bring
from kiosk.services.work import Listener


def import_(home: Path, person: Staff | None, order: Order, listener: Listener) -> None:
    """Import a roster in somebody's name.

    Args:
        home: The home.
        person: Who does it; none: whoever can read the home.
        order: What is to be imported.
        listener: Hears of it.
    """
    with calling(person) if person else nullcontext():
        found = Home.open(home)
        bring(Importer(found.store, found.keys.id_hash, now, staff()), order, listener)


def check(home: Path, person: Staff | None, listener: Listener) -> None:
    """Look through the whole store in somebody's name; as ``import_``."""
    with calling(person) if person else nullcontext():
        evidence.check(cli.examiner(Home.open(home)), listener)


def keep(home: Path, person: Staff | None, target: Path, listener: Listener) -> None:
    """Make a backup in somebody's name; as ``import_``."""
    with calling(person) if person else nullcontext():
        evidence.keep(backing_up(Home.open(home)), target, listener)


def pack(home: Path, person: Staff | None, order: PackOrder, listener: Listener) -> None:
    """Make a pack in somebody's name; as ``import_``."""
    with calling(person) if person else nullcontext():
        found = Home.open(home)
        packs = Packs(found.store, sheets(found), now, staff())
        with place.written(order.target) as file:
            make(packs, order, file, listener)
