"""One correction request beside the record: what is asked, the proofs, the history, the moves."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll

from kiosk.errors import KioskError, Problem
from kiosk.model.request import MoveKind
from kiosk.services.desk.desk import Desk
from kiosk.services.requests.queue import Queued
from screens.apart import apart
from screens.desk.base import DeskScreen
from screens.desk.matters import Matters
from screens.desk.move_form import MoveForm
from screens.desk.rows import Rows
from screens.desk.telling import RecordBeside, RequestTold
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
        self._busy = False
        self._head = Said("", classes="title")
        self._matters = Matters()
        self._told_request = RequestTold()
        self._record = RecordBeside()
        self._pin = Said("", classes="pin")
        self._form = MoveForm()

    def body(self) -> ComposeResult:
        """Return the request and the record side by side, and the line for words below."""
        yield self._head
        with Horizontal(classes="beside"):
            with Vertical(classes="request"):
                yield self._matters
                with VerticalScroll(can_focus=False):
                    yield self._told_request
            with VerticalScroll(classes="record", can_focus=False):
                yield self._record
        yield self._pin
        yield self._form

    def on_mount(self) -> None:
        """Begin without a PIN."""
        self._pin.display = False
        self._matters.focus()

    def read(self) -> Queued:
        """Return the request of now."""
        return self.desk.office().requests.one(self._number)

    def on_unmount(self) -> None:
        """Close the request."""
        if self.shown is not None:
            self.desk.office().requests.close(self.shown)

    def show(self, shown: Queued) -> None:
        """Show it; what is being typed stays."""
        record = shown.student.record
        self._head.say(
            "screen.desk_requests.head",
            number=shown.request.number,
            name=record.name,
            student_no=record.student_no,
            class_name=record.class_name,
        )
        self._matters.tell(shown.request)
        self._record.show(shown)
        if self._form.kind is not None:
            self._form.say(self._form.kind, self._matters.meant(shown.request, self._form.kind))
        self._tell_matter()
        self._tell_moves()

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
            province = self.desk.office().requests.province
            self._told_request.show(self.shown, self._matters.at, province)

    def _moves(self) -> tuple[MoveKind, ...]:
        """Return what can be done now, in the order of the keys."""
        if self.shown is None or not self.desk.may("request"):
            return ()
        can = self.desk.office().requests.moves(self.shown.request)
        return tuple(kind for kind in KEYS if kind in can)

    def _tell_moves(self) -> None:
        if self._form.kind is None:
            moves = ((KEYS[one], f"screen.desk_requests.key.{one}") for one in self._moves())
            self.tell_keys(*moves, ("r", "screen.desk_requests.key.reveal"))
        else:
            send = ("enter", "screen.desk_requests.key.send")
            self.tell_keys(send, ("escape", "screen.key.back"), typing=True)

    def action_tick(self) -> None:
        """Tick the matter under the cursor, or take the tick back."""
        self._matters.tick()

    def action_reveal(self) -> None:
        """Show ID number and birth date, or hide them again."""
        self._record.revealed = self._told_request.revealed = not self._record.revealed

    def action_scroll(self, pages: int) -> None:
        """Move what is longer than its place: the request, the record."""
        for one in self.query(VerticalScroll):
            one.scroll_relative(y=pages * max(one.size.height - 1, 1), animate=False)

    def action_move(self, kind: str) -> None:
        """Ask what is to be said with a move, if it can be made now."""
        wanted = MoveKind(kind)
        if self.shown is not None and wanted in self._moves() and not self._busy:
            self._pin.display = False
            self._form.ask(wanted, self._matters.meant(self.shown.request, wanted))
            self._tell_moves()

    def on_entry_submitted(self, event: Entry.Submitted) -> None:
        """Make the move."""
        event.stop()
        self._send()

    def key_enter(self) -> None:
        """Make a move that takes no words."""
        if self._form.wordless:
            self._send()

    def _send(self) -> None:
        if self._form.kind is not None and not self._busy:
            self._busy = True
            self.run_worker(self._make(self._form.kind, self._form.text))

    async def _make(self, kind: MoveKind, text: str) -> None:
        cases, parts = self.desk.office().requests, self._matters.chosen
        try:
            if kind is MoveKind.RENEW_PIN:
                pin = await apart(cases.renew_pin, self._number)
                self._pin.say("screen.desk_requests.pin", pin=pin)
            else:
                await apart(cases.move, self._number, kind, parts, text)
        except KioskError as error:
            self._form.refuse(error.problem)
        else:
            self._made(kind)
        finally:
            self._busy = False

    def _made(self, kind: MoveKind) -> None:
        self._form.made()
        self._matters.untick()
        self._matters.focus()
        self._pin.display = kind is MoveKind.RENEW_PIN
        self.tell(Problem("screen.desk_requests.done"), well=True)
        self._tell_moves()
        self.renew()

    def action_back(self) -> None:
        """Put the line away, which keeps its words, or go back to the queue."""
        if self._form.kind is None:
            super().action_back()
        elif not self._busy:
            self._form.put_away()
            self._matters.focus()
            self._tell_moves()
