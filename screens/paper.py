"""Print: the signature is durable already; how far the paper is."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from kiosk.errors import Problem
from kiosk.rules import code
from kiosk.services.terminal import Matrix
from kiosk.visit import PrintState, ReprintAsked, Visit, WentOn
from screens.base import StepScreen
from screens.langs import Speaks
from screens.widgets.bars import Hint, Stage
from screens.widgets.buttons import Press, Primary
from screens.widgets.qr import QrView
from screens.widgets.said import Said

if TYPE_CHECKING:
    from textual.timer import Timer

_SEEN_SECONDS = 3
"""How long a printed sheet is told before the farewell comes by itself."""

_DONE, _NOW, _LATER = "✓ ", "▌ ", "  "


class Progress(Speaks, Static):
    """The way to paper: what is done, what goes on, what is left."""

    def __init__(self, state: PrintState) -> None:
        """Show a state."""
        super().__init__(classes="blk")
        self._state = state

    def show(self, state: PrintState) -> None:
        """Show another state."""
        self._state = state
        self.retell()

    def render(self) -> Content:
        """Return a line for each part of the way."""
        marks = _MARKS.get(self._state, (_DONE, _LATER, _LATER, _LATER))
        keys = ("saved", "drawn", "sending", "paper")
        lines = [
            Content.assemble(mark, self.words(f"screen.print.{key}"))
            for mark, key in zip(marks, keys, strict=True)
        ]
        if self._state not in _MARKS:
            lines[-1] = self.words(f"screen.paper.{self._state.value}").stylize("bold")
        return Content("\n").join(lines)


_MARKS: Mapping[PrintState, tuple[str, str, str, str]] = {
    PrintState.WORKING: (_DONE, _DONE, _NOW, _LATER),
    PrintState.PRINTED: (_DONE, _DONE, _DONE, _DONE),
}


class PaperScreen(StepScreen):
    """Shows the way to paper, the sheet's number and the QR; the student may leave at any time."""

    AUTO_FOCUS = ""
    STAGE = Stage.PRINT
    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("f8", "screen.key.reprint_again"),
        ("enter", "screen.key.go_on"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [("enter", "go_on"), ("f8", "print_again")]

    def __init__(self, visit: Visit, matrix: Matrix) -> None:
        """Show the sheet of the visit's latest declaration.

        Args:
            visit: With a declaration.
            matrix: The QR for the screen.
        """
        super().__init__(visit)
        self._title = Said("screen.print.title", classes="h1")
        self._progress = Progress(visit.paper)
        self._matrix = matrix
        self._leaving: Timer | None = None

    def body(self) -> ComposeResult:
        """Return the way to paper at the left, the QR at the right."""
        declaration = self.visit.enrolment.student.declarations[-1]
        filed = self.visit.receipt.request if self.visit.receipt else None
        with Horizontal(classes="split"):
            with Vertical(classes="left"):
                yield self._title
                yield self._progress
                yield Said("screen.print.number", number=code.short_number(declaration.sheet_id))
                if filed is not None:
                    yield Said("screen.print.request", number=filed.number)
                yield Said("screen.print.calm", classes="blk muted calm")
                yield Primary("screen.print.leave", "enter")
            with Vertical(classes="right"):
                yield QrView(self._matrix)
                yield Said("screen.print.scan", classes="caption")

    def show(self, visit: Visit) -> None:
        """Show how far the paper is now."""
        super().show(visit)
        self._progress.show(visit.paper)
        printed = visit.paper is PrintState.PRINTED
        self._title.say(f"screen.print.{'printed' if printed else 'title'}")
        if self._leaving is not None:
            self._leaving.stop()
            self._leaving = None
        if printed:
            self._leaving = self.set_timer(_SEEN_SECONDS, self.action_go_on)

    def tell(self, problem: Problem) -> None:
        """Nothing here is typed; what goes wrong is a state of the paper."""
        raise NotImplementedError(problem.text)

    def on_press_pressed(self, event: Press.Pressed) -> None:
        """Go on to the farewell."""
        event.stop()
        self.action_go_on()

    def action_go_on(self) -> None:
        """Go on to the farewell."""
        self.did(WentOn())

    def action_print_again(self) -> None:
        """Print another copy, unless one is on its way."""
        if self.visit.paper is not PrintState.WORKING:
            self.did(ReprintAsked())

    def action_back(self) -> None:
        """What is signed is signed: there is no way back from here."""
