"""From a durable declaration to paper: drawing, the printers in their order, the student's word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from kiosk.errors import KioskError, StoreUnreachable
from kiosk.model.events import Draft, Kind
from kiosk.model.paper import Answer
from kiosk.model.student import Student
from kiosk.printing.contract import Job, Outcome, Printer
from kiosk.rules import code
from kiosk.rules.fold import fold
from kiosk.services.acts import appending
from kiosk.services.paper.sheets import Sheets
from kiosk.services.ports import Clock, Draw, stamp
from kiosk.visit import PrintState
from store.contract import Store

Told = Callable[[PrintState], None]
"""Called in the thread that prints, with how far the sheet is meanwhile."""


class NothingToPrint(KioskError):
    """No sheet of this student waits for paper."""

    text = "error.nothing_to_print"


class Why(Enum):
    """For what a sheet is printed."""

    ASKED = "asked"
    """Its student wants a copy: as many as the school allows."""
    WAITING = "waiting"
    """It still has to be printed; if it has not, nothing is done."""
    CHANGED = "changed"
    """Its student has just signed what changed on it: one more copy, however many there were."""
    AGAIN = "again"
    """Staff want a copy, whatever the school allows."""


_STANDS = frozenset({Outcome.OUT_OF_PAPER, Outcome.JAM, Outcome.DOOR})
"""What a job of before was waiting for until its time was over: the next one would as well."""
_ENDS = frozenset({Outcome.PRINTED, Outcome.CANCELLED, Outcome.UNKNOWN})
"""Of these no other printer is asked: the sheet is, or may be, on paper, or nobody wants it."""


def nobody(_state: PrintState) -> None:
    """Be told, where nobody waits."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Prints sheets; what is not printed stays to be printed in the student's file."""

    store: Store
    sheets: Sheets
    draw: Draw
    printers: Sequence[Printer]
    copies: int
    """How often a student may print one sheet; a copy that was spoiled counts."""
    clock: Clock

    def print(
        self, student_no: str, told: Told = nobody, why: Why = Why.ASKED, actor: str = "kiosk"
    ) -> PrintState:
        """Print the sheet of the student's latest declaration.

        Two kiosks never print for one student at once, and what one that crashed had printed is
        noted instead of printed again.

        Args:
            student_no: Whose sheet it is.
            told: Is told what stands in the way while the printer waits for somebody.
            why: For what.
            actor: Who has it printed, as events name them.

        Returns:
            ``PRINTED``, or what stood in the way; a jam never undoes a signature.

        Raises:
            NoSuchStudent: Nobody has this number.
            NothingToPrint: There is no declaration.
            StoreError: Whether the sheet was printed is noted when it is next printed.
        """
        with self.store.hold(f"print/{student_no}") as alone:
            if not alone:
                return PrintState.ELSEWHERE
            student = appending.student(self.store, student_no)
            if not student.declarations:
                raise NothingToPrint
            refused = self._refused(student, why)
            return refused or self._print(student, told, actor)

    def _refused(self, student: Student, why: Why) -> PrintState | None:
        latest = student.declarations[-1]
        if why is Why.WAITING and student.to_print is None:
            return PrintState.ELSEWHERE
        if why not in {Why.CHANGED, Why.AGAIN} and not self._left(student, latest.sheet_id):
            return PrintState.LIMIT
        return None if self.printers else PrintState.NO_PRINTER

    def _left(self, student: Student, sheet_id: str) -> int:
        return max(0, self.copies - student.copies(sheet_id))

    def _print(self, student: Student, told: Told, actor: str) -> PrintState:
        """Find the next copy at a printer, or print it."""
        heard: list[Outcome | None] = []

        def tell(trouble: Outcome | None) -> None:
            heard.append(trouble)
            told(PrintState.WORKING if trouble is None else PrintState(trouble.value))

        sheet_id = student.declarations[-1].sheet_id
        name = f"{code.short_number(sheet_id)}.{student.copies(sheet_id) + 1}"
        for printer in self.printers:
            found = printer.found(name, tell)
            if found is Outcome.PRINTED:
                self._note(student, sheet_id, printer, actor)
            if found is Outcome.PRINTED or found in _STANDS:
                return PrintState(found.value)
        try:
            job = Job(name, self.draw(self.sheets.page(student)))
        except StoreUnreachable:
            raise
        except KioskError:
            return PrintState.UNPRINTABLE
        outcome = Outcome.UNREACHABLE
        for printer in self._able():
            heard.clear()
            outcome = printer.print(job, tell)
            if outcome is Outcome.PRINTED:
                self._note(student, sheet_id, printer, actor)
            if outcome in _ENDS or (outcome is Outcome.UNREACHABLE and heard):
                break  # a printer that was lost after it took the job may still print it
        return PrintState(outcome.value)

    def _able(self) -> Sequence[Printer]:
        """Return the printers that could print now; if none could, all: one may come to.

        Of a single one nothing is asked: it tells when it is given the sheet.
        """
        if len(self.printers) == 1:
            return self.printers
        return [one for one in self.printers if one.ready().trouble is None] or self.printers

    def _note(self, student: Student, sheet_id: str, printer: Printer, actor: str) -> None:
        before = student.copies(sheet_id)
        body = {"sheet_id": sheet_id, "printer": printer.name}

        def noted(now: Student) -> bool | None:
            return now.copies(sheet_id) > before or None

        self._write(student.student_no, Kind.PRINTED, body, actor, noted)

    def _write(
        self,
        student_no: str,
        kind: Kind,
        body: dict[str, str],
        actor: str,
        done: Callable[[Student], bool | None],
    ) -> None:
        def build(_now: Student) -> appending.Acts:
            return appending.Acts((Draft(stamp(self.clock()), actor, kind, body),))

        appending.append(self.store, student_no, build, done)

    def answer(self, student_no: str, sheet_id: str, answer: Answer) -> int:
        """Note what a student says of the copy that came last; nobody's answer is no event.

        Returns:
            How many copies of the sheet they may still print.
        """

        def said(now: Student) -> bool | None:
            last = [one for one in now.prints if one.sheet_id == sheet_id][-1:]
            return not last or last[0].answer is answer or None

        if answer is not Answer.UNSURE:
            body = {"sheet_id": sheet_id, "answer": answer.value}
            self._write(student_no, Kind.SEEN, body, "student", said)
        return self._left(fold(student_no, self.store.events(student_no)), sheet_id)

    def drop(self, student_no: str, actor: str) -> str:
        """Take a student's sheet out of the queue for paper, and return the sheet's id.

        Raises:
            NoSuchStudent: Nobody has this number.
            NothingToPrint: No sheet of theirs waits.
        """
        waiting = appending.student(self.store, student_no).to_print
        if waiting is None:
            raise NothingToPrint
        sheet_id = waiting.sheet_id

        def gone(now: Student) -> bool | None:
            return sheet_id in now.dropped or None

        self._write(student_no, Kind.DROPPED, {"sheet_id": sheet_id}, actor, gone)
        return sheet_id

    def trouble(self) -> PrintState | None:
        """Return what stands in the way of printing now, or nothing; asked before signing."""
        if not self.printers:
            return PrintState.NO_PRINTER
        first: PrintState | None = None
        for printer in self.printers:
            outcome = printer.ready().trouble
            if outcome is None:
                return None
            first = first or PrintState(outcome.value)
        return first
