"""Staff at the terminal: the PIN, then what is wrong here, a test page, and the way out."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

import assets
from assets import Lang
from kiosk.errors import KioskError
from kiosk.services.doctor import Finding
from kiosk.services.visit.maintenance import Maintenance
from screens.apart import apart
from screens.guide.page import Page
from screens.guide.rows import Look, Sheet
from screens.langs import lang_of
from screens.leaf import READ, Leaf
from screens.widgets.buttons import Press, Primary
from screens.widgets.entry import Entry
from screens.widgets.keypad import Keypad
from screens.widgets.keys import Hint
from screens.widgets.said import Said, Told

_LONGEST = 32


class PinScreen(Leaf):
    """Asks for the PIN; who knows none is told no more than that."""

    TITLE_KEY = "screen.upkeep.title"
    ASKS_DIGITS = True

    def __init__(self, maintenance: Maintenance, leave: Callable[[], None]) -> None:
        """Ask.

        Args:
            maintenance: Its use cases.
            leave: Ends the app.
        """
        super().__init__()
        self._maintenance = maintenance
        self._leave = leave
        self._pin = Entry("screen.upkeep.pin", longest=_LONGEST, masked=True)
        self._told = Told()
        self._trying = False

    def body(self) -> ComposeResult:
        """Return the line, the button, and a keypad where there is room."""
        with Vertical(classes="pinform"):
            yield self._pin
            yield self._told
            yield Primary("screen.upkeep.open", "enter")
            yield Said("screen.upkeep.pin_hint", classes="gap muted")
        yield Keypad()

    def on_mount(self) -> None:
        """Begin in the line."""
        self._pin.focus()

    def on_entry_submitted(self, event: Entry.Submitted) -> None:
        """Try the PIN."""
        event.stop()
        self._try()

    def on_press_pressed(self, event: Press.Pressed) -> None:
        """Try the PIN."""
        event.stop()
        self._try()

    def _try(self) -> None:
        if self._pin.value and not self._trying:
            self._trying = True
            self._told.tell(None)
            self.run_worker(self._open(self._pin.value))

    async def _open(self, pin: str) -> None:
        try:
            problem = await apart(self._maintenance.open, pin)
        except KioskError as error:
            problem = error.problem
        self._trying = False
        self._pin.value = ""
        self._told.tell(problem)
        if problem is None and self.is_active:
            self.app.switch_screen(MaintenanceScreen(self._maintenance, self._leave))


class MaintenanceScreen(Leaf):
    """What staff do here; left alone it closes like everything else."""

    TITLE_KEY = "screen.upkeep.title"
    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("f5", "screen.upkeep.key_doctor"),
        ("f6", "screen.upkeep.key_test"),
        ("f9", "screen.upkeep.key_leave"),
        READ,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ("f5", "examine"),
        ("f6", "test"),
        ("f9", "leave"),
    ]

    def __init__(self, maintenance: Maintenance, leave: Callable[[], None]) -> None:
        """Offer what there is; as for ``PinScreen``."""
        super().__init__()
        self._maintenance = maintenance
        self._leave = leave
        self._state = Said("screen.upkeep.idle", classes="blk title")
        self._found: Sequence[Finding] = ()
        self._page = Page(self._write)
        self._asking = False
        self._sure = False

    def body(self) -> ComposeResult:
        """Return how far it is, and what was found."""
        yield self._state
        yield self._page

    def _write(self, sheet: Sheet, lang: Lang) -> None:
        """Write what was found, that with trouble first, each with what to do about it."""
        for one in sorted(self._found, key=lambda one: one.ok):
            mark = ("✓", Look.CAP) if one.ok else (assets.say(lang, "widget.wrong"), Look.CAUTION)
            title = assets.say(lang, f"doctor.{one.check}.title")
            detail = assets.say(lang, one.detail.text, **one.detail.values)
            said = assets.say(lang, "screen.upkeep.finding", title=title, detail=detail)
            sheet.write(said, before=(mark,), hang=3)
            if one.cure is not None:
                cure = assets.say(lang, one.cure.text, **one.cure.values)
                sheet.write(assets.say(lang, "screen.upkeep.cure", cure=cure), Look.STRONG, hang=3)

    def action_examine(self) -> None:
        """Do what ``kiosk doctor`` does."""
        self._ask("screen.upkeep.examining", self._maintenance.findings)

    def action_test(self) -> None:
        """Do what ``kiosk doctor --test-page`` does beyond that."""
        lang = lang_of(self)
        self._ask("screen.upkeep.printing", lambda: self._maintenance.print_test_pages(lang))

    def _ask(self, meanwhile: str, answer: Callable[[], Sequence[Finding]]) -> None:
        self._sure = False
        if not self._asking:
            self._asking = True
            self._state.say(meanwhile)
            self._tell(())
            self.run_worker(self._learn(answer))

    def _tell(self, found: Sequence[Finding]) -> None:
        self._found = found
        self._page.retell()

    async def _learn(self, answer: Callable[[], Sequence[Finding]]) -> None:
        try:
            found = await apart(answer)
        except KioskError as error:
            self._state.say(error.problem.text, **error.problem.values)
            return
        finally:
            self._asking = False
        poor = sum(not one.ok for one in found)
        key = "screen.upkeep.poor" if poor else "screen.upkeep.fine"
        self._state.say(key, n=str(poor), total=str(len(found)))
        self._tell(found)

    def action_leave(self) -> None:
        """Leave the kiosk, asked once more before."""
        if self._sure:
            self._leave()
        else:
            self._sure = True
            self._state.say("screen.upkeep.sure")
