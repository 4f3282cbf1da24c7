"""A line to type into, with its label above and what is wrong with it below."""

from typing import Any, ClassVar, Self

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from kiosk.errors import Problem
from kiosk.rules.text import clean, scrub
from screens.widgets.said import Said, Told

_DOT = "● "


class Line(Input, inherit_bindings=False):
    """Textual's input without a clipboard; cleans what comes in and drops no paste silently."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("left", "cursor_left"),
        ("right", "cursor_right"),
        ("home,ctrl+a", "home"),
        ("end,ctrl+e", "end"),
        ("backspace", "delete_left"),
        ("delete", "delete_right"),
        ("ctrl+u", "delete_left_all"),
        ("enter", "submit"),
    ]

    class Cut(Message):
        """More was typed or pasted than there is room for; the rest was left out."""

    def __init__(self, value: str, longest: int, masked: bool) -> None:
        """Begin with a value.

        Args:
            value: Already there.
            longest: Characters there is room for; 0: no limit.
            masked: Dots stand for the characters.
        """
        super().__init__(password=masked, select_on_focus=False)
        self.set_reactive(Input.value, value)
        self.set_reactive(Input.cursor_blink, False)
        self._longest = longest

    def on_mount(self) -> None:
        """Put the cursor behind the value."""
        if self.value:
            self._watch_value(self.value)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put cleaned text in the place of a range, as much as there is room for."""
        came = scrub(text)
        low, high = sorted((max(0, start), min(len(self.value), end)))
        room = self._longest - (len(self.value) - (high - low)) if self._longest else len(came)
        super().replace(came[: max(0, room)], low, high)
        if len(came) > room:
            self.post_message(self.Cut())

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(event.text.strip(), *self.selection)

    @property
    def _value(self) -> Text:
        if not self.password:
            return super()._value
        return Text(_DOT * len(self.value), no_wrap=True, overflow="ignore", end="")

    def _position_to_cell(self, position: int) -> int:
        return position * len(_DOT) if self.password else super()._position_to_cell(position)

    def render_line(self, y: int) -> Strip:
        """Return the row; of a masked one, dots with a cell between them."""
        if y != 0 or not self.password or not self.value:
            return super().render_line(y)
        text = self._value
        text.append(" ")
        if self.has_focus:
            at = self._position_to_cell(self.cursor_position)
            text.stylize(self.get_component_rich_style("input--cursor"), at, at + 1)
        strip = Strip(text.render(self.app.console))
        return strip.adjust_cell_length(self.size.width).apply_style(self.rich_style)


class Entry(Widget):
    """One value that is typed, pasted or scanned. Bad input is told below it and is kept."""

    LINE: ClassVar[type[Line]] = Line
    """What is typed into."""

    class About(Message):
        """Something happened in an entry."""

        def __init__(self, entry: "Entry", value: str) -> None:
            """Tell which entry, and the value as ``Entry.value`` gives it."""
            super().__init__()
            self.entry, self.value = entry, value

        @property
        def control(self) -> "Entry":
            """The entry, for selectors in ``on``."""
            return self.entry

    class Changed(About):
        """The value is another."""

    class Submitted(About):
        """Enter was pressed in the entry."""

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        longest: int = 0,
        masked: bool = False,
        **widget: Any,
    ) -> None:
        """Ask for a value.

        Args:
            label: Key of the label's text; empty: none.
            value: Already there.
            longest: Characters there is room for; 0: no limit.
            masked: Dots stand for the characters.
            widget: ``id`` and ``classes``, as every widget takes them.
        """
        super().__init__(**widget)
        self._label = Said(label, classes="label")
        self._line = self.LINE(value, longest, masked)
        self._told = Told()
        self._longest = longest
        self._about = ""

    def compose(self) -> ComposeResult:
        """Put the label above the line and the problem below it."""
        if self._label.key:
            yield self._label
        yield self._line
        yield self._told

    @property
    def value(self) -> str:
        """What was typed, cleaned."""
        return clean(self._line.value)

    @value.setter
    def value(self, value: str) -> None:
        self._line.value = scrub(value)
        self._line.action_end()

    @property
    def problem(self) -> Problem | None:
        """What was told last, unless the value was changed after it."""
        return self._told.problem

    def tell(self, problem: Problem | None) -> None:
        """Tell what is wrong with the value, or that nothing is; what was typed stays."""
        self._about = self.value
        self._told.tell(problem)
        self.set_class(problem is not None, "-wrong")

    def say(self, label: str, **values: str) -> None:
        """Change the label."""
        self._label.say(label, **values)

    def focus(self, scroll_visible: bool = True) -> Self:
        """Let the line be typed into."""
        self._line.focus(scroll_visible)
        return self

    def on_input_changed(self, event: Input.Changed) -> None:
        """Forget a problem that was about another value."""
        event.stop()
        if self.value != self._about:
            self.tell(None)
        self.post_message(self.Changed(self, self.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass on that Enter was pressed."""
        event.stop()
        self.post_message(self.Submitted(self, self.value))

    def on_line_cut(self, event: Line.Cut) -> None:
        """Tell that there was no room."""
        event.stop()
        self.tell(Problem("widget.cut", {"longest": str(self._longest)}))
