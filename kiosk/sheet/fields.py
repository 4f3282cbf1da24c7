"""The 18 fields in two columns, in the order of the form."""

from dataclasses import dataclass
from itertools import pairwise

from kiosk.model.record import Field, Record
from kiosk.rules import form
from kiosk.sheet.density import LEFT, WIDTH, Density
from kiosk.sheet.pen import FRAME, Box, Pen
from kiosk.sheet.text import Setting, Style, fit, wording

_LABEL = Style(9.5, 9.5, 9.5)
_PAD = 2.0
_LABELS = (31.0, 19.0)
_COLUMNS = (92.0, WIDTH - 92.0)
"""The left column holds the longest label."""
_AIR = 1.0
_MUTED = 0.25


@dataclass(frozen=True, slots=True)
class _Cell:
    label: Setting
    value: Setting


@dataclass(frozen=True, slots=True)
class Fields:
    """Item 4 of the page."""

    rows: tuple[tuple[_Cell, _Cell], ...]
    heights: tuple[float, ...]

    @classmethod
    def of(cls, record: Record, density: Density) -> "Fields":
        """Set the values of a record."""
        order = tuple(Field)
        rows = tuple(
            (_cell(record, left, 0), _cell(record, right, 1))
            for left, right in zip(order[::2], order[1::2], strict=True)
        )
        heights = tuple(
            max(density.field_row, *(cell.value.height + _AIR for cell in row)) for row in rows
        )
        return cls(rows, heights)

    @property
    def height(self) -> float:
        """In mm."""
        return sum(self.heights)

    def draw(self, pen: Pen, top: float) -> None:
        """Draw with the upper edge at ``top`` mm: label, value, left, right, row by row."""
        edges = [top]
        for row, height in zip(self.rows, self.heights, strict=True):
            x = LEFT
            for cell, labels, column in zip(row, _LABELS, _COLUMNS, strict=True):
                pen.middle(cell.label, Box(x + _PAD, edges[-1], labels, height), _MUTED)
                pen.middle(cell.value, Box(x + _PAD + labels, edges[-1], column, height))
                x += column
            edges.append(edges[-1] + height)
        for _, edge in pairwise(edges[:-1]):
            pen.rule(Box(LEFT, edge, WIDTH, 0))
        pen.rule(Box(LEFT + _COLUMNS[0], top, 0, self.height))
        pen.frame(Box(LEFT, top, WIDTH, self.height), FRAME)


def _cell(record: Record, field: Field, side: int) -> _Cell:
    room = _COLUMNS[side] - _LABELS[side] - 1.5 * _PAD
    label = wording(f"{form.label(field)}：", _LABELS[side], _LABEL)
    return _Cell(label, fit(form.value(record, field), room))
