"""The columns of a list: how wide each is, and one row drawn in them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

Piece = tuple[str, str]
"""Text, and how it looks: ``muted``, ``good``, ``half``, ``wrong``, ``line``, or empty."""
Cell = str | tuple[Piece, ...]
_GAP = 2
"""Cells between two columns; before figures one is enough."""
_NARROWEST = 6


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list."""

    head: str
    """Key of its text; empty: none."""
    right: bool = False
    """Figures stand at the right; they are never cut."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list."""

    key: str
    """Tells it from the others, also when it has moved or changed."""
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns laid out for some rows."""

    columns: tuple[Column, ...] = ()
    heads: tuple[str, ...] = ()
    """In words."""
    widths: tuple[int, ...] = ()
    """In cells."""

    def draw(
        self, cells: Sequence[Cell], style: Style, look: Callable[[str], Style]
    ) -> list[Segment]:
        """Return a row.

        Args:
            cells: One a column.
            style: Of what has no look of its own.
            look: Returns what a look adds to it.
        """
        found: list[Segment] = []
        for at, (column, cell, width) in enumerate(
            zip(self.columns, cells, self.widths, strict=True)
        ):
            if at:
                found.append(Segment(" " * _gap(column), style))
            blank = Segment(" " * max(width - _width(cell), 0), style)
            fitted = _fitted(cell, width, style, look)
            found += [blank, *fitted] if column.right else [*fitted, blank]
        return found


def laid_out(
    columns: Sequence[Column], heads: Sequence[str], rows: Sequence[Row], room: int
) -> Columns:
    """Return columns as wide as what stands in them.

    Where there is no room, the widest ones that hold words give way.

    Args:
        columns: From left to right.
        heads: Their heads in words.
        rows: All there are, for the widths stay while one scrolls.
        room: In cells.
    """
    found = [cell_len(head) for head in heads]
    for row in rows:
        found = [max(was, _width(cell)) for was, cell in zip(found, row.cells, strict=True)]
    over = sum(found) + sum(map(_gap, columns[1:])) - room
    words = [at for at, one in enumerate(columns) if not one.right]
    while over > 0 and words:
        widest = max(words, key=lambda at: found[at])
        if found[widest] <= _NARROWEST:
            break
        found[widest] -= 1
        over -= 1
    return Columns(tuple(columns), tuple(heads), tuple(found))


def _pieces(cell: Cell) -> tuple[Piece, ...]:
    return ((cell, ""),) if isinstance(cell, str) else cell


def _width(cell: Cell) -> int:
    return sum(cell_len(text) for text, _ in _pieces(cell))


def _gap(column: Column) -> int:
    return 1 if column.right else _GAP


def _fitted(cell: Cell, width: int, style: Style, look: Callable[[str], Style]) -> list[Segment]:
    """Return a cell's pieces, with an ``…`` where the column ends before them."""
    found, left = [], width
    over = _width(cell) > width
    for text, name in _pieces(cell):
        own = style + look(name) if name else style
        size = cell_len(text)
        if over and size >= left:
            found.append(Segment(f"{set_cell_size(text, left - 1)}…", own))
            break
        found.append(Segment(text, own))
        left -= size
    return found
