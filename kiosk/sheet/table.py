"""Ruled tables of the sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.model.signature import Strokes
from kiosk.sheet import fonts
from kiosk.sheet.density import LEFT, WIDTH
from kiosk.sheet.fonts import Weight
from kiosk.sheet.pen import FRAME, Box, Pen
from kiosk.sheet.text import MM, Setting, Style, wording

HEAD = Style(9, 9, 9, Weight.BOLD)
CELL = Style(9.5, 9, 7.5)
PAD = 1.4
_AIR = 1.0
_FINE = 0.6
"""Between a rule and small ink, in mm."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Text at the right of its cell: a signature by hand fits beside it."""

    setting: Setting

    @property
    def height(self) -> float:
        """In mm."""
        return self.setting.height


@dataclass(frozen=True, slots=True)
class Ink:
    """A drawn signature with its date at its right."""

    strokes: Strokes
    date: Setting

    @property
    def height(self) -> float:
        """In mm; the ink takes what the row has."""
        return self.date.height


Cell = Setting | Aside | Ink | Strokes


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what stands in its cells from the left, blank cells after them."""

    cells: tuple[Cell, ...]
    height: float
    """In mm."""

    @classmethod
    def of(cls, cells: Sequence[Cell], least: float) -> "Row":
        """Return a row that is as high as its cells need, and no lower than ``least`` mm."""
        needed = (one.height + _AIR for one in cells if not isinstance(one, Strokes))
        return cls(tuple(cells), max(least, *needed, 0.0))


@dataclass(frozen=True, slots=True)
class Table:
    """A framed table as wide as the page's text."""

    columns: tuple[float, ...]
    """Widths in mm."""
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    head_height: float = 6.0

    @property
    def height(self) -> float:
        """In mm."""
        return self.head_height + sum(row.height for row in self.rows)

    def draw(self, pen: Pen, top: float) -> None:
        """Draw with the upper edge at ``top`` mm."""
        head = Row(
            tuple(
                wording(text, width, HEAD)
                for text, width in zip(self.head, self.columns, strict=True)
            ),
            self.head_height,
        )
        y = top
        for row in (head, *self.rows):
            if y > top:
                pen.rule(Box(LEFT, y, WIDTH, 0))
            self._draw_cells(pen, row, y)
            y += row.height
        x = LEFT
        for width in self.columns[:-1]:
            x += width
            pen.rule(Box(x, top, 0, self.height))
        pen.frame(Box(LEFT, top, WIDTH, self.height), FRAME)

    def _draw_cells(self, pen: Pen, row: Row, top: float) -> None:
        x = LEFT
        for cell, width in zip(row.cells, self.columns, strict=False):
            box = Box(x, top, width, row.height)
            if isinstance(cell, Strokes):
                pen.strokes(cell, box.inset(0.8))
            elif isinstance(cell, Ink):
                beside = fonts.width(cell.date.lines[0], cell.date.weight) * cell.date.size / MM
                room = Box(x, top, width - beside - 2 * PAD, row.height)
                pen.strokes(cell.strokes, room.inset(_FINE))
                pen.flush_right(cell.date, box.inset(PAD))
            elif isinstance(cell, Aside):
                pen.flush_right(cell.setting, box.inset(PAD))
            else:
                pen.centred(cell, box)
            x += width
