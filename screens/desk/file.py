"""A student's file: the record, and what happened to it. Who sees no ID numbers sees none here."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from kiosk.model.student import Student
from kiosk.rules.code import short_number
from kiosk.services.desk.desk import Desk
from screens.desk.base import DeskScreen
from screens.desk.rows import Column, Row, Rows
from screens.langs import Value, lang_of, spoken
from screens.widgets.keys import Hint
from screens.widgets.record_grid import RecordGrid
from screens.widgets.said import Said

_COLUMNS = (Column("screen.file.at"), Column("screen.file.what"), Column("screen.file.about"))


class SeenRecord(RecordGrid, can_focus=False):
    """A record that is looked at: nothing in it is marked by keys or clicks."""

    def action_mark(self) -> None:
        """Mark nothing."""


class FileScreen(DeskScreen[Student]):
    """One student; ID number and birth date are shown on a key, as far as one may see them."""

    NAME = "board"
    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("v", "screen.key.reveal"),
        ("arrows", "screen.key.move"),
        ("escape", "screen.key.back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [("v", "reveal")]

    def __init__(self, desk: Desk, student_no: str) -> None:
        """Show a student's file."""
        super().__init__(desk)
        self._student_no = student_no
        self._title = Said("", classes="title")
        self._grid: SeenRecord | None = None
        self._rows = Rows()

    def body(self) -> ComposeResult:
        """Return the title, and what happened; the record comes between when it is read."""
        yield self._title
        yield self._rows

    def read(self) -> Student:
        """Return the file as one may see it."""
        return self.desk.files.open(self._student_no)

    def on_unmount(self) -> None:
        """Close the file."""
        self.desk.files.close(self._student_no)

    def show(self, shown: Student) -> None:
        """Show the record and what happened to it."""
        key = "screen.file.left" if shown.left else "screen.file.title"
        self._title.say(key, heading=shown.record.heading, name=shown.record.name)
        if self._grid is None:
            self._grid = SeenRecord(shown.record)
            self.mount(self._grid, before=self._rows)
        elif self._grid.record != shown.record:
            self._grid.record = shown.record
            self._grid.retell()
        told = sorted(self._events(shown))
        self._rows.show(
            _COLUMNS,
            [
                Row(f"{n}", (at[:16].replace("T", " "), what, about))
                for n, (at, what, about) in enumerate(told)
            ],
        )

    def _events(self, shown: Student) -> Iterator[tuple[str, str, str]]:
        """Yield when something happened, what, and about what."""
        for one in shown.declarations:
            verdict = self._say(f"cli.verdict.{one.verdict}")
            copies = str(shown.copies(one.sheet_id))
            number = short_number(one.sheet_id)
            yield (
                one.at,
                self._say("screen.file.declared", verdict=verdict, round=str(one.round)),
                self._say("screen.file.sheet", number=number, copies=copies),
            )
        for lying in shown.handins:
            about = f"{short_number(lying.sheet_id)}  {lying.actor.removeprefix('staff:')}"
            yield lying.at, self._say("screen.board.states.handed_in"), about
        for excuse in shown.excuses:
            reason = self._say(f"cli.reason.{excuse.reason}")
            about = f"{excuse.round}  {reason} {excuse.note}".rstrip()
            yield excuse.at, self._say("screen.board.states.excused"), about
        for request in shown.requests:
            state = self._say(f"request.state.{request.state}")
            what = self._say("screen.file.request", number=request.number)
            yield request.at, what, state
        for change in shown.changes:
            what = self._say("screen.file.changed", field=self._say(f"field.{change.field}"))
            yield change.at, what, f"{change.old} → {change.new}"

    def _say(self, key: str, **values: Value) -> str:
        return spoken(lang_of(self), key, **values).plain

    def action_reveal(self) -> None:
        """Show ID number and birth date, or hide them again."""
        if self._grid is not None:
            self._grid.revealed = not self._grid.revealed
