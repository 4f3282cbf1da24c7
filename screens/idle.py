"""Nobody moved for a while: the student's data are covered, and the screen asks."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from screens.widgets.countdown import Countdown
from screens.widgets.said import Said


class IdleScreen(ModalScreen[None], inherit_bindings=False):
    """Covers everything until the app takes it away."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, seconds: int) -> None:
        """Ask for so many seconds."""
        super().__init__()
        self._countdown = Countdown("screen.idle.countdown", seconds)

    def compose(self) -> ComposeResult:
        """Lay the question out."""
        with Vertical(classes="cover"):
            yield Said("screen.idle.title", classes="h1")
            yield Said("screen.idle.hint", classes="blk")
            yield self._countdown

    def count(self, left: int) -> None:
        """Show how many seconds are left."""
        self._countdown.left = left
