"""Signing the changes of the record alone: what is signed stands above the ways of signing."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kiosk.model.student import Change
from kiosk.rules import mask
from screens.langs import Speaks
from screens.sign import SignScreen


class ChangeList(Speaks, Static):
    """Each change in a line: what it was, and what it is now."""

    def __init__(self, changes: tuple[Change, ...]) -> None:
        """Show changes."""
        super().__init__()
        self._changes = changes

    def render(self) -> Content:
        """Return the lines; an empty value says that it is."""
        return Content("\n").join(map(self._line, self._changes))

    def _line(self, change: Change) -> Content:
        empty = self.words("screen.changes.empty").plain
        old, new = (mask.shown(change.field, one) or empty for one in (change.old, change.new))
        label = self.words(f"field.{change.field.value}")
        return self.words("screen.changes.line", label=label, old=old, new=new)


class ChangesScreen(SignScreen):
    """Sign, with what is being signed above it."""

    TITLE_KEY = "screen.changes.title"

    def about(self) -> ComposeResult:
        """Return the changes."""
        with VerticalScroll(classes="changes", can_focus=False):
            yield ChangeList(self.visit.enrolment.signable)
