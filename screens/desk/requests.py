"""The correction queue: who has asked for what, for how long, and whose turn it is."""

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from kiosk.model.request import Request, RequestState
from kiosk.services.desk.desk import Desk
from kiosk.services.desk.requests import Filter, Found
from kiosk.services.requests.queue import Queued
from kiosk.services.requests.table import enrolment
from screens.desk.asking import Option, Picker, several
from screens.desk.base import DeskScreen
from screens.desk.request import RequestScreen
from screens.desk.rows import Cell, Column, Row, Rows
from screens.langs import lang_of, spoken
from screens.widgets.keys import Hint
from screens.widgets.said import Said

_COLUMNS = (
    Column("screen.desk_requests.state"),
    Column("screen.desk_requests.since"),
    Column("screen.desk_requests.name"),
    Column("screen.desk_requests.class"),
    Column("screen.desk_requests.about"),
    Column("screen.desk_requests.number"),
)
_LOOKS = {
    RequestState.SUBMITTED: "wrong",
    RequestState.REVIEWING: "half",
    RequestState.CORRECTED: "good",
    RequestState.AGREED: "good",
}


class RequestsScreen(DeskScreen[Found]):
    """The queue, filtered; Enter opens one request."""

    NAME = "requests"
    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("enter", "screen.desk_requests.key.open"),
        ("s", "screen.desk_requests.key.state"),
        ("c", "screen.desk_requests.key.college"),
        ("m", "screen.desk_requests.key.mine"),
        ("d", "screen.desk_requests.key.differs"),
        ("x", "screen.desk.key_export"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ("s", "state"),
        ("c", "college"),
        ("m", "only('mine')"),
        ("d", "only('differs')"),
        ("x", "export"),
    ]

    def __init__(self, desk: Desk) -> None:
        """Show all that is open."""
        super().__init__(desk)
        self._filter = Filter()
        self._count = Said("", classes="title")
        self._about = Said("", classes="muted")
        self._rows = Rows()

    def body(self) -> ComposeResult:
        """Return the figures, the filter, and the queue."""
        yield self._count
        yield self._about
        yield self._rows

    def read(self) -> Found:
        """Return the queue of now."""
        return self.desk.office().requests.find(self._filter)

    def show(self, shown: Found) -> None:
        """Show it."""
        figures = {"mine": str(shown.mine), "open": str(shown.open)}
        self._count.say("screen.desk_requests.count", **figures, shown=str(len(shown.queued)))
        self._tell_filter()
        self._rows.show(_COLUMNS, [self._row(one) for one in shown.queued])

    def _tell_filter(self) -> None:
        lang, wanted = lang_of(self), self._filter
        state = f"request.state.{wanted.state}" if wanted.state else "screen.desk_requests.all_open"
        parts = [spoken(lang, state)]
        parts += [spoken(lang, "screen.desk.only", what=wanted.college)] if wanted.college else []
        parts += [
            spoken(lang, f"screen.desk_requests.only.{name}")
            for name in ("mine", "differs")
            if getattr(wanted, name)
        ]
        self._about.say("screen.desk.filter", parts=several(parts))

    def _row(self, one: Queued) -> Row:
        request, record = one.request, one.student.record
        lang = lang_of(self)
        state = spoken(lang, f"request.state.{request.state}").plain
        mark: tuple[tuple[str, str], ...] = (("≠ ", "wrong"),) if request.differs else ()
        cells: tuple[Cell, ...] = (
            ((state, _LOOKS.get(request.state, "")),),
            one.since[:10],
            record.name,
            record.class_name,
            (*mark, (about(self, request), "")),
            ((request.number, "muted"),),
        )
        return Row(request.number, cells)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the request."""
        event.stop()
        self.desk_app.go_on(RequestScreen(self.desk, event.key))

    def _filtered(self, wanted: Filter) -> None:
        self._filter = wanted
        self._tell_filter()
        self.renew()

    def action_state(self) -> None:
        """Ask for which state."""
        options = [Option("", "screen.desk_requests.all_open")]
        options += [Option(one.value, f"request.state.{one}") for one in RequestState]

        def picked(value: str | None) -> None:
            if value is not None:
                state = RequestState(value) if value else None
                self._filtered(replace(self._filter, state=state))

        now = self._filter.state
        picker = Picker("screen.desk_requests.which_state", options, now.value if now else "")
        self.app.push_screen(picker, picked)

    def action_college(self) -> None:
        """Ask for which college."""
        if self.shown is None:
            return
        options = [Option("", "screen.desk.all")]
        options += [Option(one) for one in self.shown.colleges]

        def picked(value: str | None) -> None:
            if value is not None:
                self._filtered(replace(self._filter, college=value))

        picker = Picker("screen.desk_requests.which_college", options, self._filter.college)
        self.app.push_screen(picker, picked)

    def action_only(self, name: str) -> None:
        """Look for these alone, or for all again."""
        if name == "mine":
            self._filtered(replace(self._filter, mine=not self._filter.mine))
        else:
            self._filtered(replace(self._filter, differs=not self._filter.differs))

    def action_export(self) -> None:
        """Write what is shown as a table."""
        if self.shown is not None:
            self.run_worker(self._export(self.shown))

    async def _export(self, shown: Found) -> None:
        office = self.desk.office()
        said = await self.ask(lambda: office.requests.export(shown.queued, self._filter))
        if said is not None:
            self.tell(said, well=True)


def about(screen: DeskScreen[Found], request: Request) -> str:
    """Return in words what a request asks for."""
    lang = lang_of(screen)
    if request.missing:
        kind = spoken(lang, "request.kind.missing_enrolment").plain
        return f"{kind} {enrolment(request.missing)}"
    names = (spoken(lang, f"field.{claim.part}").plain for claim in request.claims)
    return spoken(lang, "field.comma").plain.join(names)
