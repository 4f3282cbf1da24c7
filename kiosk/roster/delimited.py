"""Rosters as text: UTF-8, UTF-16 with a mark, or GB18030; comma, tab or semicolon."""

import codecs
import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from kiosk.roster.columns import header
from kiosk.roster.errors import BadText
from kiosk.roster.grid import Grid, GridRow
from kiosk.rules.text import clean

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",\t;"
_HEAD = 30
"""Rows in which the header is looked for, to learn the delimiter."""


def grids(path: Path) -> Iterator[Grid]:
    """Yield the one sheet of a text file, named like the file.

    Raises:
        BadText: Neither encoding fits, or quotes never end.
    """
    text = _decoded(path)
    yield Grid(path.stem, _rows(path, text, _delimiter(path, text)))


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(path, data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(path, data, "gb18030")


def _strict(path: Path, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadText(file=path.name, row=str(line)) from error


def _delimiter(path: Path, text: str) -> str:
    """Return the delimiter by which the first rows show the most known columns."""

    def weight(delimiter: str) -> int:
        most = 0
        with suppress(BadText):  # quotes may only make sense with another delimiter
            for _, cells in islice(_rows(path, text, delimiter), _HEAD):
                found = header([clean(str(cell)) for cell in cells])
                most = max(most, found.weight if found else 0)
        return most

    return max(_DELIMITERS, key=weight)


def _rows(path: Path, text: str, delimiter: str) -> Iterator[GridRow]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from enumerate(lines, start=1)
    except csv.Error as error:
        raise BadText(file=path.name, row=str(lines.line_num)) from error
