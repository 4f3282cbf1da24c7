"""Farewell: what to do with the paper, the request and its PIN, whom to ask; then nothing stays."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll

from kiosk.config import Contact
from kiosk.errors import Problem
from kiosk.services.visit.terminal import Matrix
from kiosk.visit import Chosen, Ended, RequestsAsked, Visit
from screens.base import StepScreen
from screens.messages import SlipWanted
from screens.requests import slip_words
from screens.widgets.bars import Stage
from screens.widgets.bigtype import BigType
from screens.widgets.buttons import Press, Secondary
from screens.widgets.countdown import Countdown
from screens.widgets.keys import Hint, KeyBar
from screens.widgets.qr import QrView
from screens.widgets.said import Said

_PAPER = ("check", "copy", "sign", "hand")
"""What to do with the sheet."""
_ASKED = ("note", "bring", "follow")
"""What to do with a request that was filed alone."""
SECONDS = 15
"""Until Welcome comes back by itself."""


class FarewellScreen(StepScreen):
    """Goes back to Welcome after 15 seconds; Space gives as many more."""

    AUTO_FOCUS = ""
    STAGE = Stage.DONE
    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("enter", "screen.key.now"),
        ("space", "screen.key.longer"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ("enter", "finish"),
        ("space", "longer"),
        ("n", "other"),
        ("f5", "requests"),
        ("f8", "slip"),
    ]

    def __init__(self, visit: Visit, matrix: Matrix, contact: Contact) -> None:
        """Say goodbye.

        Args:
            visit: With a declaration, or a request that was filed alone.
            matrix: The QR for the screen.
            contact: The branch registrar, or the school's office.
        """
        super().__init__(visit)
        self._matrix = matrix
        self._contact = contact
        self._left = SECONDS
        self._later = Said("screen.farewell.later", classes="later")
        self._later.display = self._sheet_waits
        self._slip = Said(slip_words(visit), classes="slip")
        self._slip.display = bool(self._slip.key)
        self._countdown = Countdown("screen.farewell.countdown", SECONDS)
        self._crowded = bool(visit.others or visit.missing or self._sheet_waits)
        self.set_class(self._crowded or self._slip.display, "-crowded")

    @property
    def _sheet_waits(self) -> bool:
        return self.visit.asked is None and not self.visit.in_hand

    @property
    def stage(self) -> Stage:
        """Return that all is done, or that nothing was declared."""
        return Stage.DONE if self.visit.asked is None else Stage.CHECK

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys that mean something after this visit; Enter ends it, as F10 does."""
        hints = list(self.HINTS)
        if self.visit.enrolment.student.requests:
            hints.append(("f5", "screen.key.requests"))
        if self.visit.filed is not None and self.visit.slip_left:
            hints.append(("f8", "screen.key.slip"))
        return (*hints, ("f12", "screen.privacy.key"), ("f1", "screen.key.help"))

    def body(self) -> ComposeResult:
        """Return what to do at the left, the QR at the right."""
        with Horizontal(classes="split"):
            with VerticalScroll(classes="left", can_focus=False):
                yield BigType("screen.farewell.title")
                yield from self._steps()
                yield from self._request()
                yield from self._whom()
                if self.visit.others:
                    other = self.visit.enrolments[self.visit.others[0]]
                    heading = other.student.record.heading
                    yield Secondary("screen.farewell.other", "n", classes="line", heading=heading)
                yield self._countdown
            with Vertical(classes="right"):
                yield QrView(self._matrix)
                yield Said("screen.print.scan", classes="caption")

    def _steps(self) -> ComposeResult:
        yield self._later
        for step in _PAPER if self.visit.asked is None else _ASKED:
            yield Said(f"screen.farewell.{step}")

    def _request(self) -> ComposeResult:
        for filed in (self.visit.filed, self.visit.missing):
            if filed is not None:
                yield Said("screen.farewell.request", classes="gap", number=filed.number)
                if filed.pin:
                    yield Said("screen.farewell.pin", pin=filed.pin)
        yield self._slip

    def _whom(self) -> ComposeResult:
        contact = self._contact
        if contact.name or contact.room:
            college = self.visit.enrolment.student.record.college
            yield Said(
                "screen.farewell.contact",
                classes="gap",
                college=college,
                name=contact.name,
                room=contact.room,
            )
        if contact.phone:
            yield Said("screen.farewell.phone", phone=contact.phone)

    def show(self, visit: Visit) -> None:
        """Tell if the paper has come meanwhile, and how far the checklist is."""
        super().show(visit)
        self._tell_slip()
        self._later.display = self._sheet_waits

    def _tell_slip(self) -> None:
        self._slip.say(slip_words(self.visit))
        self._slip.display = bool(self._slip.key)
        self.set_class(self._crowded or self._slip.display, "-crowded")
        self.query_one(KeyBar).tell(*self.hints())

    def second_passed(self) -> None:
        """Count one second down, unless something lies over it; at none the visit ends."""
        if not self.is_active:
            return
        self._left -= 1
        self._countdown.left = max(0, self._left)
        if self._left <= 0:
            self.action_finish()

    def action_finish(self) -> None:
        """End the visit now; the Enter of who pressed it twice takes no PIN away unread."""
        if self.visit.asked is None or self._left < SECONDS:
            self.did(Ended())

    def action_longer(self) -> None:
        """Count from the beginning again."""
        self._left = SECONDS
        self._countdown.left = SECONDS

    def action_other(self) -> None:
        """Go to the next enrolment that waits for a declaration."""
        if self.visit.others:
            self.did(Chosen(self.visit.others[0]))

    def action_requests(self) -> None:
        """See the requests that were filed."""
        self.did(RequestsAsked())

    def action_slip(self) -> None:
        """Print the checklist of the request that was just filed."""
        if self.visit.filed is not None and self.visit.slip_left:
            self.action_longer()
            self.post_message(SlipWanted(self.visit.filed.number))

    def action_back(self) -> None:
        """What is signed is signed: there is no way back from here."""

    def on_press_pressed(self, event: Press.Pressed) -> None:
        """Go to the next enrolment."""
        event.stop()
        self.action_other()

    def tell(self, problem: Problem) -> None:
        """Nothing here can be wrong."""
        raise NotImplementedError(problem.text)
