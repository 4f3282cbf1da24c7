"""A lab machine: what its files are filled in with."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from string import Template
from urllib.parse import parse_qs, urlsplit

import assets
from kiosk.cli.usage import UnfitAccount, UnfitPlace
from kiosk.config import Config, is_database

_PLACE = re.compile(r"/[A-Za-z0-9._/+-]+", re.ASCII)
"""Neither systemd, sshd, tmpfiles nor a shell reads anything else into such a path."""
_HIDDEN = ("/home", "/root", "/run", "/tmp", "/var/tmp")  # noqa: S108 - refused, not used
"""What the units' sandbox hides (systemd.exec(5), ``ProtectHome=`` and ``PrivateTmp=``)."""
_ACCOUNT = re.compile(r"[a-z][a-z0-9-]{0,30}", re.ASCII)
_SANDBOX = "sandbox"
"""A template for the others, no file of its own."""
ROLES = "roles.sql"
"""For the database alone."""
_LOCAL = "localhost"
_ANYWHERE = "any"


class _Text(Template):
    """Text with ``@@name`` to fill in: shells, nginx and systemd have the usual signs in use."""

    delimiter = "@@"


@dataclass(frozen=True, slots=True)
class Accounts:
    """Accounts of the system, in one group.

    Raises:
        UnfitAccount: One is no name, or two are the same.
    """

    terminal: str
    page: str
    desk: str
    group: str

    def __post_init__(self) -> None:
        names = (self.terminal, self.page, self.desk, self.group)
        for place, name in enumerate(names):
            if not _ACCOUNT.fullmatch(name) or name in names[:place]:
                raise UnfitAccount(name=name)


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine with terminal, page and desk on one home.

    Raises:
        UnfitPlace: The home or the program lies where a unit cannot reach it.
    """

    home: Path
    program: Path
    config: Config
    accounts: Accounts
    quit_code: int
    """What the terminal exits with when staff ended it for good."""

    def __post_init__(self) -> None:
        for place in (self.home, self.program):
            hidden = any(place.is_relative_to(one) for one in _HIDDEN)
            if hidden or not _PLACE.fullmatch(str(place)):
                raise UnfitPlace(place=str(place))

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield path under the machine's root folder, and text; ``ROLES`` lies in no place."""
        texts = dict(assets.deployed())
        values = self._values() | {_SANDBOX: texts.pop(_SANDBOX)}
        if not is_database(self.config.store):
            del texts[ROLES]
        for path, text in texts.items():
            yield path, _Text(text).substitute(values)

    def _values(self) -> dict[str, str]:
        accounts, serve = self.accounts, self.config.serve
        store = _database_hosts(self.config.store)
        printers = [urlsplit(one).hostname or "" for one in self.config.printer]
        listens = f"[{serve.host}]" if ":" in serve.host else serve.host
        return {
            "home": str(self.home),
            "program": str(self.program),
            "bin": str(self.program.parent),
            "terminal": accounts.terminal,
            "page": accounts.page,
            "desk": accounts.desk,
            "group": accounts.group,
            "quit": str(self.quit_code),
            "host": (urlsplit(self.config.base_url).hostname or "").lower(),
            "listen": f"{listens}:{serve.port}",
            "terminal_peers": _peers([*store, *printers]),
            "page_peers": _peers([*store, serve.host, *serve.trusted_proxies]),
            "night_peers": _peers(store),
            "night_alone": "no" if _peers(store) else "yes",
        }


def _database_hosts(store: str) -> list[str]:
    """Return where the database is; files, and a socket in a folder, are nowhere on the net."""
    if not is_database(store):
        return []
    parts = urlsplit(store)
    named = [parts.hostname or "", *parse_qs(parts.query).get("host", [])]
    return [one for one in named if not one.startswith("/")]


def _peers(hosts: Iterable[str]) -> str:
    """Return whom a unit may talk to, as ``IPAddressAllow=`` has it.

    A name may mean any address, and has to be asked for elsewhere.
    """
    found = sorted({_peer(one) for one in hosts if one})
    return _ANYWHERE if _ANYWHERE in found else " ".join(found)


def _peer(host: str) -> str:
    try:
        address = ip_address(host)
    except ValueError:
        return _LOCAL if host == _LOCAL else _ANYWHERE
    if address.is_unspecified:
        return _ANYWHERE
    return _LOCAL if address.is_loopback else str(address)
