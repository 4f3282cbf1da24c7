"""The rows that were left out, beside their file, to be mended and read again."""

import csv
import io
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

from kiosk.roster.cells import shown
from kiosk.roster.errors import RejectsUnwritable
from kiosk.roster.grids import grids
from kiosk.roster.sheet import find_header

Reasons = Mapping[tuple[str, int], str]
"""Why, by sheet and row."""

_MUST_STAY_TEXT = re.compile(r"[=+@＝＋＠－\t\r-].*|0[0-9]+|[0-9]{12,}[0-9Xx]?", re.DOTALL)
"""What a spreadsheet would run as a formula, or would spoil as a number."""


def write_rejects(path: Path, reasons: Reasons, heading: str) -> Path:
    """Write the rows of a roster that have a reason, as ``<stem>.bad.csv`` beside it.

    Never over an earlier one: the name is numbered then. The file opens in Excel as it is.

    Args:
        path: The roster.
        reasons: The rows to write, each with its reasons in words.
        heading: Header of the column of reasons.

    Raises:
        RosterError: The roster is gone, or its folder cannot be written to.
    """
    text = io.StringIO(newline="")
    csv.writer(text).writerows(
        [_safe(cell) for cell in row] for row in _rejected(path, reasons, heading)
    )
    try:
        target = _reserve(path)
        _replace(target, text.getvalue().encode("utf-8-sig"))
    except OSError as error:
        raise RejectsUnwritable(file=path.name) from error
    return target


def _rejected(path: Path, reasons: Reasons, heading: str) -> Iterator[Sequence[str]]:
    last: Sequence[str] = ()
    for grid in grids(path):
        found, rows = find_header(path.name, grid)
        if found is None or not found.has_student_no:
            continue
        for number, row in rows:
            reason = reasons.get((grid.sheet, number))
            if reason is None:
                continue
            if found.labels != last:
                last = found.labels
                yield (*last, heading)
            cells = [shown(cell) for cell in row]
            cells += [""] * (len(last) - len(cells))
            yield (*cells, reason)


def _safe(cell: str) -> str:
    return f"'{cell}" if _MUST_STAY_TEXT.fullmatch(cell) else cell


def _reserve(path: Path) -> Path:
    """Return a new empty file beside a roster, readable by its owner alone."""
    for number in count(1):
        ending = ".bad.csv" if number == 1 else f".bad.{number}.csv"
        target = path.with_name(path.stem + ending)
        with suppress(FileExistsError):
            os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            return target
    raise AssertionError("count never ends")


def _replace(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".csv")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        target.unlink(missing_ok=True)
        raise
