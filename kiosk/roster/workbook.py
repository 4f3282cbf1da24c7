"""Rosters as workbooks (xlsx, xls, ods): typed cells by calamine, and the errors that it hides."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
)

from kiosk.errors import Problem
from kiosk.roster.cells import Cell, Spoiled
from kiosk.roster.errors import LockedRoster, UnreadableRoster
from kiosk.roster.faults import faults
from kiosk.roster.grid import Grid, GridRow

_PANIC = "pyo3_runtime"
"""Home of the exception that a panic in calamine becomes, on some torn xls files; it has no name to
import and is no ``Exception``."""


def grids(path: Path) -> Iterator[Grid]:
    """Yield every sheet of cells, hidden ones included.

    Raises:
        LockedRoster: It asks for a password.
        UnreadableRoster: The file is torn or no workbook.
    """
    with _told_plainly(path):
        spoiled = faults(path)
        with CalamineWorkbook.from_path(path) as book:
            for about in book.sheets_metadata:
                if about.typ is SheetTypeEnum.WorkSheet:
                    sheet = book.get_sheet_by_name(about.name)
                    yield Grid(about.name, _rows(sheet, spoiled.get(about.name, {})))


@contextmanager
def _told_plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except PasswordError as error:
        raise LockedRoster(file=path.name) from error
    except CalamineError as error:
        raise UnreadableRoster(file=path.name) from error
    except BaseException as error:
        if type(error).__module__ != _PANIC:
            raise
        raise UnreadableRoster(file=path.name) from error


def _rows(sheet: CalamineSheet, spoiled: Mapping[tuple[int, int], str]) -> Iterator[GridRow]:
    if sheet.start is None:
        return
    left = sheet.start[1]
    by_row: dict[int, dict[int, str]] = {}
    for (number, column), shown in spoiled.items():
        by_row.setdefault(number, {})[column - left] = shown
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield number, _with_faults(cells, by_row[number]) if number in by_row else cells


def _with_faults(cells: Sequence[Cell], spoiled: Mapping[int, str]) -> list[Cell]:
    """Put the errors back that calamine reads as empty cells (its issue 105)."""
    key = Problem("problem.formula_error")
    return [Spoiled(spoiled[at], key) if at in spoiled else cell for at, cell in enumerate(cells)]
