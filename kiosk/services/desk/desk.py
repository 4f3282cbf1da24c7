"""What the desk's screens are given: the use cases of its functions, not how they work."""

import shlex
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assets import Lang
from kiosk.errors import Problem
from kiosk.model.roll import State
from kiosk.model.staff import Staff
from kiosk.rules.access import MAY_RUN
from kiosk.services.pile.board import Board, ClassPage, Page
from kiosk.services.pile.missing import Excusing, Missing
from kiosk.services.pile.progress import Level
from kiosk.services.pile.tables import board_table, missing_table
from kiosk.services.staff.files import Files

if TYPE_CHECKING:
    from kiosk.services.desk.office import Office
    from kiosk.services.desk.scanning import Scanning


@dataclass(frozen=True, slots=True)
class Desk:
    """The use cases of the desk, held to what its person may do. All may block."""

    staff: Staff
    """Who sits there; whoever works in the home itself is the school."""
    lang: Lang
    """Which the desk begins in."""
    pulse: Callable[[], Hashable]
    """Another value as soon as anybody wrote something; costs next to nothing."""
    alarms: Callable[[], tuple[str, ...]]
    """The terminals that somebody has to go to, by name."""
    board: Board
    excusing: Excusing
    files: Files
    scanning: "Callable[[], Scanning]"
    """The use cases of Hand-in; the first call loads them."""
    office: "Callable[[], Office]"
    """The use cases of all functions but Board and Hand-in; the first call loads them."""

    def export_board(self, page: Page) -> Problem:
        """Keep the lines of a page of the board, and return what to say."""
        level = list(Level)[len(page.path)].value
        table = board_table(page.lines)
        return self.office().exports.export(table, _command(page, "--by", level))

    def export_missing(self, shown: ClassPage) -> Problem:
        """Keep the list of who is missing in a class, and return what to say."""
        found = [
            Missing(one.student, one.state, one.excuse)
            for one in shown.members
            if one.state is not State.HANDED_IN
        ]
        return self.office().exports.export(missing_table(found), _command(shown.page, "--missing"))

    def news(self, before: Hashable) -> Hashable:
        """Take over what was written since, if anything was, and return the pulse of now."""
        now = self.pulse()
        if now != before:
            self.board.look()
        return now

    def may(self, command: str) -> bool:
        """Tell whether the person's role may do what a command does."""
        return command in MAY_RUN[self.staff.role]


def _command(page: Page, *options: str) -> str:
    """Return the command line that tells the same as a page of the board."""
    words = ["progress", *options, "--round", str(page.round)]
    for option, name in zip(("--college", "--major", "--class"), page.path, strict=False):
        if name:
            words += (option, name)
    return shlex.join(words)
