"""What Welcome tells, and that the sheets which wait are printed while nobody is there."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.screen import Screen

from kiosk.errors import KioskError
from kiosk.services.visit.fitness import Trouble, trouble_of
from kiosk.services.visit.lobby import Lobby
from kiosk.visit import PrintState
from screens.apart import apart
from screens.trouble import TroubleScreen
from screens.welcome import REST, Backlog, WelcomeScreen

if TYPE_CHECKING:
    from kiosk.model.rounds import OpenRound


_EVERY = 10
"""Seconds between two looks whether the terminal is fit; it writes to the disk."""


class Porter:
    """Knows whose terminal this is, which rounds are open, how many sheets wait, and what fails."""

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
        self._unchecked = 0
        self.trouble: Trouble | None = None
        """Why nobody can be served now."""

    def front(self) -> Screen[None]:
        """Return what stands there while nobody does: a Welcome that tells what is known."""
        if self.trouble is not None:
            return TroubleScreen(self.trouble)
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

    def stands(self, screen: Screen[object]) -> bool:
        """Tell whether a screen is what is to stand there now."""
        if self.trouble is None:
            return not isinstance(screen, TroubleScreen)
        return isinstance(screen, TroubleScreen) and screen.trouble is self.trouble

    def refuse(self, error: KioskError) -> None:
        """Have nobody begin, for a reason."""
        self.trouble = trouble_of(error)

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
        due = self._backlog.waiting > 0 and self._rest <= 0
        return due and self.trouble is None and not self._draining

    async def renew(self, opened: Callable[[], Lobby]) -> None:
        """Learn the rounds of now and how many sheets wait, and whether all that is needed works.

        What works again is seen within a second.

        Args:
            opened: Returns the lobby of the home, which may have to be opened first; may block.
        """
        self._renewing = True
        self._unchecked -= 1
        try:
            lobby = await apart(opened)
            if self.trouble is not None or self._unchecked <= 0:
                await apart(lobby.check)
                self._unchecked = _EVERY
            self._rounds = await apart(lobby.rounds)
            waiting = len(await apart(lobby.queue.waiting))
        except KioskError as error:
            self.refuse(error)
        else:
            self._school = lobby.school
            self._backlog = replace(self._backlog, waiting=waiting)
            self.trouble = None
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
