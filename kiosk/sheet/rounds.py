"""The table of later rounds."""

from collections.abc import Sequence

import assets
from kiosk.model.page import RoundRow
from kiosk.rules import form
from kiosk.sheet.density import Density
from kiosk.sheet.table import CELL, PAD, Cell, Row, Table
from kiosk.sheet.text import Style, fit

_COLUMNS = (39.0, 25.0, 76.0, 37.0)
_NARROW = (25.0, 13.5, 115.5, 23.0)
"""For typed names that are longer than their column."""
_CLOSE = Style(9, 7.5, 7.5)


def rounds(rows: tuple[RoundRow, ...], density: Density) -> Table:
    """Return item 8 of the page: rounds done are filled, later ones blank."""
    head = tuple(assets.table("form")["rounds_head"])
    names = [row.signed.name for row in rows]
    long = any(len(fit(name, _COLUMNS[2] - 2 * PAD, CELL).lines) > 1 for name in names)
    columns, style = (_NARROW, _CLOSE) if long else (_COLUMNS, CELL)
    return Table(columns, head, tuple(_row(one, columns, style, density) for one in rows))


def _row(row: RoundRow, columns: Sequence[float], style: Style, density: Density) -> Row:
    texts = (row.label, row.verdict, row.signed.name, form.day(row.signed.date))
    cells: list[Cell] = [
        fit(text, width - PAD, style) for text, width in zip(texts, columns, strict=True)
    ]
    if row.signed.strokes is not None:
        cells[2] = row.signed.strokes
    return Row.of(cells, density.round_row)
