"""What an import would do, as values: shown as a preview, carried out afterwards."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import assets
from kiosk.model.record import PARTS, Photo, Record
from kiosk.model.request import MoveKind
from kiosk.model.student import Source
from kiosk.roster.findings import Finding, Reading, Row
from kiosk.roster.photos import PhotoFile
from kiosk.roster.rejects import write_rejects
from kiosk.rules.showing import Showing


@dataclass(frozen=True, slots=True)
class Wish:
    """What the files say about one student, whatever the store holds."""

    student_no: str
    row: Row | None = None
    """None: only photos came."""
    source: Source | None = None
    photos: Mapping[Photo, PhotoFile] = field(default_factory=dict)

    def onto(self, record: Record) -> Record:
        """Return a stored record with what the files have columns or photos for.

        A column that is not in the file keeps the stored value; an empty cell erases it.
        """
        values = {kind.value: photo.digest for kind, photo in self.photos.items()}
        if self.row:
            values |= {name: getattr(self.row.record, name) for name in self.row.columns}
        return replace(record, **values)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value of a stored record that the files replace."""

    student_no: str
    field: str
    """Name of the record's field, or of a photo."""
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Write:
    """One ``imported`` event to be."""

    wish: Wish
    new: Record
    old: Record | None
    """None: the student is new."""
    source: Source
    after: int
    returned: bool = False
    """The student had left and is in the files again."""
    showings: tuple[Showing, ...] = ()
    """What the new record means for the student's requests."""

    @property
    def appears(self) -> bool:
        """It is an enrolment that the store did not show, or not under this ID number."""
        return self.old is None or self.returned or self.old.id_number != self.new.id_number

    def changes(self) -> Iterator[FieldChange]:
        """Yield what changes, in the order of the form, photos last."""
        if self.old is None:
            return
        beside = ("id_type", "verification_code", "verification_expires")
        for name in (*(part.value for part in PARTS), *beside):
            old, new = getattr(self.old, name), getattr(self.new, name)
            if old != new:
                yield FieldChange(self.wish.student_no, name, old, new)


@dataclass(frozen=True, slots=True)
class Answered:
    """Requests of a student that another enrolment of the same person answers."""

    student_no: str
    after: int
    """Length of the chain."""
    showings: tuple[Showing, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do."""

    readings: tuple[Reading, ...]
    writes: tuple[Write, ...]
    unchanged: tuple[Wish, ...]
    left: tuple[tuple[str, int], ...]
    """Students that a full roster no longer holds, each with the length of the chain."""
    answered: tuple[Answered, ...]
    bad: tuple[Finding, ...]
    """What is refused; with any of it nothing is imported, unless ``skip_bad``."""
    warnings: tuple[Finding, ...]
    skip_bad: bool

    @property
    def refused(self) -> bool:
        """Nothing may be imported: there are bad rows, and nobody said to skip them."""
        return bool(self.bad) and not self.skip_bad

    @property
    def total(self) -> int:
        """How many students ``carry_out`` writes."""
        written = {write.wish.student_no for write in self.writes}
        written |= {student_no for student_no, _ in self.left}
        alone = sum(one.student_no not in written for one in self.answered)
        return len(self.writes) + alone + len(self.left)

    @property
    def added(self) -> int:
        """How many students are new."""
        return sum(write.old is None for write in self.writes)

    @property
    def changed(self) -> int:
        """How many known students get a new record, or come back after having left."""
        return len(self.writes) - self.added

    def changes(self) -> Iterator[FieldChange]:
        """Yield every change of a value, student by student."""
        for write in self.writes:
            yield from write.changes()

    def requests(self, move: MoveKind) -> tuple[str, ...]:
        """Return the numbers of the requests that the files move so, in order."""
        told = (one.showings for many in (self.writes, self.answered) for one in many)
        found = (showing for showings in told for showing in showings)
        return tuple(sorted({one.number for one in found if one.move is move}))

    def skipped(self, reading: Reading) -> Mapping[tuple[str, int], list[Finding]]:
        """Return the findings about each bad row of a file, by sheet and row."""
        found: dict[tuple[str, int], list[Finding]] = {}
        for one in self.bad:
            if one.path == reading.path and one.row:
                found.setdefault((one.sheet, one.row), []).append(one)
        return found


def words(finding: Finding, lang: assets.Lang) -> str:
    """Return what is wrong, in words."""
    return assets.say(lang, finding.problem.text, **finding.problem.values)


def as_json(plan: Plan, lang: assets.Lang) -> dict[str, Any]:
    """Return a plan as ``kiosk import --json`` prints it."""
    return {
        "added": plan.added,
        "changed": plan.changed,
        "unchanged": len(plan.unchanged),
        "bad": [_finding(one, lang) for one in plan.bad],
        "warnings": [_finding(one, lang) for one in plan.warnings],
        "changes": [
            {"student_no": one.student_no, "field": one.field, "old": one.old, "new": one.new}
            for one in plan.changes()
        ],
        "requests": {
            "corrected": list(plan.requests(MoveKind.CORRECT)),
            "differ": list(plan.requests(MoveKind.DIFFER)),
        },
        "returned": [write.wish.student_no for write in plan.writes if write.returned],
        "left": [student_no for student_no, _ in plan.left],
    }


def _finding(finding: Finding, lang: assets.Lang) -> dict[str, Any]:
    return {
        "file": finding.file,
        "sheet": finding.sheet,
        "row": finding.row,
        "column": finding.column,
        "value": finding.value,
        "error": words(finding, lang),
    }


def write_bad_rows(plan: Plan, lang: assets.Lang) -> tuple[Path, ...]:
    """Write the bad rows of each file with their reasons beside it, and return what was written.

    To be called before ``carry_out`` of a plan with ``skip_bad``, never for a preview.

    Raises:
        RosterError: They could not be written; then nothing must be imported.
    """
    written: list[Path] = []
    for reading in plan.readings:
        found = plan.skipped(reading)
        if found:
            reasons = {place: _reasons(findings, lang) for place, findings in found.items()}
            heading = assets.say(lang, "roster.reason")
            written.append(write_rejects(reading.path, reasons, heading))
    return tuple(written)


def _reasons(findings: list[Finding], lang: assets.Lang) -> str:
    between = assets.say(lang, "roster.between_reasons")
    return between.join(
        assets.say(lang, "roster.reason_of_column", column=one.column, error=words(one, lang))
        if one.column
        else words(one, lang)
        for one in findings
    )
