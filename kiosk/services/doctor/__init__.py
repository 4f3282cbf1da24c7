"""Is everything in order here? Each check says what it found, and what to do about it.

The words are in ``assets/texts/<lang>/doctor.toml``: ``doctor.<check>.<detail>`` and
``doctor.<check>.cure_<detail>``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from kiosk.errors import KioskError
from kiosk.services.doctor import database, guide, home, machine, paper, terminals
from kiosk.services.doctor.findings import Check, Finding, Screen, Subject, words

__all__ = ["Check", "Finding", "Screen", "Subject", "examine", "try_out"]

try_out = paper.try_out

_CHECKS: Mapping[Check, Callable[[Subject], Finding]] = {
    Check.PACKAGES: machine.packages,
    Check.HOME: home.home,
    Check.CONFIG: home.config,
    Check.BASE_URL: home.base_url,
    Check.SECOND_FACTOR: home.second_factor,
    Check.KEYS: home.keys,
    Check.STAFF_PIN: home.staff_pin,
    Check.STORE: home.store,
    Check.EVIDENCE: home.evidence,
    Check.DATABASE: database.database,
    Check.FONTS: machine.fonts,
    Check.RARE_FONTS: machine.rare_fonts,
    Check.CLOCK: machine.clock,
    Check.ROUNDS: home.rounds,
    Check.GUIDE: guide.guide,
    Check.TERMINAL: machine.terminal,
}


def examine(subject: Subject, checks: Iterable[Check] = Check) -> Iterator[Finding]:
    """Yield what each check finds; an error that a part tells of is a finding too."""
    for check in checks:
        try:
            yield from _look(check, subject)
        except KioskError as error:
            cure = words(check, "cure_error")
            yield Finding(check, ok=False, detail=error.problem, cure=cure)


def _look(check: Check, subject: Subject) -> Iterator[Finding]:
    if check is Check.PRINTER:
        yield from paper.printers(subject)
    elif check is Check.TERMINALS:
        yield from terminals.terminals(subject)
    elif check in _CHECKS:
        yield _CHECKS[check](subject)
