"""Sign: drawn on the pad, typed, or later on paper."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import ContentSwitcher, Static

from kiosk.config import SignBy
from kiosk.errors import Problem
from kiosk.model.signature import Signature, SignedBy
from kiosk.rules.factor import name_matches
from kiosk.services.visit.terminal import Obstacles
from kiosk.visit import Visit
from screens.base import ALWAYS, StepScreen
from screens.langs import Speaks
from screens.messages import SignatureGiven
from screens.widgets.bars import Stage
from screens.widgets.buttons import Press, Primary, Secondary
from screens.widgets.entry import Entry
from screens.widgets.keys import Hint
from screens.widgets.pad import SignaturePad
from screens.widgets.said import Said, Told
from screens.widgets.tick import Tick

_NUMBERS = tuple(str(index + 1) for index in range(len(SignedBy)))
"""Keys of the ways, in their order."""


class Way(Speaks, Static):
    """One way of signing, with its number; a click takes it."""

    class Taken(Message):
        """The way was clicked."""

        def __init__(self, index: int) -> None:
            """Tell which."""
            super().__init__()
            self.index = index

    def __init__(self, index: int, way: SignedBy) -> None:
        """Stand for a way.

        Args:
            index: Among those that are allowed.
            way: The way.
        """
        super().__init__(classes="way")
        self._index, self.way = index, way

    def render(self) -> Content:
        """Return its number and name."""
        return Content.assemble(f" {self._index + 1} ", self.words(f"screen.sign.{self.way}"), " ")

    def on_click(self, event: events.Click) -> None:
        """Be taken."""
        event.stop()
        self.post_message(self.Taken(self._index))


class SignScreen(StepScreen):
    """The ways that the school allows, one at a time; nothing is written before Enter."""

    STAGE = Stage.SIGN
    TITLE_KEY: ClassVar[str] = "screen.sign.title"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("enter", "sign"),
        *((number, f"way({index})") for index, number in enumerate(_NUMBERS)),
        ("delete", "redo"),
        ("backspace", "undo"),
    ]

    def __init__(self, visit: Visit, ways: Sequence[SignBy], today: str) -> None:
        """Ask for a signature.

        Args:
            visit: Whose declaration is signed.
            ways: Those that are allowed, the first one first.
            today: The date that will stand beside the signature, as the form writes it.
        """
        super().__init__(visit)
        record = visit.enrolment.student.record
        self._ways = tuple(SignedBy(way) for way in ways)
        self._way = self._ways[0]
        self._pad = SignaturePad()
        self._pad_hint = Said("screen.sign.pad_hint", name=record.name, date=today)
        self._name_entry = Entry("screen.sign.name_entry", longest=len(record.name) + 10)
        self._tick = Tick("screen.sign.paper_tick")
        self._told = Told()
        self._warning: Problem | None = None
        self._busy = False

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys of the ways that are allowed."""
        numbers = " ".join(str(n) for n in range(1, len(self._ways) + 1))
        ways: tuple[Hint, ...] = ((numbers, "screen.key.ways"),) if len(self._ways) > 1 else ()
        return (*ways, ("escape", "screen.key.back"), *ALWAYS)

    def body(self) -> ComposeResult:
        """Return the row of ways, the one that is taken, and the button."""
        with Horizontal(classes="ways"):
            yield Said(self.TITLE_KEY, classes="title")
            for index, way in enumerate(self._ways):
                yield Way(index, way)
        yield from self.about()
        with ContentSwitcher(initial=self._way.value):
            with Vertical(id=SignedBy.PAD.value):
                yield self._pad
                yield self._pad_hint
            with Vertical(id=SignedBy.NAME.value):
                yield Said("screen.sign.name_hint")
                yield self._name_entry
            with Vertical(id=SignedBy.PAPER.value):
                yield Said("screen.sign.paper_hint", classes="blk")
                yield self._tick
        yield self._told
        with Horizontal(classes="acts"):
            yield Primary("screen.sign.use", "enter")
            yield Secondary("screen.key.redo", "delete", id="redo")
            yield Secondary("screen.key.undo", "backspace", id="undo")

    def about(self) -> ComposeResult:
        """Return what is signed; a declaration was read on Statement."""
        yield from ()

    def on_mount(self) -> None:
        """Begin with the first way.

        Terminals of 16 colours often lack braille too, so there the pad draws with blocks.
        """
        self._pad.blocks = self.app.native_ansi_color
        self._take(self._way)

    def _take(self, way: SignedBy) -> None:
        self._way = way
        self.query_one(ContentSwitcher).current = way.value
        for one in self.query(Way):
            one.set_class(one.way is way, "-taken")
        for secondary in self.query(Secondary):
            secondary.display = way is SignedBy.PAD
        places = {
            SignedBy.PAD: self._pad,
            SignedBy.NAME: self._name_entry,
            SignedBy.PAPER: self._tick,
        }
        places[way].focus()

    def warn(self, obstacles: Obstacles) -> None:
        """Tell before signing what would go wrong after it."""
        if obstacles.store:
            self._warning = Problem("screen.sign.store_down")
        elif obstacles.unprintable:
            chars = " ".join(obstacles.unprintable)
            self._warning = Problem("screen.sign.unprintable", {"chars": chars})
        elif obstacles.printer is not None:
            self._warning = Problem(f"screen.sign.printer_{obstacles.printer.value}")
        if self._warning:
            self.tell(self._warning)

    def tell(self, problem: Problem) -> None:
        """Tell what stands in the way; what was drawn or typed stays."""
        self._busy = False
        self._told.tell(problem)

    def on_way_taken(self, event: Way.Taken) -> None:
        """Take the way that was clicked."""
        event.stop()
        self.action_way(event.index)

    def action_way(self, index: int) -> None:
        """Take a way, if there are so many."""
        if index < len(self._ways):
            self._told.tell(self._warning)
            self._take(self._ways[index])

    def action_redo(self) -> None:
        """Begin the drawing anew."""
        self._pad.action_clear()

    def action_undo(self) -> None:
        """Take the last stroke away."""
        self._pad.action_undo()

    def on_press_pressed(self, event: Press.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        match event.button.id:
            case "redo":
                self.action_redo()
            case "undo":
                self.action_undo()
            case _:
                self.action_sign()

    def on_entry_changed(self, event: Entry.Changed) -> None:
        """Take a digit as the key of a way: no name has one."""
        event.stop()
        digits = [char for char in event.value if char in _NUMBERS]
        if digits:
            event.entry.value = "".join(char for char in event.value if char not in _NUMBERS)
            self.action_way(_NUMBERS.index(digits[-1]))

    def on_entry_submitted(self, event: Entry.Submitted) -> None:
        """Sign with the name."""
        event.stop()
        self.action_sign()

    def action_sign(self) -> None:
        """Hand the signature over, once, if there is one."""
        if self._busy:
            return
        given = self._given()
        if isinstance(given, Problem):
            self._told.tell(given)
            return
        self._busy = True
        self._told.tell(Problem("screen.sign.busy"), waits=True)
        self.post_message(given)

    def _given(self) -> SignatureGiven | Problem:
        match self._way:
            case SignedBy.PAD:
                if not self._pad.enough:
                    return Problem("screen.sign.empty")
                return SignatureGiven(Signature(SignedBy.PAD), self._pad.strokes)
            case SignedBy.NAME:
                record = self.visit.enrolment.student.record
                if not name_matches(record, self._name_entry.value):
                    return Problem("screen.sign.name_differs")
                return SignatureGiven(Signature(SignedBy.NAME, name=record.name), None)
            case SignedBy.PAPER:
                if not self._tick.ticked:
                    return Problem("screen.sign.tick_first")
                return SignatureGiven(Signature(SignedBy.PAPER), None)
