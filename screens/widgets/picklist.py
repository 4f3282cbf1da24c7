"""Choosing a value from many by typing a little of it."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget

from kiosk.errors import Problem
from kiosk.rules.pinyin import matches
from kiosk.rules.text import squeeze
from screens.widgets.choices import Choice, Choices
from screens.widgets.entry import Entry

_MOST = 60
"""Options that are drawn; who has more to look through types another letter."""


class PickList(Widget):
    """An entry that filters, by text or pinyin, and the options that are left below it.

    Arrows move through the options while the entry has the focus; Enter or a click picks one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)"),
        ("down", "move(1)"),
        ("pageup", "move(-5)"),
        ("pagedown", "move(5)"),
    ]

    class About(Message):
        """Something happened in a pick list."""

        def __init__(self, picklist: "PickList", value: str) -> None:
            """Tell where, and the value as ``PickList.value`` gives it."""
            super().__init__()
            self.picklist, self.value = picklist, value

        @property
        def control(self) -> "PickList":
            """The list, for selectors in ``on``."""
            return self.picklist

    class Picked(About):
        """An option was picked, or words of one's own."""

    class Submitted(About):
        """Enter was pressed once more on what had been picked, or on nothing."""

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        free: bool = False,
        longest: int = 0,
        classes: str | None = None,
    ) -> None:
        """Ask for a value; ``options`` are assigned when they are known.

        Args:
            label: Key of the entry's label.
            value: Picked already.
            free: Words of one's own can be picked too.
            longest: Characters there is room for; 0: no limit.
            classes: Of the widget.
        """
        super().__init__(classes=classes)
        self._entry = Entry(label, value, longest=longest)
        self._choices = Choices()
        self._options: tuple[str, ...] = ()
        self._free = free
        self._picked = value

    def compose(self) -> ComposeResult:
        """Put the entry above the options."""
        yield self._entry
        yield self._choices

    @property
    def options(self) -> Sequence[str]:
        """What can be picked, the likeliest first."""
        return self._options

    @options.setter
    def options(self, options: Sequence[str]) -> None:
        self._options = tuple(options)
        if self.is_attached:
            self._ready()

    def on_mount(self) -> None:
        """Show the options."""
        self._ready()

    def _ready(self) -> None:
        """Show the options, and read the pinyin of all of them before somebody types."""
        self._show(self.typed)
        self.run_worker(partial(matches, self._options, "a"), thread=True, exclusive=True)

    @property
    def value(self) -> str:
        """What was picked, or what Enter would pick now; empty if that is nothing."""
        choice = self._choices.current
        return self._picked or (choice.value if choice else "")

    @value.setter
    def value(self, value: str) -> None:
        self._picked = value
        self._entry.value = value

    @property
    def typed(self) -> str:
        """What stands in the entry, picked or not."""
        return squeeze(self._entry.value)

    def tell(self, problem: Problem | None) -> None:
        """Tell what is wrong with the value, below the entry."""
        self._entry.tell(problem)

    def focus(self, scroll_visible: bool = True) -> "PickList":
        """Let the entry be typed into."""
        self._entry.focus(scroll_visible)
        return self

    def action_move(self, by: int) -> None:
        """Move through the options."""
        self._choices.move(by)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move through the options."""
        event.stop()
        self.action_move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move through the options."""
        event.stop()
        self.action_move(-1)

    def on_entry_changed(self, event: Entry.Changed) -> None:
        """Leave the options that what was typed may mean."""
        event.stop()
        if self.typed != self._picked:
            self._picked = ""
        self._show(self.typed)

    def _show(self, typed: str) -> None:
        if typed and typed == self._picked:
            self._choices.offer((), 0)
            return
        found = matches(self._options, typed)
        own = self._free and typed and typed not in self._options
        shown = [Choice(option) for option in found[:_MOST]]
        if own:
            shown.insert(len(shown) if typed.isascii() else 0, Choice(typed, own=True))
        self._choices.offer(tuple(shown), len(found) - _MOST, begin=bool(typed))

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Pick what was clicked."""
        event.stop()
        self._pick(event.value)

    def on_entry_submitted(self, event: Entry.Submitted) -> None:
        """Pick what the cursor is on; once that is done, pass Enter on."""
        event.stop()
        choice = self._choices.current
        if choice is None:
            self.post_message(self.Submitted(self, self._picked))
        else:
            self._pick(choice.value)

    def _pick(self, value: str) -> None:
        self.value = value
        self._show(value)
        self._entry.focus()
        self.post_message(self.Picked(self, value))
