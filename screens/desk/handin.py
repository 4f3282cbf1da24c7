"""Hand-in: sheets scanned in any order, each answered at once, and the pile of a class."""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from kiosk.errors import Problem
from kiosk.model.roll import State
from kiosk.services.board import ClassPage, Member
from kiosk.services.desk import Desk
from kiosk.services.handin import Answer, Result
from kiosk.services.progress import Path
from screens.desk.answer import GOOD, AnswerView
from screens.desk.base import DeskScreen
from screens.desk.rows import Column, Row, Rows
from screens.desk.scan import ScanField, ScanLine
from screens.langs import lang_of, spoken
from screens.widgets.bars import Hint
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
    ENDS = (("f2", "screen.key.language"), ("ctrl+q", "screen.desk.key_leave"))
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

    def _tell_all(self) -> None:
        page = self.shown if self._path else None
        mode = "back" if self._giving_back else ("class" if self._path else "any")
        self._title.say(f"screen.handin.{mode}", name=self._path[-1] if self._path else "")
        inside = [one for one in page.members if one.state is State.HANDED_IN] if page else []
        outside = [one for one in page.members if one.state is not State.HANDED_IN] if page else []
        self._count.say(
            "screen.handin.count_class" if page else "screen.handin.count_any",
            taken=str(self._taken),
            inside=str(len(inside)),
            total=str(len(page.members) if page else 0),
        )
        self._missing.display = page is not None
        if page is None:
            columns = [Column("screen.handin.scans"), Column(""), Column("")]
            self._in.show(columns, [self._scan_row(n, one) for n, one in enumerate(self._scans)])
            self._in.action_move(-_REMEMBERED)
            return
        self._in.show(
            [Column("screen.handin.inside"), Column("")], [self._member_row(one) for one in inside]
        )
        if self._scans and self._scans[0].student is not None:
            self._in.go(self._scans[0].student.student_no)
        self._missing.show(
            [Column("screen.handin.outside"), Column(""), Column("")],
            [self._missing_row(one) for one in outside],
        )

    def _scan_row(self, at: int, one: Answer) -> Row:
        word = spoken(lang_of(self), f"screen.handin.word.{one.result.value}").plain
        look = "good" if one.result in GOOD else "wrong"
        student = one.student
        whose = f"{student.student_no}  {student.name}" if student else ""
        name = student.class_name if student else ""
        return Row(str(len(self._scans) - at), (((word, look),), whose, name))

    def _member_row(self, one: Member) -> Row:
        return Row(one.student.student_no, (one.student.student_no, one.student.name))

    def _missing_row(self, one: Member) -> Row:
        lang = lang_of(self)
        words = spoken(lang, f"screen.board.states.{one.state.value}").plain
        if one.excuse is not None:
            words = spoken(lang, f"cli.reason.{one.excuse.reason}").plain
        return Row(
            one.student.student_no, (one.student.student_no, one.student.name, ((words, "muted"),))
        )

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
        self.desk_app.look()

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
