"""What lies over a page of the desk and asks: for one of several values, or for typed ones."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from kiosk.errors import Problem
from screens.desk.rows import Column, Row, Rows
from screens.langs import Speaks, lang_of, spoken
from screens.widgets.entry import Entry
from screens.widgets.said import Said, Told


@dataclass(frozen=True, slots=True)
class Option:
    """One value to pick."""

    value: str
    key: str = ""
    """Of its text; empty: the value is shown as it is."""


class Picker(Speaks, ModalScreen[str | None], inherit_bindings=False):
    """Asks for one of several values, and is dismissed with it; Esc: with none."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave")]

    def __init__(self, title: str, options: Sequence[Option], now: str) -> None:
        """Ask.

        Args:
            title: Key of the question.
            options: What can be picked.
            now: The value of now, which the cursor begins on.
        """
        super().__init__()
        self._title = title
        self._options = tuple(options)
        self._now = now
        self._rows = Rows()

    def compose(self) -> ComposeResult:
        """Put the values below the question."""
        with Vertical(classes="ask"):
            yield Said(self._title, classes="title")
            yield self._rows
            yield Said("screen.desk.pick_keys", classes="muted")

    def on_mount(self) -> None:
        """Show the values."""
        self._rows.styles.height = min(len(self._options) + 1, 16)
        self.retell()
        self._rows.go(self._now)
        self._rows.focus()

    def retell(self) -> None:
        """Show the values in the language of now."""
        self._rows.show([Column("")], [self._row(one) for one in self._options])

    def _row(self, one: Option) -> Row:
        return Row(one.value, (spoken(lang_of(self), one.key).plain if one.key else one.value,))

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Take the value."""
        event.stop()
        if self.app.screen is self:
            self.dismiss(event.key)

    def action_leave(self) -> None:
        """Take none."""
        if self.app.screen is self:
            self.dismiss(None)


@dataclass(frozen=True, slots=True)
class Ask:
    """One value that is typed."""

    name: str
    label: str
    """Key of its text."""
    value: str = ""
    """Already there."""
    longest: int = 60


class Form(ModalScreen[None], inherit_bindings=False):
    """Asks for a few values. What was typed stays until it was taken, or until Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "leave"),
        ("tab,down", "app.focus_next"),
        ("shift+tab,up", "app.focus_previous"),
        ("ctrl+s", "give"),
    ]
    AUTO_FOCUS = "Line"

    def __init__(
        self,
        title: str,
        asks: Sequence[Ask],
        given: Callable[["Form", Mapping[str, str]], None],
        *,
        note: str = "",
    ) -> None:
        """Ask.

        Args:
            title: Key of the heading.
            asks: From top to bottom; Enter goes on, and gives them all at the last.
            given: Takes what was typed; it ends the form, or refuses.
            note: Key of what is said below; empty: nothing.
        """
        super().__init__()
        self._title, self._note, self._given = title, note, given
        self._entries = {
            one.name: Entry(one.label, one.value, longest=one.longest, classes="-slim")
            for one in asks
        }
        self._told = Told()

    def compose(self) -> ComposeResult:
        """Put the entries below the heading."""
        with Vertical(classes="ask"):
            yield Said(self._title, classes="title")
            with VerticalScroll(classes="asks", can_focus=False):
                yield from self._entries.values()
            yield self._told
            if self._note:
                yield Said(self._note, classes="muted note")
            yield Said("screen.desk.form_keys", classes="muted")

    def on_entry_submitted(self, event: Entry.Submitted) -> None:
        """Go on to the next one, or give them all."""
        event.stop()
        entries = list(self._entries.values())
        at = entries.index(event.entry) + 1
        if at < len(entries):
            entries[at].focus()
        else:
            self.action_give()

    def action_give(self) -> None:
        """Give what was typed."""
        self._told.tell(None)
        self._given(self, {name: entry.value for name, entry in self._entries.items()})

    def refuse(self, problems: Mapping[str, Problem]) -> None:
        """Tell what is wrong with which value; what was typed stays."""
        for name, entry in self._entries.items():
            entry.tell(problems.get(name))
        first = next((one for name, one in self._entries.items() if name in problems), None)
        if first is not None:
            first.focus()

    def tell(self, problem: Problem) -> None:
        """Tell what stands in the way of all of it; what was typed stays."""
        self._told.tell(problem)

    def done(self) -> None:
        """End: what was typed was taken."""
        if self.app.screen is self:
            self.dismiss()

    def action_leave(self) -> None:
        """End without anything."""
        self.done()


def several(parts: Sequence[Content]) -> Content:
    """Return texts side by side."""
    return Content("  ·  ").join(parts)
