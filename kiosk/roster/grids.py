"""Any roster as grids of cells: one a sheet, rows numbered as a spreadsheet counts them."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from kiosk.roster import dbf, delimited, workbook
from kiosk.roster.errors import TooLarge, UnknownFormat, UnreadableRoster
from kiosk.roster.grid import Grid

_LARGEST = 256 * 2**20
_READERS: Mapping[str, Callable[[Path], Iterator[Grid]]] = {
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".ods"), workbook.grids),
    **dict.fromkeys((".csv", ".tsv", ".txt"), delimited.grids),
    ".dbf": dbf.grids,
}
SUFFIXES = tuple(_READERS)
"""Endings of the files that are read."""


def grids(path: Path) -> Iterator[Grid]:
    """Yield the sheets of a roster; the rows of one must be taken before the next is asked for.

    Raises:
        RosterError: The file as a whole cannot be read.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnknownFormat(file=path.name)
    try:
        if path.stat().st_size > _LARGEST:
            raise TooLarge(file=path.name)
        yield from reader(path)
    except OSError as error:
        raise UnreadableRoster(file=path.name) from error
