"""Links of a chain as rows of a table, and back."""

import json
from collections.abc import Iterable

from kiosk.errors import StoreDamaged
from kiosk.model.events import Event
from kiosk.rules import chain


def text(event: Event) -> str:
    """Return an event as its row holds it: what was hashed, and the hash."""
    value = chain.as_json(event)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def link(owner: str, seq: int, number: int, row: str) -> Event:
    """Return the event of a row.

    Args:
        owner: Student number or ``chain.DESK``.
        seq: Number of the event that is due.
        number: Number of the row.
        row: Its text.

    Raises:
        StoreDamaged: It is none, or another one.
    """
    try:
        value = json.loads(row)
        event = chain.of_json(value)
    except (KeyError, TypeError, ValueError, RecursionError):
        raise damaged(owner, seq) from None
    if "\\u" in row and not chain.is_stable(value):
        raise damaged(owner, seq)
    if not event.seq == number == seq:
        raise damaged(owner, seq)
    return event


def links(owner: str, rows: Iterable[tuple[int, str]], first: int = 1) -> tuple[Event, ...]:
    """Return the chain of its rows, given in order.

    Args:
        owner: Student number or ``chain.DESK``.
        rows: Number and text.
        first: Number of the first.

    Raises:
        StoreDamaged: A row is no event, or is missing.
    """
    return tuple(link(owner, seq, *row) for seq, row in enumerate(rows, first))


def damaged(owner: str, seq: int) -> StoreDamaged:
    """Return the error that names an event."""
    return StoreDamaged(owner=owner, seq=seq, file=f"{owner}/{seq}", offset="0")
