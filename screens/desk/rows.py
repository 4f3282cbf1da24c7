"""A list of the desk: columns under heads, rows under a cursor that stays on what it is on."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.desk.columns import Cell, Column, Columns, Piece, Row, laid_out
from screens.langs import Speaks

__all__ = ["Cell", "Column", "Piece", "Row", "Rows"]


class Rows(Speaks, ScrollView, can_focus=True, inherit_bindings=False):
    """Rows that are drawn one by one, and only if they changed; the heads stay in sight."""

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
        self._laid = Columns()
        self._painted: dict[int, Strip] = {}
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
            self._laid = Columns()
            return
        heads = [self.words(one.head).plain if one.head else "" for one in self._columns]
        self._laid = laid_out(self._columns, heads, self._rows, room - 1)
        self.virtual_size = Size(room, len(self._rows) + 1)
        self._repaint()

    def _repaint(self) -> None:
        """Have the lines painted that are others than on the screen: few bytes over a slow line."""
        for y in range(self.size.height):
            if self._painted.get(y) != self._drawn(y):
                self.refresh(Region(0, y, self.size.width, 1))

    def on_resize(self) -> None:
        """Lay the columns out anew."""
        self.retell()
        self._in_sight()

    def _to(self, at: int) -> None:
        at = max(min(at, len(self._rows) - 1), 0)
        if at != self._at:
            self._at = at
            self._in_sight()
            self._repaint()
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
        self._painted[y] = self._drawn(y)
        return self._painted[y]

    def _drawn(self, y: int) -> Strip:
        width, base = self.scrollable_content_region.width, self.rich_style
        at = y - 1 + self.scroll_offset.y
        if y == 0:
            style = self.get_component_rich_style("rows--head")
            line = [Segment(" ", base), *self._laid.draw(self._laid.heads, style, self._look)]
            return Strip(line).adjust_cell_length(width, base).simplify()
        if at >= len(self._rows) or not self._laid.columns:  # nothing is laid out yet
            return Strip.blank(width, base)
        cells = self._rows[at].cells
        if at != self._at:
            line = [Segment(" ", base), *self._laid.draw(cells, base, self._look)]
            return Strip(line).adjust_cell_length(width, base).simplify()
        here = self.get_component_rich_style("rows--cursor")
        edge = self.get_component_rich_style("rows--edge")
        line = [Segment("▌", edge), *self._laid.draw(cells, here, lambda _: here)]
        return Strip(line).adjust_cell_length(width, here).simplify()

    def _look(self, name: str) -> Style:
        return self.get_component_rich_style(f"rows--{name}", partial=True)
