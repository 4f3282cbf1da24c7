"""A list of options under a cursor that something else moves."""

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.langs import Speaks
from screens.widgets.wrapping import wrap


@dataclass(frozen=True, slots=True)
class Choice:
    """One option."""

    value: str
    own: bool = False
    """The student's own words, not from the list."""


@dataclass(frozen=True, slots=True)
class _Line:
    index: int
    """Of the option; beyond the last: a note."""
    text: str


class Choices(Speaks, ScrollView, can_focus=False, inherit_bindings=False):
    """The options of a pick list: drawn line by line, whole even when they are long."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choices--cursor", "choices--bar", "choices--note"}

    class Chosen(Message):
        """An option was clicked."""

        def __init__(self, value: str) -> None:
            """Tell which."""
            super().__init__()
            self.value = value

    cursor: reactive[int] = reactive(-1)
    """Index of the option that Enter picks; -1: none yet."""

    def __init__(self) -> None:
        """Begin with nothing to choose."""
        super().__init__()
        self._choices: tuple[Choice, ...] = ()
        self._more = 0
        self._lines: tuple[_Line, ...] = ()

    @property
    def current(self) -> Choice | None:
        """The option under the cursor."""
        return self._choices[self.cursor] if 0 <= self.cursor < len(self._choices) else None

    def offer(self, choices: tuple[Choice, ...], more: int, begin: bool = False) -> None:
        """Show other options.

        Args:
            choices: From top to bottom.
            more: How many matched beyond these.
            begin: Put the cursor on the first, so that Enter picks it.
        """
        self._choices, self._more = choices, more
        self.set_reactive(Choices.cursor, 0 if begin and choices else -1)
        self.retell()
        self.scroll_to(0, 0, animate=False)

    def move(self, by: int) -> None:
        """Move the cursor, not beyond the ends."""
        if self._choices:
            self.cursor = min(max(self.cursor + by, 0), len(self._choices) - 1)

    def retell(self) -> None:
        """Break the options into lines: they, the words, or the width are others."""
        width = self.scrollable_content_region.width
        if not self.is_attached or not width:
            return
        lines: list[_Line] = []
        for index, choice in enumerate(self._choices):
            text = choice.value
            if choice.own:
                text = self.words("widget.not_listed", typed=text).plain
            lines += (_Line(index, line) for line in wrap(text, width - 2))
        if self._more > 0:
            note = self.words("widget.more", n=str(self._more)).plain
            lines.append(_Line(len(self._choices), note))
        self._lines = tuple(lines)
        self.virtual_size = Size(width, len(lines))
        self.refresh()

    def on_resize(self) -> None:
        """Break the options anew."""
        self.retell()

    def watch_cursor(self) -> None:
        """Keep the option under the cursor in sight."""
        rows = [y for y, line in enumerate(self._lines) if line.index == self.cursor]
        if rows:
            region = Region(0, rows[0], 1, len(rows))
            self.scroll_to_region(region, animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        event.stop()
        y = offset.y + self.scroll_offset.y
        if y < len(self._lines) and self._lines[y].index < len(self._choices):
            self.cursor = self._lines[y].index
            self.post_message(self.Chosen(self._choices[self.cursor].value))

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        width = self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        if at >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[at]
        here = line.index == self.cursor
        style, bar = self.rich_style, self.rich_style
        if here:
            style = self.get_component_rich_style("choices--cursor")
            bar = self.get_component_rich_style("choices--bar")
        elif line.index >= len(self._choices):
            style = self.get_component_rich_style("choices--note")
        text = " " + line.text
        blank = " " * max(0, width - 1 - cell_len(text))
        return Strip([Segment("▌" if here else " ", bar), Segment(text + blank, style)])
