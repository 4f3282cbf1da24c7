"""``kiosk.toml``: what a school sets. Everything is optional, nothing unknown is accepted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal, get_args

import assets
from kiosk.config.reader import Reader, is_plain
from kiosk.errors import ConfigError, UnknownProvince

FILE = "kiosk.toml"

Second = Literal["tail", "name", "none"]
StatementBy = Literal["paper", "type"]
SignBy = Literal["pad", "name", "paper"]
LangName = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a student turns to."""

    name: str = ""
    room: str = ""
    phone: str = ""

    def __bool__(self) -> bool:
        """Tell whether anything is known; a table without values names nobody."""
        return bool(self.name or self.room or self.phone)


@dataclass(frozen=True, slots=True)
class VisitRules:
    """How a visit goes."""

    statement: StatementBy = "paper"
    sign: tuple[SignBy, ...] = ("pad", "name", "paper")
    idle: int = 60
    """Seconds without a key until the screen is blanked and asks."""
    wipe: int = 20
    """Further seconds until the visit is wiped."""
    lang: LangName = "zh"


@dataclass(frozen=True, slots=True)
class ServeRules:
    """Where the correction page listens."""

    host: str = "127.0.0.1"
    port: int = 8484
    trusted_proxies: tuple[str, ...] = ()
    """Addresses whose ``X-Forwarded-For`` is believed."""


@dataclass(frozen=True, slots=True)
class Config:
    """A school's settings."""

    school: str = ""
    """Empty: the school that the roster names."""
    base_url: str = "HTTPS://XJ.EXAMPLE.EDU.CN"
    store: str = field(default="tinydb:data", repr=False)
    """``tinydb:FOLDER`` in the home, or ``postgresql://…``, which may hold a password."""
    printer: tuple[str, ...] = field(default=("folder:out",), repr=False)
    """``folder:FOLDER`` in the home, ``ipp://…`` or ``ipps://…``, in order of preference."""
    guide: str = ""
    """A school's own guide content, a file in the home; empty: the shipped one."""
    second: Second = "tail"
    visit: VisitRules = field(default_factory=VisitRules)
    renew_at: time = time(4)
    """When a terminal that nobody uses begins anew each night, by its local clock."""
    copies: int = 2
    """How often a student may print one sheet."""
    print_timeout: int = 90
    """Seconds that a printer has for one sheet; then the job is cancelled."""
    serve: ServeRules = field(default_factory=ServeRules)
    years_kept: int = 3
    """Years after graduation for which a student's file is kept (``kiosk retention``)."""
    province: str = "shaanxi"
    """Whose rules of corrections hold: a file under ``assets/proofs``."""
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    """By college; ``default`` is the school's office."""

    def contact(self, college: str) -> Contact:
        """Return the registrar of a college, or the school's office where it names none."""
        return self.contacts.get(college) or self.contacts.get("default") or Contact()


_DATABASE = re.compile(r"postgresql://\S+")
_STORE = re.compile(rf"tinydb:.+|{_DATABASE.pattern}")
_PRINTER = re.compile(
    r"folder:.+|ipps?://(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::(?P<port>[0-9]{1,5}))?(?:/[^\s?#]*)?"
)
_BASE_URL = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9./-]*)?", re.IGNORECASE)


_LAST_PORT = 65535
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


def is_store(place: str) -> bool:
    """Tell whether a text names a place where a store can be."""
    return bool(_STORE.fullmatch(place))


def is_database(place: str) -> bool:
    """Tell whether a text is the address of a database."""
    return bool(_DATABASE.fullmatch(place))


def load(home: Path) -> Config:
    """Return the settings of a home; a home without ``kiosk.toml`` has the defaults.

    Raises:
        ConfigError: With line and key of what is wrong.
    """
    file = home / FILE
    if not file.exists():
        return Config()
    try:
        return read(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError(line="1", key="") from error


def read(text: str) -> Config:
    """Return the settings that a file holds.

    Raises:
        ConfigError: As in ``load``.
    """
    take = Reader(text)
    config = Config(
        school=take.text("", "school"),
        base_url=_matching(take, _BASE_URL, "HTTPS://XJ.EXAMPLE.EDU.CN", "base_url").rstrip("/"),
        store=_matching(take, _STORE, "tinydb:data", "store"),
        printer=_printers(take),
        second=take.one_of(Second, "tail", "identify", "second"),
        visit=VisitRules(
            statement=take.one_of(StatementBy, "paper", "visit", "statement"),
            sign=_ways_to_sign(take),
            idle=take.number(60, 5, "visit", "idle"),
            wipe=take.number(20, 5, "visit", "wipe"),
            lang=take.one_of(LangName, "zh", "visit", "lang"),
        ),
        renew_at=_renew_at(take),
        copies=take.number(2, 1, "print", "copies"),
        print_timeout=take.number(90, 5, "print", "timeout"),
        guide=take.text("", "guide"),
        serve=_serve(take),
        years_kept=take.number(3, 1, "retention", "years_after_graduation"),
        province=_province(take),
        contacts=_contacts(take),
    )
    take.finish()
    return config


def _matching(take: Reader, shape: re.Pattern[str], default: str, key: str) -> str:
    value = take.text(default, key)
    if not shape.fullmatch(value):
        raise take.refuse(key)
    return value


def _renew_at(take: Reader) -> time:
    value = take.text("04:00", "renew_at")
    if not _TIME.fullmatch(value):
        raise take.refuse("renew_at")
    return time.fromisoformat(value)


def _province(take: Reader) -> str:
    value = take.text("shaanxi", "province")
    known = assets.names("proofs")
    if value not in known:
        line = take.refuse("province").problem.values["line"]
        raise UnknownProvince(line=line, key="province", known="、".join(known))
    return value


def _printers(take: Reader) -> tuple[str, ...]:
    printers = take.texts(("folder:out",), "printer")
    found = [_PRINTER.fullmatch(one) for one in printers]
    if not all(one and int(one["port"] or 1) <= _LAST_PORT for one in found):
        raise take.refuse("printer")
    return printers


def _serve(take: Reader) -> ServeRules:
    proxies = take.texts((), "serve", "trusted_proxies")
    if not all(map(_is_address, proxies)):
        raise take.refuse("serve", "trusted_proxies")
    port = take.number(8484, 1, "serve", "port")
    if port > _LAST_PORT:
        raise take.refuse("serve", "port")
    return ServeRules(take.text("127.0.0.1", "serve", "host"), port, proxies)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _ways_to_sign(take: Reader) -> tuple[SignBy, ...]:
    ways: Any = take.texts(("pad", "name", "paper"), "visit", "sign")
    if not ways or not set(ways) <= set(get_args(SignBy)):
        raise take.refuse("visit", "sign")
    return ways  # type: ignore[no-any-return]


def _contacts(take: Reader) -> Mapping[str, Contact]:
    tables = take.take("contacts") or {}
    if not isinstance(tables, dict):
        raise take.refuse("contacts")
    for college in tables:
        if not is_plain(college):
            raise take.refuse("contacts")
    return {college: _contact(take, college, values) for college, values in tables.items()}


def _contact(take: Reader, college: str, values: Any) -> Contact:
    if not isinstance(values, dict):
        raise take.refuse("contacts", college)
    for key, value in values.items():
        if key not in Contact.__slots__ or not is_plain(value):
            raise take.refuse("contacts", college, key)
    return Contact(**values)
