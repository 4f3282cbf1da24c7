"""Print: the signature is durable already; how far the paper is, and whether it came."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from kiosk.errors import Problem
from kiosk.model.paper import Answer
from kiosk.model.signature import SignedBy
from kiosk.rules import code
from kiosk.services.visit.terminal import Matrix
from kiosk.visit import PrintState, ReprintAsked, Visit, WentOn
from screens.base import StepScreen
from screens.langs import Speaks
from screens.messages import PaperSeen
from screens.widgets.bars import Stage
from screens.widgets.buttons import Press, Primary, Secondary
from screens.widgets.keys import Hint, KeyBar
from screens.widgets.qr import QrView
from screens.widgets.said import Said

if TYPE_CHECKING:
    from textual.timer import Timer

_PATIENCE = 20
"""Seconds in which the student may say whether the sheet came; then it is not sure."""
_ALONE = 0.2
"""Seconds before and after a key that a person pressed; a scanner types much faster."""

_DONE, _NOW, _LATER = "✓ ", "▌ ", "  "

_NOT_YET = (_DONE, _LATER, _LATER, _LATER)
_UNDER_WAY = (_DONE, _DONE, _NOW, _LATER)
_MARKS: Mapping[PrintState, tuple[str, str, str, str]] = {
    PrintState.WORKING: _UNDER_WAY,
    PrintState.PRINTED: (_DONE, _DONE, _DONE, _DONE),
}
_SELDOM = frozenset(
    {
        PrintState.CANCELLED,
        PrintState.UNKNOWN,
        PrintState.UNPRINTABLE,
        PrintState.LIMIT,
        PrintState.ELSEWHERE,
        PrintState.STORE,
    }
)
"""States that mean something else than a sheet which waits for the printer."""
_ANSWERS: Mapping[str, Answer] = {"1": Answer.YES, "2": Answer.NO, "3": Answer.BROKEN}


class Progress(Speaks, Static):
    """The way to paper: what is done, what goes on, what is left."""

    def __init__(self, visit: Visit) -> None:
        """Show how far the paper of a visit is."""
        super().__init__(classes="blk")
        self._visit = visit

    def show(self, visit: Visit) -> None:
        """Show how far it is now."""
        self._visit = visit
        if self.is_attached:
            self.retell()

    def render(self) -> Content:
        """Return a line for each part of the way."""
        state = self._visit.paper
        under_way = _UNDER_WAY if self._visit.printing else _NOT_YET
        marks = _MARKS.get(state, under_way)
        keys = ("saved", "drawn", "sending", "paper")
        lines = [
            Content.assemble(mark, self.words(f"screen.print.{key}"))
            for mark, key in zip(marks, keys, strict=True)
        ]
        if state not in _MARKS:
            why = self.words(f"screen.paper.{state.value}").stylize("bold")
            lines[-1] = Content.assemble(_LATER, why)
        return Content("\n").join(lines)


def _button(key: str, answer: Answer) -> Press:
    if answer is Answer.YES:
        return Primary(f"screen.seen.{answer.value}", key, id=answer.value)
    return Secondary(f"screen.seen.{answer.value}", key, id=answer.value, classes="-slim")


class PaperScreen(StepScreen):
    """Shows the way to paper, the sheet's number and the QR; the student may leave at any time.

    A digit answers, and Enter goes on, only when pressed alone: whatever is scanned here by
    mistake, a card or the sheet itself, does neither.
    """

    AUTO_FOCUS = ""
    STAGE = Stage.PRINT
    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("f8", "screen.key.reprint_again"),
        ("enter", "screen.key.go_on"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [("f8", "print_again")]

    def __init__(self, visit: Visit, matrix: Matrix) -> None:
        """Show the sheet of the visit's latest declaration.

        Args:
            visit: With a declaration.
            matrix: The QR for the screen.
        """
        super().__init__(visit)
        self._title = Said("screen.print.title", classes="h1")
        self._progress = Progress(visit)
        self._meaning = Said("", classes="blk muted calm")
        self._again = Primary("screen.seen.again", "f8")
        self._leave = Primary("screen.print.leave", "enter")
        self._question = Vertical(
            Said("screen.seen.question", classes="title"),
            *(_button(key, answer) for key, answer in _ANSWERS.items()),
            Said("screen.seen.unsure", classes="muted"),
            classes="question",
        )
        self._matrix = matrix
        self._left: int | None = None
        self._answering: Timer | None = None
        self._typed = 0.0

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
                yield self._meaning
                yield self._question
                yield self._again
                yield self._leave
            with Vertical(classes="right"):
                yield QrView(self._matrix)
                yield Said("screen.print.scan", classes="caption")

    def on_mount(self) -> None:
        """Show how far the paper is already."""
        self.show(self.visit)

    @property
    def _asks(self) -> bool:
        """The printer is done, and the student has said nothing yet."""
        printed = self.visit.paper is PrintState.PRINTED
        return printed and self.visit.answer is Answer.UNSURE

    def show(self, visit: Visit) -> None:
        """Show how far the paper is now, ask whether it came, or tell the way if it did not."""
        super().show(visit)
        self._progress.show(visit)
        printed = visit.paper is PrintState.PRINTED
        waits = "title" if visit.printing else "waiting"
        self._title.say(f"screen.print.{'printed' if printed else waits}")
        self._meaning.say(self._means(), n=str(visit.copies_left))
        self._meaning.display = not self._asks
        self._question.display = self._asks
        self._again.display = printed and not visit.in_hand and visit.copies_left > 0
        self._leave.display = not self._asks and not self._again.display
        hints = (*(((("1 2 3"), "screen.key.answer"),) if self._asks else ()), *self.hints())
        for bar in self.query(KeyBar):
            bar.tell(*hints)
        self._left = _PATIENCE if self._asks else None

    def second_passed(self) -> None:
        """Go on when nobody answers."""
        if self._left is not None:
            self._left -= 1
            if not self._left:
                self._go_on()

    def on_unmount(self) -> None:
        """Wait for nothing more: a timer that runs holds the visit."""
        self._stop(self._answering)

    def _means(self) -> str:
        """Return the key of what the state means for who has signed, or is to sign the paper."""
        visit = self.visit
        printed = visit.paper is PrintState.PRINTED
        if printed and visit.copies_left:
            return "screen.means.again"
        if printed or visit.printing:
            what = "staff" if printed else "calm"
        else:
            what = visit.paper.value if visit.paper in _SELDOM else "queued"
        return f"screen.means.{what}" if self._signed else f"screen.unsigned.{what}"

    @property
    def _signed(self) -> bool:
        """No signature is to come on the paper; whether it has come there nobody here can see."""
        student = self.visit.enrolment.student
        sheet = student.declarations[-1]
        confirmed = [one.confirmed for one in student.changes if one.confirmed]
        since = [one.signature.by for one in confirmed if one.at >= sheet.at]
        return SignedBy.PAPER not in {sheet.signature.by, *since}

    def tell(self, problem: Problem) -> None:
        """Nothing here is typed; what goes wrong is a state of the paper."""
        raise NotImplementedError(problem.text)

    def on_key(self, event: events.Key) -> None:
        """Answer by a digit or go on by Enter, unless it came among other keys."""
        alone = event.time - self._typed > _ALONE
        if event.is_printable:
            self._typed = event.time
        self._stop(self._answering)
        if not alone:
            return
        if event.key == "enter":
            self._go_on()
        elif event.key in _ANSWERS and self._asks:
            answer = _ANSWERS[event.key]
            self._answering = self.set_timer(_ALONE, lambda: self._answer(answer))

    def _answer(self, answer: Answer) -> None:
        if self._asks:
            self._left = None
            self.post_message(PaperSeen(answer))

    def _go_on(self) -> None:
        self.did(WentOn())

    @staticmethod
    def _stop(timer: "Timer | None") -> None:
        if timer is not None:
            timer.stop()

    def on_press_pressed(self, event: Press.Pressed) -> None:
        """Answer, print another copy, or go on to the farewell."""
        event.stop()
        if event.button.id is not None:
            self._answer(Answer(event.button.id))
        elif event.button is self._again:
            self.action_print_again()
        else:
            self._go_on()

    def action_print_again(self) -> None:
        """Print another copy, unless one is on its way."""
        if not self.visit.printing:
            self.did(ReprintAsked())

    def action_back(self) -> None:
        """What is signed is signed: there is no way back from here."""
