"""Rosters as dBASE files: GBK text in fields of so many bytes, which may cut a character in two."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dbfread import DBF, FieldParser

from kiosk.errors import Problem
from kiosk.roster.cells import Cell, Spoiled
from kiosk.roster.errors import UnreadableRoster
from kiosk.roster.grid import Grid, GridRow

_ENCODING = "gb18030"
"""Holds all of GBK; what a file says of its code page is seldom true."""


class _Parser(FieldParser):  # type: ignore[misc] # dbfread ships no types
    """Gives each field as the file spells it, so that nothing is lost or guessed on the way."""

    def parseC(self, _field: Any, data: bytes) -> Cell:  # noqa: N802 - dbfread's name
        raw = data.rstrip(b"\0 ")
        try:
            return raw.decode(_ENCODING)
        except UnicodeDecodeError as error:
            cut = error.end == len(raw)
            key = "problem.cut_character" if cut else "problem.garbled"
            return Spoiled(raw.decode(_ENCODING, "replace"), Problem(key))

    def parseD(self, _field: Any, data: bytes) -> Cell:  # noqa: N802 - as above
        text = data.decode("ascii", "replace").strip("\0 ")
        return "" if text.strip("0") == "" else text

    def parseN(self, _field: Any, data: bytes) -> Cell:  # noqa: N802 - as above
        text = data.decode("ascii", "replace").strip("\0 *")
        return int(text) if text.isascii() and text.isdigit() else text

    parseF = parseN  # noqa: N815 - as above


def grids(path: Path) -> Iterator[Grid]:
    """Yield the one sheet of a dBASE file, named like the file; the header is row 1.

    Raises:
        UnreadableRoster: The file is torn or no dBASE file.
    """
    try:
        table = DBF(
            str(path),
            encoding=_ENCODING,
            ignorecase=False,
            parserclass=_Parser,
            recfactory=None,
            ignore_missing_memofile=True,
            char_decode_errors="replace",
        )
        whole = table.header.headerlen + table.header.numrecords * table.header.recordlen
    except (ValueError, LookupError, struct.error) as error:
        raise UnreadableRoster(file=path.name) from error
    if path.stat().st_size < whole or not table.field_names:
        raise UnreadableRoster(file=path.name)
    deleted = len(table.deleted)
    remarks = (Problem("problem.deleted_rows", {"count": str(deleted)}),) if deleted else ()
    yield Grid(path.stem, _rows(path, table), remarks)


def _rows(path: Path, table: DBF) -> Iterator[GridRow]:
    yield 1, table.field_names
    try:
        for number, items in enumerate(table, start=2):
            yield number, [cell for _, cell in items]
    except (ValueError, struct.error) as error:
        raise UnreadableRoster(file=path.name) from error
