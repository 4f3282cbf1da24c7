"""The app of a terminal that nobody looks after: how it ends, and that it ends in order."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from kiosk.config import Config
from kiosk.services.visit.lobby import Lobby
from kiosk.visit import Step
from screens.app import KioskApp
from screens.kept import Kept

RENEW = 1
"""What the app returns when its process is to begin anew."""
_REST = 10
"""Seconds without a key on Welcome after which nobody is there."""


class StandingKiosk(KioskApp):
    """A kiosk whose failures go to its keeper: none is printed, whichever thread it comes from."""

    def __init__(
        self, kept: Kept, config: Config, lobby: Callable[[], Lobby], *, hints: Sequence[str] = ()
    ) -> None:
        """Run a terminal that is kept; the rest is as ``KioskApp`` says."""
        super().__init__(config, lobby, hints=hints, watchdog=kept.watchdog)
        self._kept = kept

    def on_mount(self) -> None:
        """Give the loop's own failures to the keeper too, and let it end the app.

        Textual calls the handler of each class; one that called the other would have it run twice.
        """
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._loop_failed)
        self._kept.ask_to_end(lambda: loop.call_soon_threadsafe(self.end))

    def _handle_exception(self, error: Exception) -> None:
        """Have the terminal taken over at once: an app that failed may not even end."""
        self._kept.crashed(error)

    def _loop_failed(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Give on what failed where nobody waited for it."""
        error = context.get("exception")
        if isinstance(error, BaseException) and not self._exit:
            self._kept.crashed(error)

    def second_passed(self) -> None:
        """Begin anew when it is time and nobody is there, nor reads what lies over Welcome."""
        welcoming = self.visit.step is Step.WELCOME and not self.covered
        resting = welcoming and self._silence.seconds >= _REST
        if resting and self._kept.due(self.visits):
            self.exit(RENEW)
        else:
            super().second_passed()
