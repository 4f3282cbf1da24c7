"""学籍信息变更记录: what later rosters changed, and blank rows for what is still to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import assets
from kiosk.model.page import ChangeRow
from kiosk.rules import form
from kiosk.sheet.density import LEFT, WIDTH, Density
from kiosk.sheet.pen import Pen
from kiosk.sheet.table import CELL, HEAD, PAD, Aside, Cell, Ink, Row, Table
from kiosk.sheet.text import fit, wording

_FORM: dict[str, Any] = dict(assets.table("form"))
_COLUMNS = (32.0, 44.0, 44.0, 54.0)
_TITLE = 5.4
_HEAD = 6.0
_MORE = 5.0
_BLANK = 2
"""Rows left to be filled by hand, when there is room."""
_MOST_ROWS = 6
"""Blank rows are added up to so many."""
_MOST_SET = 30
"""More than any page holds."""
_LONG_LOG = 6
"""More changes than this do not make the page denser: the newest are shown."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Item 9 of the page, as much of it as is shown."""

    table: Table
    more: bool
    """Older changes are not shown."""

    @property
    def height(self) -> float:
        """In mm."""
        return _TITLE + self.table.height + (_MORE if self.more else 0)

    def draw(self, pen: Pen, top: float) -> None:
        """Draw with the upper edge at ``top`` mm."""
        pen.text(wording(_FORM["changes_title"], WIDTH, HEAD), LEFT, top)
        self.table.draw(pen, top + _TITLE)
        if self.more:
            below = top + _TITLE + self.table.height
            pen.text(wording(_FORM["changes_more"], WIDTH, CELL), LEFT, below + 0.8)


@dataclass(frozen=True, slots=True)
class Log:
    """Recorded changes as rows, oldest first, to be chosen from."""

    rows: tuple[Row, ...]
    blank: float
    """Height of a blank row, in mm."""

    @classmethod
    def of(cls, changes: Sequence[ChangeRow], density: Density) -> "Log":
        """Set the cells."""
        least = density.change_row
        return cls(tuple(_row(one, least) for one in changes[-_MOST_SET:]), least)

    @property
    def wanted(self) -> float:
        """Height in mm that a page of this density should have left for the log."""
        shown = self.rows[-_LONG_LOG:]
        rest = _MORE if len(self.rows) > len(shown) else 0
        return _TITLE + _HEAD + sum(row.height for row in shown) + _BLANK * self.blank + rest

    @property
    def least(self) -> float:
        """Height in mm under which not even the newest change fits."""
        newest = self.rows[-1].height if self.rows else self.blank
        return _TITLE + _HEAD + newest + (_MORE if len(self.rows) > 1 else 0)

    def within(self, room: float) -> Changes:
        """Return the newest changes that fit, and blank rows.

        Args:
            room: Height in mm.
        """
        left = room - _TITLE - _HEAD
        every = sum(row.height for row in self.rows)
        if every > left:
            left -= _MORE
        shown: list[Row] = []
        for row in reversed(self.rows):
            if row.height > left:
                break
            shown.insert(0, row)
            left -= row.height
        more = len(shown) < len(self.rows)
        blank = 0 if more else min(int(left // self.blank), max(_BLANK, _MOST_ROWS - len(shown)))
        rows = (*shown, *[Row((), self.blank)] * blank)
        return Changes(Table(_COLUMNS, tuple(_FORM["changes_head"]), rows, _HEAD), more)


def _row(row: ChangeRow, least: float) -> Row:
    what, old, new, _ = (width - 2 * PAD for width in _COLUMNS)
    change = row.change
    cells = (
        fit(form.label(change.field), what, CELL),
        fit(form.shown(change.field, change.old), old, CELL),
        fit(form.shown(change.field, change.new), new, CELL),
        _signed(row),
    )
    return Row.of(cells, least)


def _signed(row: ChangeRow) -> Cell:
    """Return signature and day; unsigned, the day of the change with room to sign by hand."""
    signed, width = row.signed, _COLUMNS[3] - 2 * PAD
    day = form.day(signed.date or row.change.at[:10])
    if signed.strokes is not None:
        return Ink(signed.strokes, fit(day, width, CELL))
    if signed.name:
        return fit(f"{signed.name}  {day}", width, CELL)
    return Aside(fit(day, width, CELL))
