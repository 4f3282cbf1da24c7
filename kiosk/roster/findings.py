"""What a roster holds once it is read, and what is wrong with it."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import Problem
from kiosk.model.record import Record
from kiosk.model.student import Source


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to be told about one cell, row or column of a file."""

    path: Path
    """The file, or the folder of photos."""
    sheet: str
    row: int
    """As a spreadsheet counts; 0: the whole sheet or file."""
    column: str
    """The header as the file spells it; empty: the whole row."""
    value: str
    """What stands there."""
    problem: Problem

    @property
    def file(self) -> str:
        """The file's base name, as it is told to people."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class Row:
    """One enrolment as a file gives it."""

    path: Path
    sheet: str
    number: int
    """As a spreadsheet counts."""
    columns: frozenset[str]
    """Names of the record's fields that the sheet has columns for: only these are meant."""
    record: Record
    label: str
    """Header of the column of student numbers."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One file."""

    path: Path
    source: Source
    rows: tuple[Row, ...]
    """Those that can be taken."""
    bad: tuple[Finding, ...]
    """All that is wrong with the others."""
    warnings: tuple[Finding, ...]
    mentioned: frozenset[str]
    """Every student number that could be read, those of bad rows included."""
    nameless: int
    """Bad rows whose student number could not be read."""
