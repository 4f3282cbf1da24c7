"""What the use cases are given by who assembles them: the clock, keys, and the pen of the sheet."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # every screen is given a clock; Welcome needs nothing else of this
    from kiosk.model.keys import KeyChange
    from kiosk.model.page import Page
    from kiosk.model.seal import FaultKind, Seal
    from kiosk.rules.code import SheetCode

Clock = Callable[[], datetime]
"""Now, with time zone."""

Draw = Callable[["Page"], bytes]
"""A page as PDF; raises a ``KioskError`` for a character that no font prints."""


class Pin(Protocol):
    """The PIN that staff open a terminal's maintenance with."""

    @property
    def is_set(self) -> bool:
        """Tell whether staff have set one."""

    def matches(self, pin: str) -> bool:
        """Tell whether this is the PIN, in the same time if there is none."""


class Keys(Protocol):
    """The home's secrets, as far as use cases need them."""

    @property
    def staff_pin(self) -> Pin:
        """The PIN of the staff."""

    @property
    def digest_key(self) -> bytes:
        """Key of the digest in sheet codes."""

    def id_hash(self, id_number: str) -> str:
        """Return the keyed hash by which a person is found."""

    def attempt_key(self, number: str) -> str:
        """Return the keyed hash under which wrong answers for a number are counted."""

    def pin_hash(self, number: str, pin: str) -> str:
        """Return the keyed hash of a request's PIN."""

    def sign(self, code: "SheetCode") -> "SheetCode":
        """Return the code with key id and signature."""

    def genuine(self, code: "SheetCode") -> bool:
        """Tell whether a key of this machine signed the code."""

    def vouched(self, code: "SheetCode", changes: "Sequence[KeyChange]") -> bool:
        """Tell whether one of these keys signed the code, for which a known key vouches."""


class Seals(Protocol):
    """The desk's book of seals: its keys, and a copy of each seal."""

    def sign(self, seal: "Seal") -> "Seal":
        """Return a seal with key id and signature."""

    def fault(self, seal: "Seal") -> "FaultKind | None":
        """Return what is wrong with a seal's signature, if anything."""

    def keep(self, seal: "Seal") -> None:
        """Keep a copy of a seal durably."""

    def seals(self) -> "Iterable[Seal]":
        """Return every seal that was kept."""


def stamp(now: datetime) -> str:
    """Return a time as events hold it: ISO 8601 with offset, to the second."""
    return now.isoformat(timespec="seconds")
