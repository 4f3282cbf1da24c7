"""Checks of the machine: packages, fonts, clock and terminal."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from importlib import metadata

from kiosk.errors import KioskError
from kiosk.model.events import Kind
from kiosk.services.doctor.findings import Check, Finding, Screen, Subject, fine, poor

DISTRIBUTION = "hedui-kiosk"
_COLUMNS, _LINES = 80, 24
_EVERYDAY = "学籍核对"
_RARE = "\U0002a6d6"
"""A character of Unicode's extension B that only Hanazono has."""
_REQUIREMENT = re.compile(r"([A-Za-z0-9_.-]+)>=([0-9.]+)$")


def packages(_subject: Subject) -> Finding:
    """Compare what is installed with what the distribution asks for."""
    try:
        required = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return poor(Check.PACKAGES, "not_installed")
    lacking = [name for name, least in _required(required) if not _is_at_least(name, least)]
    if lacking:
        return poor(Check.PACKAGES, "missing", names=", ".join(lacking))
    return fine(Check.PACKAGES, version=metadata.version(DISTRIBUTION))


def _required(requirements: Sequence[str]) -> Iterator[tuple[str, str]]:
    for text in requirements:
        found = _REQUIREMENT.match(text)
        if found:
            yield found[1], found[2]


def _is_at_least(name: str, least: str) -> bool:
    try:
        return _numbers(metadata.version(name)) >= _numbers(least)
    except metadata.PackageNotFoundError:
        return False


def _numbers(version: str) -> tuple[int, ...]:
    """Return the leading numbers of a version, without zeros at their end."""
    found = re.match(r"[0-9]+(?:\.[0-9]+)*", version)
    numbers = [int(part) for part in found[0].split(".")] if found else []
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def fonts(subject: Subject) -> Finding:
    """Look whether the shipped fonts can be read."""
    try:
        missing = subject.unprintable(_EVERYDAY)
    except KioskError:
        return poor(Check.FONTS, "unreadable")
    return poor(Check.FONTS, "unreadable") if missing else fine(Check.FONTS)


def rare_fonts(subject: Subject) -> Finding:
    """Look whether rare characters of names can be printed."""
    try:
        missing = subject.unprintable(_RARE)
    except KioskError:
        return poor(Check.RARE_FONTS, "missing")
    return poor(Check.RARE_FONTS, "missing") if missing else fine(Check.RARE_FONTS)


def clock(subject: Subject) -> Finding:
    """Look whether the clock runs behind what was written or exported before."""
    now = subject.clock()
    desk = subject.store().desk()
    written = max((event.at for event in desk), default="", key=_moment)
    exported = max(
        (event.body.get("exported", "") for event in desk if event.kind is Kind.ROSTER_READ),
        default="",
    )
    shown = f"{now:%Y-%m-%d %H:%M %z}"
    if written and _moment(written) > now:
        return poor(Check.CLOCK, "behind", now=shown, then=written)
    if exported and date.fromisoformat(exported) > now.date():
        return poor(Check.CLOCK, "behind", now=shown, then=exported)
    return fine(Check.CLOCK, now=shown)


def _moment(at: str) -> datetime:
    return datetime.fromisoformat(at)


def terminal(subject: Subject) -> Finding:
    """Look whether the screens can be shown in this terminal."""
    screen = subject.screen
    if screen is None:
        return fine(Check.TERMINAL, "no_terminal")
    size = {"columns": screen.columns, "lines": screen.lines}
    if screen.term == "linux":
        return poor(Check.TERMINAL, "linux")
    if screen.term in {"", "dumb", "unknown"}:
        return poor(Check.TERMINAL, "dumb", term=screen.term)
    if screen.encoding.replace("-", "").upper() != "UTF8":
        return poor(Check.TERMINAL, "encoding", encoding=screen.encoding)
    if screen.columns < _COLUMNS or screen.lines < _LINES:
        return poor(Check.TERMINAL, "small", **size)
    return fine(Check.TERMINAL, term=screen.term, colours=_colours(screen), **size)


def _colours(screen: Screen) -> str:
    """Return how many colours the terminal is used with."""
    if screen.colorterm in {"truecolor", "24bit"}:
        return "16777216"
    return "256" if "256" in screen.term else "16"
