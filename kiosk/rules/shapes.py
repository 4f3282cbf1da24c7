"""Shapes of JSON: whether a value that another program may have written is what it should be."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import MAXYEAR, MINYEAR, date, datetime
from typing import Any

Shape = Callable[[Any], object]
"""Tells by its truth whether a value is of a shape.

A shape of texts may raise a TypeError for anything else, which ``table`` takes for a no: whatever
is read passes here, and a shape that is a method of C costs no call in Python.
"""

is_text: Shape = str.__instancecheck__
"""Tells whether it is a text."""

_DAY_CHARS = len("2026-11-23")
_DASH = len("2026-11")
"""Where a day of the month has its last dash, and a day of the week has none."""


def moment(told: str) -> datetime:
    """Return a time that can be reckoned with, in its own zone.

    Raises:
        ValueError: It is no time, has no zone, or another zone has no year for it.
    """
    at = datetime.fromisoformat(told)
    if at.tzinfo is None or not MINYEAR < at.year < MAXYEAR:
        raise ValueError
    return at


def is_number(value: Any) -> bool:
    """Tell whether it is a whole number."""
    return type(value) is int


def is_flag(value: Any) -> bool:
    """Tell whether it is true or false."""
    return isinstance(value, bool)


def is_day(value: Any) -> bool:
    """Tell whether it is an ISO date, or empty."""
    if value == "":
        return True
    try:
        return len(value) == _DAY_CHARS and value[_DASH] == "-" and bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


def is_time(value: Any) -> bool:
    """Tell whether it is a time as events hold it: an ISO date stands in front."""
    try:
        return value[_DASH] == "-" and bool(moment(value))
    except (LookupError, TypeError, ValueError):
        return False


def spelled(pattern: str) -> Shape:
    """Return the shape of texts that a pattern of ASCII fits."""
    return re.compile(pattern, re.ASCII).fullmatch


def among(words: Iterable[str]) -> Shape:
    """Return the shape of texts that are one of some words."""
    return frozenset(words).__contains__


def many(shape: Shape) -> Shape:
    """Return the shape of lists whose values are all of a shape."""
    return lambda value: isinstance(value, list | tuple) and all(map(shape, value))


def table(needed: Mapping[str, Shape], **more: Shape) -> Callable[[Any], bool]:
    """Return the shape of objects with these keys, perhaps some of ``more``, and no other."""
    shapes = {**needed, **more}
    least = needed.keys()

    def holds(value: Any) -> bool:
        if not isinstance(value, dict):
            return False
        if len(value) != len(shapes) and not least <= value.keys():
            return False
        try:
            for key, each in value.items():
                if not shapes[key](each):
                    return False
        except (KeyError, TypeError):
            return False
        return True

    return holds
