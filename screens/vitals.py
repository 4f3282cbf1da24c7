"""That the terminal lives: told to who restarts it, from its own loop, and to the desk."""

from collections.abc import Callable
from contextlib import suppress

from textual.app import App

from kiosk.errors import KioskError
from kiosk.model.terminal import Condition
from kiosk.services.visit.heart import EVERY
from kiosk.services.watchdog import Watchdog
from screens.apart import apart


class Vitals:
    """Signs of life of one app. None of them disturbs a visit, come through or not."""

    def __init__(self, watchdog: Watchdog) -> None:
        """Send signs to ``watchdog``."""
        self._watchdog = watchdog
        self._told: Condition | None = None
        self._rest = 0
        self._beating = False

    def begin(self, app: App[int]) -> None:
        """Tell that the first screen is painted, and from now on that the app's loop turns."""
        self._watchdog.ready()
        if self._watchdog.every:
            self._watchdog.alive()
            app.set_interval(self._watchdog.every, self._watchdog.alive)

    def end(self) -> None:
        """Tell that a signal ends the app."""
        self._watchdog.stopping()

    def wants_beat(self, condition: Condition) -> bool:
        """Tell, once a second, whether the desk is to be told: of a change at once."""
        self._rest -= 1
        due = self._rest <= 0 or condition is not self._told
        return due and not self._beating

    async def beat(self, beat: Callable[[Condition], None], condition: Condition) -> None:
        """Tell the desk, in a thread; whatever went wrong, the next beat tries again."""
        self._told, self._rest, self._beating = condition, EVERY, True
        try:
            with suppress(KioskError):
                await apart(beat, condition)
        finally:
            self._beating = False
