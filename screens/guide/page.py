"""A page of the guide: rows to read, and among them what can be chosen."""

from collections.abc import Callable
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

from assets import Lang
from screens.guide.rows import Look, Row, Sheet
from screens.langs import Speaks, lang_of

Write = Callable[[Sheet, Lang], None]
"""Writes a page's rows in a language on a sheet of a width."""


class Page(Speaks, ScrollView, can_focus=True, inherit_bindings=False):
    """Rows under a cursor that goes from one choice to the next, past what is to be read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)"),
        ("down", "move(1)"),
        ("pageup", "turn(-1)"),
        ("pagedown,space", "turn(1)"),
        ("home", "home"),
        ("end", "end"),
        ("enter", "choose"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"page--{look.value}" for look in Look if look is not Look.PLAIN),
        "page--cursor",
    }

    class Chosen(Message):
        """Something was chosen, by Enter or a click."""

        def __init__(self, value: str) -> None:
            """Tell what."""
            super().__init__()
            self.value = value

    cursor: reactive[int] = reactive(0)
    """Index of the choice that Enter takes; without the focus it is not shown."""

    def __init__(
        self,
        write: Write,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        """Show what ``write`` writes, anew whenever width or language is another."""
        super().__init__(id=id, classes=classes)
        self._write = write
        self._rows: tuple[Row, ...] = ()
        self._choices: tuple[str, ...] = ()
        self._caps: tuple[str, ...] = ()

    def press(self, character: str | None) -> bool:
        """Take the choice before which a character stands, and tell whether there is one."""
        if not character or character not in self._caps:
            return False
        self._take(self._caps.index(character))
        return True

    def _take(self, index: int) -> None:
        self.cursor = index
        self.post_message(self.Chosen(self._choices[index]))

    def retell(self) -> None:
        """Write the rows in the language of now; there may be more or fewer of them."""
        self._fill()
        self.refresh(layout=True)

    def _fill(self) -> None:
        width = self.scrollable_content_region.width
        if not self.is_attached or not width:
            return
        sheet = self._written(width)
        self._rows, self._choices = tuple(sheet.rows), tuple(sheet.choices)
        self._caps = tuple(sheet.caps)
        self.virtual_size = Size(width, len(self._rows))
        self.refresh()

    def _written(self, width: int) -> Sheet:
        sheet = Sheet(width)
        self._write(sheet, lang_of(self))
        return sheet

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows there are, for a page that is as high as them."""
        del container, viewport
        return len(self._written(width).rows)

    def on_resize(self) -> None:
        """Write the rows for another width."""
        self._fill()

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()

    def watch_cursor(self) -> None:
        """Bring the choice under the cursor into sight."""
        place = self._place(self.cursor)
        if place is not None:
            self.scroll_to_region(place, animate=False, force=True)
        self.refresh()

    def _place(self, index: int) -> Region | None:
        rows = [y for y, row in enumerate(self._rows) if row.choice == index]
        return Region(0, rows[0], 1, len(rows)) if rows else None

    def _in_sight(self, index: int) -> bool:
        place = self._place(index)
        top = self.scroll_offset.y
        bottom = top + self.scrollable_content_region.height
        return place is not None and top <= place.y and place.bottom <= bottom

    def action_move(self, by: int) -> None:
        """Go to the next choice if it is in sight; else read on by one row."""
        wanted = self.cursor + by
        if 0 <= wanted < len(self._choices) and self._in_sight(wanted):
            self.cursor = wanted
        elif self._more(by):
            self.scroll_relative(y=by, animate=False)
        self._follow(by)

    def _more(self, by: int) -> bool:
        """Tell whether there is more to read above or below."""
        return self.scroll_offset.y > 0 if by < 0 else self.scroll_offset.y < self.max_scroll_y

    def action_turn(self, by: int) -> None:
        """Go on by a page, of which one row stays in sight."""
        step = max(1, self.scrollable_content_region.height - 1)
        self.scroll_relative(y=by * step, animate=False)
        self._follow(by)

    def action_home(self) -> None:
        """Go to the beginning."""
        self.scroll_to(0, 0, animate=False)
        self._follow(-1)

    def action_end(self) -> None:
        """Go to the end."""
        self.scroll_to(0, self.max_scroll_y, animate=False)
        self._follow(1)

    def _follow(self, by: int) -> None:
        """Let the cursor stand on a choice that is in sight, if there is one."""
        if self._in_sight(self.cursor):
            return
        seen = [index for index in range(len(self._choices)) if self._in_sight(index)]
        if seen:
            self.cursor = seen[0] if by > 0 else seen[-1]

    def action_choose(self) -> None:
        """Take the choice under the cursor if it can be seen."""
        if self._choices and self._in_sight(self.cursor):
            self._take(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Take what was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        event.stop()
        y = offset.y + self.scroll_offset.y
        if y < len(self._rows) and self._rows[y].choice >= 0:
            self._take(self._rows[y].choice)

    def _style(self, look: Look) -> Style:
        if look is Look.PLAIN:
            return self.rich_style
        return self.get_component_rich_style(f"page--{look.value}")

    def render_line(self, y: int) -> Strip:
        """Return one row."""
        width = self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        if at >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[at]
        here = self.has_focus and row.choice >= 0 and row.choice == self.cursor
        cursor = self.get_component_rich_style("page--cursor") if here else None
        segments = []
        for number, (text, look) in enumerate(row.pieces):
            shown = "▌" + text[1:] if here and number == 0 else text
            segments.append(Segment(shown, cursor or self._style(look)))
        blank = " " * max(0, width - cell_len(row.text))
        return Strip([*segments, Segment(blank, cursor or self.rich_style)])
