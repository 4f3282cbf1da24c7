"""A box to tick: a deliberate act, never ticked beforehand."""

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from screens.langs import Speaks

_TICKED, _EMPTY = "[ √ ]", "[   ]"


class Tick(Speaks, Static, can_focus=True):
    """A sentence with a box before it; Space or a click ticks it, or takes the tick back."""

    BINDINGS: ClassVar[list[BindingType]] = [("space", "tick")]

    ticked: reactive[bool] = reactive(False)

    def __init__(self, key: str) -> None:
        """Show a text whose brace ``box`` is the box."""
        super().__init__()
        self._key = key

    @property
    def box(self) -> str:
        """The box, ticked or not."""
        return _TICKED if self.ticked else _EMPTY

    def render(self) -> Content:
        """Return the sentence with its box."""
        return self.words(self._key, box=self.box)

    def watch_ticked(self, ticked: bool) -> None:
        """Show the tick by more than a character."""
        self.set_class(ticked, "-ticked")

    def action_tick(self) -> None:
        """Tick, or take the tick back."""
        self.ticked = not self.ticked

    def on_click(self, event: events.Click) -> None:
        """Do as Space does."""
        event.stop()
        self.focus()
        self.action_tick()
