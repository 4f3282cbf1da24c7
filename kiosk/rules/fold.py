"""Everything shown about a student is folded from their events, here and nowhere else."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from kiosk.model.events import Event, Kind
from kiosk.model.record import Field, Record, part
from kiosk.model.rounds import Verdict
from kiosk.model.signature import Signature, SignedBy
from kiosk.model.student import (
    Change,
    Claim,
    Declaration,
    MissingEnrolment,
    Print,
    Request,
    Source,
    Student,
    Summary,
)
from kiosk.rules.rounds import parse_round


def fold(student_no: str, events: Iterable[Event]) -> Student:
    """Return the student that a chain of events tells of."""
    student = Student(student_no)
    last: Event | None = None
    for last in events:
        student = _FOLDS[last.kind](student, last)
    return student if last is None else replace(student, rev=last.seq, head=last.hash)


def _imported(student: Student, event: Event) -> Student:
    new = Record.of(event.body["record"])
    changes = student.changes
    if student.record_seq:
        changes += tuple(
            Change(field, student.record.get(field), new.get(field), event.at, event.seq)
            for field in Field
            if student.record.get(field) != new.get(field)
        )
    return replace(
        student,
        record=new,
        source=Source(**event.body["source"]),
        changes=changes,
        left=False,
        record_seq=event.seq,
        page_rev=event.seq,
        page_head=event.hash,
        page_at=event.at,
    )


def _declared(student: Student, event: Event) -> Student:
    return replace(
        student,
        declarations=(*student.declarations, _declaration(event)),
        page_rev=event.seq,
        page_head=event.hash,
        page_at=event.at,
    )


def _declaration(event: Event) -> Declaration:
    body = event.body
    signature = body["signature"]
    return Declaration(
        visit=body["visit"],
        round=parse_round(body["round"]),
        verdict=Verdict(body["verdict"]),
        statement=body["statement"],
        claims=_claims(body["claims"]),
        account=body["account"],
        signature=Signature(
            SignedBy(signature["by"]), signature.get("blob", ""), signature.get("name", "")
        ),
        proxy=body["proxy"],
        factor=body["factor"],
        sheet_id=body["sheet_id"],
        code=body["code"],
        at=event.at,
        seq=event.seq,
    )


def _claims(values: Iterable[Mapping[str, Any]]) -> tuple[Claim, ...]:
    return tuple(
        Claim(part(one["part"]), one["value"], one.get("reason", ""), one.get("since", ""))
        for one in values
    )


def _printed(student: Student, event: Event) -> Student:
    copy = Print(event.body["sheet_id"], event.body["printer"], event.at)
    return replace(student, prints=(*student.prints, copy))


def _request_opened(student: Student, event: Event) -> Student:
    body = event.body
    missing = body.get("missing")
    request = Request(
        number=body["number"],
        kind=body["kind"],
        state="submitted",
        claims=_claims(body.get("claims", ())),
        missing=MissingEnrolment(**missing) if missing else None,
        pin_hash=body["pin_hash"],
        sheet_id=body["sheet_id"],
        visit=body["visit"],
        at=event.at,
    )
    return replace(student, requests=(*student.requests, request))


def _left(student: Student, _event: Event) -> Student:
    return replace(student, left=True)


_FOLDS: Mapping[Kind, Callable[[Student, Event], Student]] = {
    Kind.IMPORTED: _imported,
    Kind.DECLARED: _declared,
    Kind.PRINTED: _printed,
    Kind.REQUEST_OPENED: _request_opened,
    Kind.LEFT: _left,
}


def changed_since_signed(student: Student) -> tuple[Change, ...]:
    """Return what rosters changed after the student last signed; nothing before any signature."""
    if not student.declarations:
        return ()
    signed = student.declarations[-1].seq
    return tuple(change for change in student.changes if change.seq > signed)


def summarize(student: Student) -> Summary:
    """Return the student as lists need them."""
    record = student.record
    latest = student.declarations[-1] if student.declarations else None
    return Summary(
        student_no=student.student_no,
        name=record.name,
        grade=record.grade,
        level=record.level,
        college=record.college,
        department=record.department,
        major=record.major,
        class_name=record.class_name,
        school=record.school,
        left=student.left,
        verdicts={str(one.round): one.verdict.value for one in student.declarations},
        waiting=latest is not None and student.copies(latest.sheet_id) == 0,
        rev=student.rev,
        head=student.head,
    )
