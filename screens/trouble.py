"""Out of order (本机暂时无法使用): a fault of the machine, told plainly, in place of Welcome."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen

from kiosk.services.visit.fitness import Trouble
from screens.widgets.keys import KeyBar
from screens.widgets.said import Said


class TroubleScreen(Screen[None], inherit_bindings=False):
    """Nobody can begin; Welcome takes its place as soon as the cause is gone."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, trouble: Trouble) -> None:
        """Tell of a trouble."""
        super().__init__()
        self.trouble = trouble

    def compose(self) -> ComposeResult:
        """Lay the page out: what students do, what staff do, and that it comes back by itself."""
        with Vertical(classes="body mid"), Vertical(classes="told"):
            yield Said("screen.trouble.title", classes="h1")
            yield Said("screen.trouble.students", classes="blk")
            yield Said(f"screen.trouble.{self.trouble.value}", classes="blk")
            yield Said("screen.trouble.returns", classes="muted")
        yield Said("screen.size.title", classes="too-small")
        yield KeyBar(("f2", "screen.key.language"), ("f3", "screen.key.light"))
