"""Hand-in: sheets scanned in any order, each answered at once, and the pile of a class."""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from kiosk.errors import Problem
from kiosk.services.desk.desk import Desk
from kiosk.services.pile.board import ClassPage
from kiosk.services.pile.handin import Answer, Result
from kiosk.services.pile.progress import Path
from screens.desk import piles
from screens.desk.answer import GOOD, AnswerView
from screens.desk.base import DeskScreen
from screens.desk.rows import Rows
from screens.desk.scan import ScanField, ScanLine
from screens.langs import lang_of
from screens.widgets.keys import Hint
from screens.widgets.said import Said

_SECOND_BEEP = 0.2
"""Seconds after the first: two beeps tell that a sheet was not taken, without a look."""
_REMEMBERED = 200
"""Scans of this sitting that are listed."""


class Pile(Rows, can_focus=False):
    """A list beside the scan field, which keeps the focus."""


class HandInScreen(DeskScreen[ClassPage | None]):
    """The scan field, the last answer, what lies in the pile and what is missing."""

    NAME = "handin"
    AUTO_FOCUS = "ScanLine"
    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("ctrl+b", "screen.handin.key_back"),
        ("escape", "screen.handin.key_any"),
        ("pageup", "screen.handin.key_in"),
        ("pagedown", "screen.handin.key_missing"),
    )
    ENDS = DeskScreen.TYPING
    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+b", "back_mode"),
        ("pageup", "page('#in')"),
        ("pagedown", "page('#missing')"),
    ]

    def __init__(self, desk: Desk) -> None:
        """Take sheets of any class."""
        super().__init__(desk)
        self._path: Path = ()
        self._giving_back = False
        self._waiting: list[str] = []
        self._busy = False
        self._scans: list[Answer] = []
        self._taken = 0
        self._title = Said("", classes="title where")
        self._count = Said("", classes="round")
        self._field = ScanField("", classes="scan")
        self._answer = AnswerView()
        self._in = Pile(id="in")
        self._missing = Pile(id="missing")

    def body(self) -> ComposeResult:
        """Return the field, the answer, and the two lists."""
        with Horizontal(classes="line"):
            yield self._title
            yield self._count
        yield self._field
        yield self._answer
        with Horizontal(classes="piles"):
            yield self._in
            yield self._missing

    def read(self) -> ClassPage | None:
        """Return the class that is being collected as it is now; none: any is."""
        scanning = self.desk.scanning()
        return scanning.pile(self._path) if self._path else None

    def on_mount(self) -> None:
        """Say what is being collected, before anything is read."""
        self._tell_all()

    def show(self, shown: ClassPage | None) -> None:
        """Show the class's pile; what is typed and the last answer stay."""
        del shown
        self._tell_all()

    def retell(self) -> None:
        """Say all again in the language of now, also where nothing was read."""
        self._tell_all()

    def _tell_all(self) -> None:
        page, lang = self.shown if self._path else None, lang_of(self)
        mode = "back" if self._giving_back else ("class" if self._path else "any")
        self._title.say(f"screen.handin.{mode}", name=self._path[-1] if self._path else "")
        self._missing.display = page is not None
        if page is None:
            self._count.say("screen.handin.count_any", taken=str(self._taken))
            self._in.show(*piles.scanned(self._scans, lang))
            self._in.action_move(-_REMEMBERED)
            return
        inside, outside = piles.parted(page)
        self._count.say(
            "screen.handin.count_class",
            taken=str(self._taken),
            inside=str(len(inside)),
            total=str(len(page.members)),
        )
        self._in.show(*piles.lying(inside))
        self._missing.show(*piles.missing(outside, lang))
        if self._scans and self._scans[0].student is not None:
            self._in.go(self._scans[0].student.student_no)

    # Scans

    def on_entry_submitted(self, event: ScanField.Submitted) -> None:
        """Take what was scanned or typed; the field is free for the next at once."""
        event.stop()
        self._field.value = ""
        if event.value:
            self._scan(event.value)

    def on_scan_line_pasted(self, event: ScanLine.Pasted) -> None:
        """Take what was pasted, one after the other."""
        event.stop()
        for code in event.codes:
            self._scan(code)

    def _scan(self, text: str) -> None:
        self._waiting.append(text)
        if not self._busy:
            self._busy = True
            self.run_worker(self._take_all())

    async def _take_all(self) -> None:
        """Answer what was scanned, in its order."""
        try:
            while self._waiting:
                await self._take(self._waiting.pop(0))
        finally:
            self._busy = False

    async def _take(self, text: str) -> None:
        self.tell(None)
        back, self._giving_back = self._giving_back, False
        answer = await self.ask(partial(self._answered, text, back=back))
        if isinstance(answer, Answer):
            self._answer.answer = answer
            self._scans = [answer, *self._scans[: _REMEMBERED - 1]]
            self._taken += answer.result is Result.ACCEPTED
            self._beep(answer)
        elif answer is not None and len(answer) == 1:
            self.collect(answer[0])
        elif answer is not None:
            self.tell(Problem("screen.handin.many_classes"))
        self._tell_all()
        self.renew()

    def collect(self, path: Path) -> None:
        """Take sheets of one class only; of any, if the path is empty."""
        self._giving_back = False
        self._path, self.shown = path, None
        self._tell_all()
        self.renew()

    def _answered(self, text: str, *, back: bool) -> Answer | tuple[Path, ...]:
        """Return what became of a sheet, or the classes that were named instead."""
        scanning = self.desk.scanning()
        if back:
            return scanning.give_back(text)
        answer = scanning.take(text, self._path)
        named = scanning.named(text) if answer.result is Result.UNKNOWN else ()
        return named or answer

    def _beep(self, answer: Answer) -> None:
        self.app.bell()
        if answer.result not in GOOD:
            self.set_timer(_SECOND_BEEP, self.app.bell)

    # Keys

    def action_back_mode(self) -> None:
        """Give the next sheet back instead of taking it, or take it after all."""
        self._giving_back = not self._giving_back
        self._tell_all()

    def action_back(self) -> None:
        """Take sheets of any class again."""
        self.collect(())

    def action_page(self, pile: str) -> None:
        """Leaf through one of the lists, and from its end back to its beginning."""
        rows = self.query_one(pile, Pile)
        before = rows.key
        rows.action_page(1)
        if rows.key == before:
            rows.action_move(-_REMEMBERED)
