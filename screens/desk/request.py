"""One correction request beside the record: what is asked, the proofs, the history, the moves."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from kiosk.errors import KioskError, Problem
from kiosk.model.record import Part, part
from kiosk.model.request import Matter, MoveKind, Request
from kiosk.rules.requests import MOVES, movable
from kiosk.services.desk import Desk
from kiosk.services.request_queue import Queued
from screens.apart import apart
from screens.desk.base import DeskScreen
from screens.desk.rows import Column, Row, Rows
from screens.desk.telling import RecordBeside, RequestTold
from screens.langs import lang_of, spoken
from screens.widgets.entry import Entry
from screens.widgets.said import Said

KEYS: Mapping[MoveKind, str] = {
    MoveKind.TAKE: "t",
    MoveKind.ASK: "a",
    MoveKind.FORWARD: "f",
    MoveKind.ACCEPT: "y",
    MoveKind.REJECT: "n",
    MoveKind.REOPEN: "u",
    MoveKind.NOTE: "w",
    MoveKind.RENEW_PIN: "p",
}
_WHOLE = "whole"
"""Key of the one matter that is no field: an enrolment that is missing."""
_LONGEST = 500


class RequestScreen(DeskScreen[Queued]):
    """A request, its matters under a cursor; a move is made with the ticked ones, or with all."""

    NAME = "requests"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("space", "tick"),
        ("r", "reveal"),
        Binding("pageup", "scroll(-1)", priority=True),
        Binding("pagedown", "scroll(1)", priority=True),
        *((key, f"move('{kind.value}')") for kind, key in KEYS.items()),
    ]

    def __init__(self, desk: Desk, number: str) -> None:
        """Show the request of a number."""
        super().__init__(desk)
        self._number = number
        self._ticked: frozenset[str] = frozenset()
        self._kind: MoveKind | None = None
        self._drafts: dict[MoveKind, str] = {}
        self._busy = False
        self._head = Said("", classes="title")
        self._rows = Rows(classes="matters")
        self._told_request = RequestTold()
        self._record = RecordBeside()
        self._pin = Said("", classes="pin")
        self._asked = Said("", classes="asked")
        self._entry = Entry("", longest=_LONGEST, classes="-slim")

    def body(self) -> ComposeResult:
        """Return the request and the record side by side, and the line for words below."""
        yield self._head
        with Horizontal(classes="beside"):
            with Vertical(classes="request"):
                yield self._rows
                with VerticalScroll(can_focus=False):
                    yield self._told_request
            with VerticalScroll(classes="record", can_focus=False):
                yield self._record
        yield self._pin
        with Vertical(classes="act"):
            yield self._asked
            yield self._entry

    def on_mount(self) -> None:
        """Begin without a move."""
        self._pin.display = False
        self._ask(None)

    def read(self) -> Queued:
        """Return the request of now."""
        return self.desk.office().requests.one(self._number)

    def show(self, shown: Queued) -> None:
        """Show it; what is being typed stays."""
        record, request = shown.student.record, shown.request
        self._head.say(
            "screen.desk_requests.head",
            number=request.number,
            name=record.name,
            student_no=record.student_no,
            class_name=record.class_name,
        )
        columns = (
            Column("screen.desk_requests.ticked" if len(request.matters) > 1 else ""),
            Column("screen.desk_requests.what"),
            Column("screen.desk_requests.state"),
        )
        self._rows.styles.height = min(len(request.matters), 6) + 1
        self._rows.show(columns, [self._row(one) for one in self._names(request)])
        self._record.show(shown)
        self._tell_matter()
        self._tell_moves()

    @staticmethod
    def _names(request: Request) -> list[str]:
        return [one.part.value if one.part else _WHOLE for one in request.matters]

    def _row(self, name: str) -> Row:
        lang = lang_of(self)
        request = self._request
        matter = request.matters[self._names(request).index(name)]
        tick = "√" if name in self._ticked else " "
        state = spoken(lang, f"request.state.{matter.state}").plain
        mark: tuple[tuple[str, str], ...] = ((" ≠", "wrong"),) if matter.differs else ()
        return Row(name, (f"[{tick}]", self._label(matter).plain, ((state, "half"), *mark)))

    def _label(self, matter: Matter) -> Content:
        key = f"field.{matter.part}" if matter.part else "request.kind.missing_enrolment"
        return spoken(lang_of(self), key)

    @property
    def _request(self) -> Request:
        assert self.shown is not None  # noqa: S101 - nothing can be chosen before it is shown
        return self.shown.request

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Tell about the matter under the cursor."""
        event.stop()
        self._tell_matter()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Tick the matter."""
        event.stop()
        self.action_tick()

    def _tell_matter(self) -> None:
        if self.shown is not None:
            names = self._names(self._request)
            at = names.index(self._rows.key) if self._rows.key in names else 0
            self._told_request.show(self.shown, at, self.desk.office().requests.province)

    def _moves(self) -> tuple[MoveKind, ...]:
        """Return what can be done now, in the order of the keys."""
        if self.shown is None or not self.desk.may("request"):
            return ()
        can = self.desk.office().requests.moves(self._request)
        return tuple(kind for kind in KEYS if kind in can)

    def _tell_moves(self) -> None:
        if self._kind is not None:
            self.tell_keys(
                ("enter", "screen.desk_requests.key.send"), ("escape", "screen.key.back")
            )
            return
        hints = [(KEYS[one], f"screen.desk_requests.key.{one}") for one in self._moves()]
        hints.append(("r", "screen.desk_requests.key.reveal"))
        self.tell_keys(*hints)

    def action_tick(self) -> None:
        """Tick the matter under the cursor, or take the tick back."""
        if self.shown is not None and len(self._request.matters) > 1:
            self._ticked ^= {self._rows.key}
            self.show(self.shown)

    def action_reveal(self) -> None:
        """Show ID number and birth date, or hide them again."""
        self._record.revealed = self._told_request.revealed = not self._record.revealed

    def action_scroll(self, pages: int) -> None:
        """Move what is longer than its place: the request, the record."""
        for one in self.query(VerticalScroll):
            one.scroll_relative(y=pages * max(one.size.height - 1, 1), animate=False)

    def action_move(self, kind: str) -> None:
        """Ask what is to be said with a move, if it can be made now."""
        if MoveKind(kind) in self._moves() and not self._busy:
            self._ask(MoveKind(kind))

    def _ask(self, kind: MoveKind | None) -> None:
        if self._kind is not None:
            self._drafts[self._kind] = self._entry.value
        self._kind = kind
        self.query_one(".act").display = kind is not None
        if kind is None:
            self._rows.focus()
        else:
            self._pin.display = False
            self._say_asked(kind)
            self._entry.display = kind is not MoveKind.RENEW_PIN
            self._entry.value = self._drafts.get(kind, "")
            self._entry.tell(None)
            self.set_focus(None)
            if self._entry.display:
                self._entry.focus()
        if self.shown is not None:
            self._tell_moves()

    def _say_asked(self, kind: MoveKind) -> None:
        """Say what the move does, and with which matters."""
        names = [
            self._label(one)
            for one in movable(self._request, kind)
            if not self._ticked or one.part in self._ticked
        ]
        needed = "needed" if MOVES[kind].words else "free"
        self._asked.say(
            f"screen.desk_requests.ask.{kind}",
            what=spoken(lang_of(self), "field.comma").join(names),
            words=spoken(lang_of(self), f"screen.desk_requests.words.{needed}"),
        )

    def _chosen(self) -> Sequence[Part]:
        return tuple(part(one) for one in self._names(self._request) if one in self._ticked)

    def on_entry_submitted(self, event: Entry.Submitted) -> None:
        """Make the move."""
        event.stop()
        self._send()

    def key_enter(self) -> None:
        """Make a move that takes no words."""
        if self._kind is MoveKind.RENEW_PIN:
            self._send()

    def _send(self) -> None:
        if self._kind is not None and not self._busy:
            self._busy = True
            self.run_worker(self._make(self._kind, self._entry.value))

    async def _make(self, kind: MoveKind, text: str) -> None:
        cases, parts = self.desk.office().requests, self._chosen()
        try:
            if kind is MoveKind.RENEW_PIN:
                pin = await apart(cases.renew_pin, self._number)
                self._pin.say("screen.desk_requests.pin", pin=pin)
            else:
                await apart(cases.move, self._number, kind, parts, text)
        except KioskError as error:
            self._refused(error.problem)
        else:
            self._made(kind)
        finally:
            self._busy = False

    def _refused(self, problem: Problem) -> None:
        """Tell why nothing was done; what was typed stays."""
        if self._entry.display:
            self._entry.tell(problem)
        else:
            self.tell(problem)

    def _made(self, kind: MoveKind) -> None:
        self._entry.value = ""
        self._ask(None)
        self._drafts.pop(kind, None)
        self._ticked = frozenset()
        self._pin.display = kind is MoveKind.RENEW_PIN
        self.tell(Problem("screen.desk_requests.done"), well=True)
        self.renew()

    def action_back(self) -> None:
        """Put the line away, which keeps its words, or go back to the queue."""
        if self._kind is None:
            super().action_back()
        elif not self._busy:
            self._ask(None)
