"""The second factor: what a student must know besides a number."""

import hmac

from kiosk.model.record import Record
from kiosk.rules.text import clean, comparable, half_width

TAIL_OF_ID = 6
"""Last characters of the ID number, for who typed a student number."""
TAIL_OF_STUDENT_NO = 4
"""Last characters of the student number, for who typed the ID number."""


def normal(number: str) -> str:
    """Return a typed or scanned number as records hold it."""
    return half_width(number).replace(" ", "").upper()


def is_id_number(number: str) -> bool:
    """Tell whether a number as ``normal`` gives it looks like that of an ID card."""
    return len(number) == 18 and number[:17].isdigit()  # noqa: PLR2004 - GB 11643


def tail_matches(record: Record, typed: str, by_id_number: bool) -> bool:
    """Tell whether the typed tail is the record's, in constant time.

    Args:
        record: The student's.
        typed: As typed.
        by_id_number: The student gave the ID number first, so the tail is the student number's.
    """
    if by_id_number:
        expected = record.student_no[-TAIL_OF_STUDENT_NO:]
    else:
        expected = record.id_number[-TAIL_OF_ID:]
    given = normal(typed).encode()
    return bool(expected) and hmac.compare_digest(given, expected.upper().encode())


def name_matches(record: Record, typed: str) -> bool:
    """Tell whether the typed name is the record's, widths and dots of names aside."""
    given, expected = comparable(typed).encode(), comparable(record.name).encode()
    return bool(clean(record.name)) and hmac.compare_digest(given, expected)
