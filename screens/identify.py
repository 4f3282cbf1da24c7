"""Identify: a number and a second factor, typed or scanned."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from kiosk.config import Contact, Second
from kiosk.errors import Problem
from kiosk.rules import factor
from kiosk.rules.text import clean
from kiosk.visit import Visit
from screens.base import StepScreen
from screens.messages import NumbersGiven
from screens.widgets.bars import Stage
from screens.widgets.buttons import Press, Primary
from screens.widgets.entry import Entry
from screens.widgets.keypad import Keypad
from screens.widgets.keys import Hint
from screens.widgets.said import Said, Told

_LONGEST = 40


class IdentifyScreen(StepScreen):
    """Asks who is there. A miss is told below; what was typed stays."""

    AUTO_FOCUS = ""
    STAGE = Stage.IDENTITY
    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("tab", "screen.key.next_field"),
        ("escape", "screen.key.back"),
        ("f5", "screen.guide.key_whom"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [("enter", "go"), ("f5", "guide('contacts')")]

    def __init__(self, visit: Visit, second: Second, helper: Contact) -> None:
        """Ask for a number and the second factor that the school has set.

        Args:
            visit: What was typed on Welcome begins the number.
            second: ``none`` asks for no factor.
            helper: Whom to turn to when the ID number itself is recorded wrong.
        """
        super().__init__(visit)
        self._second = second
        self._number = Entry("screen.identify.number", clean(visit.begun), longest=_LONGEST)
        self._factor = Entry(
            "screen.identify.name" if second == "name" else "screen.identify.tail",
            longest=_LONGEST,
            masked=second == "tail",
        )
        self._factor.display = second != "none"
        self._told = Told()
        who = " ".join(part for part in (helper.name, helper.room, helper.phone) if part)
        key = "wrong_id" if who else "wrong_id_staff"
        self._helper = Said(f"screen.identify.{key}", who=who, classes="muted")
        self._helper.display = False

    def body(self) -> ComposeResult:
        """Return the two entries, the button, and a keypad where there is room."""
        with Horizontal(classes="split"):
            with Vertical(classes="idform"):
                yield Said("screen.identify.title", classes="h1")
                yield self._number
                yield self._factor
                yield self._told
                yield self._helper
                yield Primary("screen.identify.next", "enter")
            yield Keypad()

    def on_mount(self) -> None:
        """Begin in the number, behind what was typed already."""
        self._number.focus()

    def tell(self, problem: Problem) -> None:
        """Tell why nobody was let in; the number stays, the factor is typed anew."""
        self._told.tell(problem)
        self._helper.display = True
        self._factor.value = ""
        (self._number if self._second == "none" else self._factor).focus()

    def on_entry_changed(self, event: Entry.Changed) -> None:
        """Ask for the factor that goes with the number."""
        event.stop()
        if self._second == "tail" and event.entry is self._number:
            by_id = factor.is_id_number(factor.normal(event.value))
            self._factor.say(f"screen.identify.{'tail_student' if by_id else 'tail'}")

    def on_entry_submitted(self, event: Entry.Submitted) -> None:
        """Go from the number to the factor, and from there on."""
        event.stop()
        if event.entry is self._number and self._second != "none" and self._number.value:
            self._factor.focus()
        else:
            self.action_go()

    def on_press_pressed(self, event: Press.Pressed) -> None:
        """Go on."""
        event.stop()
        self.action_go()

    def action_go(self) -> None:
        """Ask who that is, if all is there."""
        if not self._number.value:
            self._number.tell(Problem("screen.identify.number_empty"))
            self._number.focus()
        elif not self._factor.value and self._second != "none":
            self._factor.tell(Problem("screen.identify.second_empty"))
            self._factor.focus()
        else:
            self._told.tell(Problem("screen.identify.busy"), waits=True)
            self.post_message(NumbersGiven(self._number.value, self._factor.value))
