"""Tables for other programs: xlsx that keeps every cell as text, csv that no program calculates.

Rows come one by one and are forgotten when they are written. Nothing in a cell acts on what shows
it, a terminal among them (``-o -``), whatever the store held.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO

from kiosk.errors import UsageError
from kiosk.rules.text import scrub

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""A cell of a csv file that begins so is calculated by the programs that open it (CWE-1236).

Those of Chinese systems take the wide signs as well, and all of them pass over spaces before it.
"""


class NotATable(UsageError):
    """A table is written as xlsx or csv; the file's ending says which."""

    text = "error.not_a_table"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    head: str
    width: int
    """In characters of the program that shows it."""


@dataclass(frozen=True, slots=True)
class Table:
    """What is written: a title for the sheet, its columns, and the rows under them."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[str]]

    def cells(self) -> Iterator[list[str]]:
        """Yield the rows as they may be written."""
        for row in self.rows:
            yield [scrub(value) for value in row]


def writer(suffix: str) -> Callable[[Table, BinaryIO], None]:
    """Return what writes a table into a file with such an ending; it raises ``OSError``.

    Raises:
        NotATable: Nothing does.
    """
    found = _WRITERS.get(suffix.lower())
    if found is None:
        raise NotATable
    return found


def _xlsx(table: Table, file: BinaryIO) -> None:
    """Write every cell as a string in a cell of the format text: nothing is taken for a number."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - 60 ms that only exports need

    packed = BytesIO()
    with TemporaryDirectory() as aside:
        book = Workbook(packed, {"constant_memory": True, "tmpdir": aside})
        _fill(book, table)
        book.close()
    file.write(packed.getbuffer())


def _fill(book: "Workbook", table: Table) -> None:
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "border": 1})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
    sheet = book.add_worksheet(table.title)
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.head, bold)
    last = 0
    for last, row in enumerate(table.cells(), 1):
        for at, value in enumerate(row):
            sheet.write_string(last, at, value, text)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, last, len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})


_A4 = 9
"""The number of the paper in the format (ECMA-376, part 1, 18.3.1.63)."""


def _csv(table: Table, file: BinaryIO) -> None:
    """Write UTF-8 with a byte order mark, by which Excel knows it."""
    wrapper = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    rows = csv.writer(wrapper)
    rows.writerow([column.head for column in table.columns])
    for row in table.cells():
        rows.writerow([_uncalculated(value) for value in row])
    wrapper.flush()
    wrapper.detach()


def _uncalculated(value: str) -> str:
    return f"'{value}" if value.lstrip().startswith(_FORMULA) else value


_WRITERS: Mapping[str, Callable[[Table, BinaryIO], None]] = {".xlsx": _xlsx, ".csv": _csv}
