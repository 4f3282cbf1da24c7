"""Why somebody's sheet may be missing: a reason from the list, a note, or neither any more."""

from functools import partial

from textual.app import ComposeResult

from kiosk.model.paper import Reason
from kiosk.model.rounds import Round
from kiosk.services.desk.desk import Desk
from kiosk.services.pile.board import Member
from kiosk.services.pile.missing import LONGEST_NOTE
from screens.desk.dialog import Dialog
from screens.desk.rows import Column, Row, Rows
from screens.langs import lang_of, spoken
from screens.widgets.entry import Entry
from screens.widgets.said import Said

_LIFT = "lift"


class ExcuseDialog(Dialog):
    """Asks for the reason; Enter on one writes it, with the note."""

    def __init__(self, desk: Desk, member: Member, round_: Round) -> None:
        """Ask about one student's sheet of a round."""
        super().__init__()
        self._desk = desk
        self._member = member
        self._round = round_
        self._rows = Rows()
        note = member.excuse.note if member.excuse else ""
        self._note = Entry("screen.excuse.note", note, longest=LONGEST_NOTE, classes="-slim")

    def body(self) -> ComposeResult:
        """Return who it is about, the reasons, and a line for the note."""
        student = self._member.student
        yield Said(
            "screen.excuse.title", classes="title", name=student.name, number=student.student_no
        )
        yield self._rows
        yield self._note
        yield Said("screen.excuse.keys", classes="muted")

    def on_mount(self) -> None:
        """Begin at the reason of now."""
        self.retell()
        if self._member.excuse is not None:
            self._rows.go(self._member.excuse.reason.value)
        self._rows.focus()

    def retell(self) -> None:
        """Offer the reasons in the language of now."""
        lang = lang_of(self)
        found = [Row(one.value, (spoken(lang, f"cli.reason.{one.value}").plain,)) for one in Reason]
        if self._member.excuse is not None:
            found.append(Row(_LIFT, (spoken(lang, "screen.excuse.lift").plain,)))
        self._rows.show([Column("screen.board.reason")], found)

    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Write the reason, or take it back."""
        event.stop()
        await self._save()

    async def on_entry_submitted(self, event: Entry.Submitted) -> None:
        """Write the reason that is under the cursor."""
        event.stop()
        await self._save()

    async def _save(self) -> None:
        number, excusing = self._member.student.student_no, self._desk.excusing
        if self._rows.key == _LIFT:
            await self.write(partial(excusing.lift, number, self._round))
            return
        reason = Reason(self._rows.key)
        if reason is Reason.OTHER and not self._note.value:
            self._note.focus()
        await self.write(partial(excusing.excuse, number, self._round, reason, self._note.value))
