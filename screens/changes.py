"""Signing the changes of the record alone: what is signed stands above the ways of signing."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from kiosk.model.student import Change
from kiosk.rules import form, mask
from screens.base import REVEAL_SECONDS
from screens.langs import Speaks
from screens.sign import SignScreen
from screens.widgets.keys import Hint

if TYPE_CHECKING:
    from textual.timer import Timer


class ChangeList(Speaks, Static):
    """Each change in a line: what it was, and what it is now."""

    revealed: reactive[bool] = reactive(False, layout=True)
    """ID number and birth date are shown in full."""

    def __init__(self, changes: tuple[Change, ...]) -> None:
        """Show changes."""
        super().__init__()
        self._changes = changes

    def render(self) -> Content:
        """Return the lines; an empty value says that it is."""
        return Content("\n").join([self._line(change) for change in self._changes])

    def _line(self, change: Change) -> Content:
        shown = form.shown if self.revealed else mask.shown
        empty = self.words("screen.changes.empty").plain
        old, new = (shown(change.field, one) or empty for one in (change.old, change.new))
        label = self.words(f"field.{change.field.value}")
        return self.words("screen.changes.line", label=label, old=old, new=new)


class ChangesScreen(SignScreen):
    """Sign, with what is being signed above it."""

    TITLE_KEY = "screen.changes.title"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("f6", "reveal"),
        ("up", "scroll(-1)"),
        ("down", "scroll(1)"),
    ]
    _hiding: "Timer | None" = None

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys of signing, and the one that shows what is masked."""
        changed = {change.field for change in self.visit.enrolment.signable}
        masked = not changed.isdisjoint(mask.MASKED)
        return ((("f6", "screen.key.reveal"),) if masked else ()) + super().hints()

    def about(self) -> ComposeResult:
        """Return the changes."""
        with VerticalScroll(classes="changes", can_focus=False):
            yield ChangeList(self.visit.enrolment.signable)

    def action_reveal(self) -> None:
        """Show ID number and birth date for five seconds."""
        self.query_one(ChangeList).revealed = True
        if self._hiding is not None:
            self._hiding.stop()
        self._hiding = self.set_timer(REVEAL_SECONDS, self.hide)

    def hide(self) -> None:
        """Mask ID number and birth date again."""
        self.query_one(ChangeList).revealed = False

    def action_scroll(self, by: int) -> None:
        """Move a long list by a line."""
        self.query_one(".changes").scroll_relative(y=by, animate=False)
