"""All that an import would do, before anything is written; then it is carried out, or dropped."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from kiosk.errors import KioskError, Problem
from kiosk.model.record import Field, Photo
from kiosk.roster.findings import Finding
from kiosk.rules import form
from kiosk.services.desk.desk import Desk
from kiosk.services.roster.plan import FieldChange
from kiosk.services.roster.work import Looked, Order, Preview
from screens.desk.base import DeskScreen
from screens.desk.job import Job
from screens.desk.rows import Column, Row, Rows
from screens.desk.whole import Whole
from screens.langs import lang_of, spoken
from screens.widgets.keys import Hint
from screens.widgets.said import Said

if TYPE_CHECKING:
    from kiosk.services.desk.roster import Import

_COLUMNS = (
    Column("screen.roster.kind"),
    Column("screen.roster.whom"),
    Column("screen.roster.what"),
)
_BACK: Hint = ("escape", "screen.roster.key.drop")


class PreviewScreen(DeskScreen[Preview]):
    """Every change, one a row, the bad rows first; the one under the cursor stands whole below."""

    NAME = "roster"
    HINTS: ClassVar[tuple[Hint, ...]] = (_BACK,)
    BINDINGS: ClassVar[list[BindingType]] = [("i", "import"), ("k", "skip")]

    def __init__(self, desk: Desk, order: Order) -> None:
        """Have the files read."""
        super().__init__(desk)
        self._order = order
        self._import: Import | None = None
        self._going = False
        self._rows = Rows()
        self._figures = Said("screen.roster.starting", classes="title")
        self._whole = Whole()
        self._texts: dict[str, str] = {}

    def body(self) -> ComposeResult:
        """Return the figures, the changes, and the one under the cursor in full."""
        yield self._figures
        yield self._rows
        yield self._whole

    def read(self) -> Preview | None:
        """Return what the files would do; they are read once."""
        if self._import is not None:
            return self.shown
        self._import = self.desk.office().roster.start(self._order)
        try:
            return self._import.preview(self._looked)
        except KioskError:
            self.app.call_from_thread(self._figures.say, "screen.roster.unread")
            raise

    def _looked(self, looked: Looked) -> None:
        figures = {"done": str(looked.done), "total": str(looked.total)}
        self.app.call_from_thread(self._figures.say, "screen.roster.reading", **figures)

    def show(self, shown: Preview) -> None:
        """Show all of it."""
        self._figures.say(
            "screen.roster.figures",
            added=str(len(shown.added)),
            changed=str(shown.changed),
            unchanged=str(shown.unchanged),
            left=str(len(shown.left)),
            bad=str(len(shown.bad)),
            warnings=str(len(shown.warnings)),
        )
        rows = list(self._all(shown))
        self._texts = {
            row.key: "  ".join(cell if isinstance(cell, str) else cell[0][0] for cell in row.cells)
            for row in rows
        }
        self._rows.show(_COLUMNS, rows)
        self._tell_whole()
        self._rows.focus()
        keys: list[Hint] = []
        if shown.bad:
            keys.append(("k", "screen.roster.key.skip"))
        elif shown.total:
            keys.append(("i", "screen.roster.key.import"))
        self.tell_keys(*keys, _BACK)
        if shown.bad:
            self.tell(Problem("screen.roster.refused", {"bad": str(len(shown.bad))}))

    def _tell_whole(self) -> None:
        text = self._texts.get(self._rows.key, "")
        self._whole.tell(text)

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Show the row in full."""
        event.stop()
        self._tell_whole()

    # One row a change

    def _all(self, shown: Preview) -> Iterator[Row]:
        lines = [
            *(("bad", "wrong", *self._finding(one)) for one in shown.bad),
            *(("warning", "half", *self._finding(one)) for one in shown.warnings),
            *(("corrected", "good", one, "") for one in shown.corrected),
            *(("differ", "wrong", one, "") for one in shown.differ),
            *(("left", "wrong", one, "") for one in shown.left),
            *(("returned", "half", one, "") for one in shown.returned),
            *(("change", "", one.student_no, self._change(one)) for one in shown.changes),
            *(
                ("added", "good", one.student_no, f"{one.name}  {one.class_name}")
                for one in shown.added
            ),
        ]
        for at, (kind, look, whom, what) in enumerate(lines):
            word = spoken(lang_of(self), f"screen.roster.is.{kind}").plain
            yield Row(str(at), (((word, look),), whom, what))

    def _change(self, one: FieldChange) -> str:
        lang = lang_of(self)
        label = spoken(lang, f"field.{one.field}").plain
        if one.field in set(Photo):
            return spoken(lang, "screen.roster.photo", field=label).plain
        empty = spoken(lang, "cli.empty").plain
        old, new = (
            form.shown(Field(one.field), value) if one.field in set(Field) else value
            for value in (one.old, one.new)
        )
        return f"{label}  {old or empty} → {new or empty}"

    def _finding(self, one: Finding) -> tuple[str, str]:
        """Return where something is wrong, and what."""
        lang = lang_of(self)
        place = [one.file]
        if one.sheet and one.sheet != one.file:
            place.append(one.sheet)
        if one.row:
            place.append(spoken(lang, "cli.import.row", row=str(one.row)).plain)
        values = {name: str(value) for name, value in one.problem.values.items()}
        what = (one.column, one.value and f"“{one.value}”")
        error = spoken(lang, one.problem.text, **values).plain
        return " ".join(place), " ".join(filter(None, (*what, error)))

    # What is done with it

    def action_import(self) -> None:
        """Write it all, behind the pages."""
        if self.shown is not None and not self.shown.bad and self.shown.total:
            self._go(self.shown, skip_bad=False)

    def action_skip(self) -> None:
        """Write all but the bad rows, which are left beside their files."""
        if self.shown is not None and self.shown.bad:
            self._go(self.shown, skip_bad=True)

    def _go(self, shown: Preview, *, skip_bad: bool) -> None:
        work, lang = self._import, lang_of(self)
        if work is None or self._going:
            return

        job = Job(
            "screen.roster.job",
            shown.total,
            lambda: work.carry_out(skip_bad=skip_bad, lang=lang),
            lambda well: work.ended() if well else work.stopped(),
        )
        self._going = self.desk_app.start(job)
        if self._going:
            self.action_back()

    def on_unmount(self) -> None:
        """Import nothing if the page is left without a word."""
        if self._import is not None and not self._going:
            self._import.drop()
