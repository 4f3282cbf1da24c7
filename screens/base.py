"""What all screens of a visit have in common: the frame, the keys that lead on and back."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen

import assets
from kiosk.errors import Problem
from kiosk.rules import mask
from kiosk.visit import Event, Visit, WentBack
from screens.messages import Did, GuideAsked
from screens.widgets.bars import Stage, StepBar
from screens.widgets.keys import Hint, KeyBar
from screens.widgets.said import Said

ALWAYS: tuple[Hint, ...] = (("f1", "screen.key.help"), ("f10", "screen.key.end"))
"""Hints that end every key bar."""


REVEAL_SECONDS = 5
"""How long ID number and birth date are shown."""


class Overlay(ModalScreen[None], inherit_bindings=False):
    """Lies over a step, which stays as it is."""

    ASKS_DIGITS: ClassVar[bool] = False
    """Numbers are typed here: an Enter after a digit is a person's, not a stray scanner's."""

    def action_close(self) -> None:
        """Go back to the step; a second key or click that was on its way closes nothing more."""
        if self.app.screen is self:
            self.dismiss()


class StepScreen(Screen[None], inherit_bindings=False):
    """One step of a visit. A fresh instance each time: nothing of the last student stays."""

    CSS_PATH = assets.path("css/steps.tcss")
    STAGE: ClassVar[Stage]
    HINTS: ClassVar[tuple[Hint, ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = [
        ("tab", "app.focus_next"),
        ("shift+tab", "app.focus_previous"),
        ("escape", "back"),
    ]

    def __init__(self, visit: Visit) -> None:
        """Show a visit."""
        super().__init__()
        self.visit = visit

    def compose(self) -> ComposeResult:
        """Put the body between the two bars."""
        yield StepBar(self.stage, self._who())
        with Vertical(classes="body"):
            yield from self.body()
        yield Said("screen.size.title", classes="too-small")
        yield KeyBar(*self.hints())

    @property
    def stage(self) -> Stage:
        """How far the visit is, for the first row."""
        return self.STAGE

    def body(self) -> ComposeResult:
        """Return what stands between the bars."""
        raise NotImplementedError

    def hints(self) -> tuple[Hint, ...]:
        """Return the hints of the last row."""
        return (*self.HINTS, *ALWAYS)

    def _who(self) -> str:
        if not self.visit.enrolments:
            return ""
        return mask.name(self.visit.enrolment.student.record.name)

    def show(self, visit: Visit) -> None:
        """Show the visit as it is now, on the same screen."""
        self.visit = visit

    def second_passed(self) -> None:
        """Count a second, if the step does; a timer of its own would outlive the visit."""

    def tell(self, problem: Problem) -> None:
        """Tell what a service found wrong, beside what caused it."""
        raise NotImplementedError

    def did(self, event: Event) -> None:
        """Post what the student did."""
        self.post_message(Did(event))

    def action_guide(self, place: str) -> None:
        """Open a page of the guide over the step."""
        self.post_message(GuideAsked(place))

    def action_back(self) -> None:
        """Go back one step."""
        self.did(WentBack())
