"""The log: who did what and when, the newest first, limited and exported."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from kiosk.model.events import Kind
from kiosk.services.desk.desk import Desk
from kiosk.services.desk.log import Asked, parsed
from kiosk.services.staff.log import Logged, Wanted, details
from screens.desk.asking import Ask, Form, Option, Picker, several
from screens.desk.base import DeskScreen
from screens.desk.rows import Column, Row, Rows
from screens.desk.whole import Whole
from screens.langs import lang_of, spoken
from screens.widgets.keys import Hint
from screens.widgets.said import Said

_COLUMNS = (
    Column("screen.log.at"),
    Column("screen.log.actor"),
    Column("screen.log.what"),
    Column("screen.log.student"),
    Column("screen.log.details"),
)
_MINUTE = 16
_MOST = 2000
"""Lines that are listed; an export holds all of them."""


class LogScreen(DeskScreen[tuple[Logged, ...]]):
    """The events of today, or those that are looked for."""

    NAME = "log"
    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("s", "screen.log.key.search"),
        ("k", "screen.log.key.kind"),
        ("x", "screen.desk.key_export"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [("s", "search"), ("k", "kind"), ("x", "export")]

    def __init__(self, desk: Desk) -> None:
        """Show what happened today."""
        super().__init__(desk)
        self._wanted: Wanted | None = None
        self._kind: Kind | None = None
        self._count = Said("", classes="title")
        self._about = Said("", classes="muted")
        self._rows = Rows()
        self._whole = Whole()

    def body(self) -> ComposeResult:
        """Return the figures, what is looked for, the lines, and the one under the cursor."""
        yield self._count
        yield self._about
        yield self._rows
        yield self._whole

    def read(self) -> tuple[Logged, ...]:
        """Return the lines of now."""
        log = self.desk.office().log
        if self._wanted is None:
            self._wanted = Wanted(since=log.today())
        return log.lines(self._wanted, self._kind)

    def show(self, shown: tuple[Logged, ...]) -> None:
        """Show them."""
        listed = str(min(len(shown), _MOST))
        self._count.say("screen.log.count", n=str(len(shown)), listed=listed)
        self._tell_wanted()
        self._rows.show(_COLUMNS, [self._row(one) for one in shown[:_MOST]])
        self._tell_whole()

    def _tell_wanted(self) -> None:
        lang, wanted = lang_of(self), self._wanted or Wanted()
        parts = [
            spoken(lang, f"screen.log.only.{name}", value=value)
            for name, value in (
                ("since", wanted.since),
                ("student", wanted.student_no),
                ("staff", wanted.actor.removeprefix("staff:")),
            )
            if value
        ]
        parts += [spoken(lang, f"event.{self._kind}")] if self._kind else []
        self._about.say(
            "screen.desk.filter", parts=several(parts or [spoken(lang, "screen.desk.all")])
        )

    def _row(self, one: Logged) -> Row:
        actor = one.actor.removeprefix("staff:")
        return Row(
            f"{one.student_no} {one.kind} {one.seq}",
            (
                one.at[:_MINUTE].replace("T", " "),
                actor,
                spoken(lang_of(self), f"event.{one.kind}").plain,
                one.student_no,
                ((details(one), "muted"),),
            ),
        )

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Show the line in full."""
        event.stop()
        self._tell_whole()

    def _tell_whole(self) -> None:
        found = (one for one in self.shown or () if self._row(one).key == self._rows.key)
        one = next(found, None)
        text = "  ".join(filter(None, (one.at, one.actor, details(one)))) if one else ""
        self._whole.tell(text)

    def action_search(self) -> None:
        """Ask since when, about whom and by whom."""
        wanted = self._wanted or Wanted()
        values = {
            Asked.SINCE: wanted.since,
            Asked.STUDENT: wanted.student_no,
            Asked.STAFF: wanted.actor.removeprefix("staff:"),
        }
        asks = [Ask(name, f"screen.log.{name}", values[name]) for name in Asked]
        self.app.push_screen(Form("screen.log.title", asks, self._given, note="screen.log.note"))

    def _given(self, asked: Form, typed: Mapping[str, str]) -> None:
        found = parsed({name: typed[name] for name in Asked})
        if isinstance(found, Wanted):
            self._wanted = found
            asked.done()
            self._tell_wanted()
            self.renew()
        else:
            asked.refuse({name.value: one for name, one in found.items()})

    def action_kind(self) -> None:
        """Ask for which kind of event."""
        options = [Option("", "screen.desk.all"), *(Option(one, f"event.{one}") for one in Kind)]

        def picked(value: str | None) -> None:
            if value is not None:
                self._kind = Kind(value) if value else None
                self._tell_wanted()
                self.renew()

        self.app.push_screen(Picker("screen.log.which_kind", options, self._kind or ""), picked)

    def action_export(self) -> None:
        """Write what was found as a table."""
        if self.shown is not None:
            self.run_worker(self._export(self.shown, self._wanted or Wanted()))

    async def _export(self, shown: tuple[Logged, ...], wanted: Wanted) -> None:
        log = self.desk.office().log
        said = await self.ask(lambda: log.export(shown, wanted))
        if said is not None:
            self.tell(said, well=True)
