"""Writing to a student's chain once: whoever else writes, and whatever the store could not tell."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from kiosk.errors import Conflict, KioskError, StoreDamaged, StoreUnreachable
from kiosk.keys import new_sheet_id
from kiosk.model.events import Draft
from kiosk.model.student import Student
from kiosk.rules import code
from kiosk.rules.fold import fold
from store.contract import Entry, Store

T = TypeVar("T")


class NoSuchStudent(KioskError):
    """Nobody has this number."""

    text = "error.no_such_student"


@dataclass(frozen=True, slots=True)
class Acts:
    """What is to be written of one act."""

    drafts: tuple[Draft, ...] = ()
    sheet_id: str = ""
    """Sheet or request that is to be found by it; empty: none."""


def student(store: Store, student_no: str) -> Student:
    """Return a student's file.

    Raises:
        NoSuchStudent: Nobody has this number.
    """
    found = fold(student_no, store.events(student_no))
    if not found.rev:
        raise NoSuchStudent
    return found


def append(
    store: Store,
    student_no: str,
    build: Callable[[Student], Acts],
    mine: Callable[[Student], T | None],
) -> T:
    """Append what ``build`` makes of the file as it is now, unless ``mine`` is there already.

    Reads again after each Conflict: another process may have written in between. So it does,
    once, after an error that leaves the outcome unknown. What is there already may come from
    a write whose end nobody saw, so it is made durable once more.

    Args:
        store: Is written to.
        student_no: Whose file it is.
        build: May raise to refuse; is called again after each Conflict.
        mine: Finds what the act left in the file, if it is there.

    Raises:
        NoSuchStudent: Nobody has this number.
        StoreUnreachable: Nothing is known to be written; the same call again is safe.
    """
    tried = False
    while True:
        now = student(store, student_no)
        acts = Acts() if mine(now) is not None else build(now)
        entry = Entry(student_no, now.rev, acts.drafts, sheet_id=acts.sheet_id, head=now.head)
        try:
            written = mine(fold(student_no, store.append(entry)))
        except Conflict:
            continue
        except StoreUnreachable:
            if tried:
                raise
            tried = True
            continue
        if written is None:
            raise StoreDamaged(file=student_no, offset="0")
        return written


def free_sheet_id(store: Store) -> str:
    """Return 72 random bits whose short number no sheet and no request has."""
    while True:
        sheet_id = new_sheet_id()
        if store.student_of(sheet_id[: code.SHORT_CHARS]) is None:
            return sheet_id
