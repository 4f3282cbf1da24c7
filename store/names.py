"""What a number, an id or a digest is spelled like; all else is none before it is looked for."""

import re

_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,29}", re.ASCII)
_SHEET = re.compile(r"[0-9A-HJKMNP-TV-Z]{8}(?:[0-9A-HJKMNP-TV-Z]{7})?", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)

SHORT = 8
"""Characters of a sheet id by which it can be found as well."""


def is_number(text: str) -> bool:
    """Tell whether a text could be a student number."""
    return _NUMBER.fullmatch(text) is not None


def check_number(number: str) -> None:
    """Look whether a text could be a student number.

    Raises:
        ValueError: It is none (see ``kiosk.rules.values.parse_student_no``).
    """
    if not is_number(number):
        raise ValueError("not a student number")


def check_sheet_id(sheet_id: str) -> None:
    """Look whether a text is a sheet id, whole or short.

    Raises:
        ValueError: It has neither 15 nor 8 characters of Crockford's base32.
    """
    if not _SHEET.fullmatch(sheet_id):
        raise ValueError("not a sheet id")


def check_digest(digest: str) -> None:
    """Look whether a text is a digest.

    Raises:
        ValueError: It is no SHA-256 in lower-case hex.
    """
    if not _DIGEST.fullmatch(digest):
        raise ValueError("not a digest")
