"""The app of a terminal: Welcome, silence, and the keys that hold everywhere."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen

import assets
from kiosk.config import Config
from kiosk.errors import LEFT_BY_STAFF, KioskError
from kiosk.model.terminal import Condition
from kiosk.services.visit.lobby import Lobby
from kiosk.services.watchdog import UNWATCHED, Watchdog
from kiosk.visit import Ended, Step
from screens.ahead import ReadyForKeys, Typed
from screens.base import Overlay, StepScreen
from screens.forgetting import forget, sweep
from screens.idle import IdleScreen
from screens.messages import PaperSeen
from screens.porter import Porter
from screens.silence import Quiet, Silence
from screens.trouble import TroubleScreen
from screens.visiting import Visiting
from screens.vitals import Vitals
from screens.welcome import CHORD, WelcomeScreen

_DIGITS_ASKED = frozenset(
    {Step.WELCOME, Step.IDENTIFY, Step.ENROLMENTS, Step.DISPUTE, Step.ACCOUNT, Step.REQUESTS}
)

_SWEPT = 1.0
"""Seconds after a visit: Welcome is painted, and what was shown is taken down."""


class KioskApp(Visiting, inherit_bindings=False):
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
        Binding("f12", "privacy", priority=True),
        Binding(CHORD, "maintain", priority=True),
    ]

    def __init__(
        self,
        config: Config,
        lobby: Callable[[], Lobby],
        *,
        hints: Sequence[str] = (),
        watchdog: Watchdog = UNWATCHED,
    ) -> None:
        """Run a terminal.

        Args:
            config: The school's settings.
            lobby: Opens the home; called once, behind a Welcome that is painted already.
            hints: Whom to be in a demo; only with them Ctrl+Q ends the app.
            watchdog: Is told that Welcome is painted, that the loop turns, and of the end.
        """
        super().__init__(config.visit.lang, lobby, hints)
        self._config = config
        rules = config.visit
        self._silence = Silence(rules.idle, rules.wipe)
        self._porter = Porter(config.school, demo=bool(hints))
        self._vitals = Vitals(watchdog)
        self._after_digit = False
        self._looked = False

    def on_mount(self) -> None:
        """Show Welcome, and begin to watch for silence."""
        if self._hints:
            self.bind("ctrl+q", "leave")
        self.push_screen(self.sized(self._welcome()))
        self.set_interval(1, self.second_passed)
        self.call_after_refresh(self._get_ready)

    def _get_ready(self) -> None:
        """Open the home, tell what Welcome did not know, and load what a visit needs."""
        self._vitals.begin(self)
        try:
            self._porter.open(self._lobby, self.screen)
        except KioskError as error:
            self._porter.refuse(error)
            self._put_up(self._welcome())
        else:
            self.call_after_refresh(lambda: self._attendant)
            self.call_after_refresh(self._read_ahead)
        self._looked = True
        self.post_message(ReadyForKeys())

    def _read_ahead(self) -> None:
        """Have the guide at hand before somebody asks for it.

        A style sheet that comes with a screen would have all the others parsed anew.
        """
        self._usher.read_ahead()
        self.stylesheet.read(assets.path("css/guide.tcss"))
        self.stylesheet.parse()

    def end(self) -> None:
        """End because staff or the system want it."""
        self._vitals.end()
        self.exit()

    def _put_up(self, screen: Screen[None]) -> None:
        """Begin to watch for silence and scanners anew."""
        self._after_digit = False
        self._silence.broken()
        super()._put_up(screen)

    def _screen(self) -> Screen[None]:
        if self.visit.step is not Step.WELCOME:
            return self._attendant.screen()
        self.visits += 1
        self._attendant.forget()
        self.call_after_refresh(forget)
        self.set_timer(_SWEPT, sweep)
        self._porter.rest()
        return self._welcome()

    def _welcome(self) -> Screen[None]:
        """Return a Welcome as the school set it, whatever was chosen before.

        While nobody can be served, it is the page that says so.
        """
        self.lang = self._config.visit.lang
        if self._light:
            self.action_light()
        return self._porter.front()

    # Keys and silence

    def on_paper_seen(self, message: PaperSeen) -> None:
        """Know that the digit of the answer was no scanner's; Textual calls both handlers."""
        del message
        self._after_digit = False

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there."""
        if isinstance(event, Typed | events.MouseEvent):
            if isinstance(self.screen, IdleScreen) and self._used_up(event):
                return
            self._silence.broken()
        if isinstance(event, events.MouseEvent):
            self._after_digit = False
        await super().on_event(event)

    @property
    def ready(self) -> bool:
        """Keys wait until it is known whether anybody can be served."""
        return self._looked

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

        Welcome learns of rounds that were opened or closed elsewhere. No second counts before it
        is known whether anybody can be served: keys wait for that, however long it takes.
        """
        if not self._looked:
            return
        super().second_passed()
        for screen in self.screen_stack:
            if isinstance(screen, StepScreen):
                screen.second_passed()
        if self._vitals.wants_beat(self.condition):
            beat = self._vitals.beat(self._beat, self.condition)
            self.run_worker(beat, exit_on_error=False)
        if self.visit.step is Step.WELCOME and not self._porter.busy:
            self.run_worker(self._renew())
        if self.visit.step is Step.FAREWELL and not self.covered:
            return
        match self._silence.pass_second():
            case Quiet.WIPE:
                self._wipe()
            case Quiet.ASK if self.visit.step is not Step.WELCOME or self.covered:
                self.push_screen(IdleScreen(self._silence.wipe))
            case Quiet.COUNT if isinstance(self.screen, IdleScreen):
                self.screen.count(self._silence.left)
            case _:
                pass

    async def _renew(self) -> None:
        """Show what is new on Welcome; if nobody comes, have the sheets printed that wait."""
        await self._porter.renew(lambda: self._lobby)
        if self.visit.step is Step.WELCOME and not self._porter.stands(self.screen_stack[1]):
            self._put_up(self._welcome())
        self._porter.tell(self.screen)
        if self._porter.rested:
            await self._porter.drain(self._attendant.drain(self._lobby.queue))
            self._porter.tell(self.screen)

    @property
    def condition(self) -> Condition:
        """How the terminal is, as the desk is told."""
        return Condition.WORKING if self._porter.trouble is None else Condition.TROUBLE

    def _beat(self, condition: Condition) -> None:
        self._lobby.beat(condition)

    def _wipe(self) -> None:
        """End the visit; a Welcome that nobody came to is put up anew, as the school set it."""
        if self.visit.step is Step.WELCOME:
            self._put_up(self._welcome())
        else:
            self.move(Ended())

    # Keys that hold everywhere

    def action_help(self) -> None:
        """Open the guide, at what the step of now asks for; nothing opens over the cover."""
        if not isinstance(self.screen, IdleScreen | TroubleScreen):
            self._usher.help()

    def action_privacy(self) -> None:
        """Tell what this machine keeps, over wherever one is; the same key goes back."""
        from screens.privacy import PrivacyScreen  # noqa: PLC0415 - few ask

        if isinstance(self.screen, PrivacyScreen):
            self.screen.action_close()
        elif not isinstance(self.screen, IdleScreen | TroubleScreen):
            enrolled = self.visit.enrolments and self.visit.enrolment.student.record.college
            contact = self._config.contact(enrolled or "")
            self.lay_over(PrivacyScreen(self._config.years_kept, contact))

    def action_maintain(self) -> None:
        """Ask staff for their PIN, where no visit is; a home that cannot be opened has none."""
        from screens.maintenance import PinScreen  # noqa: PLC0415 - staff seldom come

        if isinstance(self.screen, WelcomeScreen | TroubleScreen):
            with suppress(KioskError):
                self.lay_over(PinScreen(self._lobby.maintenance(), self._left_by_staff))

    def _left_by_staff(self) -> None:
        self._vitals.end()
        self.exit(LEFT_BY_STAFF)

    def action_end(self) -> None:
        """End the visit; nothing of it stays."""
        self._wipe()

    def action_leave(self) -> None:
        """Leave the demo."""
        self.exit()
