"""The app: holds the visit, asks the services, puts the screen of each step up."""

import asyncio
import signal
from collections.abc import Callable, Sequence
from typing import ClassVar, ParamSpec, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen

import assets
from kiosk.errors import KioskError, Problem
from kiosk.services.terminal import Matrix, Terminal
from kiosk.visit import (
    Ended,
    Event,
    MissingFiled,
    PaperMoved,
    ReprintAsked,
    Step,
    Visit,
    advance,
)
from screens import theme
from screens.base import StepScreen
from screens.dispute import DisputeScreen
from screens.help import HelpScreen
from screens.idle import IdleScreen
from screens.langs import LangApp
from screens.messages import (
    Did,
    MissingGiven,
    NumbersGiven,
    ReadyForKeys,
    SignatureGiven,
)
from screens.sign import SignScreen
from screens.silence import Quiet, Silence
from screens.steps import fresh
from screens.welcome import WelcomeScreen

T = TypeVar("T")
P = ParamSpec("P")

_WIPING = (signal.SIGTERM, signal.SIGHUP)
_IGNORED = (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU)


class KioskApp(LangApp, inherit_bindings=False):
    """One terminal in a corridor: one visit after the other, and nothing in between."""

    CSS_PATH: ClassVar = [
        assets.path("css/theme.tcss"),
        assets.path("css/widgets.tcss"),
        assets.path("css/screens.tcss"),
    ]
    TITLE = "hedui"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", priority=True),
        Binding("f2", "language", priority=True),
        Binding("f3", "light", priority=True),
        Binding("f10", "end", priority=True),
    ]

    def __init__(self, terminal: Terminal, school: str, *, hints: Sequence[str] = ()) -> None:
        """Run a terminal.

        Args:
            terminal: The use cases.
            school: Its name.
            hints: Whom to be in a demo; only with them Ctrl+Q ends the app.
        """
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [
            (0, "-tiny"),
            (80, "-narrow"),
            (100, "-roomy"),
            (132, "-wide"),
        ]
        self.VERTICAL_BREAKPOINTS = [(0, "-flat"), (24, "-short"), (30, "-medium"), (40, "-tall")]
        self._terminal = terminal
        self._school = school
        self._hints = hints
        self._light = False
        rules = terminal.config.visit
        self._silence = Silence(rules.idle, rules.wipe)
        self._ahead: list[events.Key | events.Paste] | None = None
        self._matrix: Matrix = ()
        self.visit = Visit()
        self.set_reactive(LangApp.lang, rules.lang)
        for one in theme.THEMES:
            self.register_theme(one)
        self._choose_theme()

    def _choose_theme(self) -> None:
        self.theme = theme.choose(self.console.color_system, self._light)

    def on_mount(self) -> None:
        """Show Welcome, and begin to watch for silence."""
        if not self.is_headless:
            self._guard_signals()
        if self._hints:
            self.bind("ctrl+q", "leave")
        self.push_screen(self._screen())
        self.set_interval(1, self.second_passed)

    def _guard_signals(self) -> None:
        """Let nothing suspend or end the app but the signals that staff send."""
        loop = asyncio.get_running_loop()
        for number in _WIPING:
            loop.add_signal_handler(number, self.exit)
        for number in _IGNORED:
            signal.signal(number, signal.SIG_IGN)

    def run_kiosk(self) -> None:
        """Run until staff end it.

        Raises:
            Exception: Whatever the app failed of: nothing of it was shown on the terminal.
        """
        self.run()
        if self._exception is not None:
            raise self._exception

    def _handle_exception(self, error: Exception) -> None:
        """End without Textual's traceback, which prints the values of variables: ID numbers."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    # What happens in the visit

    def move(self, event: Event) -> None:
        """Move the visit on, and show where it is now."""
        before = self.visit
        self.visit = advance(before, event)
        if self.visit is before:
            return
        if self.visit.step is before.step and self.visit.step is not Step.DISPUTE:
            screen = self._step_screen()
            if screen is not None:
                screen.show(self.visit)
            if isinstance(event, ReprintAsked):
                self._begin(Step.PRINT)
            return
        self._put_up(self._screen())
        self._silence.broken()
        self._begin(self.visit.step)

    def _put_up(self, screen: Screen[None]) -> None:
        while len(self.screen_stack) > 2:  # noqa: PLR2004 - Textual's own, and the step's
            self.pop_screen()
        self.switch_screen(screen)

    def _step_screen(self) -> StepScreen | None:
        """Return the screen of the step, below whatever lies over it; none at Welcome."""
        found = self.screen_stack[1]
        return found if isinstance(found, StepScreen) else None

    def _screen(self) -> Screen[None]:
        if self.visit.step is Step.WELCOME:
            return self._welcome()
        return fresh(self._terminal, self.visit, self._matrix)

    def _welcome(self) -> WelcomeScreen:
        """Return a Welcome in the school's language, with nothing left of whoever was here."""
        self._matrix = ()
        self.lang = self._terminal.config.visit.lang
        if self._light:
            self.action_light()
        return WelcomeScreen(self._school, self._terminal.open_rounds(), demo=bool(self._hints))

    def _begin(self, step: Step) -> None:
        """Look up what the new step's screen shows as soon as it is known."""
        match step:
            case Step.DISPUTE:
                self.run_worker(self._offer())
            case Step.SIGN:
                self.run_worker(self._warn())
            case Step.PRINT:
                self.run_worker(self._send_to_printer())

    async def _ask(self, answer: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Return a service's answer from a thread.

        Nothing is returned if an error was told instead, or the visit that asked is over.
        """
        asked_by = self.visit.uuid
        try:
            found = await asyncio.to_thread(answer, *args, **kwargs)
        except KioskError as error:
            if self.visit.uuid == asked_by:
                self._tell(error.problem)
            return None
        return found if self.visit.uuid == asked_by else None

    def _tell(self, problem: Problem) -> None:
        screen = self._step_screen()
        if screen is not None:
            screen.tell(problem)

    async def _identify(self, given: NumbersGiven) -> None:
        found = await self._ask(self._terminal.door.identify, given.number, given.second)
        if isinstance(found, Problem):
            self._tell(found)
        elif found is not None:
            self.move(found)

    async def _file(self, given: MissingGiven) -> None:
        filed = await self._ask(self._terminal.file_missing, self.visit, given.missing)
        if filed is not None:
            self.move(MissingFiled(filed))

    async def _offer(self) -> None:
        part = self.visit.marked[self.visit.disputing]
        record = self.visit.enrolment.student.record
        options = await self._ask(self._terminal.options, part, record)
        screen = self._step_screen()
        if options and isinstance(screen, DisputeScreen) and screen.part is part:
            screen.offer(options)

    async def _warn(self) -> None:
        obstacles = await self._ask(self._terminal.obstacles, self.visit.enrolment.student.record)
        screen = self._step_screen()
        if obstacles is not None and isinstance(screen, SignScreen):
            screen.warn(obstacles)

    async def _sign(self, given: SignatureGiven) -> None:
        declared = await self._ask(
            self._terminal.declare, self.visit, given.signature, given.strokes
        )
        if declared is not None:
            await self._show_paper(declared.receipt.declaration.sheet_id, declared)

    async def _show_paper(self, sheet_id: str, event: Event) -> None:
        matrix = await self._ask(self._terminal.qr, sheet_id)
        if matrix is not None:
            self._matrix = matrix
            self.move(event)

    async def _send_to_printer(self) -> None:
        state = await self._ask(self._terminal.print, self.visit.enrolment.student.student_no)
        if state is not None:
            self.move(PaperMoved(state))

    # What screens post

    def on_did(self, message: Did) -> None:
        """Move on by what the student did."""
        declarations = self.visit.enrolments and self.visit.enrolment.student.declarations
        if isinstance(message.event, ReprintAsked) and declarations:
            sheet_id = declarations[-1].sheet_id
            self.run_worker(self._show_paper(sheet_id, message.event))
        else:
            self.move(message.event)

    def on_numbers_given(self, message: NumbersGiven) -> None:
        """Find out who that is."""
        self.run_worker(self._identify(message), group="identify", exclusive=True)

    def on_missing_given(self, message: MissingGiven) -> None:
        """Have the request written."""
        self.run_worker(self._file(message), group="file", exclusive=True)

    def on_signature_given(self, message: SignatureGiven) -> None:
        """Have the declaration written."""
        self.run_worker(self._sign(message))

    # Silence

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there, and begin a visit with any key or scan on Welcome.

        A scanner types faster than a screen is put up: what follows its first character waits
        until Identify can take it.
        """
        if isinstance(event, events.Key | events.Paste | events.MouseEvent):
            if isinstance(self.screen, IdleScreen) and self._used_up(event):
                return
            self._silence.broken()
        if isinstance(event, events.Key | events.Paste):
            if self._ahead is not None:
                self._ahead.append(event)
                return
            if isinstance(self.screen, WelcomeScreen) and (begun := self.screen.begun(event)):
                self._ahead = []
                self.move(begun)
                return
        await super().on_event(event)

    def _used_up(self, event: events.Key | events.Paste | events.MouseEvent) -> bool:
        """Take the cover away for a key, a scan or a tap, which then does nothing else.

        A mouse that is only moved may have been bumped: it shows nothing to whoever walks past.
        """
        if isinstance(event, events.Key) and event.key == "f10":
            return False
        if isinstance(event, events.Key | events.Paste | events.MouseUp):
            self._silence.broken()
            self.pop_screen()
        return True

    async def on_ready_for_keys(self, _message: ReadyForKeys) -> None:
        """Let in what was typed while Identify was put up."""
        ahead, self._ahead = self._ahead, None
        for event in ahead or ():
            await super().on_event(event)

    def second_passed(self) -> None:
        """Cover the screen when nobody moved for long, and wipe the visit soon after."""
        if self.visit.step is Step.FAREWELL:
            return
        match self._silence.pass_second():
            case Quiet.WIPE:
                self._wipe()
            case Quiet.ASK if self.visit.step is not Step.WELCOME:
                self.push_screen(IdleScreen(self._silence.wipe))
            case Quiet.COUNT if isinstance(self.screen, IdleScreen):
                self.screen.count(self._silence.left)
            case _:
                pass

    def _wipe(self) -> None:
        """End the visit; a Welcome that nobody came to is put up anew, as the school set it."""
        if self.visit.step is Step.WELCOME:
            self._silence.broken()
            self._put_up(self._welcome())
        else:
            self.move(Ended())

    # Keys that hold everywhere

    def action_help(self) -> None:
        """Explain the step of now."""
        if not isinstance(self.screen, HelpScreen | IdleScreen):
            visit = self.visit
            college = visit.enrolment.student.record.college if visit.enrolments else ""
            hints = self._hints if visit.step is Step.WELCOME else ()
            self.push_screen(HelpScreen(visit.step, self._terminal.contact(college), hints))

    def action_language(self) -> None:
        """Speak the other language; what was typed stays."""
        self.lang = "en" if self.lang == "zh" else "zh"

    def action_light(self) -> None:
        """Change between light and dark."""
        self._light = not self._light
        self._choose_theme()

    def action_end(self) -> None:
        """End the visit; nothing of it stays."""
        self._wipe()

    def action_leave(self) -> None:
        """Leave the demo."""
        self.exit()

    async def action_quit(self) -> None:
        """Do nothing: no key ends the app."""

    def action_suspend_process(self) -> None:
        """Do nothing: no key suspends the app."""

    def action_help_quit(self) -> None:
        """Do nothing: nothing is told about quitting."""
