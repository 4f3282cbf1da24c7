"""A sheet to sign on, with mouse or finger."""

from itertools import groupby
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from kiosk.model.signature import Strokes
from screens.widgets.ink import UNITS_ACROSS, UNITS_DOWN, Dots, Drawing, FloatPoint

_MARGIN = 6
"""Cells beside the line that is signed on."""


class SignaturePad(Widget, can_focus=True):
    """Keeps what is drawn as vectors; the cells are only how it is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [("backspace", "undo"), ("delete", "clear")]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"pad--line"}
    ALLOW_SELECT = False

    class Drawn(Message):
        """A stroke was ended or taken back, or the pad was cleared."""

    blocks: reactive[bool] = reactive(False)
    """Draw with half blocks, for fonts that have no braille."""

    def __init__(self, *, blocks: bool = False, classes: str | None = None) -> None:
        """Begin with an empty sheet."""
        super().__init__(classes=classes)
        self.set_reactive(SignaturePad.blocks, blocks)
        self._drawing = Drawing()
        self._dots = Dots(blocks)
        self._down = False
        self._fine = False

    @property
    def strokes(self) -> Strokes | None:
        """What was drawn; nothing if the sheet is empty."""
        size = self.size
        return self._drawing.strokes(size.width * UNITS_ACROSS, size.height * UNITS_DOWN)

    @property
    def enough(self) -> bool:
        """Whether what was drawn can be a signature: not empty, not a dot."""
        return self._drawing.enough

    def watch_blocks(self) -> None:
        """Draw anew."""
        self._redraw()

    def action_undo(self) -> None:
        """Take the last stroke back."""
        self._end()
        self._drawing.undo()
        self._redraw()
        self.post_message(self.Drawn())

    def action_clear(self) -> None:
        """Empty the sheet."""
        self._end()
        self._drawing = Drawing()
        self._redraw()
        self.post_message(self.Drawn())

    def _redraw(self) -> None:
        self._dots = Dots(self.blocks)
        for line in self._drawing.lines:
            for start, end in zip(line, line[1:] or line, strict=False):
                self._dots.line(start, end)
        self.refresh()

    def _ink(self, start: FloatPoint, end: FloatPoint) -> None:
        """Draw a piece of a stroke and repaint only what it touched."""
        touched = self._dots.line(start, end)
        left, top = min(x for x, _ in touched), min(y for _, y in touched)
        right, bottom = max(x for x, _ in touched), max(y for _, y in touched)
        self.refresh(Region(left, top, right - left + 1, bottom - top + 1))

    def _point(self, event: events.MouseEvent) -> FloatPoint:
        """Return where the pointer is, on the sheet; the middle of a cell if only that is known."""
        x = float(event.pointer_x) - self.gutter.left
        y = float(event.pointer_y) - self.gutter.top
        self._fine = self._fine or not (x.is_integer() and y.is_integer())
        half = 0.0 if self._fine else 0.5
        across, down = (x + half) * UNITS_ACROSS, (y + half) * UNITS_DOWN
        size = self.size
        return (
            min(max(across, 0.0), size.width * UNITS_ACROSS - 1.0),
            min(max(down, 0.0), size.height * UNITS_DOWN - 1.0),
        )

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the pen down."""
        if event.button != 1:
            return
        event.stop()
        self.capture_mouse()
        self._down = True
        point = self._point(event)
        self._drawing.begin(point)
        self._ink(point, point)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw, while the pen is down; the release may have been lost outside the window."""
        if not self._down:
            return
        event.stop()
        if event.button == 0:
            self._end()
            return
        point = self._point(event)
        start = self._drawing.go(point)
        if start is not None:
            self._ink(start, point)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Lift the pen."""
        if self._down:
            event.stop()
            self._end()

    def _end(self) -> None:
        if self._down:
            self._down = False
            self.release_mouse()
            self.post_message(self.Drawn())

    def render_line(self, y: int) -> Strip:
        """Return one line of the sheet."""
        width, height = self.size
        ink, paper = self.rich_style, self.get_component_rich_style("pad--line")
        based = y == height * 3 // 4
        cells = []
        for x in range(width):
            char = self._dots.char(x, y)
            line = char == " " and based and _MARGIN <= x < width - _MARGIN
            cells.append(("─" if line else char, line))
        return Strip(
            [
                Segment("".join(char for char, _ in run), paper if line else ink)
                for line, run in groupby(cells, key=lambda cell: cell[1])
            ]
        )
