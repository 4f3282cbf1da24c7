"""My requests: how far each has come, what the registrar said, and what the student can do."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll

from kiosk.errors import Problem
from kiosk.model.record import Part
from kiosk.model.request import MoveKind, Request, RequestState
from kiosk.rules.requests import Who, movable, possible
from kiosk.visit import PrintState, Visit
from screens.base import ALWAYS, StepScreen
from screens.messages import RequestActed, SlipWanted
from screens.widgets.act_form import TICKED, ActForm
from screens.widgets.bars import Stage
from screens.widgets.buttons import Press, Primary
from screens.widgets.entry import Entry
from screens.widgets.keys import Hint, KeyBar
from screens.widgets.request_view import RequestView
from screens.widgets.said import Said

_KEYS: Mapping[MoveKind, str] = {
    MoveKind.WITHDRAW: "f4",
    MoveKind.NOTE: "f6",
    MoveKind.SUPPLY: "f7",
    MoveKind.RENEW_PIN: "f9",
}


def in_order(requests: tuple[Request, ...]) -> tuple[Request, ...]:
    """Return requests in the order in which somebody has to act, the newest first."""
    order = list(RequestState)
    newest_first = sorted(requests, key=lambda one: one.at, reverse=True)
    return tuple(sorted(newest_first, key=lambda one: order.index(one.state)))


def slip_words(visit: Visit) -> str:
    """Return the key of what is told about the checklist on paper; empty: none was asked for."""
    match visit.slip:
        case None:
            return ""
        case PrintState.WORKING | PrintState.PRINTED as state:
            return f"screen.slip.{state.value}"
        case _:
            return "screen.slip.trouble" if visit.slip_left else "screen.slip.failed"


class RequestsScreen(StepScreen):
    """One request at a time; Enter does what is asked for, or goes back."""

    AUTO_FOCUS = ""
    STAGE = Stage.CHECK
    BINDINGS: ClassVar[list[BindingType]] = [
        ("enter", "go_on"),
        ("left", "other(-1)"),
        ("right", "other(1)"),
        ("up", "scroll(-1)"),
        ("down", "scroll(1)"),
        ("f8", "slip"),
        *((key, f"act('{kind.value}')") for kind, key in _KEYS.items()),
    ]

    def __init__(self, visit: Visit) -> None:
        """Show the requests of the enrolment that the visit is about."""
        super().__init__(visit)
        self._requests = in_order(visit.enrolment.student.requests)
        self._at = 0
        self._view = RequestView(self._request)
        self._count = Said("", classes="side muted")
        self._number = Said("", classes="side chip")
        self._pin = Said("", classes="pin")
        self._slip = Said("", classes="slip")
        self._form = ActForm()
        self._go = Primary("screen.requests.back", "enter", classes="-slim")
        self._busy = False

    @property
    def _request(self) -> Request:
        return self._requests[self._at]

    def _can(self, kind: MoveKind) -> bool:
        return kind in possible(self._request, Who.STUDENT)

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys that mean something for this request."""
        hints: list[Hint] = []
        if self._form.kind is None:
            hints += [
                (key, f"screen.key.{kind.value}") for kind, key in _KEYS.items() if self._can(kind)
            ]
            if self._request.state.open and self.visit.slip_left:
                hints.append(("f8", "screen.key.slip"))
        elif self._form.kind in TICKED:
            hints.append(("space", "screen.key.tick"))
        return (*sorted(hints), ("escape", "screen.key.back"), *ALWAYS)

    def body(self) -> ComposeResult:
        """Return the request, what can be done with it, and the way on."""
        with Horizontal(classes="h1"):
            yield Said("screen.requests.title", classes="title")
            yield self._number
            yield self._count
        with VerticalScroll(classes="requests", can_focus=False):
            yield self._view
        with Vertical(classes="told-requests"):
            yield self._pin
            yield self._slip
            yield self._form
        with Horizontal(classes="acts"):
            yield self._go

    def on_mount(self) -> None:
        """Begin with the request in which somebody has to act first."""
        self.show(self.visit)

    def show(self, visit: Visit) -> None:
        """Show the requests as they are now; what was asked for is done if they moved."""
        moved = visit.enrolment is not self.visit.enrolment
        super().show(visit)
        number = self._request.number
        known = {one.number: one for one in visit.enrolment.student.requests}
        self._requests = tuple(known[one.number] for one in self._requests)
        self._at = [one.number for one in self._requests].index(number)
        if moved:
            self._busy = False
            self._form.ask(None)
        self._tell()

    def _tell(self) -> None:
        request, renewed = self._request, self.visit.renewed
        self._number.say("screen.requests.number", number=request.number)
        several = len(self._requests) > 1
        self._count.display = several
        at, total = str(self._at + 1), str(len(self._requests))
        self._count.say("screen.requests.count", n=at, total=total)
        self._view.show(request)
        mine = renewed is not None and renewed.number == request.number
        self._pin.display = mine
        self._pin.say("screen.requests.pin", pin=renewed.pin if renewed else "")
        key = slip_words(self.visit)
        self._slip.display = bool(key)
        self._slip.say(key)
        self._go.say(f"screen.requests.{self._next()}")
        self.query_one(KeyBar).tell(*self.hints())

    def _next(self) -> str:
        if self._form.kind is not None:
            return "confirm" if self._form.kind in TICKED else "send"
        return "supply" if self._can(MoveKind.SUPPLY) else "back"

    def tell(self, problem: Problem) -> None:
        """Tell why nothing was done; what was typed stays."""
        self._busy = False
        self._form.tell(problem)

    def on_press_pressed(self, event: Press.Pressed) -> None:
        """Go on."""
        event.stop()
        self.action_go_on()

    def on_entry_submitted(self, event: Entry.Submitted) -> None:
        """Send what was typed."""
        event.stop()
        self.action_go_on()

    def action_go_on(self) -> None:
        """Send what the form holds; without one, supply what is asked for, or go back."""
        if self._form.kind is not None:
            self._send(self._form.kind)
        elif self._can(MoveKind.SUPPLY):
            self._ask(MoveKind.SUPPLY)
        else:
            super().action_back()

    def _send(self, kind: MoveKind) -> None:
        if self._busy:
            return
        given = self._form.given()
        if isinstance(given, Problem):
            self._form.tell(given)
            return
        self._busy = True
        self._form.tell(Problem("screen.requests.busy"), waits=True)
        number = self._request.number
        self.post_message(RequestActed(number, kind, given.text, given.parts))

    def _ask(self, kind: MoveKind | None) -> None:
        self._form.ask(kind, self._which(kind))
        if kind is None:
            self.set_focus(None)
        self._tell()

    def _which(self, kind: MoveKind | None) -> tuple[Part, ...]:
        """Return the matters of which some are to be chosen; those of one alone are not."""
        if kind is not MoveKind.WITHDRAW or len(self._request.matters) == 1:
            return ()
        can = movable(self._request, kind)
        return tuple(one.part for one in can if one.part is not None)

    def action_act(self, kind: str) -> None:
        """Ask for an act, if it is possible now."""
        if self._can(MoveKind(kind)) and not self._busy:
            self._ask(MoveKind(kind))

    def action_other(self, by: int) -> None:
        """Show another request."""
        if self._form.kind is None:
            self._at = (self._at + by) % len(self._requests)
            self._tell()

    def action_scroll(self, by: int) -> None:
        """Move a long history by a line."""
        self.query_one(".requests").scroll_relative(y=by, animate=False)

    def action_slip(self) -> None:
        """Print the checklist of this request."""
        if self._form.kind is None and self._request.state.open and self.visit.slip_left:
            self.post_message(SlipWanted(self._request.number))

    def action_back(self) -> None:
        """Put the form away, or leave."""
        if self._form.kind is None:
            super().action_back()
        elif not self._busy:
            self._ask(None)
