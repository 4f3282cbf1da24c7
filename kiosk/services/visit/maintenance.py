"""What staff do at a terminal that nobody uses, behind the staff PIN."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from assets import Lang
from kiosk.errors import Problem, StoreError
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
    uncounted: list[Miss] = field(default_factory=list)
    """Tries that the store could not count."""

    def open(self, pin: str) -> Problem | None:
        """Return in words why a PIN opens nothing: the same whether it is wrong or never was set.

        It is counted before it is looked at, so that two at once are two. As for a student's
        number, five wrong ones have to wait, and twenty a day until tomorrow. While the store
        cannot count, staff are needed most: then this process does.

        Raises:
            KeysUnusable: The PIN's file cannot be read.
        """
        now = self.clock()
        wait = self._wait(now)
        if wait is not None:
            return wait
        self._count(Miss(self.terminal, now))
        if not self.keys.staff_pin.matches(pin):
            return self._wait(now) or Problem("screen.upkeep.wrong")
        self.uncounted.clear()
        with suppress(StoreError):
            self.store.forget_misses(self._key, self.terminal)
        return None

    def _count(self, miss: Miss) -> None:
        try:
            self.store.add_miss(self._key, miss, miss.at - _A_DAY)
        except StoreError:
            self.uncounted.append(miss)

    def _misses(self) -> Sequence[Miss]:
        counted: Sequence[Miss] = ()
        with suppress(StoreError):
            counted = self.store.misses(self._key)
        return sorted((*counted, *self.uncounted), key=lambda one: one.at)

    def _wait(self, now: datetime) -> Problem | None:
        lock = attempts.lock_of_number(self._misses(), self.terminal, now)
        if lock is None:
            return None
        return Problem("screen.upkeep.locked", {"until": f"{lock.until:%H:%M}"})

    @property
    def _key(self) -> str:
        return self.keys.attempt_key(f"{_PURPOSE} {self.terminal}")

    def findings(self) -> tuple[Finding, ...]:
        """Return what ``kiosk doctor`` finds; it keeps nobody of whom it read."""
        try:
            return tuple(examine(self.subject))
        finally:
            self.store.let_go()

    def print_test_pages(self, lang: Lang) -> tuple[Finding, ...]:
        """Print a test page on each printer, and return how it ended.

        Raises:
            ConfigError: The settings cannot be read.
        """

        def page(printer: str) -> bytes:
            return self.page(lang, printer)

        found = self.subject.printers()
        return tuple(try_out(one, page, self.clock, lambda *_: None) for one in found)
