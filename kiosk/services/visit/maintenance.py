"""What staff do at a terminal that nobody uses, behind the staff PIN."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from assets import Lang
from kiosk.errors import Problem
from kiosk.rules import attempts
from kiosk.rules.attempts import Miss
from kiosk.services.doctor import Finding, Subject, examine, try_out
from kiosk.services.ports import Clock, Keys
from store.contract import Store

_A_DAY = timedelta(days=1)
_PURPOSE = "staff pin"


@dataclass(frozen=True, slots=True)
class Maintenance:
    """Tries, findings and test pages of one terminal. All may block."""

    store: Store
    keys: Keys
    clock: Clock
    terminal: str
    """Name of this terminal; tries are counted by it."""
    subject: Subject
    page: Callable[[Lang, str], bytes]
    """The test page for a printer of this name, as PDF."""

    def open(self, pin: str) -> Problem | None:
        """Return in words why a PIN opens nothing: the same whether it is wrong or never was set.

        It is counted before it is looked at, so that two at once are two. As for a student's
        number, five wrong ones have to wait, and twenty a day until tomorrow.

        Raises:
            StoreError: Tries cannot be counted, so none is taken.
            KeysUnusable: The PIN's file cannot be read.
        """
        now = self.clock()
        wait = self._wait(now)
        if wait is not None:
            return wait
        self.store.add_miss(self._key, Miss(self.terminal, now), now - _A_DAY)
        if not self.keys.staff_pin.matches(pin):
            return self._wait(now) or Problem("screen.upkeep.wrong")
        self.store.forget_misses(self._key, self.terminal)
        return None

    def _wait(self, now: datetime) -> Problem | None:
        lock = attempts.lock_of_number(self.store.misses(self._key), self.terminal, now)
        if lock is None:
            return None
        return Problem("screen.upkeep.locked", {"until": f"{lock.until:%H:%M}"})

    @property
    def _key(self) -> str:
        return self.keys.attempt_key(f"{_PURPOSE} {self.terminal}")

    def findings(self) -> tuple[Finding, ...]:
        """Return what ``kiosk doctor`` finds."""
        return tuple(examine(self.subject))

    def print_test_pages(self, lang: Lang) -> tuple[Finding, ...]:
        """Print a test page on each printer, and return how it ended.

        Raises:
            ConfigError: The settings cannot be read.
        """

        def page(printer: str) -> bytes:
            return self.page(lang, printer)

        found = self.subject.printers()
        return tuple(try_out(one, page, self.clock, lambda *_: None) for one in found)
