"""The check rounds: which are open, for whom and until when; opened and closed by the school."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from kiosk.errors import KioskError, Problem
from kiosk.model.rounds import OpenRound
from kiosk.rules import form
from kiosk.services.desk.desk import Desk
from kiosk.services.desk.rounds import Asked, Listed, parsed
from screens.apart import apart
from screens.desk.asking import Ask, Form, Option, Picker
from screens.desk.base import DeskScreen
from screens.desk.rows import Cell, Column, Row, Rows
from screens.langs import lang_of, spoken
from screens.widgets.keys import Hint
from screens.widgets.said import Said

_COLUMNS = (
    Column("screen.desk_rounds.round"),
    Column("screen.desk_rounds.name"),
    Column("screen.desk_rounds.grade"),
    Column("screen.desk_rounds.starts"),
    Column("screen.desk_rounds.ends"),
    Column("screen.desk_rounds.now"),
)
_KEYS: tuple[Hint, ...] = (
    ("o", "screen.desk_rounds.key.open"),
    ("enter", "screen.desk_rounds.key.change"),
    ("c", "screen.desk_rounds.key.close"),
)


class RoundsScreen(DeskScreen[Listed]):
    """The rounds that are opened and not closed."""

    NAME = "rounds"
    BINDINGS: ClassVar[list[BindingType]] = [("o", "open"), ("c", "close")]

    def __init__(self, desk: Desk) -> None:
        """Show the rounds."""
        super().__init__(desk)
        self._rows = Rows()
        self._none = Said("", classes="hint")

    def body(self) -> ComposeResult:
        """Return the rounds."""
        yield Said("screen.desk_rounds.title", classes="title")
        yield self._none
        yield self._rows

    def read(self) -> Listed:
        """Return the rounds of now."""
        return self.desk.office().rounds.listed()

    def show(self, shown: Listed) -> None:
        """Show them, and the keys of what the person may do."""
        self.tell_keys(*(_KEYS if self.desk.may("round open") else ()))
        self._none.say("" if shown.rounds else "screen.desk_rounds.none")
        self._rows.show(_COLUMNS, [self._row(one, shown.today) for one in shown.rounds])

    def _row(self, one: OpenRound, today: str) -> Row:
        lang = lang_of(self)
        which, look = _standing(one, today)
        cells: tuple[Cell, ...] = (
            str(one.round),
            spoken(lang, f"screen.rounds.{one.round.kind}").plain,
            form.grade(one.grade) or spoken(lang, "screen.desk.all").plain,
            one.starts or "—",
            one.ends or "—",
            ((spoken(lang, f"screen.desk_rounds.is.{which}").plain, look),),
        )
        return Row(_key(one), cells)

    def _under_cursor(self) -> OpenRound | None:
        found = self.shown.rounds if self.shown else ()
        return next((one for one in found if _key(one) == self._rows.key), None)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Ask for other dates of the round."""
        event.stop()
        self._ask(self._under_cursor())

    def action_open(self) -> None:
        """Ask for a round to be opened."""
        self._ask(None)

    def _ask(self, one: OpenRound | None) -> None:
        if not self.desk.may("round open"):
            return
        begun = one or OpenRound(self.desk.office().rounds.suggested())
        values = {
            Asked.ROUND: str(begun.round),
            Asked.GRADE: begun.grade,
            Asked.STARTS: begun.starts,
            Asked.ENDS: begun.ends,
        }
        asks = [Ask(name, f"screen.desk_rounds.{name}", values[name]) for name in Asked]
        title = "screen.desk_rounds.title_change" if one else "screen.desk_rounds.title_open"
        self.app.push_screen(Form(title, asks, self._given, note="screen.desk_rounds.note"))

    def _given(self, asked: Form, typed: Mapping[str, str]) -> None:
        found = parsed({name: typed[name] for name in Asked})
        if isinstance(found, OpenRound):
            asked.run_worker(self._open(asked, found), exclusive=True)
        else:
            asked.refuse({name.value: one for name, one in found.items()})

    async def _open(self, asked: Form, one: OpenRound) -> None:
        try:
            await apart(self.desk.office().rounds.open, one)
        except KioskError as error:
            asked.tell(error.problem)
        else:
            asked.done()
            self._tell_done("opened", one)

    def action_close(self) -> None:
        """Close the round under the cursor, once that is confirmed."""
        one = self._under_cursor()
        if one is None or not self.desk.may("round close"):
            return

        def picked(value: str | None) -> None:
            if value == "close":
                self.run_worker(self._close(one))

        options = [
            Option("keep", "screen.desk_rounds.keep_it"),
            Option("close", "screen.desk_rounds.close_it"),
        ]
        self.app.push_screen(Picker("screen.desk_rounds.really", options, "keep"), picked)

    async def _close(self, one: OpenRound) -> None:
        try:
            await apart(self.desk.office().rounds.close, one)
        except KioskError as error:
            self.tell(error.problem)
        else:
            self._tell_done("closed", one)

    def _tell_done(self, what: str, one: OpenRound) -> None:
        self.tell(Problem(f"screen.desk_rounds.{what}", {"round": str(one.round)}), well=True)
        self.renew()


def _key(one: OpenRound) -> str:
    return f"{one.round} {one.grade}"


def _standing(one: OpenRound, today: str) -> tuple[str, str]:
    """Return whether a round takes declarations today, and how that looks."""
    if one.starts > today:
        return "later", "half"
    if one.ends and one.ends < today:
        return "over", "muted"
    return "running", "good"
