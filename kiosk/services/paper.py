"""From a durable declaration to paper: drawing, the printers in their order, the printed event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.errors import Conflict, KioskError
from kiosk.model.events import Draft, Kind
from kiosk.model.student import Student
from kiosk.printing.contract import Job, Outcome, Printer
from kiosk.rules import code
from kiosk.rules.fold import fold
from kiosk.services.ports import Clock, Draw, stamp
from kiosk.services.sheets import Sheets
from kiosk.visit import PrintState
from store.contract import Entry, Store


@dataclass(frozen=True, slots=True)
class Paper:
    """Prints sheets; what is not printed stays to be printed in the student's file."""

    store: Store
    sheets: Sheets
    draw: Draw
    printers: Sequence[Printer]
    copies: int
    """How often a student may print one sheet."""
    clock: Clock

    def print(self, student_no: str) -> PrintState:
        """Print the sheet of the student's latest declaration.

        Returns:
            ``PRINTED``, or what stood in the way; a jam never undoes a signature.

        Raises:
            IndexError: There is no declaration.
        """
        student = fold(student_no, self.store.events(student_no))
        sheet_id = student.declarations[-1].sheet_id
        made = student.copies(sheet_id)
        if made >= self.copies:
            return PrintState.LIMIT
        if not self.printers:
            return PrintState.NO_PRINTER
        try:
            pdf = self.draw(self.sheets.page(student))
        except KioskError:
            return PrintState.UNPRINTABLE
        job = Job(f"{code.short_number(sheet_id)}.{made + 1}", pdf)
        return self._through(student, sheet_id, job)

    def _through(self, student: Student, sheet_id: str, job: Job) -> PrintState:
        outcome = Outcome.UNREACHABLE
        for printer in self.printers:
            outcome = printer.print(job, lambda _trouble: None)
            if outcome is Outcome.PRINTED:
                self._note(student, sheet_id, printer.name)
                break
        return _STATES[outcome]

    def _note(self, student: Student, sheet_id: str, printer: str) -> None:
        body = {"sheet_id": sheet_id, "printer": printer}
        while True:
            draft = Draft(stamp(self.clock()), "kiosk", Kind.PRINTED, body)
            try:
                self.store.append(
                    Entry(student.student_no, student.rev, (draft,), head=student.head)
                )
            except Conflict:
                student = fold(student.student_no, self.store.events(student.student_no))
            else:
                return

    def trouble(self) -> PrintState | None:
        """Return what stands in the way of printing now, or nothing; asked before signing."""
        if not self.printers:
            return PrintState.NO_PRINTER
        outcomes = [printer.ready().trouble for printer in self.printers]
        if None in outcomes:
            return None
        return _STATES[next(one for one in outcomes if one is not None)]


_STATES: Mapping[Outcome, PrintState] = {
    Outcome.PRINTED: PrintState.PRINTED,
    Outcome.OUT_OF_PAPER: PrintState.OUT_OF_PAPER,
    Outcome.UNREACHABLE: PrintState.UNREACHABLE,
    Outcome.JAM: PrintState.REFUSED,
    Outcome.DOOR: PrintState.REFUSED,
    Outcome.REFUSED: PrintState.REFUSED,
    Outcome.CANCELLED: PrintState.REFUSED,
    Outcome.UNKNOWN: PrintState.REFUSED,
}
