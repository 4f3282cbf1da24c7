"""The national ID number (公民身份号码)."""

import re
from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_SHAPE = re.compile(r"[1-9][0-9]{16}[0-9X]", re.ASCII)

CARD_TYPES = frozenset({"", "1", "C"})
"""Papers whose number has this form: the ID card and the residence permit."""


def check_digit(first17: str) -> str:
    """Return the eighteenth character of an ID number.

    Args:
        first17: Seventeen ASCII digits.

    Source: GB 11643-1999, ISO 7064 MOD 11-2.
    """
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first17, strict=True))
    return _CHECKS[total % 11]


def well_formed(number: str) -> bool:
    """Tell whether a number has 18 places, a real date and the right check digit.

    The address part is not looked at: public tables of it disagree.
    """
    return (
        _SHAPE.fullmatch(number) is not None
        and birth_date(number) is not None
        and check_digit(number[:17]) == number[17]
    )


def birth_date(number: str) -> date | None:
    """Return the date in places 7 to 14, or nothing if it is none."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def is_male(number: str) -> bool:
    """Tell the gender in the seventeenth place: odd is male."""
    return int(number[16]) % 2 == 1
