"""A roster file in, a ``Reading`` out: every row is taken, refused with a reason, or empty."""

import hashlib
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from kiosk.errors import Problem
from kiosk.model.student import Source
from kiosk.roster.errors import NoHeader, NoStudentNumbers, UnreadableRoster
from kiosk.roster.findings import Finding, Reading
from kiosk.roster.grids import grids
from kiosk.roster.sheet import Collected, SheetReader, find_header, is_empty, refuse_shortened
from kiosk.rules.text import clean

_PROPERTIES = (
    ("docProps/core.xml", re.compile(rb"<dcterms:modified[^>]*>([^<]+)<")),
    ("meta.xml", re.compile(rb"<dc:date[^>]*>([^<]+)<")),
)
"""Where workbooks keep when they were last saved."""


def read(path: Path, name: str = "") -> Reading:
    """Return what a roster holds.

    Args:
        path: xlsx, xls, ods, csv (UTF-8 or GB18030) or dbf (GBK).
        name: What the source is called on sheets; empty: the file's own name.

    Raises:
        RosterError: The file as a whole cannot be taken.
    """
    into = Collected(path)
    poor = ""
    headers = 0
    for grid in grids(path):
        for problem in grid.remarks:
            into.warnings.append(Finding(path, grid.sheet, 0, "", "", problem))
        header, rows = find_header(path.name, grid)
        if header and header.has_student_no:
            headers += 1
            reader = SheetReader(grid.sheet, header, into)
            for number, cells in rows:
                reader.take(number, cells)
        elif not all(is_empty(cells) for _, cells in rows):
            poor = poor or (grid.sheet if header else "")
            skipped = Problem("problem.sheet_skipped")
            into.warnings.append(Finding(path, grid.sheet, 0, "", "", skipped))
    if not headers:
        raise NoStudentNumbers(file=path.name, sheet=poor) if poor else NoHeader(file=path.name)
    refuse_shortened(into)
    return Reading(
        path,
        _source(path, name),
        tuple(into.rows),
        tuple(sorted(into.bad, key=lambda one: (one.sheet, one.row))),
        tuple(into.warnings),
        frozenset(into.mentioned),
        into.nameless,
    )


def _source(path: Path, name: str) -> Source:
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        saved = next(_saved(path), None)
        if saved is None:
            saved = datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone().date()
    except OSError as error:
        raise UnreadableRoster(file=path.name) from error
    return Source(clean(name or path.name), saved.isoformat(), sha256)


def _saved(path: Path) -> Iterator[date]:
    """Yield the day on which a workbook says it was saved, in local time."""
    try:
        with ZipFile(path) as archive:
            for part, pattern in _PROPERTIES:
                found = pattern.search(archive.read(part)) if part in archive.namelist() else None
                if found:
                    moment = datetime.fromisoformat(found[1].decode().strip())
                    yield moment.astimezone().date()
    except (BadZipFile, ValueError, EOFError, NotImplementedError, zlib.error):
        return
