"""A home and all that works in it: the only place where the parts are put together."""

import getpass
import os
import re
from collections.abc import Callable
from datetime import datetime
from functools import cached_property, update_wrapper
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar

import click

from kiosk.cli.caller import caller
from kiosk.cli.settings import make, settings
from kiosk.config import Config
from kiosk.keys import KeyRing
from kiosk.model.staff import Staff
from kiosk.printing.contract import Printer
from kiosk.printing.folder import FolderPrinter
from kiosk.printing.ipp import IppPrinter
from kiosk.rules.text import clean
from kiosk.services.rounds import Rounds
from kiosk.services.staff.guard import guarded
from kiosk.services.staff.looks import Looks, noting
from store.contract import Store
from store.tiny import TinyStore

P = ParamSpec("P")
T = TypeVar("T")

_TINY = "tinydb:"
FOLDER = "folder:"
_UNUSUAL = re.compile(r"[^A-Za-z0-9._-]+", re.ASCII)


def now() -> datetime:
    """Return the time with its zone."""
    return datetime.now().astimezone()


def node() -> str:
    """Return what this machine is called; the kernel takes any bytes for it."""
    return clean(os.uname().nodename)


def staff() -> str:
    """Return who calls, as events name them: the key's person over SSH, else the account's name."""
    person = caller()
    return account() if person is None else person.actor


def account() -> str:
    """Return whoever works in the home itself, by the name of their account."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        name = ""
    return f"staff:{_UNUSUAL.sub('_', name)[:32] or 'unknown'}"


def open_store(path: Path, chosen: Config) -> Store:
    """Return the store of a home.

    Raises:
        StoreError: As ``open_place`` says.
    """
    return open_place(path, chosen.store)


def open_place(path: Path, place: str) -> Store:
    """Return the store of a place.

    Args:
        path: The home.
        place: As settings name it: ``tinydb:FOLDER``, or the address of a database.

    Raises:
        StoreError: As ``TinyStore`` and ``PostgresStore`` say.
    """
    if place.startswith(_TINY):
        return TinyStore(path / place.removeprefix(_TINY))
    from store.postgres import PostgresStore  # noqa: PLC0415 - 100 ms that files do not need

    return PostgresStore(place)


def store_folder(path: Path, chosen: Config) -> Path:
    """Return where the store of a home lies."""
    return path / chosen.store.removeprefix(_TINY)


def open_keys(path: Path) -> KeyRing:
    """Return the keys of a home.

    Raises:
        KeysUnusable: As ``KeyRing.open`` says.
    """
    return KeyRing.open(path / "keys")


def print_folder(path: Path, printer: str) -> Path:
    """Return the folder that stands for a printer of the settings."""
    return path / printer.removeprefix(FOLDER)


def printers(path: Path, chosen: Config) -> tuple[Printer, ...]:
    """Return the printers of a home, in order of preference."""
    return tuple(_printer(path, one, chosen.print_timeout) for one in chosen.printer)


def _printer(path: Path, place: str, limit: int) -> Printer:
    if place.startswith(FOLDER):
        return FolderPrinter(print_folder(path, place))
    return IppPrinter(place, limit)


def unprintable(text: str) -> tuple[str, ...]:
    """Return the characters that no font prints; the fonts are loaded by the first call."""
    from kiosk.sheet import fonts  # noqa: PLC0415 - 150 ms that most commands do not need

    return fonts.unprintable(text)


class Home:
    """A home with its settings, keys and store, held to what its caller may do."""

    def __init__(
        self, path: Path, chosen: Config, keys: KeyRing, store: Store, staff: Staff | None = None
    ) -> None:
        """Work in ``path`` for ``staff``; without one, as the school itself.

        ``whole`` is the store without a guard, for what shows nothing of it: seals bind all
        students, whoever has them made. ``noted`` is the one for what shows a single record: that
        it was looked at is noted in the home itself too.
        """
        self.path = path
        self.config = chosen
        self.keys = keys
        self.staff = staff
        self.whole = store
        self.looks = Looks(store, staff.actor if staff else account(), now)
        self.store = guarded(store, staff, now, self.looks) if staff else store
        self.noted = self.store if staff else noting(store, self.looks)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Return a home; what is missing is made.

        Raises:
            ConfigError: ``kiosk.toml`` is wrong.
            KeysUnusable: The keys cannot be read or made.
            StoreError: The store cannot be opened.
        """
        make(path)
        chosen = settings(path)
        return cls(path, chosen, open_keys(path), open_store(path, chosen), caller())

    @cached_property
    def rounds(self) -> Rounds:
        """The check rounds."""
        return Rounds(self.store, now)

    @property
    def school(self) -> str:
        """The school's name: as set, or as the first student at hand has it."""
        if self.config.school:
            return self.config.school
        first = next(self.store.summaries(), None)
        return first.school if first else ""


def pass_home(command: Callable[Concatenate[Home, P], T]) -> Callable[P, T]:
    """Decorate a command that works in a home; a new one gets its first round."""

    def opened(*args: P.args, **kwargs: P.kwargs) -> T:
        home = Home.open(click.get_current_context().obj)
        home.rounds.begin()
        return command(home, *args, **kwargs)

    return update_wrapper(opened, command)
