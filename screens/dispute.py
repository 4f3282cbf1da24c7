"""Dispute: for each part marked wrong the right value, why, and since when."""

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kiosk.errors import Problem
from kiosk.model.record import Field, Part, Photo
from kiosk.model.request import Claim
from kiosk.rules import form, mask, values
from kiosk.rules.claims import LONGEST_REASON, parse_since
from kiosk.visit import Claimed, TakenBack, Visit, WentBack
from screens.base import StepScreen
from screens.coach import About, Coach, CoachScreen
from screens.widgets.bars import Stage
from screens.widgets.buttons import Press, Primary
from screens.widgets.date_entry import DateEntry
from screens.widgets.entry import Entry
from screens.widgets.keys import Hint
from screens.widgets.picklist import PickList
from screens.widgets.said import Said

_DATES = frozenset({Field.BIRTH_DATE, Field.ENTRY_DATE, Field.EXPECTED_GRADUATION})
_PICKED = frozenset(
    {
        Field.GENDER,
        Field.ETHNICITY,
        Field.SCHOOL,
        Field.LEVEL,
        Field.MAJOR,
        Field.CATEGORY,
        Field.STUDY_MODE,
        Field.COLLEGE,
        Field.DEPARTMENT,
        Field.CLASS_NAME,
        Field.STATUS,
    }
)


class DisputeScreen(StepScreen):
    """Asks about one part; Enter keeps the answer and goes on to the next."""

    STAGE = Stage.CHECK
    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("tab", "screen.key.next_field"),
        ("f4", "screen.key.take_back"),
        ("f5", "screen.key.advice"),
        ("escape", "screen.key.back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [("f4", "take_back"), ("f5", "advice")]

    def __init__(self, visit: Visit, province: str, today: date) -> None:
        """Ask about the part that the visit has come to.

        Args:
            visit: With a part in question.
            province: Whose rules the coach tells.
            today: For what is not an error yet.
        """
        super().__init__(visit)
        self._part = visit.marked[visit.disputing]
        claim = visit.unfinished.get(self._part) or visit.claims.get(self._part)
        self._editor = self._make_editor(claim)
        self._since = Entry("screen.dispute.since", claim.since if claim else "", longest=10)
        self._reason = Entry(
            "screen.dispute.reason", claim.reason if claim else "", longest=LONGEST_REASON
        )
        about = About(self._part, visit.enrolment.student.record, province, today)
        self._coach = Coach(about)

    def _make_editor(self, claim: Claim | None) -> Entry | PickList:
        part, value = self._part, claim.value if claim else ""
        if isinstance(part, Photo):
            return Entry(
                "screen.dispute.right_photo", claim.reason if claim else "", longest=LONGEST_REASON
            )
        longest = values.LONGEST[part]
        if part in _PICKED:
            return PickList("screen.dispute.right_list", value, free=True, longest=longest)
        if part in _DATES:
            return DateEntry("screen.dispute.right_date", value, longest=longest)
        return Entry("screen.dispute.right", value, longest=longest)

    def body(self) -> ComposeResult:
        """Return what the record says, the editor, and the advice beside them."""
        number, total = str(self.visit.disputing + 1), str(len(self.visit.marked))
        last = self.visit.disputing + 1 == len(self.visit.marked)
        with Horizontal(classes="h1"):
            yield Said("screen.dispute.title", classes="title")
            yield Said("screen.dispute.count", classes="side muted", n=number, total=total)
            yield Said(f"field.{self._part.value}", classes="side chip")
        with Horizontal(classes="cols"):
            with VerticalScroll(classes="edit", can_focus=False):
                yield Said("screen.dispute.now", classes="muted")
                yield self._now()
                yield self._editor
                if isinstance(self._part, Field):
                    with Horizontal(classes="since"):
                        yield self._since
                        yield self._reason
                yield Primary(f"screen.dispute.{'last' if last else 'next'}", "enter")
            yield self._coach

    def _now(self) -> Static:
        record = self.visit.enrolment.student.record
        if isinstance(self._part, Photo):
            key = "photo_taken" if record.get(self._part) else "photo_none"
            return Said(f"screen.record.{key}", classes="now")
        if self._part in mask.MASKED:
            return Static(Content(mask.field(record, self._part)), classes="now")
        shown = form.value(record, self._part)
        return Static(Content(shown), classes="now") if shown else Said("screen.dispute.empty")

    def on_mount(self) -> None:
        """Begin in the editor."""
        self._editor.focus()

    @property
    def part(self) -> Part:
        """The part that is asked about."""
        return self._part

    def offer(self, options: tuple[str, ...]) -> None:
        """Offer values to pick from."""
        if isinstance(self._editor, PickList):
            self._editor.options = options

    def tell(self, problem: Problem) -> None:
        """Tell what is wrong with the right value; what was typed stays."""
        self._editor.tell(problem)
        self._editor.focus()

    def on_entry_changed(self, event: Entry.Changed) -> None:
        """Tell the coach since when it is wrong, as soon as that is a date."""
        event.stop()
        if event.entry is self._since:
            since = parse_since(event.value)
            self._coach.since("" if isinstance(since, Problem) else since)

    def action_advice(self) -> None:
        """Show all that the coach says, once."""
        if self.app.screen is self:
            self.app.push_screen(CoachScreen(self._coach.about))

    def on_entry_submitted(self, event: Entry.Submitted) -> None:
        """Keep the answer."""
        event.stop()
        self._keep()

    def on_pick_list_submitted(self, event: PickList.Submitted) -> None:
        """Keep the answer."""
        event.stop()
        self._keep()

    def on_press_pressed(self, event: Press.Pressed) -> None:
        """Keep the answer."""
        event.stop()
        self._keep()

    def action_back(self) -> None:
        """Go back one step, and keep what is typed."""
        photo = isinstance(self._part, Photo)
        typed = self._editor.typed if isinstance(self._editor, PickList) else self._editor.value
        value, reason = ("", typed) if photo else (typed, self._reason.value)
        self.did(WentBack(Claim(self._part, value, reason, self._since.value)))

    def action_take_back(self) -> None:
        """Find that the part is right after all."""
        self.did(TakenBack())

    def _keep(self) -> None:
        if isinstance(self._part, Photo):
            photo_value = form.photo_value()
            if not self._editor.value:
                self.tell(Problem("screen.dispute.photo_needed"))
            else:
                self.did(Claimed(Claim(self._part, photo_value, self._editor.value)))
            return
        value = self._right_value(self._part)
        since = parse_since(self._since.value)
        if isinstance(value, Problem):
            self.tell(value)
        elif isinstance(since, Problem):
            self._since.tell(since)
            self._since.focus()
        else:
            self.did(Claimed(Claim(self._part, value, self._reason.value, since)))

    def _right_value(self, field: Field) -> str | Problem:
        record = self.visit.enrolment.student.record
        value = values.parse(field, self._editor.value, record.id_type)
        if isinstance(value, Problem):
            return value
        if not value:
            return Problem("screen.dispute.value_needed")
        if value == record.get(field):
            return Problem("screen.dispute.same_value")
        return value
