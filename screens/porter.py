"""What Welcome tells, and that the sheets which wait are printed while nobody is there."""

from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.screen import Screen

from kiosk.errors import StoreError
from kiosk.services.visit.lobby import Lobby
from kiosk.visit import PrintState
from screens.apart import apart
from screens.welcome import REST, Backlog, WelcomeScreen

if TYPE_CHECKING:
    from kiosk.model.rounds import OpenRound


class Porter:
    """Knows whose terminal this is, which rounds are open and how many sheets wait."""

    def __init__(self, school: str, *, demo: bool) -> None:
        """Know only what the settings say.

        Args:
            school: Its name; empty while it is not known.
            demo: The college is made up.
        """
        self._school = school
        self._demo = demo
        self._rounds: tuple[OpenRound, ...] | None = None
        self._backlog = Backlog()
        self._rest = REST
        self._renewing = False
        self._draining = False

    def welcome(self) -> WelcomeScreen:
        """Return a Welcome that tells what is known."""
        screen = WelcomeScreen(self._school, self._rounds, demo=self._demo)
        screen.tell(self._backlog)
        return screen

    def open(self, lobby: Lobby, screen: Screen[object]) -> None:
        """Learn from the home what Welcome did not know, and have it told there."""
        self._school, self._rounds = lobby.school, lobby.rounds()
        self.tell(screen)

    def tell(self, screen: Screen[object]) -> None:
        """Tell what is known, if the screen is a Welcome."""
        if isinstance(screen, WelcomeScreen) and self._rounds is not None:
            screen.renew(self._school, self._rounds)
            screen.tell(self._backlog)

    def rest(self) -> None:
        """Wait again before anything is printed."""
        self._rest = REST

    @property
    def busy(self) -> bool:
        """The store is being asked."""
        return self._renewing

    @property
    def rested(self) -> bool:
        """Sheets wait, and nobody has come for long enough to have them printed."""
        return self._backlog.waiting > 0 and self._rest <= 0 and not self._draining

    async def renew(self, lobby: Lobby) -> None:
        """Learn the rounds of now and how many sheets wait.

        While the store cannot be reached, what is known stays.
        """
        self._renewing = True
        try:
            with suppress(StoreError):
                self._rounds = await apart(lobby.rounds)
                waiting = len(await apart(lobby.queue.waiting))
                self._backlog = replace(self._backlog, waiting=waiting)
        finally:
            self._renewing = False
        self._rest -= 1

    async def drain(self, printing: Awaitable[PrintState | None]) -> None:
        """Wait until what waits is printed, or somebody comes; keep the printer's trouble."""
        self._draining = True
        try:
            trouble = await printing
        finally:
            self._draining = False
        self._backlog = replace(self._backlog, trouble=trouble)
        self.rest()
