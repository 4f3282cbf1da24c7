"""The signed sheet code and the short sheet number."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.model.record import Record
from kiosk.model.rounds import Round, Verdict
from kiosk.rules.chain import canonical

VERSION = 1
CONTEXT = b"hedui sheet code 1\n"
"""What is signed in front of the payload, so that no other signature of the key passes for one."""

_EPOCH = date(2020, 1, 1)
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECKS = _ALPHABET + "*~$=U"
_READ = {char: value for value, char in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_PAYLOAD = 24
_SIGNATURE = 64
_CODE_BYTES = _PAYLOAD + _SIGNATURE
CODE_CHARS = 141
SHEET_ID_BYTES = 9
SHEET_ID_CHARS = 15
SHORT_CHARS = 8
"""Of a sheet id, that the short number shows."""


@dataclass(frozen=True, slots=True)
class SheetCode:
    """What a sheet code says, before anyone checked its signature."""

    key_id: bytes
    """2 bytes."""
    sheet_id: str
    """15 base32 characters."""
    day: date
    digest: bytes
    """10 bytes."""
    signature: bytes = b""
    """64 bytes; empty while unsigned."""

    @property
    def payload(self) -> bytes:
        """The 24 bytes that are signed after ``CONTEXT``."""
        days = (self.day - _EPOCH).days
        return (
            bytes([VERSION])
            + self.key_id
            + decode(self.sheet_id, SHEET_ID_BYTES)
            + days.to_bytes(2, "big")
            + self.digest
        )

    @property
    def text(self) -> str:
        """The 141 characters on the sheet."""
        return encode(self.payload + self.signature)


def encode(data: bytes) -> str:
    """Return bytes in Crockford base32, bits left-aligned."""
    chars = -(-len(data) * 8 // 5)
    number = int.from_bytes(data, "big") << (chars * 5 - len(data) * 8)
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(chars * 5 - 5, -5, -5))


def decode(text: str, size: int) -> bytes:
    """Return the ``size`` bytes of a base32 text, read as Crockford allows (O as 0, I and L as 1).

    Raises:
        ValueError: A foreign character, a wrong length, or a spare bit that is not zero.
    """
    chars = -(-size * 8 // 5)
    if len(text) != chars:
        raise ValueError("length")
    if not text.isascii():  # in upper case some are two letters, and some look like ours
        raise ValueError("character")
    number = 0
    for char in text.upper():
        if char not in _READ:
            raise ValueError("character")
        number = number << 5 | _READ[char]
    spare = chars * 5 - size * 8
    if number & (1 << spare) - 1:
        raise ValueError("spare bits")
    return (number >> spare).to_bytes(size, "big")


def parse(text: str) -> SheetCode:
    """Return what a code says; the whole URL of the QR is taken too.

    Raises:
        ValueError: The text is no code of a version that we know.
    """
    data = decode(text.strip().rsplit("/", 1)[-1], _CODE_BYTES)
    if data[0] != VERSION:
        raise ValueError("version")
    return SheetCode(
        key_id=data[1:3],
        sheet_id=encode(data[3:12]),
        day=_EPOCH + timedelta(days=int.from_bytes(data[12:14], "big")),
        digest=data[14:24],
        signature=data[24:],
    )


def digest(key: bytes, record: Record, round_: Round, verdict: Verdict, statement: str) -> bytes:
    """Return the 10 bytes that bind a code to what was declared.

    Args:
        key: Secret of the home: a plain hash of a record could be guessed.
        record: As it stood when declared.
        round_: The round declared in.
        verdict: 核对结论.
        statement: The sentence, as shown.
    """
    content = {
        "record": record.fields(),
        "round": str(round_),
        "verdict": verdict.value,
        "statement": statement,
    }
    return hmac.digest(key, b"sheet digest\n" + canonical(content), hashlib.sha256)[:10]


def day_of(at: str) -> date:
    """Return the day of an event's time."""
    return date.fromisoformat(at[:10])


def short_number(sheet_id: str) -> str:
    """Return the short sheet number, grouped 4-4-1: ``7K3M-9Q2W-X``."""
    head = sheet_id[:SHORT_CHARS]
    number = 0
    for char in head:
        number = number << 5 | _READ[char]
    return f"{head[:4]}-{head[4:]}-{_CHECKS[number % 37]}"


def parse_short(text: str) -> str:
    """Return the first eight characters of the sheet id that a typed short number means.

    Raises:
        ValueError: It is none, or a character was mistyped (the check character tells).
    """
    typed = text.strip().upper().removeprefix("R-").replace("-", "").replace(" ", "")
    if len(typed) != SHORT_CHARS + 1 or any(char not in _READ for char in typed[:SHORT_CHARS]):
        raise ValueError("short number")
    head = "".join(_ALPHABET[_READ[char]] for char in typed[:SHORT_CHARS])
    check = _ALPHABET[_READ[typed[-1]]] if typed[-1] in _READ else typed[-1]
    if short_number(head)[-1] != check:
        raise ValueError("check character")
    return head
