"""The chain of evidence: each event carries the hash of the one before."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kiosk.model.events import Draft, Event, Kind
from kiosk.rules.bodies import is_body
from kiosk.rules.shapes import is_number, is_text, is_time

DESK = "desk"
"""Owner of the desk's own chain; no student number is spelled so (see ``owner``)."""

_INT_LIMIT = 2**63
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


def genesis(owner: str) -> str:
    """Return the ``prev`` of an owner's first event, so that A's chain never verifies as B's.

    Args:
        owner: A student number, or ``DESK``.
    """
    kind = "desk" if owner == DESK else "student"
    return hashlib.sha256(f"hedui {kind} chain 1\n{owner}".encode()).hexdigest()


def canonical(value: Mapping[str, Any]) -> bytes:
    """Return the one spelling of a JSON object that is hashed and signed.

    Sorted keys, no spaces, UTF-8 not escaped.

    Raises:
        ValueError: It holds a float, NUL, a lone surrogate, or an integer over 64 bits, whose
            spelling other programs would not keep.
    """
    _refuse_unstable(value)
    return _spelled(value)


def is_stable(value: Any) -> bool:
    """Tell whether every program keeps the spelling of a value, as ``canonical`` wants it."""
    try:
        _refuse_unstable(value)
    except ValueError:
        return False
    return True


_SPELLING = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _spelled(value: Mapping[str, Any]) -> bytes:
    return _SPELLING.encode(value).encode()


def _refuse_unstable(value: Any) -> None:
    match value:
        case bool() | None:
            return
        case str():
            if _UNWRITABLE.search(value):
                raise ValueError("text with NUL or a surrogate")
        case int():
            if not -_INT_LIMIT <= value < _INT_LIMIT:
                raise ValueError("integer over 64 bits")
        case Mapping():
            for key, below in value.items():
                _refuse_unstable(key)
                _refuse_unstable(below)
        case list() | tuple():
            for below in value:
                _refuse_unstable(below)
        case _:
            raise ValueError("neither text, integer, list nor object")


def _digest(spelled: bytes) -> str:
    return hashlib.sha256(spelled).hexdigest()


def extend(owner: str, chain: Sequence[Event], drafts: Iterable[Draft]) -> tuple[Event, ...]:
    """Return the new links that follow a chain.

    Args:
        owner: Student number or ``DESK``.
        chain: What is written already; only its last link is looked at.
        drafts: What happened, in order.

    Raises:
        ValueError: A body is not what its kind says, or one that ``canonical`` refuses.
    """
    seq = chain[-1].seq if chain else 0
    prev = chain[-1].hash if chain else genesis(owner)
    links: list[Event] = []
    for draft in drafts:
        seq += 1
        rest: dict[str, Any] = {
            "seq": seq,
            "at": draft.at,
            "actor": draft.actor,
            "kind": draft.kind.value,
            "body": draft.body,
            "prev": prev,
        }
        prev = _digest(canonical(rest))
        link = Event(seq, draft.at, draft.actor, draft.kind, draft.body, rest["prev"], prev)
        links.append(_checked(link))
    return tuple(links)


def as_json(event: Event) -> dict[str, Any]:
    """Return an event as it is written."""
    return {
        "seq": event.seq,
        "at": event.at,
        "actor": event.actor,
        "kind": event.kind.value,
        "body": event.body,
        "prev": event.prev,
        "hash": event.hash,
    }


def of_json(value: Mapping[str, Any]) -> Event:
    """Return the event that was written.

    Raises:
        KeyError, ValueError: It is none.
    """
    return _checked(
        Event(
            value["seq"],
            value["at"],
            value["actor"],
            Kind(value["kind"]),
            value["body"],
            value["prev"],
            value["hash"],
        )
    )


def _checked(event: Event) -> Event:
    """Return an event that is what its kind says."""
    if not (is_number(event.seq) and is_time(event.at)):
        raise ValueError("no place in a chain")
    if not (is_text(event.actor) and is_text(event.prev) and is_text(event.hash)):
        raise ValueError("neither actor nor hash")
    if not is_body(event.kind, event.body):
        raise ValueError("no body of its kind")
    return event


def fault(owner: str, chain: Iterable[Event], seq: int = 0, prev: str = "") -> int:
    """Return the number of the first link that does not hold, or 0.

    Args:
        owner: Student number or ``DESK``.
        chain: Links in order.
        seq: Number of the link before the first of ``chain``, if it is a later part.
        prev: Hash of that link.
    """
    prev = prev or genesis(owner)
    for event in chain:
        seq += 1
        if event.seq != seq or event.prev != prev or not _holds(event):
            return seq
        prev = event.hash
    return 0


def _holds(event: Event) -> bool:
    """Tell whether an event's hash is that of the rest; what cannot be spelled does not hold."""
    rest = {
        "seq": event.seq,
        "at": event.at,
        "actor": event.actor,
        "kind": event.kind,
        "body": event.body,
        "prev": event.prev,
    }
    try:
        return _digest(_spelled(rest)) == event.hash
    except ValueError:
        return False
