"""What is to be typed on CHSI, checked beforehand; no finding holds what was checked."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import assets
from kiosk.errors import Problem
from kiosk.model.record import Field
from kiosk.rules import account, values
from kiosk.rules.text import half_width, squeeze


class What(StrEnum):
    """What can be checked, in the order of CHSI's form."""

    PHONE = "phone"
    PASSWORD = "password"  # noqa: S105 - the name of a field, no secret
    NAME = "name"
    ID_NUMBER = "id_number"
    MAILBOX = "mailbox"


class Strength(StrEnum):
    """How hard a password is to guess; the words are ``checker.strength.…``."""

    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be said about one value."""

    problems: tuple[Problem, ...] = ()
    """Why CHSI would refuse it; none: it would not."""
    advice: tuple[Problem, ...] = ()
    """What to know all the same."""
    strength: Strength | None = None
    """Of a password that keeps the rule."""

    @property
    def ok(self) -> bool:
        """CHSI's rule is kept."""
        return not self.problems


_MOBILE = re.compile(r"(?:\+?86|0086)?1[3-9][0-9]{9}", re.ASCII)
_LAND_LINE = re.compile(r"(?:(?:(?:\+|00)?860?|0)(?:10|[2-9][0-9]{1,2}))?[2-9][0-9]{6,7}", re.ASCII)
_SERVICE = re.compile(r"[48]00[0-9]{7}", re.ASCII)
_ABROAD = re.compile(r"(?:\+|00)(?!86)[1-9][0-9]{5,14}", re.ASCII)
_BETWEEN = re.compile(r"[ ()-]")
_PHONE_PLACES = 11

_SOHU = re.compile(r"(?:.+\.)?sohu\.com", re.ASCII)
"""CHSI's mail does not reach sohu.com and what is below it (Annex 1, step 2)."""

_SHORTEST, _LONGEST = 6, 30
_TYPED = re.compile(r"[!-~]+")
_CLASSES = tuple(map(re.compile, ("[a-z]", "[A-Z]", "[0-9]", "[^A-Za-z0-9]")))
_PERSONAL = re.compile(
    r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])|1[3-9][0-9]{9}"
)
"""A date or a mobile number."""
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_IN_A_ROW = 5
_FEW = 4
"""Different characters; with no more of them a password is easy to guess."""
_SHORT, _GOOD = 8, 10
_VARIED = 3
"""Kinds of characters in a strong password."""


def check(what: What, value: str) -> Finding:
    """Return what is to be said about a value, which is kept nowhere.

    Source: Annex 1, step 2 and notes 1 to 3.
    """
    if not value.strip():
        return _refused("checker.empty")
    return _CHECKS[what](value)


def _refused(*keys: str) -> Finding:
    return Finding(tuple(Problem(key) for key in keys))


def _advised(*keys: str) -> Finding:
    return Finding(advice=tuple(Problem(key) for key in keys))


def _phone(value: str) -> Finding:
    number = _BETWEEN.sub("", half_width(value))
    if _MOBILE.fullmatch(number):
        return _advised("checker.phone.yours")
    if _SERVICE.fullmatch(number) or _LAND_LINE.fullmatch(number):
        return _refused("checker.phone.land_line")
    if _ABROAD.fullmatch(number):
        return _refused("checker.phone.abroad")
    if not number.isdecimal():
        return _refused("checker.phone.characters")
    if len(number) != _PHONE_PLACES:
        return Finding((Problem("checker.phone.places", {"places": str(len(number))}),))
    return _refused("checker.phone.not_mobile")


def _mailbox(value: str) -> Finding:
    mailbox = half_width(value)
    if "@" not in mailbox:
        return _refused("checker.mailbox.no_at")
    if " " in mailbox or isinstance(account.parse(mailbox), Problem):
        return _refused("checker.mailbox.syntax")
    if _SOHU.fullmatch(mailbox.rpartition("@")[2].casefold()):
        return _refused("checker.mailbox.sohu")
    return _advised("checker.mailbox.yours")


def _password(value: str) -> Finding:
    if not _TYPED.fullmatch(value):
        wide = _TYPED.fullmatch(unicodedata.normalize("NFKC", value))
        return _refused("checker.password.wide" if wide else "checker.password.characters")
    if len(value) < _SHORTEST:
        return _refused("checker.password.short")
    if len(value) > _LONGEST:
        return _refused("checker.password.long")
    guesses = tuple(_guesses(value))
    strength = Strength.WEAK if guesses else _strength(value)
    advice = (*guesses, "checker.password.yours")
    return Finding(advice=tuple(Problem(key) for key in advice), strength=strength)


def _guesses(password: str) -> list[str]:
    """Return why a password is easy to guess."""
    plain = password.casefold()
    common = assets.table("guide/common")["passwords"]
    reasons = {
        "checker.password.common": plain in common or plain.rstrip("0123456789!@#$.") in common,
        "checker.password.digits": password.isdecimal(),
        "checker.password.few": len(set(plain)) <= _FEW,
        "checker.password.row": _in_a_row(plain),
        "checker.password.personal": _PERSONAL.search(password) is not None,
    }
    return [key for key, holds in reasons.items() if holds]


def _in_a_row(plain: str) -> bool:
    """Tell whether neighbours of the alphabet or keyboard are most of a password."""
    runs = (plain[begin : begin + _IN_A_ROW] for begin in range(len(plain) - _IN_A_ROW + 1))
    found = sum(any(run in row or run in row[::-1] for row in _ROWS) for run in runs)
    return found > 0 and 2 * (found + _IN_A_ROW - 1) >= len(plain)


def _strength(password: str) -> Strength:
    kinds = sum(one.search(password) is not None for one in _CLASSES)
    if len(password) < _SHORT or kinds == 1:
        return Strength.WEAK
    strong = kinds >= _VARIED and len(password) >= _GOOD
    return Strength.STRONG if strong else Strength.FAIR


def _name(value: str) -> Finding:
    name = squeeze(value)
    parsed = values.parse(Field.NAME, name)
    problem = parsed if isinstance(parsed, Problem) else values.name_doubt(name)
    if problem:
        return Finding((problem,))
    if any(char.isdecimal() for char in name):
        return _refused("checker.name.digits")
    return _advised("checker.name.final")


def _id_number(value: str) -> Finding:
    parsed = values.parse_id_number(value)
    if isinstance(parsed, Problem):
        return Finding((parsed,))
    return _advised("checker.id_number.final")


_CHECKS: Mapping[What, Callable[[str], Finding]] = {
    What.PHONE: _phone,
    What.MAILBOX: _mailbox,
    What.PASSWORD: _password,
    What.NAME: _name,
    What.ID_NUMBER: _id_number,
}
