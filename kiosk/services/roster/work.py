"""An import as its own process does it: read, tell all that would change, wait for a word, write.

Whatever becomes of the desk once that word was said, the import goes on.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from assets import Lang
from kiosk.model.record import Field
from kiosk.model.request import MoveKind
from kiosk.roster.files import read
from kiosk.roster.findings import Finding
from kiosk.roster.photos import photos_in, read_photo
from kiosk.services.roster.importing import Importer
from kiosk.services.roster.plan import FieldChange, Plan, write_bad_rows
from kiosk.services.roster.planning import Album
from kiosk.services.work import Listener


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be imported."""

    files: tuple[Path, ...]
    photos: Path | None
    """A folder; none: no photos come."""
    full: bool
    """Whoever is in none of the files has left."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody whom the store does not know yet."""

    student_no: str
    name: str
    class_name: str


@dataclass(frozen=True, slots=True)
class Preview:
    """All that an import would do."""

    total: int
    """How many students it would write."""
    added: tuple[Newcomer, ...]
    changed: int
    unchanged: int
    changes: tuple[FieldChange, ...]
    returned: tuple[str, ...]
    left: tuple[str, ...]
    corrected: tuple[str, ...]
    """Requests by number that the files show corrected."""
    differ: tuple[str, ...]
    """Those for which they bring a third value."""
    bad: tuple[Finding, ...]
    warnings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """How many files were read."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Written:
    """A durable step of the import."""

    students: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an import ended."""

    written: int
    unwritten: int
    """Students that it did not come to, because it was stopped."""
    beside: tuple[str, ...]
    """Names of the files that hold the rows which were left out."""


@dataclass(frozen=True, slots=True)
class GoOn:
    """The word on which a previewed import is written."""

    skip_bad: bool
    """The bad rows are left out, and written beside their files …"""
    lang: Lang
    """… with their reasons in this language."""


def bring(importer: Importer, order: Order, listener: Listener) -> None:
    """Plan an import, tell all of it, and carry it out if that is wanted: the process's own work.

    Raises:
        KioskError: As ``read``, ``Importer`` and ``write_bad_rows`` say.
    """
    plan = _planned(importer, order, listener)
    listener.tell(_preview(plan))
    word = listener.hear()
    if not isinstance(word, GoOn):
        return
    plan = replace(plan, skip_bad=word.skip_bad)
    beside = write_bad_rows(plan, word.lang) if not plan.refused else ()
    written = unwritten = 0
    for count in importer.carry_out(plan):
        written += count
        listener.tell(Written(count))
        if written < plan.total and listener.interrupts():
            unwritten = importer.break_off(plan)
            break
    listener.tell(Outcome(written, unwritten, tuple(one.name for one in beside)))


def _planned(importer: Importer, order: Order, listener: Listener) -> Plan:
    photos = photos_in(order.photos) if order.photos else ()
    total, readings, pictures = len(order.files) + len(photos), [], []
    for done, file in enumerate(order.files):
        listener.tell(Looked(done, total))
        readings.append(read(file))
    for done, photo in enumerate(photos, len(order.files)):
        listener.tell(Looked(done, total))
        pictures.append(read_photo(photo))
    listener.tell(Looked(total, total))
    album = Album(order.photos, tuple(pictures)) if order.photos else None
    return importer.plan(readings, album, full=order.full)


def _preview(plan: Plan) -> Preview:
    records = [one.new for one in plan.writes if one.old is None]
    return Preview(
        total=plan.total,
        added=tuple(
            Newcomer(
                *(one.get(field) for field in (Field.STUDENT_NO, Field.NAME, Field.CLASS_NAME))
            )
            for one in records
        ),
        changed=plan.changed,
        unchanged=len(plan.unchanged),
        changes=tuple(plan.changes()),
        returned=tuple(one.wish.student_no for one in plan.writes if one.returned),
        left=tuple(student_no for student_no, _ in plan.left),
        corrected=plan.requests(MoveKind.CORRECT),
        differ=plan.requests(MoveKind.DIFFER),
        bad=plan.bad,
        warnings=plan.warnings,
    )
