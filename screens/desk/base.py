"""What all pages of the desk have in common: the frame, and that they show what is true now."""

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen

from kiosk.errors import KioskError, Problem
from kiosk.services.desk.desk import Desk
from screens.ahead import ReadyForKeys
from screens.apart import apart
from screens.desk.bars import FunctionBar, JobBar, PersonBar
from screens.langs import Speaks
from screens.widgets.keys import Hint, KeyBar
from screens.widgets.said import Said, Told

if TYPE_CHECKING:
    from screens.desk.app import DeskApp

T = TypeVar("T")
V = TypeVar("V")


class DeskScreen(Speaks, Screen[None], Generic[T], inherit_bindings=False):
    """A page of one of the desk's functions.

    What it shows is read by ``read`` in a thread and shown by ``show``: when the page comes up, and
    again whenever somebody wrote something, without moving the cursor or touching what was typed.
    """

    NAME: ClassVar[str]
    """Of the function, as in ``screens.desk.functions``."""
    HINTS: ClassVar[tuple[Hint, ...]] = ()
    ENDS: ClassVar[tuple[Hint, ...]] = (
        ("f2", "screen.key.language"),
        ("q", "screen.desk.key_leave"),
    )
    """What holds everywhere."""
    TYPING: ClassVar[tuple[Hint, ...]] = (
        ("f2", "screen.key.language"),
        ("ctrl+q", "screen.desk.key_leave"),
    )
    """What holds where letters are typed: only Ctrl+Q leaves."""
    BINDINGS: ClassVar[list[BindingType]] = [
        ("tab", "app.focus_next"),
        ("shift+tab", "app.focus_previous"),
        ("escape", "back"),
    ]

    def __init__(self, desk: Desk) -> None:
        """Show a page of a desk."""
        super().__init__()
        self.desk = desk
        self.shown: T | None = None
        """What was shown last."""
        self._told = Told()
        self._done = Said("", classes="done")
        self._keys = KeyBar()
        self._reading = False
        self._stale = False
        self._was_read = False

    @property
    def desk_app(self) -> "DeskApp":
        """The app, which starts jobs."""
        return cast("DeskApp", self.app)

    def compose(self) -> ComposeResult:
        """Put the body between the bars."""
        yield FunctionBar(self.desk_app.offered, self.NAME)
        yield PersonBar(self.desk.staff)
        with Vertical(classes="body"):
            yield from self.body()
        yield Said("screen.size.title", classes="too-small")
        with Vertical(classes="foot"):
            yield self._told
            yield self._done
            yield JobBar()
            yield self._keys

    @abstractmethod
    def body(self) -> ComposeResult:
        """Return what stands between the bars."""

    @abstractmethod
    def read(self) -> T | None:
        """Return all that the page shows; called in a thread, may block, touches no widget.

        Nothing leaves the page as it is.
        """

    @abstractmethod
    def show(self, shown: T) -> None:
        """Show what was read. The cursor stays on what it is on, and typed text as it is."""

    def on_mount(self) -> None:
        """Tell nothing but what keys do."""
        self.tell(None)
        self.tell_keys(*self.HINTS)

    def on_screen_resume(self) -> None:
        """Show what is true now: the page may have been away for long."""
        self.renew()

    def tell_keys(self, *hints: Hint, typing: bool = False) -> None:
        """Show what keys do here, before those that hold everywhere."""
        self._keys.tell(*hints, *(self.TYPING if typing else self.ENDS))

    def tell(self, problem: Problem | None, *, well: bool = False) -> None:
        """Tell what went wrong, or went well, or nothing, above the keys."""
        self._told.display = problem is not None and not well
        self._told.tell(None if well else problem)
        self._done.display = problem is not None and well
        if problem is not None and well:
            self._done.say(problem.text, **problem.values)

    def renew(self) -> None:
        """Read again and show what is new; while it is being read, once more afterwards."""
        self._stale = True
        if not self._reading:
            self._reading = True
            self.run_worker(self._renew())

    @property
    def ready(self) -> bool:
        """Tell whether a key may follow: what the ones before had asked for is not being read."""
        return not self._reading or self.up_to_date

    @property
    def up_to_date(self) -> bool:
        """Tell whether what is shown is what was asked for, if perhaps not the newest of it."""
        return self._was_read

    async def _renew(self) -> None:
        try:
            while self._stale and self.is_attached:
                self._stale = False
                found = await self.ask(self.read)
                if found is not None and found != self.shown and self.is_attached:
                    self.shown = found
                    self.show(found)
        finally:
            self._reading, self._was_read = False, True
            self.post_message(ReadyForKeys())

    async def ask(self, call: Callable[[], V]) -> V | None:
        """Return what a use case answers, asked in a thread; what it refuses is told."""
        try:
            return await apart(call)
        except KioskError as error:
            self.tell(error.problem)
            return None

    def retell(self) -> None:
        """Show again what was read, in the language of now."""
        if self.shown is not None:
            self.show(self.shown)

    def action_back(self) -> None:
        """Go back to the page before, if there is one."""
        if len(self.app.screen_stack) > 1:
            self.app.delay_update()
            self.app.pop_screen()
