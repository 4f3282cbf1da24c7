"""A class of the board: its students, how far each has come, and why a sheet may be missing."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from kiosk.errors import Problem
from kiosk.model.roll import State
from kiosk.model.rounds import Round, Verdict
from kiosk.services.board import ClassPage, Member, Page
from kiosk.services.desk import Desk
from kiosk.services.progress import Path
from screens.desk.board import BoardPage
from screens.desk.excusing import ExcuseDialog
from screens.desk.file import FileScreen
from screens.desk.handin import HandInScreen
from screens.desk.rows import Cell, Column, Piece, Row, Rows
from screens.langs import lang_of, spoken
from screens.widgets.bars import Hint
from screens.widgets.said import Said

_COLUMNS = tuple(
    Column(f"screen.board.{name}") for name in ("student_no", "name", "state", "reason")
)
_LOOKS = {State.HANDED_IN: "good", State.PRINTED: "half", State.DISPUTED: "wrong"}


class ClassScreen(BoardPage[ClassPage]):
    """The students of a class, in the order of the pile."""

    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("enter", "screen.board.key_file"),
        ("m", "screen.board.key_missing"),
        ("r", "screen.board.key_reason"),
        ("h", "screen.board.key_hand_in"),
        *BoardPage.HINTS,
        ("escape", "screen.key.back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ("m", "missing"),
        ("r", "reason"),
        ("h", "hand_in"),
    ]

    def __init__(self, desk: Desk, path: Path, round_: Round | None = None) -> None:
        """Show a class by college, major and name."""
        super().__init__(desk, path, round_)
        self._missing = False
        self._filter = Said("", classes="filter")

    def body(self) -> ComposeResult:
        """Return the head, what is left out, and the students."""
        yield self.head
        yield self._filter
        yield self.rows

    def read(self) -> ClassPage:
        """Return the class as it is now."""
        return self.desk.board.class_page(self.path, self.round)

    def page(self, shown: ClassPage) -> Page:
        """Return the page that the students stand on."""
        return shown.page

    def export(self, shown: ClassPage) -> Problem:
        """Keep the list of who is missing."""
        return self.desk.export_missing(shown)

    def show(self, shown: ClassPage) -> None:
        """Show the students, or only those whose sheet is still to come."""
        self.show_head(shown.page)
        whole = shown.page.whole.progress
        self._filter.say(
            "screen.board.only_missing" if self._missing else "screen.board.all_members",
            missing=str(whole.missing),
            excused=str(whole.excused),
            left=str(whole.missing - whole.excused),
        )
        members = [one for one in shown.members if not self._missing or self._is_missing(one)]
        self.rows.show(_COLUMNS, [self._row(one) for one in members])

    def _is_missing(self, one: Member) -> bool:
        return one.state is not State.HANDED_IN

    def _row(self, one: Member) -> Row:
        cells: tuple[Cell, ...] = (
            one.student.student_no,
            one.student.name,
            self._state(one),
            self._reason(one),
        )
        return Row(one.student.student_no, cells)

    def _state(self, one: Member) -> tuple[Piece, ...]:
        found: list[Piece] = [(self._say(f"states.{one.state.value}"), _LOOKS.get(one.state, ""))]
        round_ = self.shown.page.round if self.shown else None
        disputed = one.student.verdicts.get(str(round_)) == Verdict.DISPUTED
        if disputed and one.state is not State.DISPUTED:
            found.append((f" {self._say('states.disputed')}", "wrong"))
        if one.state in {State.CHECKED, State.DISPUTED}:
            found.append((f" {self._say('states.to_print')}", "muted"))
        return tuple(found)

    def _reason(self, one: Member) -> tuple[Piece, ...]:
        if one.excuse is None:
            return (("", ""),)
        words = spoken(lang_of(self), f"cli.reason.{one.excuse.reason}").plain
        note = f" {one.excuse.note}" if one.excuse.note else ""
        return ((f"{self._say('states.excused')} {words}{note}", "half"),)

    def _say(self, key: str) -> str:
        return spoken(lang_of(self), f"screen.board.{key}").plain

    def _member(self) -> Member | None:
        shown = self.shown.members if self.shown else ()
        return next((one for one in shown if one.student.student_no == self.rows.key), None)

    def action_missing(self) -> None:
        """Leave out whose sheet is in, or show everybody again."""
        self._missing = not self._missing
        if self.shown is not None:
            self.show(self.shown)

    def action_reason(self) -> None:
        """Write why the sheet of the student under the cursor may be missing."""
        one = self._member()
        if one is None or self.shown is None:
            return
        if one.state is State.HANDED_IN:
            self.tell(Problem("error.nothing_missing"))
            return
        self.tell(None)
        self.app.push_screen(ExcuseDialog(self.desk, one, self.shown.page.round))

    def action_hand_in(self) -> None:
        """Collect the sheets of this class."""
        self.desk_app.action_open(HandInScreen.NAME)
        page = self.desk_app.page
        if isinstance(page, HandInScreen):
            page.collect(self.path)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the student's file."""
        event.stop()
        self.desk_app.go_on(FileScreen(self.desk, event.key))
