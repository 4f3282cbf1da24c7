"""Declaring: one act of a student is one atomic, durable, conflict-checked append."""

from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID

from kiosk.errors import KioskError
from kiosk.model.events import Draft, Kind
from kiosk.model.record import PARTS
from kiosk.model.request import Claim, MissingEnrolment, Request
from kiosk.model.rounds import Round, Verdict
from kiosk.model.signature import Signature, Strokes
from kiosk.model.student import Declaration, Student
from kiosk.rules import code, form
from kiosk.services.acts import appending
from kiosk.services.acts.appending import Acts, append, free_sheet_id
from kiosk.services.acts.signing import kept, signature_json
from kiosk.services.ports import Clock, Keys, stamp
from kiosk.visit import Filed, Receipt
from store.contract import Store


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
    terminal: str = ""
    """Where the student stands; empty: at no terminal."""
    proxy: str = ""
    """The helper's name."""
    actor: str = "student"
    """Who acts, as events name them; ``staff:NAME`` for a helper."""
    pin: str
    """Six digits; used if the act opens a request."""


def drafts(student: Student, act: Act, keys: Keys, at: str, sheet_id: str) -> tuple[Draft, ...]:
    """Return the events of one act: the declaration, and the request if something is wrong.

    Changes of the record that the student has not signed yet are signed with it; a helper leaves
    them to the student.

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
    said = [claim_json(student, claim) for claim in claims]
    digest = code.digest(keys.digest_key, student.record, act.round, verdict, statement)
    unsigned = code.SheetCode(b"", sheet_id, code.day_of(at), digest)
    declared = {
        "visit": str(act.visit),
        "round": str(act.round),
        "verdict": verdict.value,
        "statement": statement,
        "claims": said,
        "account": act.account,
        "signature": signature_json(act.signature),
        "proxy": act.proxy,
        "factor": act.factor,
        "terminal": act.terminal,
        "sheet_id": sheet_id,
        "code": keys.sign(unsigned).text,
    }
    acts = [Draft(at, act.actor, Kind.DECLARED, declared)]
    if student.unsigned and not act.proxy:
        acts.append(_confirmed(student, str(act.visit), act.signature, at))
    if claims:
        opened = request_json(sheet_id, act.pin, keys) | {
            "kind": "fields",
            "visit": str(act.visit),
            "claims": said,
        }
        acts.append(Draft(at, act.actor, Kind.REQUEST_OPENED, opened))
    return tuple(acts)


def _confirmed(student: Student, visit: str, signature: Signature, at: str) -> Draft:
    """Return the event of a student's signature under every change that has none."""
    changes = [{"seq": one.seq, "field": one.field.value} for one in student.unsigned]
    body = {"visit": visit, "changes": changes, "signature": signature_json(signature)}
    return Draft(at, "student", Kind.CHANGE_CONFIRMED, body)


def claim_json(student: Student, claim: Claim) -> dict[str, str]:
    """Return a claim as events hold it, beside what the record says."""
    return {
        "part": claim.part.value,
        "old": student.record.get(claim.part),
        "value": claim.value,
        "reason": claim.reason,
        "since": claim.since,
    }


def request_number(sheet_id: str) -> str:
    """Return a request's number: the short number of its sheet with ``R-`` before it."""
    return f"R-{code.short_number(sheet_id)}"


def request_json(sheet_id: str, pin: str, keys: Keys) -> dict[str, Any]:
    """Return what every request's event holds.

    Args:
        sheet_id: Of its sheet, or drawn for it alone.
        pin: Six digits; a keyed hash is kept of them.
        keys: Hash the PIN.
    """
    number = request_number(sheet_id)
    return {"number": number, "pin_hash": keys.pin_hash(number, pin), "sheet_id": sheet_id}


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
        return appending.student(self._store, student_no)

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
        act = replace(act, signature=kept(self._store, act.signature, act.strokes))

        def build(now: Student) -> Acts:
            _refuse_moved(seen, now, act.round)
            sheet_id = free_sheet_id(self._store)
            at = stamp(self._clock())
            return Acts(drafts(now, act, self._keys, at, sheet_id), sheet_id)

        def mine(now: Student) -> Declaration | None:
            found = [one for one in now.declarations if one.visit == str(act.visit)]
            return found[0] if found else None

        declaration = append(self._store, seen.student_no, build, mine)
        filed = None
        if declaration.claims:
            filed = Filed(request_number(declaration.sheet_id), act.pin)
        return Receipt(declaration, filed)

    def confirm_changes(
        self, seen: Student, visit: UUID, signature: Signature, strokes: Strokes | None = None
    ) -> Student:
        """Sign every change of the record that has no signature, and return the file after it.

        For who may not or need not declare. Where everything is signed already nothing is written.

        Args:
            seen: The file as the student saw it.
            visit: UUID of the visit.
            signature: As in a declaration.
            strokes: Of a drawn one.

        Raises:
            RecordMoved: A roster changed the record since it was seen.
            StoreUnreachable: Nothing is known to be written; call again with the same arguments.
        """
        signed = kept(self._store, signature, strokes)

        def build(now: Student) -> Acts:
            if now.record != seen.record:
                raise RecordMoved
            return Acts((_confirmed(now, str(visit), signed, stamp(self._clock())),))

        def mine(now: Student) -> Student | None:
            return None if now.unsigned else now

        return append(self._store, seen.student_no, build, mine)

    def file_missing(
        self, student_no: str, visit: UUID, missing: MissingEnrolment, pin: str
    ) -> Filed:
        """Write a request for an enrolment that CHSI does not show.

        Filing the same one in a later visit returns the first request, without its PIN.

        Raises:
            StoreUnreachable: As in ``declare``.
        """

        def build(_now: Student) -> Acts:
            sheet_id = free_sheet_id(self._store)
            body = request_json(sheet_id, pin, self._keys) | {
                "kind": "missing_enrolment",
                "visit": str(visit),
                "missing": asdict(missing),
            }
            at = stamp(self._clock())
            return Acts((Draft(at, "student", Kind.REQUEST_OPENED, body),), sheet_id)

        def mine(now: Student) -> Request | None:
            found = [one for one in now.requests if one.missing == missing]
            return found[0] if found else None

        request = append(self._store, student_no, build, mine)
        return Filed(request.number, pin if request.visit == str(visit) else "")


def _refuse_moved(seen: Student, now: Student, round_: Round) -> None:
    if now.record != seen.record:
        raise RecordMoved
    if now.declared(round_) != seen.declared(round_):
        raise SignedElsewhere
