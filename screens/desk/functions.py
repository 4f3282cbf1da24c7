"""The desk's functions in the order of their keys; who may run the command may use the function."""

import pkgutil
from dataclasses import dataclass
from typing import Any

from kiosk.services.desk.desk import Desk
from screens.desk.base import DeskScreen


@dataclass(frozen=True, slots=True)
class Function:
    """One thing that the desk is for."""

    name: str
    """Of its text ``screen.desk.NAME``, and its ``DeskScreen.NAME``."""
    key: str
    """Opens it from everywhere."""
    command: str
    """Does the same for scripts; who may not run it is not offered the function."""
    place: str
    """``module:Class`` of its first page, loaded when it is opened."""

    def open(self, desk: Desk) -> DeskScreen[Any]:
        """Return its first page."""
        page: DeskScreen[Any] = pkgutil.resolve_name(self.place)(desk)
        return page


FUNCTIONS = (
    Function("board", "f3", "progress", "screens.desk.board:BoardScreen"),
    Function("requests", "f4", "requests", "screens.desk.requests:RequestsScreen"),
    Function("handin", "f5", "handin", "screens.desk.handin:HandInScreen"),
    Function("roster", "f6", "add", "screens.desk.roster:RosterScreen"),
    Function("packs", "f7", "pack", "screens.desk.packs:PacksScreen"),
    Function("rounds", "f8", "round list", "screens.desk.rounds:RoundsScreen"),
    Function("log", "f9", "log", "screens.desk.log:LogScreen"),
    Function("health", "f10", "doctor", "screens.desk.health:HealthScreen"),
)


def offered(desk: Desk) -> tuple[Function, ...]:
    """Return the functions that the desk's person may use."""
    return tuple(one for one in FUNCTIONS if desk.may(one.command))
