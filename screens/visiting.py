"""The visit on the screen: asks the services, puts the screen of each step up."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from textual.screen import Screen

import assets
from kiosk.services.visit.lobby import Lobby
from kiosk.visit import Event, ReprintAsked, Step, Visit, advance
from screens.ahead import InTurn
from screens.base import StepScreen
from screens.messages import (
    ClaimsConfirmed,
    Did,
    GuideAsked,
    HandoutAsked,
    MissingGiven,
    NumbersGiven,
    PaperSeen,
    RequestActed,
    SecondWayTold,
    SignatureGiven,
    SlipWanted,
)

if TYPE_CHECKING:
    from screens.attendant import Attendant
    from screens.guide.usher import Usher


class Visiting(InTurn, inherit_bindings=False):
    """Holds the visit and moves it by what screens post."""

    def __init__(self, lang: assets.Lang, lobby: Callable[[], Lobby], hints: Sequence[str]) -> None:
        """Begin where nobody is.

        Args:
            lang: To begin in.
            lobby: Opens the home; called once.
            hints: Whom to be in a demo.
        """
        super().__init__(lang)
        self._open = lobby
        self._hints = hints
        self.visits = 0
        self.visit = Visit()

    @cached_property
    def _lobby(self) -> Lobby:
        """The home, opened.

        Raises:
            KioskError: It cannot be, which may be otherwise the next time.
        """
        return self._open()

    @cached_property
    def _attendant(self) -> "Attendant":
        """Who asks the use cases; loaded behind a Welcome that is painted already."""
        from screens.attendant import Attendant  # noqa: PLC0415 - Welcome is painted before

        return Attendant(self, self._lobby.terminal())

    @cached_property
    def _usher(self) -> "Usher":
        """Who shows the guide; loaded when somebody asks."""
        from screens.guide.usher import Usher  # noqa: PLC0415 - as above

        return Usher(self, self._lobby.guidance(), self._hints)

    @property
    def _background_screens(self) -> list[Screen[None]]:
        """What is painted below a screen that can be seen through: here none can.

        Textual keeps the list in the context of whoever painted; tasks that begin there inherit it,
        and would keep a visit's screens alive in the next one.
        """
        return []

    def lay_over(self, screen: Screen[None], *, instead: bool = False) -> None:
        """Put a screen over the others, or in the place of the uppermost."""
        (self.switch_screen if instead else self.push_screen)(self.sized(screen))

    def move(self, event: Event) -> None:
        """Move the visit on, and show where it is now."""
        before = self.visit
        self.visit = advance(before, event)
        if self.visit is before:
            return
        screen = self.step_screen
        stays = self.visit.step is before.step and self.visit.step is not Step.DISPUTE
        if stays and screen is not None:
            screen.show(self.visit)
        else:
            self._put_up(self._screen())
        if not stays:
            self.run_worker(self._attendant.look_up(self.visit.step))

    def _put_up(self, screen: Screen[None]) -> None:
        """Put a screen in the place of all there are."""
        while self.covered:
            self.pop_screen()
        self.switch_screen(self.sized(screen))

    @abstractmethod
    def _screen(self) -> Screen[None]:
        """Return a fresh screen for where the visit is now."""

    @property
    def step_screen(self) -> StepScreen | None:
        """The screen of the step, below whatever lies over it; none at Welcome."""
        found = self.screen_stack[1]
        return found if isinstance(found, StepScreen) else None

    @property
    def covered(self) -> bool:
        """Something lies over the screen of the step: the guide, a page of staff's, the cover."""
        return len(self.screen_stack) > 2  # noqa: PLR2004 - Textual's own, and the step's

    # What screens post

    def on_did(self, message: Did) -> None:
        """Move on by what the student did."""
        declared = self.visit.enrolments and self.visit.enrolment.student.declarations
        if isinstance(message.event, ReprintAsked) and declared:
            self.run_worker(self._attendant.reprint(message.event), group="print", exclusive=True)
        else:
            self.move(message.event)

    def on_numbers_given(self, message: NumbersGiven) -> None:
        """Find out who that is."""
        self.run_worker(self._attendant.identify(message), group="identify", exclusive=True)

    def on_missing_given(self, message: MissingGiven) -> None:
        """Have the request written."""
        self.run_worker(self._attendant.file(message), group="file", exclusive=True)

    def on_claims_confirmed(self, _message: ClaimsConfirmed) -> None:
        """Have the request written."""
        self.run_worker(self._attendant.ask_for_corrections(), group="file", exclusive=True)

    def on_guide_asked(self, message: GuideAsked) -> None:
        """Show a page of the guide."""
        self._usher.go(message.place)

    def on_second_way_told(self, message: SecondWayTold) -> None:
        """Have the use written."""
        self.run_worker(self._usher.note(message.place), group="second-way", exclusive=True)

    def on_handout_asked(self, message: HandoutAsked) -> None:
        """Have a page of the guide printed."""
        self.run_worker(self._usher.print(message.kind), group="handout", exclusive=True)

    def on_signature_given(self, message: SignatureGiven) -> None:
        """Have the declaration written."""
        self.run_worker(self._attendant.sign(message))

    def on_paper_seen(self, message: PaperSeen) -> None:
        """Have it noted whether the sheet is in the student's hand."""
        self.run_worker(self._attendant.answer(message.answer), group="answer", exclusive=True)

    def on_request_acted(self, message: RequestActed) -> None:
        """Have the move written."""
        self.run_worker(self._attendant.act(message), group="request", exclusive=True)

    def on_slip_wanted(self, message: SlipWanted) -> None:
        """Have the checklist printed."""
        self.run_worker(self._attendant.slip(message), group="slip")
