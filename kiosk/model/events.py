"""A student is a list of events; each is bound to the one before by its hash."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What can happen to a student (own chain) or at the desk (the desk's chain)."""

    IMPORTED = "imported"
    ADDED = "added"
    DECLARED = "declared"
    PRINTED = "printed"
    SEEN = "seen"
    DROPPED = "dropped"
    REQUEST_OPENED = "request_opened"
    REQUEST_MOVED = "request_moved"
    CHANGE_CONFIRMED = "change_confirmed"
    HANDED_IN = "handed_in"
    HANDED_BACK = "handed_back"
    EXCUSED = "excused"
    SECOND_WAY_USED = "second_way_used"
    LEFT = "left"

    ROSTER_READ = "roster_read"
    ROUND_OPENED = "round_opened"
    ROUND_CLOSED = "round_closed"
    NUMBER_LOCKED = "number_locked"
    UNLOCKED = "unlocked"
    ADMITTED = "admitted"
    HANDED_OVER = "handed_over"
    STAFF_ADDED = "staff_added"
    STAFF_REMOVED = "staff_removed"
    LOOKED = "looked"
    PACKED = "packed"
    DENIED = "denied"
    SEALED = "sealed"
    BACKED_UP = "backed_up"
    RETIRED = "retired"
    CLEARED = "cleared"
    KEY_CHANGED = "key_changed"


@dataclass(frozen=True, slots=True)
class Draft:
    """Something that happened and is not written yet."""

    at: str
    """ISO 8601 with offset, to the second."""
    actor: str
    """``student``, ``kiosk``, or ``staff:NAME``."""
    kind: Kind
    body: Mapping[str, Any]
    """JSON without floats; what it holds, the fold of its kind says."""


@dataclass(frozen=True, slots=True)
class Event:
    """One link of a chain."""

    seq: int
    """1 for the first."""
    at: str
    actor: str
    kind: Kind
    body: Mapping[str, Any]
    prev: str
    """Hash of the link before; of the first, a value bound to the chain's owner."""
    hash: str
    """SHA-256 in hex of the canonical JSON of all the rest."""
