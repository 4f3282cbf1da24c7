"""The roster at the desk: files found, an import shown in full, then carried out to its end.

An import runs in a process of its own (``kiosk.services.work``): it reads, tells all that it would
change, waits for a word, and writes. Whatever becomes of the desk then, the import goes on.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assets import Lang
from kiosk.errors import KioskError, Problem
from kiosk.model.record import Field
from kiosk.model.request import MoveKind
from kiosk.roster.files import read
from kiosk.roster.findings import Finding
from kiosk.roster.grids import SUFFIXES
from kiosk.roster.photos import photos_in, read_photo
from kiosk.services.roster import Album, Importer
from kiosk.services.roster_plan import FieldChange, Plan, write_bad_rows
from kiosk.services.work import Listener, Work, WorkBrokenOff

_OURS = frozenset({"data", "keys", "seals", "out", "log", "packs", "exports"})
"""Folders of a home in which no roster lies."""
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff", ".gif"})
_REJECTS = ".bad."
"""In the name of a file of rows that were left out before: nobody means it by chance."""


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
class _GoOn:
    skip_bad: bool
    lang: Lang


def bring(importer: Importer, order: Order, listener: Listener) -> None:
    """Plan an import, tell all of it, and carry it out if that is wanted: the process's own work.

    Raises:
        KioskError: As ``read``, ``Importer`` and ``write_bad_rows`` say.
    """
    plan = _planned(importer, order, listener)
    listener.tell(_preview(plan))
    word = listener.hear()
    if not isinstance(word, _GoOn):
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


class Import:
    """One import, from the preview to its end."""

    def __init__(self, work: Work) -> None:
        """Take over work that does what ``bring`` does."""
        self._work = work
        self._told = work.told()
        self.outcome: Outcome | None = None
        """How it ended; none: it has not, or it broke off."""

    def preview(self, looked: Callable[[Looked], None]) -> Preview:
        """Return what it would do.

        Args:
            looked: Is told how many files were read.

        Raises:
            WorkRefused: A file cannot be taken.
            WorkBrokenOff: It was dropped, or the process died.
        """
        for one in self._told:
            if isinstance(one, Preview):
                return one
            looked(one)
        raise WorkBrokenOff

    def drop(self) -> None:
        """Have nothing imported: nothing was written yet."""
        self._work.break_off()

    def carry_out(self, *, skip_bad: bool, lang: Lang) -> Iterator[int]:
        """Write; yield how many students each durable step wrote.

        Args:
            skip_bad: Leave out the bad rows; they are written beside their files.
            lang: Of the reasons in those files.

        Raises:
            WorkRefused: Nothing more is written, for the reason told.
            WorkBrokenOff: The process died; importing the same files again completes it.
        """
        self._work.say(_GoOn(skip_bad, lang))
        for one in self._told:
            if isinstance(one, Written):
                yield one.students
            else:
                self.outcome = one

    def stopped(self) -> Problem:
        """End it after the step of now, and return in words what was written."""
        self._work.say("stop")
        try:
            for one in self._told:
                if isinstance(one, Outcome):
                    self.outcome = one
        except KioskError as error:
            return error.problem
        return self.ended()

    def ended(self) -> Problem:
        """Return in words how it ended."""
        outcome = self.outcome
        if outcome is None:
            return WorkBrokenOff().problem
        figures = {"written": str(outcome.written), "unwritten": str(outcome.unwritten)}
        if outcome.unwritten:
            return Problem("screen.roster.stopped", figures)
        if outcome.beside:
            beside = {"files": "、".join(outcome.beside)}
            return Problem("screen.roster.done_beside", figures | beside)
        return Problem("screen.roster.done", figures)


@dataclass(frozen=True, slots=True)
class RosterDesk:
    """The import as the desk uses it."""

    folder: Path
    """Where files are looked for: the home, and what lies below it."""
    work: Callable[[Order], Work]
    """Starts a process that does what ``bring`` does."""

    def files(self) -> tuple[Path, ...]:
        """Return the rosters that lie in the folder, the newest first."""
        found = [
            one
            for one in self._visible()
            if one.suffix.lower() in SUFFIXES and _REJECTS not in one.name
        ]
        return tuple(sorted(found, key=lambda one: (-one.stat().st_mtime_ns, one)))

    def albums(self) -> tuple[Path, ...]:
        """Return the folders that hold pictures."""
        pictures = (one for one in self._visible() if one.suffix.lower() in _PICTURES)
        return tuple(sorted({one.parent for one in pictures} - {self.folder}))

    def _visible(self) -> Iterator[Path]:
        """Yield the files of the home that are not the program's own."""
        for place, folders, names in os.walk(self.folder):
            ours = _OURS if Path(place) == self.folder else frozenset[str]()
            folders[:] = [one for one in folders if one not in ours and not one.startswith(".")]
            yield from (Path(place) / one for one in names if not one.startswith("."))

    def start(self, order: Order) -> Import:
        """Begin an import."""
        return Import(self.work(order))
