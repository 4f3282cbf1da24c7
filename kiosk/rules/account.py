"""The CHSI account that a student may leave, masked, on the sheet."""

import re

from kiosk.errors import Problem
from kiosk.rules import mask
from kiosk.rules.text import half_width

_MOBILE = re.compile(r"(?:\+?86)?(1[3-9][0-9]{9})", re.ASCII)
_MAILBOX = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+"
    r"[A-Za-z]{2,24}",
    re.ASCII,
)
_LONGEST = 60


def parse(text: str) -> str | Problem:
    """Return the masked form of a mobile number or mailbox; the account itself is forgotten.

    Args:
        text: As typed; empty is allowed, the account is optional.
    """
    value = half_width(text).replace(" ", "")
    if not value:
        return ""
    mobile = _MOBILE.fullmatch(value.replace("-", ""))
    if mobile:
        return mask.account(mobile[1])
    if "@" not in value:
        return Problem("problem.account")
    if len(value) > _LONGEST or ".." in value or not _MAILBOX.fullmatch(value):
        return Problem("problem.mailbox")
    return mask.account(value)
