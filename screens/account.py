"""Account: the CHSI account, optional, checked, and kept masked only."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from kiosk.errors import Problem
from kiosk.rules import account
from kiosk.visit import AccountGiven, Visit
from screens.base import StepScreen
from screens.widgets.bars import Stage
from screens.widgets.buttons import Press, Primary
from screens.widgets.entry import Entry
from screens.widgets.guide_link import GuideLink
from screens.widgets.keys import Hint
from screens.widgets.said import Said

_LONGEST = 80


class AccountScreen(StepScreen):
    """Asks for the account; a password is never asked for."""

    STAGE = Stage.STATEMENT
    HINTS: ClassVar[tuple[Hint, ...]] = (("escape", "screen.key.back"),)
    BINDINGS: ClassVar[list[BindingType]] = [
        ("f5", "guide('forgotten')"),
        ("f6", "guide('taken')"),
    ]

    def __init__(self, visit: Visit) -> None:
        """Ask for the account of a visit; what was given before is kept, masked."""
        super().__init__(visit)
        self._entry = Entry("screen.account.entry", longest=_LONGEST)
        self._preview = Said("", classes="muted")

    def body(self) -> ComposeResult:
        """Return the entry, how it will be printed, and that no password is asked."""
        with Vertical(classes="idform"):
            yield Said("screen.account.title", classes="h1")
            yield self._entry
            yield self._preview
            yield Said("screen.account.password", classes="blk muted")
            yield Primary("screen.account.next", "enter")
            yield GuideLink("screen.guide.link_unknown", "f5", "forgotten")
            yield GuideLink("screen.guide.link_taken", "f6", "taken")

    def on_mount(self) -> None:
        """Begin in the entry."""
        self._entry.focus()
        self._show_masked("")

    def _show_masked(self, masked: str) -> None:
        if masked:
            self._preview.say("screen.account.preview", masked=masked)
        elif self.visit.account:
            self._preview.say("screen.account.kept", masked=self.visit.account)
        else:
            self._preview.say("screen.account.hint")

    def on_entry_changed(self, event: Entry.Changed) -> None:
        """Show how it would be printed as soon as it is an account."""
        event.stop()
        masked = account.parse(event.value)
        self._show_masked(masked if isinstance(masked, str) else "")

    def on_entry_submitted(self, event: Entry.Submitted) -> None:
        """Go on."""
        event.stop()
        self._go()

    def on_press_pressed(self, event: Press.Pressed) -> None:
        """Go on."""
        event.stop()
        self._go()

    def _go(self) -> None:
        masked = account.parse(self._entry.value)
        if isinstance(masked, Problem):
            self.tell(masked)
        else:
            self.did(AccountGiven(masked or self.visit.account))

    def tell(self, problem: Problem) -> None:
        """Tell what is wrong with the account; what was typed stays."""
        self._entry.tell(problem)
        self._entry.focus()
