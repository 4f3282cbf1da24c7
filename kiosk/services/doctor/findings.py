"""What a check finds, and what it may look at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.config import Config
from kiosk.errors import Problem
from kiosk.printing.contract import Printer
from kiosk.services.ports import Clock, Keys
from store.contract import Store


class Check(StrEnum):
    """What is looked at, in this order; values are the names in JSON."""

    PACKAGES = "packages"
    HOME = "home"
    CONFIG = "config"
    BASE_URL = "base_url"
    SECOND_FACTOR = "second_factor"
    KEYS = "keys"
    STAFF_PIN = "staff_pin"
    STORE = "store"
    EVIDENCE = "evidence"
    DATABASE = "database"
    FONTS = "fonts"
    RARE_FONTS = "rare_fonts"
    PRINTER = "printer"
    CLOCK = "clock"
    ROUNDS = "rounds"
    GUIDE = "guide"
    TERMINAL = "terminal"
    TERMINALS = "terminals"
    """Of the whole store, by what they said last."""
    TEST_PAGE = "test_page"
    """Only when it is asked for: it takes paper."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check."""

    check: Check
    ok: bool
    detail: Problem
    """What was found."""
    cure: Problem | None = None
    """What to do about it, if it is not in order."""


@dataclass(frozen=True, slots=True)
class Screen:
    """The terminal that the command runs in."""

    columns: int
    lines: int
    term: str
    """``TERM``."""
    colorterm: str
    """``COLORTERM``."""
    encoding: str
    """Of the locale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is examined; a part is opened when its turn comes, so that no fault hides another."""

    home: Path
    config: Callable[[], Config]
    keys: Callable[[], Keys]
    store: Callable[[], Store]
    printers: Callable[[], Sequence[Printer]]
    unprintable: Callable[[str], tuple[str, ...]]
    clock: Clock
    screen: Screen | None
    """None: there is no terminal."""


def words(check: Check, which: str, /, **values: object) -> Problem:
    """Return a text about a check: what was found, or with ``cure_`` in front what to do."""
    return Problem(f"doctor.{check}.{which}", {key: str(value) for key, value in values.items()})


def fine(check: Check, which: str = "ok", /, **values: object) -> Finding:
    """Return that something is in order."""
    return Finding(check, ok=True, detail=words(check, which, **values))


def poor(check: Check, which: str, /, **values: object) -> Finding:
    """Return that something is not in order, with the cure of the same name."""
    return Finding(
        check,
        ok=False,
        detail=words(check, which, **values),
        cure=words(check, f"cure_{which}", **values),
    )
