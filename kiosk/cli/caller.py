"""Whose hands a process is in: over SSH the key's person, else whoever can read the home."""

from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.model.staff import Staff

_CALLING: list[Staff] = []
"""One person a process, in all of its threads: nobody can open a home beside the guard."""


def caller() -> Staff | None:
    """Return who calls over SSH; none: whoever works in the home is the school there."""
    return _CALLING[-1] if _CALLING else None


@contextmanager
def calling(staff: Staff) -> Iterator[None]:
    """Hold all that happens inside to what one of the staff may do."""
    _CALLING.append(staff)
    try:
        yield
    finally:
        _CALLING.pop()
