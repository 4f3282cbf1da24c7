"""What the student's terminal is given: the use cases of a visit, and nothing of how they work."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from assets import Lang
from kiosk.config import Config, Contact
from kiosk.errors import StoreError
from kiosk.model.paper import Answer
from kiosk.model.record import Part, Record
from kiosk.model.request import MissingEnrolment, MoveKind
from kiosk.model.rounds import OpenRound
from kiosk.model.signature import Signature, Strokes
from kiosk.services.acts.declaring import Act, Declaring
from kiosk.services.paper.printing import Paper, Told, Why, nobody
from kiosk.services.paper.sheets import screen_url
from kiosk.services.paper.slips import Slips
from kiosk.services.ports import Clock
from kiosk.services.requests.errors import NoSuchRequest
from kiosk.services.requests.filing import Requests
from kiosk.services.rounds import Rounds
from kiosk.services.visit.people import FrontDoor
from kiosk.services.visit.picks import Picks
from kiosk.visit import (
    ChangesSigned,
    Declared,
    Filed,
    PaperAnswered,
    PrintState,
    RequestFiled,
    RequestMoved,
    Visit,
)

Matrix = tuple[tuple[bool, ...], ...]
"""A QR code: rows of modules, true is dark, no quiet zone."""


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What a student is told before signing, not after."""

    printer: PrintState | None
    store: bool
    """Nothing can be written: nobody can sign."""
    unprintable: tuple[str, ...]
    """Characters of what the sheet would say that no font prints."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """The use cases of a visit. All may block: screens call them from workers."""

    door: FrontDoor
    declaring: Declaring
    paper: Paper
    rounds: Rounds
    picks: Picks
    config: Config
    clock: Clock
    matrix: Callable[[str], Matrix]
    unprintable: Callable[[str], tuple[str, ...]]
    requests: Requests
    slips: Slips

    def today(self) -> date:
        """Return the day that a signature is dated."""
        return self.clock().date()

    def open_rounds(self) -> tuple[OpenRound, ...]:
        """Return the rounds that Welcome names."""
        return self.rounds.today()

    def contact(self, college: str) -> Contact:
        """Return whom a student of a college turns to."""
        return self.config.contact(college)

    def options(self, part: Part, record: Record) -> tuple[str, ...]:
        """Return the values to pick from for one part."""
        return self.picks.options(part, record)

    def forget(self) -> None:
        """Keep nothing of a visit that is over, nor of the class that was looked at in it."""
        self.picks.forget()

    def qr(self, sheet_id: str) -> Matrix:
        """Return the QR for the screen."""
        return self.matrix(screen_url(self.config.base_url, sheet_id))

    def obstacles(self, visit: Visit) -> Obstacles:
        """Return what stands in the way of signing or printing now."""
        store = False
        try:
            self.declaring.check_writable()
        except StoreError:
            store = True
        missing = self.unprintable("".join(_to_be_printed(visit)))
        return Obstacles(self.paper.trouble(), store, missing)

    def declare(self, visit: Visit, signature: Signature, strokes: Strokes | None) -> Declared:
        """Write what the visit declares; durable when this returns.

        Raises:
            RecordMoved, SignedElsewhere, StoreUnreachable: As ``Declaring.declare`` says.
        """
        enrolment = visit.enrolment
        if enrolment.round is None:
            raise ValueError("no round to declare in")
        act = Act(
            visit=UUID(visit.uuid),
            round=enrolment.round,
            claims=visit.claimed,
            signature=signature,
            strokes=strokes,
            account=visit.account,
            factor=visit.factor,
            terminal=self.door.terminal,
            pin=visit.pin,
        )
        receipt = self.declaring.declare(enrolment.student, act)
        return Declared(receipt, self.door.enrolment(enrolment.student.student_no))

    def confirm_changes(
        self, visit: Visit, signature: Signature, strokes: Strokes | None
    ) -> ChangesSigned:
        """Write the student's signature under the changes of their record.

        Raises:
            RecordMoved, StoreUnreachable: As ``Declaring.confirm_changes`` says.
        """
        seen = visit.enrolment.student
        after = self.declaring.confirm_changes(seen, UUID(visit.uuid), signature, strokes)
        return ChangesSigned(self.door.enrolment(after.student_no))

    def move_request(
        self, visit: Visit, number: str, kind: MoveKind, text: str, *, parts: Sequence[Part] = ()
    ) -> RequestMoved:
        """Make a student's move with one of their own requests; a new PIN is told once.

        Args:
            visit: Whose requests are meant.
            number: Of the request.
            kind: What is done.
            text: In words; empty for what takes none.
            parts: The matters that are moved; none: all that can be.

        Raises:
            NoSuchRequest: It is not theirs.
            KioskError: As ``Requests.move`` says.
        """
        student = visit.enrolment.student
        if student.request(number) is None:
            raise NoSuchRequest(number=number)
        renewed = None
        if kind is MoveKind.RENEW_PIN:
            renewed = Filed(number, self.requests.renew_pin(number, "student"))
        else:
            self.requests.move(number, kind, "student", parts=parts, text=text)
        return RequestMoved(self.door.enrolment(student.student_no), renewed)

    def file_request(self, visit: Visit) -> RequestFiled:
        """Write what the visit found wrong as a request, without a declaration.

        Raises:
            KioskError: As ``Requests.open`` says; the same call again is safe.
        """
        student_no, uuid = visit.enrolment.student.student_no, UUID(visit.uuid)
        claims, pin = visit.claimed, visit.pin
        filed = self.requests.open(student_no, claims, uuid, pin=pin, actor="student")
        return RequestFiled(self.door.enrolment(student_no), filed)

    def print_slip(self, visit: Visit, number: str, lang: Lang) -> PrintState:
        """Print the checklist of one of the student's requests; trouble is a state.

        Raises:
            NoSuchRequest: It is not theirs.
        """
        student = visit.enrolment.student
        request = student.request(number)
        if request is None:
            raise NoSuchRequest(number=number)
        return self.slips.print(student, request, lang)

    def file_missing(self, visit: Visit, missing: MissingEnrolment) -> Filed:
        """Write the request for an enrolment that is not shown.

        Raises:
            StoreUnreachable: Nothing is known to be written; the same call again is safe.
        """
        student_no = visit.enrolment.student.student_no
        return self.declaring.file_missing(student_no, UUID(visit.uuid), missing, visit.pin)

    def print(self, student_no: str, told: Told = nobody, why: Why = Why.ASKED) -> PrintState:
        """Print the sheet of the student's latest declaration; trouble is a state.

        Args:
            student_no: Whose sheet it is.
            told: Is told, in this thread, what the printer waits for meanwhile.
            why: For what.
        """
        try:
            return self.paper.print(student_no, told, why)
        except StoreError:
            return PrintState.STORE

    def answer(self, student_no: str, sheet_id: str, answer: Answer) -> PaperAnswered:
        """Note what the student says of the printed sheet; if it cannot be, staff are the way."""
        try:
            left = self.paper.answer(student_no, sheet_id, answer)
        except StoreError:
            left = 0
        return PaperAnswered(answer, left)


def _to_be_printed(visit: Visit) -> Iterator[str]:
    """Yield every value that the sheet of a visit will hold."""
    student = visit.enrolment.student
    record = student.record
    yield from record.fields().values()
    yield from (record.verification_code, student.source.name, visit.account)
    yield from (claim.value for claim in visit.claimed)
    for change in student.changes:
        yield from (change.old, change.new)
    for one in student.declarations:
        yield from (one.statement, one.signature.name, one.proxy)
