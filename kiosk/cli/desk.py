"""``kiosk desk``: the staff's full screen."""

import gc
from functools import cache, partial
from typing import TYPE_CHECKING

from kiosk.cli.commands import command
from kiosk.cli.home import Home, now, pass_home, staff
from kiosk.cli.run import need_terminal
from kiosk.model.staff import Role, Staff
from kiosk.services.desk.alarms import alarms
from kiosk.services.desk.desk import Desk
from kiosk.services.pile.board import Board
from kiosk.services.pile.missing import Excusing
from kiosk.services.staff.files import Files

if TYPE_CHECKING:
    from kiosk.services.desk.office import Office
    from kiosk.services.desk.scanning import Scanning


@command()
@pass_home
def desk(home: Home) -> None:
    """Show the screens of the desk until its person leaves."""
    need_terminal()
    gc.disable()  # as while the command line was loaded
    from screens.desk.app import DeskApp  # noqa: PLC0415 - a refusal need not wait for the screens

    app = DeskApp(open_desk(home))
    gc.freeze()
    gc.enable()
    app.run_kiosk()


def open_desk(home: Home) -> Desk:
    """Return the use cases of the desk, held to what the caller may do."""
    person = home.staff or Staff(staff().removeprefix("staff:"), Role.SCHOOL, key="")
    board = Board(home.store, home.rounds, now)
    return Desk(
        staff=person,
        lang=home.config.visit.lang,
        pulse=home.store.pulse,
        alarms=partial(alarms, home.store, now),
        board=board,
        excusing=Excusing(home.store, now, staff()),
        files=Files(home.noted, person, home.looks),
        scanning=cache(partial(_scanning, home, board)),
        office=cache(partial(_office, home)),
    )


def _scanning(home: Home, board: Board) -> "Scanning":
    from kiosk.cli.usecases import hand_in  # noqa: PLC0415 - the board is painted before
    from kiosk.services.desk.scanning import Scanning  # noqa: PLC0415 - as above
    from kiosk.services.pile.piles import Piles  # noqa: PLC0415 - as above

    return Scanning(hand_in(home, Piles(home.store)), board)


def _office(home: Home) -> "Office":
    from kiosk.cli.office import office  # noqa: PLC0415 - the board is painted before

    return office(home)
