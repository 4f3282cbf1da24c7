"""What the desk's screens are given: the use cases of its functions, not how they work."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assets import Lang
from kiosk.model.staff import Staff
from kiosk.rules.access import MAY_RUN
from kiosk.services.board import Board

if TYPE_CHECKING:
    from kiosk.services.office import Office


@dataclass(frozen=True, slots=True)
class Desk:
    """The use cases of the desk, held to what its person may do. All may block."""

    staff: Staff
    """Who sits there; whoever works in the home itself is the school."""
    lang: Lang
    """Which the desk begins in."""
    pulse: Callable[[], Hashable]
    """Another value as soon as anybody wrote something; costs next to nothing."""
    board: Board
    office: "Callable[[], Office]"
    """The use cases of all functions but Board and Hand-in; the first call loads them."""

    def may(self, command: str) -> bool:
        """Tell whether the person's role may do what a command does."""
        return command in MAY_RUN[self.staff.role]
