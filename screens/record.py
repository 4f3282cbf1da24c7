"""Record: all 18 fields and both photos; the student marks what is wrong, or nothing."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from kiosk.errors import Problem
from kiosk.model.record import Photo
from kiosk.visit import (
    ChangesSeen,
    Ended,
    Enrolment,
    FoundCorrect,
    FoundMissing,
    FoundWrong,
    MarkedWrong,
    ReprintAsked,
    RequestsAsked,
    Visit,
)
from screens.base import REVEAL_SECONDS, Overlay, StepScreen
from screens.record_notes import Notes, StateChip
from screens.requests import in_order
from screens.widgets.bars import Stage
from screens.widgets.buttons import Press, Primary
from screens.widgets.keys import Hint, KeyBar
from screens.widgets.photo import PhotoView
from screens.widgets.record_grid import RecordGrid
from screens.widgets.said import Said

if TYPE_CHECKING:
    from textual.timer import Timer


class PhotosScreen(Overlay, inherit_bindings=False):
    """Both photos, as large as they go."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,f7,enter,space", "close")]

    def __init__(self, enrolment: Enrolment) -> None:
        """Show an enrolment's photos."""
        super().__init__()
        self._enrolment = enrolment

    def compose(self) -> ComposeResult:
        """Lay them side by side."""
        with Horizontal(classes="photos-large"):
            yield from photos(self._enrolment)
        yield KeyBar(("escape", "screen.key.close"))

    def on_click(self) -> None:
        """Close."""
        self.action_close()


def photos(enrolment: Enrolment) -> ComposeResult:
    """Return both photos with their captions."""
    for photo in Photo:
        with Vertical(classes="photo"):
            yield PhotoView(enrolment.photos.get(photo))
            yield Said(f"field.{photo.value}", classes="caption")


class RecordScreen(StepScreen):
    """Enter goes on: to the statement if nothing is marked, to what is wrong if something is."""

    STAGE = Stage.CHECK
    BINDINGS: ClassVar[list[BindingType]] = [
        ("enter", "go_on"),
        ("f4", "changes"),
        ("f5", "requests"),
        ("f6", "reveal"),
        ("f7", "photos"),
        ("f8", "reprint"),
        ("f9", "missing"),
    ]

    def __init__(self, visit: Visit) -> None:
        """Show the enrolment that the visit is about."""
        super().__init__(visit)
        self._grid = RecordGrid(visit.enrolment.student.record, frozenset(visit.marked))
        self._go = Primary("screen.record.all_correct", "enter", classes="-slim")
        self._hint = Said("screen.record.hint_correct", classes="side muted")
        self._hiding: Timer | None = None

    @property
    def _declarable(self) -> bool:
        return self.visit.enrolment.round is not None

    @property
    def _asking(self) -> bool:
        """What is marked is asked for without a declaration."""
        return self.visit.enrolment.asks_alone and bool(self.visit.marked)

    @property
    def _signable(self) -> bool:
        return bool(self.visit.enrolment.signable)

    @property
    def _reprintable(self) -> bool:
        return bool(self.visit.enrolment.student.declarations)

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys that mean something for this record."""
        hints: list[Hint] = [("f6", "screen.key.reveal"), ("f7", "screen.key.photos")]
        if self._declarable or self.visit.enrolment.asks_alone:
            hints.insert(0, ("space", "screen.key.mark"))
        if self._reprintable:
            hints.append(("f8", "screen.key.reprint"))
        hints += [("f9", "screen.key.missing"), ("escape", "screen.key.back")]
        return (*hints, ("f1", "screen.key.help"), ("f10", "screen.key.end"))

    def body(self) -> ComposeResult:
        """Return the grid and its notes at the left, the photos at the right."""
        enrolment = self.visit.enrolment
        grade = enrolment.student.record.grade
        with Horizontal(classes="record"):
            with Vertical(classes="rec"):
                with Horizontal(classes="h1"):
                    yield Said("screen.record.title", classes="title")
                    yield Said("screen.record.count", classes="side muted", grade=grade)
                    yield from self._chip()
                yield self._grid
                yield Notes(enrolment)
                with Horizontal(classes="acts"):
                    yield self._go
                    yield self._hint
            with Vertical(classes="photos"):
                yield from photos(enrolment)

    def _chip(self) -> ComposeResult:
        """Return the way to the student's requests, in the state in which they are."""
        requests = in_order(self.visit.enrolment.student.requests)
        if requests:
            yield StateChip(requests[0].state)

    def on_mount(self) -> None:
        """Begin in the grid."""
        self._grid.focus()
        self.show(self.visit)

    def show(self, visit: Visit) -> None:
        """Say what Enter will do."""
        super().show(visit)
        if self._asking or (self._declarable and visit.marked):
            self._go.say("screen.record.some_wrong", n=str(len(visit.marked)))
            self._hint.say(f"screen.record.hint_{'ask' if self._asking else 'wrong'}")
        elif not self._declarable:
            key = "print_old" if self._reprintable else "look_only"
            self._go.say(f"screen.record.{'sign_changes' if self._signable else key}")
            self._hint.display = visit.enrolment.asks_alone
            self._hint.say("screen.record.hint_correct")
        else:
            self._go.say("screen.record.all_correct")
            self._hint.say("screen.record.hint_correct")

    def tell(self, problem: Problem) -> None:
        """Tell what went wrong, where the hint stands."""
        self._hint.display = True
        self._hint.say(problem.text, **problem.values)

    def on_record_grid_marked(self, event: RecordGrid.Marked) -> None:
        """Pass on a mark."""
        event.stop()
        self.did(MarkedWrong(event.part, event.wrong))

    def on_press_pressed(self, event: Press.Pressed) -> None:
        """Go on, or look at requests."""
        event.stop()
        if isinstance(event.button, StateChip):
            self.action_requests()
        else:
            self.action_go_on()

    def action_go_on(self) -> None:
        """Go on with what was found."""
        if self._asking:
            self.did(FoundWrong())
        elif not self._declarable and self._signable:
            self.did(ChangesSeen())
        elif not self._declarable:
            self.did(ReprintAsked() if self._reprintable else Ended())
        else:
            self.did(FoundWrong() if self.visit.marked else FoundCorrect())

    def action_changes(self) -> None:
        """Sign the changes alone."""
        self.did(ChangesSeen())

    def action_requests(self) -> None:
        """See the student's requests."""
        self.did(RequestsAsked())

    def action_reveal(self) -> None:
        """Show ID number and birth date for five seconds."""
        self._grid.revealed = True
        if self._hiding is not None:
            self._hiding.stop()
        self._hiding = self.set_timer(REVEAL_SECONDS, self.hide)

    def hide(self) -> None:
        """Mask ID number and birth date again."""
        self._grid.revealed = False

    def action_photos(self) -> None:
        """Show both photos large, once."""
        if self.app.screen is self:
            self.app.push_screen(PhotosScreen(self.visit.enrolment))

    def action_reprint(self) -> None:
        """Print the sheet of the latest declaration again."""
        self.did(ReprintAsked())

    def action_missing(self) -> None:
        """Say that an enrolment is not shown."""
        self.did(FoundMissing())
