"""The app: holds the visit, asks the services, puts the screen of each step up."""

import asyncio
import signal
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen

import assets
from kiosk.config import Config
from kiosk.services.visit.lobby import Lobby
from kiosk.visit import (
    Ended,
    Event,
    ReprintAsked,
    Step,
    Visit,
    advance,
)
from screens.ahead import InTurn, Typed
from screens.base import Overlay, StepScreen
from screens.idle import IdleScreen
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
from screens.porter import Porter
from screens.silence import Quiet, Silence
from screens.welcome import WelcomeScreen

if TYPE_CHECKING:
    from screens.attendant import Attendant
    from screens.guide.usher import Usher

_WIPING = (signal.SIGTERM, signal.SIGHUP)
_IGNORED = (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU)
_DIGITS_ASKED = frozenset(
    {Step.WELCOME, Step.IDENTIFY, Step.ENROLMENTS, Step.DISPUTE, Step.ACCOUNT, Step.REQUESTS}
)


class KioskApp(InTurn, inherit_bindings=False):
    """One terminal in a corridor: one visit after the other, and nothing in between."""

    CSS_PATH: ClassVar = [
        assets.path("css/theme.tcss"),
        assets.path("css/widgets.tcss"),
        assets.path("css/screens.tcss"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", priority=True),
        Binding("f2", "language", priority=True),
        Binding("f3", "light", priority=True),
        Binding("f10", "end", priority=True),
    ]

    def __init__(
        self, config: Config, lobby: Callable[[], Lobby], *, hints: Sequence[str] = ()
    ) -> None:
        """Run a terminal.

        Args:
            config: The school's settings.
            lobby: Opens the home; called once, behind a Welcome that is painted already.
            hints: Whom to be in a demo; only with them Ctrl+Q ends the app.
        """
        super().__init__(config.visit.lang)
        self._config = config
        self._open = lobby
        self._hints = hints
        rules = config.visit
        self._silence = Silence(rules.idle, rules.wipe)
        self._porter = Porter(config.school, demo=bool(hints))
        self._after_digit = False
        self.visits = 0
        self.visit = Visit()

    def on_mount(self) -> None:
        """Show Welcome, and begin to watch for silence."""
        if not self.is_headless:
            self._guard_signals()
        if self._hints:
            self.bind("ctrl+q", "leave")
        self.push_screen(self.sized(self._welcome()))
        self.set_interval(1, self.second_passed)
        self.call_after_refresh(self._get_ready)

    def _get_ready(self) -> None:
        """Open the home, tell what Welcome did not know, and load what a visit needs."""
        self._porter.open(self._lobby, self.screen)
        self.call_after_refresh(lambda: self._attendant)
        self.call_after_refresh(self._read_ahead)

    def _read_ahead(self) -> None:
        """Have the guide at hand before somebody asks for it.

        A style sheet that comes with a screen would have all the others parsed anew.
        """
        self._usher.read_ahead()
        self.stylesheet.read(assets.path("css/guide.tcss"))
        self.stylesheet.parse()

    @cached_property
    def _lobby(self) -> Lobby:
        return self._open()

    def _guard_signals(self) -> None:
        """Let nothing suspend or end the app but the signals that staff send."""
        loop = asyncio.get_running_loop()
        for number in _WIPING:
            loop.add_signal_handler(number, self.exit)
        for number in _IGNORED:
            signal.signal(number, signal.SIG_IGN)

    @cached_property
    def _usher(self) -> "Usher":
        """Who shows the guide; loaded as late as the attendant."""
        from screens.guide.usher import Usher  # noqa: PLC0415 - as above

        return Usher(self, self._lobby.guidance(), self._hints)

    def lay_over(self, screen: Screen[None], *, instead: bool = False) -> None:
        """Put a screen over the others, or in the place of the uppermost."""
        (self.switch_screen if instead else self.push_screen)(self.sized(screen))

    # What happens in the visit

    @cached_property
    def _attendant(self) -> "Attendant":
        """Who asks the use cases; loaded behind a Welcome that is painted already."""
        from screens.attendant import Attendant  # noqa: PLC0415 - as above

        return Attendant(self, self._lobby.terminal())

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
            self._silence.broken()
        if not stays:
            self.run_worker(self._attendant.look_up(self.visit.step))

    def _put_up(self, screen: Screen[None]) -> None:
        self._after_digit = False
        while len(self.screen_stack) > 2:  # noqa: PLR2004 - Textual's own, and the step's
            self.pop_screen()
        self.switch_screen(self.sized(screen))

    @property
    def step_screen(self) -> StepScreen | None:
        """The screen of the step, below whatever lies over it; none at Welcome."""
        found = self.screen_stack[1]
        return found if isinstance(found, StepScreen) else None

    def _screen(self) -> Screen[None]:
        if self.visit.step is not Step.WELCOME:
            return self._attendant.screen()
        self.visits += 1
        self._attendant.forget()
        self._porter.rest()
        return self._welcome()

    def _welcome(self) -> WelcomeScreen:
        """Return a Welcome as the school set it, whatever was chosen before."""
        self.lang = self._config.visit.lang
        if self._light:
            self.action_light()
        return self._porter.welcome()

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
        """Have it noted whether the sheet is in the student's hand: its digit was no scanner's."""
        self._after_digit = False
        self.run_worker(self._attendant.answer(message.answer), group="answer", exclusive=True)

    def on_request_acted(self, message: RequestActed) -> None:
        """Have the move written."""
        self.run_worker(self._attendant.act(message), group="request", exclusive=True)

    def on_slip_wanted(self, message: SlipWanted) -> None:
        """Have the checklist printed."""
        self.run_worker(self._attendant.slip(message), group="slip")

    # Silence

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there."""
        if isinstance(event, Typed | events.MouseEvent):
            if isinstance(self.screen, IdleScreen) and self._used_up(event):
                return
            self._silence.broken()
        if isinstance(event, events.MouseEvent):
            self._after_digit = False
        await super().on_event(event)

    async def let_in(self, event: Typed) -> None:
        """Begin a visit with any key or scan on Welcome."""
        if isinstance(self.screen, WelcomeScreen) and (begun := self.screen.begun(event)):
            self.move(begun)
        elif not (isinstance(event, events.Key) and self._ends_scan(event)):
            await super().let_in(event)

    def _ends_scan(self, event: events.Key) -> bool:
        """Tell whether a key is the Enter of a scanner, where no digits are asked for.

        A stray scan must neither sign what is drawn nor end a farewell whose PIN is shown once.
        A person who chose a way of signing by its digit draws, types or ticks before Enter.
        """
        after_digit, self._after_digit = self._after_digit, (event.character or "").isdigit()
        asked = self.visit.step in _DIGITS_ASKED
        if isinstance(self.screen, Overlay):
            asked = asked or self.screen.ASKS_DIGITS
        return event.key == "enter" and after_digit and not asked

    def _used_up(self, event: Typed | events.MouseEvent) -> bool:
        """Take the cover away for a key, a scan or a tap, which then does nothing else.

        A mouse that is only moved may have been bumped: it shows nothing to whoever walks past.
        """
        if isinstance(event, events.Key) and event.key == "f10":
            return False
        if isinstance(event, events.Key | events.Paste | events.MouseUp):
            self._silence.broken()
            self.pop_screen()
        return True

    def second_passed(self) -> None:
        """Cover the screen when nobody moved for long, and wipe the visit soon after.

        Welcome learns of rounds that were opened or closed elsewhere.
        """
        super().second_passed()
        if self.visit.step is Step.WELCOME and not self._porter.busy:
            self.run_worker(self._renew())
        covered = len(self.screen_stack) > 2  # noqa: PLR2004 - Textual's own, and the step's
        if self.visit.step is Step.FAREWELL and not covered:
            return
        match self._silence.pass_second():
            case Quiet.WIPE:
                self._wipe()
            case Quiet.ASK if self.visit.step is not Step.WELCOME or covered:
                self.push_screen(IdleScreen(self._silence.wipe))
            case Quiet.COUNT if isinstance(self.screen, IdleScreen):
                self.screen.count(self._silence.left)
            case _:
                pass

    async def _renew(self) -> None:
        """Show what is new on Welcome; if nobody comes, have the sheets printed that wait."""
        await self._porter.renew(self._lobby)
        self._porter.tell(self.screen)
        if self._porter.rested:
            await self._porter.drain(self._attendant.drain(self._lobby.queue))
            self._porter.tell(self.screen)

    def _wipe(self) -> None:
        """End the visit; a Welcome that nobody came to is put up anew, as the school set it."""
        if self.visit.step is Step.WELCOME:
            self._silence.broken()
            self._put_up(self._welcome())
        else:
            self.move(Ended())

    # Keys that hold everywhere

    def action_help(self) -> None:
        """Open the guide, at what the step of now asks for; nothing opens over the cover."""
        if not isinstance(self.screen, IdleScreen):
            self._usher.help()

    def action_end(self) -> None:
        """End the visit; nothing of it stays."""
        self._wipe()

    def action_leave(self) -> None:
        """Leave the demo."""
        self.exit()
