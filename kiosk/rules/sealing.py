"""What a seal binds together, how it is spelled, and what of it a store no longer keeps."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from typing import Any

from kiosk.model.events import Event, Kind
from kiosk.model.record import Photo
from kiosk.model.seal import End, FaultKind, Retired, Seal
from kiosk.rules import merkle
from kiosk.rules.chain import canonical

_CONTEXT = b"hedui seal 1\n"
"""What is signed in front of a seal, so that no other signature of the key passes for one."""
_LONGEST_LISTING = 1 << 30
"""Bytes; what claims to be longer is none."""

_PHOTOS = tuple(photo.value for photo in Photo)

Ends = Mapping[str, End]
"""The end of each student's chain, by number."""


def lines(ends: Ends) -> list[bytes]:
    """Return each student's end as one line, in the order of the numbers."""
    return [f"{number} {end.length} {end.head}".encode() for number, end in sorted(ends.items())]


def packed(lines: Iterable[bytes]) -> bytes:
    """Return lines as the blob of a seal holds them."""
    return zlib.compress(b"\n".join(lines))


def unpacked(listing: bytes) -> list[bytes]:
    """Return the lines of a seal's blob.

    Raises:
        ValueError: The bytes are none.
    """
    try:
        text = zlib.decompressobj().decompress(listing, _LONGEST_LISTING)
    except zlib.error as error:
        raise ValueError("not a listing") from error
    return text.split(b"\n") if text else []


def end_of(line: bytes) -> tuple[str, End]:
    """Return the student's number and the end that a line tells.

    Raises:
        ValueError: It tells none.
    """
    number, length, head = line.decode().split(" ")
    return number, End(int(length), head)


def root(desk: End, lines: Sequence[bytes]) -> str:
    """Return the Merkle root over the desk's end and all students', in hex."""
    first = f"desk {desk.length} {desk.head}".encode()
    return merkle.root([first, *(b"student " + line for line in lines)]).hex()


def message(seal: Seal) -> bytes:
    """Return what of a seal is signed: all but the signature."""
    return _CONTEXT + canonical(asdict(replace(seal, signature="")))


def as_json(seal: Seal) -> dict[str, Any]:
    """Return a seal as it is written."""
    return asdict(seal)


def of_json(value: Mapping[str, Any]) -> Seal:
    """Return the seal that was written.

    Raises:
        ValueError: It is none.
    """
    try:
        seal = Seal(**{**value, "desk": End(**value["desk"])})
    except (KeyError, TypeError) as error:
        raise ValueError("not a seal") from error
    for part in (seal, seal.desk):
        if any(type(getattr(part, one.name)) is not one.type for one in fields(part)):
            raise ValueError("not a seal")
    return seal


def blobs_of(event: Event) -> Sequence[str]:
    """Return the digests that an event names: photos of a record, the strokes of a signature."""
    body = event.body
    if event.kind in {Kind.IMPORTED, Kind.ADDED}:
        record = body["record"]
        return [record[photo] for photo in _PHOTOS if photo in record]
    signed = event.kind in {Kind.DECLARED, Kind.CHANGE_CONFIRMED}
    if signed and body["signature"].get("blob"):
        return [body["signature"]["blob"]]
    return ()


def retired(desk: Iterable[Event]) -> Mapping[str, Sequence[Retired]]:
    """Return who was taken out by the retention rule, by number, and each time that they were."""
    found: dict[str, list[Retired]] = {}
    for event in desk:
        if event.kind is Kind.RETIRED:
            body = event.body
            one = Retired(End(body["rev"], body["head"]), event.seq, tuple(body["sheets"]))
            found.setdefault(body["student_no"], []).append(one)
    return found


def lost(claimed: End, chain: Sequence[Event]) -> tuple[int, FaultKind] | None:
    """Return what a chain no longer keeps of a sealed end: the event's number, and how.

    Args:
        claimed: As the seal has it.
        chain: What is there now, whole.
    """
    if len(chain) < claimed.length:
        return len(chain) + 1, FaultKind.TAIL_CUT
    if claimed.length and chain[claimed.length - 1].hash != claimed.head:
        return claimed.length, FaultKind.REWRITTEN
    return None


def is_retired(claimed: End, seal: Seal, times: Iterable[Retired]) -> bool:
    """Tell whether the retention rule took out all that a seal has of a student.

    A seal from after that speaks of who came back under the number, and is held against it.
    """
    return any(seal.desk.length < one.seq and _covers(one.end, claimed) for one in times)


def _covers(end: End, claimed: End) -> bool:
    return end == claimed or end.length > claimed.length
