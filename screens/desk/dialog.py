"""A question over a page of the desk, which stays as it is below."""

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from kiosk.errors import KioskError, Problem
from screens.apart import apart
from screens.langs import Speaks
from screens.widgets.said import Told

if TYPE_CHECKING:
    from screens.desk.app import DeskApp


class Dialog(Speaks, ModalScreen[None], inherit_bindings=False):
    """Is closed by Esc, or when what it asked for is written; a refusal leaves what was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("tab", "app.focus_next"),
        ("shift+tab", "app.focus_previous"),
        ("escape", "close"),
    ]

    def __init__(self) -> None:
        """Ask, with nothing wrong yet."""
        super().__init__()
        self._told = Told()
        self._busy = False

    def compose(self) -> ComposeResult:
        """Put what went wrong below the question."""
        with Vertical(classes="dialog"):
            yield from self.body()
            yield self._told

    @abstractmethod
    def body(self) -> ComposeResult:
        """Return the question."""

    def tell(self, problem: Problem | None) -> None:
        """Tell what went wrong."""
        self._told.tell(problem)

    async def write(self, call: Callable[[], object]) -> None:
        """Have something written, and close; what is refused is told and changes nothing.

        Args:
            call: Asked in a thread, once at a time.
        """
        if self._busy:
            return
        self._busy = True
        try:
            await apart(call)
        except KioskError as error:
            self.tell(error.problem)
        else:
            cast("DeskApp", self.app).look()
            self.action_close()
        finally:
            self._busy = False

    def action_close(self) -> None:
        """Go back to the page."""
        if self.app.screen is self:
            self.dismiss()
