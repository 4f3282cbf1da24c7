"""A seal: where every chain ended at one moment, bound together and signed."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class End:
    """Where a chain ends."""

    length: int = 0
    """Of how many events."""
    head: str = ""
    """Hash of the last."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The whole store at one moment; events that come later do not break it."""

    at: str
    root: str
    """Merkle root over the ends of all chains, in hex; its beginning stands on handover sheets."""
    students: int
    events: int
    """Of all students together."""
    desk: End
    listing: str
    """SHA-256 of the blob that holds every student's end (``kiosk.rules.sealing``)."""
    key_id: str = ""
    """In hex; of the key that signed."""
    signature: str = ""
    """64 bytes in hex; empty while unsigned."""


@dataclass(frozen=True, slots=True)
class Retired:
    """A student whom the retention rule took out: all that is left of them."""

    end: End
    """Of the chain that was."""
    seq: int
    """Of the desk's event that tells so."""
    sheets: tuple[str, ...]
    """Ids of the sheets and requests that they had."""


class FaultKind(StrEnum):
    """What can be wrong with a store; values are the names in JSON."""

    EVENT_CHANGED = "event_changed"
    EVENT_MISSING = "event_missing"
    TAIL_CUT = "tail_cut"
    REWRITTEN = "rewritten"
    STUDENT_MISSING = "student_missing"
    UNREADABLE = "unreadable"
    BLOB_MISSING = "blob_missing"
    BLOB_CHANGED = "blob_changed"
    SEAL_FORGED = "seal_forged"
    SEAL_KEY_UNKNOWN = "seal_key_unknown"
    SEAL_MISSING = "seal_missing"
    LISTING_MISSING = "listing_missing"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something that is not as it was written."""

    student_no: str
    """Empty: the desk's own chain, or a seal in it."""
    seq: int
    """Of the event; of what was cut or removed, the first that is missing; 0: of none."""
    kind: FaultKind
    where: str = ""
    """The file that is damaged, the blob's digest, or the time of the seal."""
