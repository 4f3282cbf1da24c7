"""The PIN that staff open a terminal's maintenance with: kept as what scrypt makes of it alone."""

import hashlib
import hmac
import os
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.keys.safe import KEY_BYTES, KeysUnusable, kept, replaced

_FILE = "pin"
_SALT_BYTES = 16
_COST = 2**15
"""Of scrypt, with blocks of 8: 32 MB and 0.1 s for each guess."""
_ROOM = 2**26
"""Bytes that scrypt may use."""
_PIN = re.compile(r"[0-9]{6,32}", re.ASCII)
_ANY = bytes(KEY_BYTES)
"""In the place of a PIN that was never set: as much work, and nothing fits."""


class BadPin(KioskError):
    """A PIN has at least six digits, and is no row like 111111 or 123456."""

    text = "error.bad_pin"


@dataclass(frozen=True, slots=True)
class StaffPin:
    """The PIN of a home, in the folder of its keys: salt and scrypt's answer, half of it each."""

    folder: Path

    @property
    def is_set(self) -> bool:
        """Tell whether staff have set one.

        Raises:
            KeysUnusable: Its file cannot be read.
        """
        return kept(self.folder / _FILE) is not None

    def set(self, pin: str) -> None:
        """Keep a PIN in the place of the one before.

        Raises:
            BadPin: It is too easy to guess.
            KeysUnusable: It cannot be written.
        """
        if not _PIN.fullmatch(pin) or len({int(b) - int(a) for a, b in pairwise(pin)}) == 1:
            raise BadPin
        salt = os.urandom(_SALT_BYTES)
        try:
            replaced(self.folder / _FILE, salt + _stretched(pin, salt))
        except OSError as error:
            raise KeysUnusable(file=_FILE) from error

    def matches(self, pin: str) -> bool:
        """Tell whether this is the PIN, in the same time if there is none.

        Raises:
            KeysUnusable: Its file cannot be read.
        """
        salted = kept(self.folder / _FILE) or _ANY
        salt, answer = salted[:_SALT_BYTES], salted[_SALT_BYTES:]
        return hmac.compare_digest(_stretched(pin, salt), answer)


def _stretched(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        pin.encode(),
        salt=salt,
        n=_COST,
        r=8,
        p=1,
        maxmem=_ROOM,
        dklen=KEY_BYTES - _SALT_BYTES,
    )
