"""Statement: the sentence of the form, shown whole; confirming takes a deliberate act."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from kiosk.config import StatementBy
from kiosk.errors import Problem
from kiosk.model.record import Field
from kiosk.rules import form
from kiosk.rules.text import comparable
from kiosk.visit import Confirmed, Visit
from screens.base import StepScreen
from screens.widgets.bars import Stage
from screens.widgets.buttons import Press, Primary
from screens.widgets.entry import Entry, Line
from screens.widgets.keys import Hint
from screens.widgets.said import Said, Told
from screens.widgets.tick import Tick


class TypedLine(Line):
    """A line that takes no paste."""

    class PasteRefused(Message):
        """Somebody tried."""

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.post_message(self.PasteRefused())


class CopyEntry(Entry):
    """Where the sentence is copied out: typed, not pasted."""

    LINE = TypedLine

    def on_typed_line_paste_refused(self, event: TypedLine.PasteRefused) -> None:
        """Say that it must be typed."""
        event.stop()
        self.tell(Problem("screen.statement.no_paste"))


class StatementScreen(StepScreen):
    """Space ticks, then Enter confirms; with ``type`` the sentence is copied out instead."""

    STAGE = Stage.STATEMENT
    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("space", "screen.key.tick"),
        ("escape", "screen.key.back"),
    )
    WORDS = "statement"
    """What the words of title, tick and button stand under."""
    BINDINGS: ClassVar[list[BindingType]] = [("enter", "confirm")]

    def __init__(self, visit: Visit, by: StatementBy) -> None:
        """Show what will be declared.

        Args:
            visit: Whose claims make the sentence.
            by: ``type``: the sentence is copied out on the terminal too.
        """
        super().__init__(visit)
        self._sentence = form.statement(visit.claimed)
        self._copy = CopyEntry("screen.statement.copy")
        self._copy.display = by == "type"
        self._tick = Tick(f"screen.{self.WORDS}.tick")
        self._told = Told()

    def body(self) -> ComposeResult:
        """Return the sentence on paper, what follows from it, and the tick."""
        with VerticalScroll(classes="w72", can_focus=False):
            yield Said(f"screen.{self.WORDS}.title", classes="h1")
            yield Static(Content(self._sentence), classes="paper")
            yield from self.follows()
            yield self._copy
            yield self._tick
            yield self._told
            yield Primary(f"screen.{self.WORDS}.confirm", "enter")

    def follows(self) -> ComposeResult:
        """Return what follows from the sentence."""
        yield Said("screen.statement.by_hand")
        if self.visit.claimed:
            college = self.visit.enrolment.student.record.get(Field.COLLEGE)
            yield Said("screen.statement.request", college=college)

    def on_mount(self) -> None:
        """Begin where something is to be done, never on the button."""
        if self._copy.display:
            self._copy.focus()
        else:
            self._tick.focus()

    def on_entry_submitted(self, event: Entry.Submitted) -> None:
        """Go from the copy to the tick."""
        event.stop()
        if self._copied():
            self._tick.focus()

    def on_press_pressed(self, event: Press.Pressed) -> None:
        """Confirm."""
        event.stop()
        self.action_confirm()

    def action_confirm(self) -> None:
        """Confirm, if all was done that is asked for."""
        if not self._copied():
            return
        if self._tick.ticked:
            self.confirmed()
        else:
            self._told.tell(Problem("screen.statement.tick_first"))
            self._tick.focus()

    def confirmed(self) -> None:
        """Go on: all was done that is asked for."""
        self.did(Confirmed())

    def _copied(self) -> bool:
        if not self._copy.display:
            return True
        same = comparable(self._copy.value) == comparable(self._sentence)
        if not same:
            self._copy.tell(Problem("screen.statement.copy_differs"))
            self._copy.focus()
        return same

    def tell(self, problem: Problem) -> None:
        """Tell what stands in the way."""
        self._told.tell(problem)
