"""Declaring: one act of a student is one atomic, durable, conflict-checked append."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeVar
from uuid import UUID

from kiosk.errors import Conflict, KioskError, StoreDamaged, StoreUnreachable
from kiosk.keys import new_sheet_id
from kiosk.model.events import Draft, Kind
from kiosk.model.record import PARTS
from kiosk.model.request import Claim, MissingEnrolment, Request
from kiosk.model.rounds import Round, Verdict
from kiosk.model.signature import Signature, Strokes
from kiosk.model.student import Declaration, Student
from kiosk.rules import chain, code, form
from kiosk.rules.fold import fold
from kiosk.services.ports import Clock, Keys, stamp
from kiosk.visit import Filed, Receipt
from store.contract import Entry, Store

T = TypeVar("T")


class NoSuchStudent(KioskError):
    """Nobody has this number."""

    text = "error.no_such_student"


class RecordMoved(KioskError):
    """A roster changed the record while the student was looking at it."""

    text = "error.record_moved"


class SignedElsewhere(KioskError):
    """The student signed for this round somewhere else while this visit went on."""

    text = "error.signed_elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a student, or a helper for them, declares."""

    visit: UUID
    """The same one again returns the first declaration."""
    round: Round
    claims: tuple[Claim, ...]
    """None: all is correct."""
    signature: Signature
    strokes: Strokes | None = None
    account: str = ""
    """Masked."""
    factor: str = "tail"
    proxy: str = ""
    """The helper's name."""
    actor: str = "student"
    """Who acts, as events name them; ``staff:NAME`` for a helper."""
    pin: str
    """Six digits; used if the act opens a request."""


def drafts(student: Student, act: Act, keys: Keys, at: str, sheet_id: str) -> tuple[Draft, ...]:
    """Return the events of one act: the declaration, and the request if something is wrong.

    Args:
        student: As the student saw it.
        act: What is declared; strokes must lie in the store already.
        keys: Sign the code.
        at: As ``stamp`` gives it.
        sheet_id: 15 base32 characters that no sheet has yet.
    """
    claims = tuple(sorted(act.claims, key=lambda claim: PARTS.index(claim.part)))
    verdict = Verdict.DISPUTED if claims else Verdict.CORRECT
    statement = form.statement(claims)
    said = [_claim_json(student, claim) for claim in claims]
    digest = code.digest(keys.digest_key, student.record, act.round, verdict, statement)
    unsigned = code.SheetCode(b"", sheet_id, code.day_of(at), digest)
    declared = {
        "visit": str(act.visit),
        "round": str(act.round),
        "verdict": verdict.value,
        "statement": statement,
        "claims": said,
        "account": act.account,
        "signature": _signature_json(act.signature),
        "proxy": act.proxy,
        "factor": act.factor,
        "sheet_id": sheet_id,
        "code": keys.sign(unsigned).text,
    }
    acts = [Draft(at, act.actor, Kind.DECLARED, declared)]
    if claims:
        opened = _request_json(sheet_id, act.pin, keys) | {
            "kind": "fields",
            "visit": str(act.visit),
            "claims": said,
        }
        acts.append(Draft(at, act.actor, Kind.REQUEST_OPENED, opened))
    return tuple(acts)


def _claim_json(student: Student, claim: Claim) -> dict[str, str]:
    return {
        "part": claim.part.value,
        "old": student.record.get(claim.part),
        "value": claim.value,
        "reason": claim.reason,
        "since": claim.since,
    }


def _signature_json(signature: Signature) -> dict[str, str]:
    known = {"by": signature.by.value, "blob": signature.blob, "name": signature.name}
    return {key: value for key, value in known.items() if value}


def request_number(sheet_id: str) -> str:
    """Return a request's number: the short number of its sheet with ``R-`` before it."""
    return f"R-{code.short_number(sheet_id)}"


def _request_json(sheet_id: str, pin: str, keys: Keys) -> dict[str, Any]:
    number = request_number(sheet_id)
    return {"number": number, "pin_hash": keys.pin_hash(number, pin), "sheet_id": sheet_id}


def strokes_json(strokes: Strokes) -> bytes:
    """Return a drawn signature as its blob holds it."""
    return chain.canonical(
        {
            "width": strokes.width,
            "height": strokes.height,
            "lines": [[list(point) for point in line] for line in strokes.lines],
        }
    )


def strokes_of(value: Mapping[str, Any]) -> Strokes:
    """Return the drawn signature that a blob's JSON holds."""
    lines = tuple(tuple((x, y) for x, y in line) for line in value["lines"])
    return Strokes(value["width"], value["height"], lines)


class Declaring:
    """Writes declarations and requests into a store."""

    def __init__(self, store: Store, keys: Keys, clock: Clock) -> None:
        """Write to ``store``, signed by ``keys``, at the time of ``clock``."""
        self._store = store
        self._keys = keys
        self._clock = clock

    def check_writable(self) -> None:
        """Raise ``StoreUnreachable`` if nothing can be written now."""
        self._store.check_writable()

    def student(self, student_no: str) -> Student:
        """Return a student's file.

        Raises:
            NoSuchStudent: Nobody has this number.
        """
        student = fold(student_no, self._store.events(student_no))
        if not student.rev:
            raise NoSuchStudent
        return student

    def declare(self, seen: Student, act: Act) -> Receipt:
        """Write a declaration, durable when this returns.

        Args:
            seen: The file as the student saw it.
            act: What is declared.

        Raises:
            RecordMoved: The record is no longer the one that was seen.
            SignedElsewhere: There is a declaration for the round that was not seen.
            StoreUnreachable: Nothing is known to be written; call again with the same act.
        """
        if act.strokes is not None:
            blob = self._store.put_blob(strokes_json(act.strokes))
            act = replace(act, signature=replace(act.signature, blob=blob))

        def build(now: Student) -> tuple[str, tuple[Draft, ...]]:
            _refuse_moved(seen, now, act.round)
            sheet_id = self._new_sheet_id()
            at = stamp(self._clock())
            return sheet_id, drafts(now, act, self._keys, at, sheet_id)

        def mine(now: Student) -> Declaration | None:
            found = [one for one in now.declarations if one.visit == str(act.visit)]
            return found[0] if found else None

        declaration = self._append(seen.student_no, build, mine)
        filed = None
        if declaration.claims:
            filed = Filed(request_number(declaration.sheet_id), act.pin)
        return Receipt(declaration, filed)

    def file_missing(
        self, student_no: str, visit: UUID, missing: MissingEnrolment, pin: str
    ) -> Filed:
        """Write a request for an enrolment that CHSI does not show.

        Filing the same one in a later visit returns the first request, without its PIN.

        Raises:
            StoreUnreachable: As in ``declare``.
        """

        def build(_now: Student) -> tuple[str, tuple[Draft, ...]]:
            sheet_id = self._new_sheet_id()
            body = _request_json(sheet_id, pin, self._keys) | {
                "kind": "missing_enrolment",
                "visit": str(visit),
                "missing": asdict(missing),
            }
            at = stamp(self._clock())
            return sheet_id, (Draft(at, "student", Kind.REQUEST_OPENED, body),)

        def mine(now: Student) -> Request | None:
            found = [one for one in now.requests if one.missing == missing]
            return found[0] if found else None

        request = self._append(student_no, build, mine)
        return Filed(request.number, pin if request.visit == str(visit) else "")

    def _append(
        self,
        student_no: str,
        build: Callable[[Student], tuple[str, tuple[Draft, ...]]],
        mine: Callable[[Student], T | None],
    ) -> T:
        """Append what ``build`` makes of the file as it is now, unless ``mine`` is there already.

        Reads again after each Conflict: another kiosk may have written in between. So it does,
        once, after an error that leaves the outcome unknown. What is there already may come from
        a write whose end nobody saw, so it is made durable once more.
        """
        tried = False
        while True:
            now = self.student(student_no)
            done = mine(now)
            sheet_id, acts = ("", ()) if done is not None else build(now)
            entry = Entry(student_no, now.rev, acts, sheet_id=sheet_id, head=now.head)
            try:
                written = mine(fold(student_no, self._store.append(entry)))
            except Conflict:
                continue
            except StoreUnreachable:
                if tried:
                    raise
                tried = True
                continue
            if written is None:
                raise StoreDamaged(file=student_no, offset="0")
            return written

    def _new_sheet_id(self) -> str:
        """Return 72 random bits whose short number no sheet has."""
        while True:
            sheet_id = new_sheet_id()
            if self._store.student_of(sheet_id[: code.SHORT_CHARS]) is None:
                return sheet_id


def _refuse_moved(seen: Student, now: Student, round_: Round) -> None:
    if now.record != seen.record:
        raise RecordMoved
    if now.declared(round_) != seen.declared(round_):
        raise SignedElsewhere
