"""What every reader of files gives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.errors import Problem
from kiosk.roster.cells import Cell

GridRow = tuple[int, Sequence[Cell]]
"""The number of a row, from 1 as a spreadsheet counts, and its cells."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet."""

    sheet: str
    rows: Iterator[GridRow]
    remarks: tuple[Problem, ...] = ()
    """What the format itself says about the sheet, such as rows marked as deleted."""
