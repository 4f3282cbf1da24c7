"""The record on the screen: 18 fields and two photos, of which each can be marked as wrong."""

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kiosk.model.record import PARTS, Part, Record
from screens.langs import Speaks, lang_of
from screens.widgets.record_layout import Cell, Item, Layout, fitting, items

_COLUMNS = 2
_ROWS = len(PARTS) // _COLUMNS


class RecordGrid(Speaks, ScrollView, can_focus=True, inherit_bindings=False):
    """One widget for all parts: a cursor, marks, and lines that are drawn when needed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1, 0)"),
        ("down", "move(1, 0)"),
        ("left", "move(0, -1)"),
        ("right", "move(0, 1)"),
        ("tab", "step(1)"),
        ("shift+tab", "step(-1)"),
        ("home", "go(0)"),
        ("end", f"go({len(PARTS) - 1})"),
        ("space", "mark"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--label",
        "grid--value",
        "grid--wrong",
        "grid--pill",
        "grid--cursor",
        "grid--cursor-wrong",
        "grid--bar",
    }

    class Marked(Message):
        """The student marked a part as wrong, or took the mark back."""

        def __init__(self, part: Part, wrong: bool) -> None:
            """Tell which part, and whether it is wrong now."""
            super().__init__()
            self.part, self.wrong = part, wrong

    revealed: reactive[bool] = reactive(False)
    """ID number and birth date are shown in full."""
    wrong: reactive[frozenset[Part]] = reactive(frozenset[Part]())
    """The parts that are marked."""
    cursor: reactive[int] = reactive(0)
    """Index in ``PARTS`` of the part that the cursor is on."""

    def __init__(
        self, record: Record, wrong: frozenset[Part] = frozenset(), *, classes: str | None = None
    ) -> None:
        """Show a record.

        Args:
            record: The student's.
            wrong: Parts that are marked already.
            classes: Of the widget.
        """
        super().__init__(classes=classes)
        self.record = record
        self.set_reactive(RecordGrid.wrong, wrong)
        self._layout = Layout((), 0)

    @property
    def part(self) -> Part:
        """The part that the cursor is on."""
        return PARTS[self.cursor]

    def _items(self) -> tuple[Item, ...]:
        return items(self.record, lang_of(self), self.revealed)

    def retell(self) -> None:
        """Place everything anew: the words, the width or the height are others."""
        width, height = self.container_size
        if not width:
            return
        self._layout = fitting(self._items(), width, height)
        self.show_vertical_scrollbar = self._layout.height > height
        if self.show_vertical_scrollbar:
            width -= self.styles.scrollbar_size_vertical
            self._layout = fitting(self._items(), width, height)
        self.virtual_size = Size(width, self._layout.height)
        self.refresh()

    def on_resize(self) -> None:
        """Place everything anew."""
        self.retell()

    def watch_revealed(self) -> None:
        """Place everything anew: a value in full may be longer."""
        if self.is_attached:
            self.retell()

    def watch_cursor(self) -> None:
        """Keep the cursor in sight."""
        if self._layout.cells:
            cell = self._layout.cells[self.cursor]
            region = Region(cell.left, cell.top, cell.width, cell.height)
            self.scroll_to_region(region, animate=False, force=True)

    def action_move(self, rows: int, columns: int) -> None:
        """Move the cursor by rows and columns, not beyond the edges."""
        row, column = divmod(self.cursor, _COLUMNS)
        row = min(max(row + rows, 0), _ROWS - 1)
        column = min(max(column + columns, 0), _COLUMNS - 1)
        self.cursor = row * _COLUMNS + column

    def action_step(self, by: int) -> None:
        """Move the cursor in the order of the form; past its ends the focus leaves."""
        if 0 <= self.cursor + by < len(PARTS):
            self.cursor += by
        elif by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def action_go(self, index: int) -> None:
        """Move the cursor to a part."""
        self.cursor = index

    def action_mark(self) -> None:
        """Mark the part under the cursor as wrong, or take the mark back."""
        part = self.part
        self.wrong ^= {part}
        self.post_message(self.Marked(part, part in self.wrong))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to what was clicked and mark it, or take its mark back."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        scroll = self.scroll_offset
        cell = self._layout.under(offset.x + scroll.x, offset.y + scroll.y)
        if cell is not None:
            event.stop()
            self.cursor = PARTS.index(cell.part)
            self.action_mark()

    def render_line(self, y: int) -> Strip:
        """Return one line of the grid."""
        line = y + self.scroll_offset.y
        segments: list[Segment] = []
        at = 0
        base = self.rich_style
        for cell in self._layout.cells:
            if cell.top <= line < cell.top + cell.height:
                segments.append(Segment(" " * (cell.left - at), base))
                segments += self._draw(cell, line - cell.top)
                at = cell.left + cell.width
        strip = Strip(segments)
        return strip.adjust_cell_length(self.scrollable_content_region.width, base)

    def _draw(self, cell: Cell, line: int) -> list[Segment]:
        style = self.get_component_rich_style
        here = self.has_focus and cell.part is self.part
        wrong = cell.part in self.wrong
        value = style("grid--wrong" if wrong else "grid--value")
        label = style("grid--label")
        rest = self.rich_style
        if here:
            rest = label = style("grid--cursor")
            value = style("grid--cursor-wrong" if wrong else "grid--cursor")
        pill = self.words("widget.wrong").plain if wrong and line == 0 else ""
        bar = style("grid--bar") if here else rest
        value_text = cell.value[line] if line < len(cell.value) else ""
        return [
            Segment("▌" if here else " ", bar),
            _padded(pill, 2, style("grid--pill") if pill else rest),
            Segment(" ", rest),
            _padded(cell.label[line] if line < len(cell.label) else "", cell.label_width, label),
            Segment(" ", rest),
            Segment(value_text, value),
            _padded("", cell.value_width - cell_len(value_text), rest),
        ]


def _padded(text: str, width: int, style: Style) -> Segment:
    return Segment(text + " " * (width - cell_len(text)), style)
