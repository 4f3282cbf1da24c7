"""Enrolments: which one is checked, and whether one is missing."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll

from kiosk.errors import Problem
from kiosk.model.record import Field
from kiosk.model.request import MissingEnrolment
from kiosk.rules.text import half_width
from kiosk.rules.values import LONGEST
from kiosk.visit import Chosen, Enrolment, Filed, Visit
from screens.base import StepScreen
from screens.messages import MissingGiven
from screens.widgets.bars import Stage
from screens.widgets.buttons import Press, Primary, Secondary
from screens.widgets.entry import Entry
from screens.widgets.keys import Hint
from screens.widgets.said import Said, Told

_YEAR_PLACES = 4


class EnrolmentButton(Secondary):
    """One enrolment to choose."""

    def __init__(self, index: int, enrolment: Enrolment, finished: bool) -> None:
        """Stand for one of the visit's enrolments.

        Args:
            index: Among the visit's.
            enrolment: Its heading is the label.
            finished: It is declared in its round.
        """
        heading = enrolment.student.record.heading
        if enrolment.round is None:
            key = "screen.enrolments.line_closed"
        elif finished:
            key = "screen.enrolments.line_done"
        else:
            key = "screen.enrolments.line"
        super().__init__(key, classes="line", heading=heading)
        self.index = index


class EnrolmentsScreen(StepScreen):
    """A line for each enrolment, and a last one for what is not shown."""

    STAGE = Stage.IDENTITY
    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("arrows", "screen.key.move"),
        ("enter", "screen.key.choose"),
        ("escape", "screen.key.back"),
        ("f5", "screen.guide.key_range"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "app.focus_previous"),
        ("down", "app.focus_next"),
        ("f5", "guide('range')"),
    ]

    def __init__(self, visit: Visit) -> None:
        """Show the enrolments of a visit; who has one comes here because another is missing."""
        super().__init__(visit)
        self._missing = Secondary("screen.enrolments.missing", classes="line")
        self._school = Entry("screen.enrolments.school", longest=LONGEST[Field.SCHOOL])
        self._level = Entry("screen.enrolments.level", longest=LONGEST[Field.LEVEL])
        self._major = Entry("screen.enrolments.major", longest=LONGEST[Field.MAJOR])
        self._year = Entry("screen.enrolments.entry_year", longest=_YEAR_PLACES)
        self._told = Told()
        self._filed = Said("", classes="filed")
        self._pin = Said("", classes="filed")

    @property
    def _entries(self) -> tuple[Entry, ...]:
        return (self._school, self._level, self._major, self._year)

    def body(self) -> ComposeResult:
        """Return the list, and the form that the last line opens."""
        with VerticalScroll(can_focus=False):
            count = str(len(self.visit.enrolments))
            yield Said("screen.enrolments.title", classes="h1", n=count)
            for index, one in enumerate(self.visit.enrolments):
                finished = one.round is not None and one.student.declared(one.round) is not None
                yield EnrolmentButton(index, one, finished)
            yield self._missing
            with Vertical(classes="form"):
                for entry in self._entries:
                    entry.add_class("-slim")
                    yield entry
                yield self._told
                yield Primary("screen.enrolments.file", "enter", classes="-slim")
                yield Said("screen.enrolments.bind", classes="muted")
            yield self._filed
            yield self._pin

    def on_mount(self) -> None:
        """Begin in the list, or in the form."""
        self.query(EnrolmentButton).first().focus()
        self._ask(len(self.visit.enrolments) == 1)
        self.show(self.visit)

    def _ask(self, asking: bool) -> None:
        self.query_one(".form").display = asking
        if asking:
            self._school.focus()

    def show(self, visit: Visit) -> None:
        """Show the request's number once it is written."""
        super().show(visit)
        filed = visit.missing
        self._filed.display = self._pin.display = filed is not None
        if filed is not None:
            self._show_filed(filed)

    def _show_filed(self, filed: Filed) -> None:
        self._ask(False)
        key = "filed" if filed.pin else "filed_before"
        self._filed.say(f"screen.enrolments.{key}", number=filed.number)
        self._pin.display = bool(filed.pin)
        self._pin.say("screen.enrolments.filed_pin", pin=filed.pin)
        self.query(EnrolmentButton).first().focus()

    def tell(self, problem: Problem) -> None:
        """Tell why the request was not written; what was typed stays."""
        self._told.tell(problem)

    def on_press_pressed(self, event: Press.Pressed) -> None:
        """Choose an enrolment, open the form, or file it."""
        event.stop()
        if isinstance(event.button, EnrolmentButton):
            self.did(Chosen(event.button.index))
        elif event.button is self._missing:
            self._ask(True)
        else:
            self._file()

    def on_entry_submitted(self, event: Entry.Submitted) -> None:
        """Go to the next entry, and from the last one on."""
        event.stop()
        at = self._entries.index(event.entry)
        if at + 1 < len(self._entries):
            self._entries[at + 1].focus()
        else:
            self._file()

    def _file(self) -> None:
        for entry in self._entries:
            if not entry.value:
                entry.tell(Problem("screen.enrolments.needed"))
                entry.focus()
                return
        year = half_width(self._year.value)
        if not (len(year) == _YEAR_PLACES and year.isdigit()):
            self._year.tell(Problem("screen.enrolments.bad_year"))
            self._year.focus()
            return
        given = MissingEnrolment(self._school.value, self._level.value, self._major.value, year)
        self._told.tell(None)
        self.post_message(MissingGiven(given))
