"""The desk's app: one page of each function, what is new within a second or two, and long work."""

import asyncio
import signal
from contextlib import suppress
from functools import partial
from typing import Any, ClassVar, cast

from rich.console import RenderableType
from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

import assets
from kiosk.errors import Problem, StoreError
from kiosk.services.desk.desk import Desk
from kiosk.services.staff.standing import NoLongerStaff
from screens.ahead import InTurn
from screens.apart import apart
from screens.desk import job as jobs
from screens.desk.bars import JobBar, PersonBar
from screens.desk.base import DeskScreen
from screens.desk.functions import Function, offered
from screens.desk.job import Doing, Job, JobEnded, JobMoved
from screens.desk.picture import Change, Picture

_ALARMS_EVERY = 10
"""Seconds."""
_IGNORED = (
    signal.SIGINT,
    signal.SIGQUIT,
    signal.SIGTSTP,
    signal.SIGCONT,
    signal.SIGTTIN,
    signal.SIGTTOU,
)


class DeskApp(InTurn, inherit_bindings=False):
    """The office of one of the staff. Each function keeps its pages while another is looked at."""

    CSS_PATH: ClassVar = [
        assets.path("css/theme.tcss"),
        assets.path("css/widgets.tcss"),
        assets.path("css/desk.tcss"),
        assets.path("css/office.tcss"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "language", priority=True),
        Binding("f12", "stop_job", priority=True),
        Binding("ctrl+q", "leave", priority=True),
        Binding("ctrl+l", "repaint", priority=True),
        Binding("q", "leave"),
    ]

    doing: reactive[Doing | None] = reactive[Doing | None](None)
    """The work behind the pages; one at a time."""

    alarms: reactive[tuple[str, ...]] = reactive[tuple[str, ...]](())
    """The terminals that somebody has to go to."""

    def __init__(self, desk: Desk) -> None:
        """Open a desk."""
        super().__init__(desk.lang)
        self._desk = desk
        self._functions = offered(desk)
        self._pulse = desk.pulse()
        self._stop = False
        self._looking = False
        self._again = False
        self._picture = Picture()

    @property
    def offered(self) -> tuple[tuple[str, str], ...]:
        """Name and key of each function that the person may use."""
        return tuple((one.name, one.key) for one in self._functions)

    def on_mount(self) -> None:
        """Show the first function, and look every second whether something is new."""
        if not self.is_headless:
            self._guard_signals()
        for one in self._functions:
            self.add_mode(one.name, partial(self._first_page, one))
            self.bind(one.key, f"open('{one.name}')")
        self.switch_mode(self._functions[0].name)
        self.set_interval(1, self.second_passed)
        self.set_interval(_ALARMS_EVERY, self.listen)
        self.call_after_refresh(self.listen)

    def _guard_signals(self) -> None:
        """Let a closed connection end the app in order: a job goes on to its end without it."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, self.exit)
        loop.add_signal_handler(signal.SIGTERM, self._end)
        for number in _IGNORED:
            signal.signal(number, signal.SIG_IGN)

    def _end(self) -> None:
        self._stop = True
        self.exit()

    def _first_page(self, function: Function) -> Screen[None]:
        return self.sized(function.open(self._desk))

    def go_on(self, page: DeskScreen[Any]) -> None:
        """Show a further page of the function of now; Esc goes back from it.

        As with a function, it is sent when it is put together, not each step on the way.
        """
        self.delay_update()
        self.push_screen(self.sized(page))

    def action_open(self, name: str) -> None:
        """Go to a function, where it was left."""
        self.switch_mode(name)

    def action_leave(self) -> None:
        """Leave the desk; not while work goes on that would be left half seen."""
        if self.doing is None:
            self.exit()
        elif self.page is not None:
            self.page.tell(Problem("screen.desk.job_first"))

    @property
    def ready(self) -> bool:
        """Tell whether the page that is looked at shows what keys had asked for."""
        return not isinstance(self.screen, DeskScreen) or self.screen.ready

    def watch_alarms(self) -> None:
        """Tell beside the person who needs somebody."""
        self.retell(PersonBar)

    def watch_doing(self) -> None:
        """Tell how far the work is."""
        self.retell(JobBar)

    # What is sent

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Send what is another than before."""
        if isinstance(renderable, LayoutUpdate | ChopsUpdate):
            renderable = cast("RenderableType", Change(self._picture, renderable))
        super()._display(screen, renderable)

    async def on_event(self, event: events.Event) -> None:
        """Send the page whole after the window's size changed."""
        if isinstance(event, events.Resize):
            self._picture.forget()
        await super().on_event(event)

    def action_repaint(self) -> None:
        """Send the page whole: something else wrote on the terminal."""
        self._picture.forget()
        self.refresh()

    # What is new

    def listen(self) -> None:
        """Look whether a terminal needs somebody."""
        self.run_worker(self._listen(), group="alarms", exclusive=True)

    async def _listen(self) -> None:
        with suppress(StoreError):
            self.alarms = await apart(self._desk.alarms)

    def second_passed(self) -> None:
        """Look whether somebody wrote something."""
        super().second_passed()
        if not self._looking:
            self.look()

    def look(self) -> None:
        """Have what was written just now shown, whoever wrote it."""
        self._again = True
        if not self._looking:
            self._looking = True
            self.run_worker(self._look())

    async def _look(self) -> None:
        """Look until nobody asked meanwhile; a store that cannot be reached has time.

        Whose desk it is no more finds it closed, and is told why on the terminal.
        """
        try:
            while self._again:
                self._again = False
                with suppress(StoreError):
                    pulse = await apart(self._desk.news, self._pulse)
                    if pulse != self._pulse:
                        self._pulse = pulse
                        self._renew()
        except NoLongerStaff as error:
            self._handle_exception(error)
        finally:
            self._looking = False

    def _renew(self) -> None:
        """Have the page that is looked at show what is new, whatever lies over it."""
        page = self.page
        if page is not None:
            page.renew()

    @property
    def page(self) -> DeskScreen[Any] | None:
        """The page that is looked at, below whatever lies over it."""
        pages = [one for one in self.screen_stack if isinstance(one, DeskScreen)]
        return pages[-1] if pages else None

    # Long work

    def start(self, job: Job) -> bool:
        """Begin work behind the pages; false: other work has to end first, which is told."""
        if self.doing is not None:
            if self.page is not None:
                self.page.tell(Problem("screen.desk.job_first"))
            return False
        self._stop = False
        self.doing = Doing(job)
        self.run_worker(self._carry_out(job))
        return True

    async def _carry_out(self, job: Job) -> None:
        def moved(done: int) -> None:
            with suppress(RuntimeError):  # the app has ended, and the work goes on
                self.post_message(JobMoved(done))

        ended = await asyncio.to_thread(partial(jobs.carry_out, job, moved, lambda: self._stop))
        self.post_message(ended)

    def on_job_moved(self, message: JobMoved) -> None:
        """Show how far the work is."""
        if self.doing is not None:
            self.doing = Doing(self.doing.job, message.done, self.doing.stopping)

    def on_job_ended(self, message: JobEnded) -> None:
        """Tell how the work ended, wherever one is by now."""
        self.doing = None
        self.look()
        if self.page is not None:
            self.page.tell(message.outcome, well=message.well)

    def action_stop_job(self) -> None:
        """Do no further step of the work."""
        if self.doing is not None and self.doing.job.stoppable:
            self._stop = True
            self.doing = Doing(self.doing.job, self.doing.done, stopping=True)
