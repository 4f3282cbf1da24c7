"""The correction page: what a scanned code leads to, for whom, and what may be done there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from assets import Lang
from kiosk.config import Config, Contact
from kiosk.model.record import Part, Record
from kiosk.model.request import Claim, MoveKind, Request, RequestKind, RequestState
from kiosk.model.student import Declaration, Student
from kiosk.rules import attempts, code, factor
from kiosk.rules.attempts import Lock, Miss
from kiosk.rules.chain import fault
from kiosk.rules.fold import fold
from kiosk.rules.proofs import Advice, Case, advice
from kiosk.rules.requests import acts_of_student, movable
from kiosk.rules.text import clean, half_width
from kiosk.services.evidence.verify import Result, Verifier
from kiosk.services.ports import Clock, Keys
from kiosk.services.requests.filing import Requests
from kiosk.services.requests.page_errors import (
    PageLocked,
    StillOpen,
    TooMuchToday,
    WrongFactor,
    WrongPin,
)
from store.contract import Store

_PAGE = "page"
"""Where wrong answers are counted: keys of its own, so that nobody is locked out of a terminal."""
_STUDENT = "student"
"""Who acts here, as events name them."""
_A_DAY = timedelta(days=1)
_ACTS_A_DAY = 20
"""Notes and the like that a student may write; the chain itself tells how many there were."""
_NOBODY = Record()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a code leads to."""

    result: Result | None
    """What its sheet is; nothing: a request that has no sheet."""
    student: Student | None = None
    """Nobody behind a code that is not genuine."""
    declaration: Declaration | None = None
    """The sheet's own."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: a code and where from."""

    place: str
    """What stands behind ``/R/`` or ``/S/``, as it came."""
    address: str
    """Network address, for counting wrong answers."""


@dataclass(frozen=True, slots=True)
class Page:
    """The use cases of the page. All may block."""

    store: Store
    keys: Keys
    requests: Requests
    verifier: Verifier
    config: Config
    clock: Clock

    def look(self, place: str) -> Seen:
        """Return what a code leads to.

        Args:
            place: A signed code, or a sheet id of 15 characters, in either case; anything at all.
        """
        try:
            scanned = code.parse(place) if len(place) == code.CODE_CHARS else None
            sheet_id = scanned.sheet_id if scanned else _sheet_id(place)
        except ValueError:
            return Seen(Result.UNKNOWN)
        student_no = self.store.student_of(sheet_id)
        genuine = scanned is None or self.verifier.genuine(scanned)
        if student_no is None:
            return Seen(self.verifier.gone(sheet_id).result if genuine else Result.UNKNOWN)
        events = self.store.events(student_no)
        if not genuine:
            return Seen(Result.ALTERED)
        if fault(student_no, events):
            return Seen(Result.ALTERED)
        return self._found(fold(student_no, events), sheet_id, scanned)

    def _found(self, student: Student, sheet_id: str, scanned: code.SheetCode | None) -> Seen:
        for declaration in student.declarations:
            if declaration.sheet_id == sheet_id:
                if scanned is not None and scanned.text != declaration.code:
                    return Seen(Result.ALTERED)
                return Seen(self.verifier.standing(student, declaration), student, declaration)
        if any(one.sheet_id == sheet_id for one in student.requests):
            return Seen(None, student)
        return Seen(Result.UNKNOWN)

    def contact(self, student: Student | None) -> Contact:
        """Return whom to turn to."""
        return self.config.contact(student.record.college if student else "default")

    def advice(self, student: Student, request: Request, part: Part, lang: Lang) -> Advice:
        """Return what the coach says of one matter of a request."""
        case = Case.of(student.record, request.claim(part), self.clock().date())
        return advice(part, lang, self.config.province, case)

    def subject(self, student: Student) -> str:
        """Return by what a session names a student: a keyed hash, in hex."""
        return self.keys.attempt_key(f"{_PAGE} student {student.student_no}")

    def unlock(self, visitor: Visitor, tail: str) -> Student:
        """Return whose values may be shown.

        A code that nobody has gets the same answer, counted in the same way.

        Raises:
            PageLocked: Nothing was looked at.
            WrongFactor: With how often one may try again (``left``).
        """
        student = self.look(visitor.place).student
        key = self.subject(student) if student else self._key("code", visitor.place.upper())
        self._refuse_locked(visitor, key)
        record = student.record if student else _NOBODY
        if not factor.tail_matches(record, tail, by_id_number=False) or student is None:
            raise WrongFactor(left=self._count(visitor, key))
        self.store.forget_misses(key, _PAGE)
        return student

    def write(self, visitor: Visitor, request: str, pin: str, text: str) -> None:
        """Add to a request what the student has to say: material if that was asked for, or a note.

        Raises:
            PageLocked, WrongPin, TooMuchToday: Nothing was written.
            KioskError: As ``Requests.move``.
        """
        student, (found,) = self._proven(visitor, pin, request)
        self._refuse_flood(student)
        asked = movable(found, MoveKind.SUPPLY)
        kind = MoveKind.SUPPLY if asked else MoveKind.NOTE
        last = found.moves[-1] if found.moves else None
        if last is not None and (last.kind, last.text, last.actor) == (kind, clean(text), _STUDENT):
            return
        self.requests.move(found.number, kind, _STUDENT, text=text)

    def withdraw(
        self, visitor: Visitor, request: str, pin: str, parts: Sequence[Part] = ()
    ) -> None:
        """Withdraw some matters of a request, or all of it; what is withdrawn stays so.

        Raises:
            PageLocked, WrongPin: Nothing was written.
            KioskError: As in ``write``.
        """
        _, (found,) = self._proven(visitor, pin, request)
        over = {one.part for one in found.matters if one.state is RequestState.WITHDRAWN}
        left = tuple(one for one in parts if one not in over)
        if left or (not parts and found.state.open):
            self.requests.move(found.number, MoveKind.WITHDRAW, _STUDENT, parts=left)

    def file(self, visitor: Visitor, visit: UUID, pin: str, claims: Sequence[Claim]) -> None:
        """File a request; the PIN of an earlier one is asked for, and holds for the new one.

        Args:
            visitor: Who asks.
            visit: The same one again files nothing.
            pin: As typed.
            claims: As typed; never empty.

        Raises:
            PageLocked, WrongPin, StillOpen, TooMuchToday: Nothing was written.
            KioskError: As ``Requests.open``.
        """
        student, _ = self._proven(visitor, pin)
        if any(one.visit == str(visit) for one in student.requests):
            return
        if not may_file(student):
            raise StillOpen
        self._refuse_flood(student)
        self.requests.open(student.student_no, claims, visit, pin=_digits(pin), actor=_STUDENT)

    def _proven(
        self, visitor: Visitor, pin: str, number: str = ""
    ) -> tuple[Student, Sequence[Request]]:
        """Return the student and which requests the PIN is of; if one is named, only that."""
        student = self.look(visitor.place).student
        key = self._key("pin", student.student_no if student else visitor.place.upper())
        self._refuse_locked(visitor, key)
        asked = [one for one in student.requests if number in {"", one.number}] if student else []
        proven = [one for one in asked if self.requests.check_pin(one.number, pin)]
        if student is None or not proven:
            raise WrongPin(left=self._count(visitor, key))
        self.store.forget_misses(key, _PAGE)
        return student, proven

    def _key(self, what: str, of: str) -> str:
        return self.keys.attempt_key(f"{_PAGE} {what} {of}")

    def _refuse_locked(self, visitor: Visitor, key: str) -> None:
        now = self.clock()
        by_address = self.store.misses(self._key("address", visitor.address))
        found = attempts.lock_of_address(by_address, now)
        found = found or attempts.lock_of_number(self.store.misses(key), _PAGE, now)
        if found is not None:
            raise PageLocked(minutes=_minutes(found, now))

    def _count(self, visitor: Visitor, key: str) -> str:
        """Count a wrong answer; return how many are left, or raise the lock that it earned."""
        now = self.clock()
        miss = Miss(_PAGE, now)
        self.store.add_miss(self._key("address", visitor.address), miss, now - _A_DAY)
        misses = self.store.add_miss(key, miss, now - _A_DAY)
        self._refuse_locked(visitor, key)
        return str(attempts.left_here(misses, _PAGE, now))

    def _refuse_flood(self, student: Student) -> None:
        since = self.clock() - _A_DAY
        times = map(datetime.fromisoformat, acts_of_student(student.requests))
        if sum(at > since for at in times) >= _ACTS_A_DAY:
            raise TooMuchToday


def may_file(student: Student) -> bool:
    """Tell whether a request can be filed on the page: a PIN is known, and nothing is open."""
    known = [one for one in student.requests if one.kind is RequestKind.FIELDS]
    return bool(student.requests) and not any(one.state.open for one in known)


def _digits(pin: str) -> str:
    return half_width(pin).replace(" ", "")


def _sheet_id(place: str) -> str:
    """Return a sheet id as it is kept.

    Raises:
        ValueError: It is none.
    """
    return code.encode(code.decode(place, code.SHEET_ID_BYTES))


def _minutes(lock: Lock, now: datetime) -> str:
    return str(max(1, -(-int((lock.until - now).total_seconds()) // 60)))
