"""A list of the desk: columns under heads, rows under a cursor that stays on what it is on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.langs import Speaks

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


def pieces(cell: Cell) -> tuple[Piece, ...]:
    """Return the pieces of a cell."""
    return ((cell, ""),) if isinstance(cell, str) else cell


def _width(cell: Cell) -> int:
    return sum(cell_len(text) for text, _ in pieces(cell))


def _gap(column: Column) -> int:
    """Return how many cells stand before a column."""
    return 1 if column.right else _GAP


class Rows(Speaks, ScrollView, can_focus=True, inherit_bindings=False):
    """Rows that are drawn one by one; the heads stay in sight.

    Columns are as wide as what stands in them; where there is no room, the widest ones that hold
    words are cut, with an ``…``.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--head",
        "rows--cursor",
        "rows--edge",
        "rows--muted",
        "rows--good",
        "rows--half",
        "rows--wrong",
        "rows--line",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)"),
        ("down", "move(1)"),
        ("pageup", "page(-1)"),
        ("pagedown", "page(1)"),
        ("home", "move(-1000000)"),
        ("end", "move(1000000)"),
        ("enter", "choose"),
    ]

    class About(Message):
        """Something happened in a list."""

        def __init__(self, rows: "Rows", key: str) -> None:
            """Tell where, and of which row."""
            super().__init__()
            self.rows, self.key = rows, key

        @property
        def control(self) -> "Rows":
            """The list, for selectors in ``on``."""
            return self.rows

    class Chosen(About):
        """Enter was pressed on a row, or it was clicked."""

    class Moved(About):
        """The cursor is on another row."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        """Begin with no rows."""
        super().__init__(id=id, classes=classes)
        self._columns: tuple[Column, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._widths: tuple[int, ...] = ()
        self._at = 0

    @property
    def key(self) -> str:
        """Of the row under the cursor; empty: there is none."""
        return self._rows[self._at].key if self._rows else ""

    def show(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Show rows. The cursor stays on its row, or where that was if it is gone."""
        key = self.key
        self._columns, self._rows = tuple(columns), tuple(rows)
        keys = [row.key for row in self._rows]
        self._at = keys.index(key) if key in keys else max(min(self._at, len(keys) - 1), 0)
        self.retell()
        if self.key != key:
            self._moved()

    def go(self, key: str) -> None:
        """Put the cursor on a row, if it is there."""
        found = [at for at, row in enumerate(self._rows) if row.key == key]
        if found:
            self._to(found[0])

    def retell(self) -> None:
        """Lay the columns out: words, rows or width are others."""
        room = self.scrollable_content_region.width
        if not self.is_attached or not room:
            return
        heads = [self.words(one.head).plain if one.head else "" for one in self._columns]
        found = [cell_len(head) for head in heads]
        for row in self._rows:
            found = [max(was, _width(cell)) for was, cell in zip(found, row.cells, strict=True)]
        over = sum(found) + sum(map(_gap, self._columns[1:])) + 1 - room
        words = [at for at, one in enumerate(self._columns) if not one.right]
        while over > 0 and words:
            widest = max(words, key=lambda at: found[at])
            if found[widest] <= _NARROWEST:
                break
            found[widest] -= 1
            over -= 1
        self._heads, self._widths = tuple(heads), tuple(found)
        self.virtual_size = Size(room, len(self._rows) + 1)
        self.refresh()

    def on_resize(self) -> None:
        """Lay the columns out anew."""
        self.retell()
        self._in_sight()

    def _to(self, at: int) -> None:
        at = max(min(at, len(self._rows) - 1), 0)
        if at != self._at:
            self._at = at
            self.refresh()
            self._in_sight()
            self._moved()

    def _moved(self) -> None:
        self.post_message(self.Moved(self, self.key))

    def _in_sight(self) -> None:
        """Scroll until the cursor is seen below the heads, which cover a row."""
        self.scroll_to_region(Region(0, self._at, 1, 2), animate=False, force=True)

    def action_move(self, by: int) -> None:
        """Move the cursor, not beyond the ends."""
        self._to(self._at + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by what is in sight."""
        self._to(self._at + by * max(self.size.height - 2, 1))

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self._rows:
            self.post_message(self.Chosen(self, self.key))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on what was clicked; a second click chooses it."""
        offset = event.get_content_offset(self)
        if offset is None or not offset.y:
            return
        event.stop()
        at = offset.y + self.scroll_offset.y - 1
        if at == self._at:
            self.action_choose()
        elif at < len(self._rows):
            self._to(at)

    def render_line(self, y: int) -> Strip:
        """Return one line: the heads, or a row."""
        width = self.scrollable_content_region.width
        base = self.rich_style
        if y == 0:
            style = self.get_component_rich_style("rows--head")
            cells = [((head, ""),) for head in getattr(self, "_heads", ())]
            return Strip([Segment(" ", base), *self._line(cells, style)]).adjust_cell_length(
                width, base
            )
        at = y - 1 + self.scroll_offset.y
        if at >= len(self._rows):
            return Strip.blank(width, base)
        here = at == self._at
        style = self.get_component_rich_style("rows--cursor") if here else base
        edge = self.get_component_rich_style("rows--edge") if here else base
        shown = [pieces(cell) for cell in self._rows[at].cells]
        line = [Segment("▌" if here else " ", edge), *self._line(shown, style, plain=here)]
        return Strip(line).adjust_cell_length(width, style)

    def _line(
        self, cells: Sequence[tuple[Piece, ...]], style: Style, *, plain: bool = False
    ) -> list[Segment]:
        found: list[Segment] = []
        for at, (column, cell, width) in enumerate(
            zip(self._columns, cells, self._widths, strict=False)
        ):
            if at:
                found.append(Segment(" " * _gap(column), style))
            blank = Segment(" " * max(width - _width(cell), 0), style)
            if column.right:
                found.append(blank)
            found += self._fitted(cell, width, style, plain=plain)
            if not column.right:
                found.append(blank)
        return found

    def _fitted(
        self, cell: tuple[Piece, ...], width: int, style: Style, *, plain: bool
    ) -> list[Segment]:
        """Return a cell's pieces, cut where the column ends."""
        found, left = [], width
        over = _width(cell) > width
        for text, look in cell:
            own = style
            if look and not plain:
                own = style + self.get_component_rich_style(f"rows--{look}", partial=True)
            size = cell_len(text)
            if over and size >= left:
                found.append(Segment(f"{set_cell_size(text, left - 1)}…", own))
                break
            found.append(Segment(text, own))
            left -= size
        return found
