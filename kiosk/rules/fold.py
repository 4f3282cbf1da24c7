"""Everything shown about a student is folded from their events, here and nowhere else."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from kiosk.errors import StoreDamaged
from kiosk.model.events import Event, Kind
from kiosk.model.paper import Answer, Excuse, HandIn, Print, Reason
from kiosk.model.record import Field, Record, part
from kiosk.model.request import (
    Claim,
    Matter,
    MissingEnrolment,
    Move,
    MoveKind,
    Request,
    RequestKind,
)
from kiosk.model.rounds import Verdict
from kiosk.model.signature import Signature, SignedBy
from kiosk.model.student import (
    Change,
    Confirmation,
    Declaration,
    SecondWay,
    Source,
    Student,
    Summary,
)
from kiosk.rules import requests
from kiosk.rules.rounds import parse_round

_DAY = len("2026-11-23")


def fold(student_no: str, events: Iterable[Event]) -> Student:
    """Return the student that a chain of events tells of.

    Raises:
        StoreDamaged: An event does not hold what its kind says, though its hash does.
    """
    student = Student(student_no)
    last: Event | None = None
    for last in events:
        try:
            student = _FOLDS[last.kind](student, last)
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            place = f"{student_no}/{last.seq}"
            raise StoreDamaged(owner=student_no, seq=last.seq, file=place, offset="0") from error
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
    return Declaration(
        visit=body["visit"],
        round=parse_round(body["round"]),
        verdict=Verdict(body["verdict"]),
        statement=body["statement"],
        claims=_claims(body["claims"]),
        account=body["account"],
        signature=_signature(body["signature"]),
        proxy=body["proxy"],
        factor=body["factor"],
        terminal=body["terminal"],
        sheet_id=body["sheet_id"],
        code=body["code"],
        at=event.at,
        seq=event.seq,
    )


def _signature(value: Mapping[str, Any]) -> Signature:
    return Signature(SignedBy(value["by"]), value.get("blob", ""), value.get("name", ""))


def _claims(values: Iterable[Mapping[str, Any]]) -> tuple[Claim, ...]:
    return tuple(
        Claim(part(one["part"]), one["value"], one.get("reason", ""), one.get("since", ""))
        for one in values
    )


def _printed(student: Student, event: Event) -> Student:
    copy = Print(event.body["sheet_id"], event.body["printer"], event.at)
    return replace(student, prints=(*student.prints, copy))


def _seen(student: Student, event: Event) -> Student:
    """Answer for the last copy of the sheet; the earlier ones were asked about in their time."""
    prints = list(student.prints)
    for at in reversed(range(len(prints))):
        if prints[at].sheet_id == event.body["sheet_id"]:
            prints[at] = replace(prints[at], answer=Answer(event.body["answer"]))
            break
    return replace(student, prints=tuple(prints))


def _dropped(student: Student, event: Event) -> Student:
    return replace(student, dropped=student.dropped | {event.body["sheet_id"]})


def _request_opened(student: Student, event: Event) -> Student:
    body = event.body
    missing = body.get("missing")
    claims = _claims(body.get("claims", ()))
    olds = {one["part"]: one["old"] for one in body.get("claims", ())}
    request = Request(
        number=body["number"],
        kind=RequestKind(body["kind"]),
        matters=tuple(Matter(one.part, old=olds[one.part]) for one in claims) or (Matter(None),),
        claims=claims,
        missing=MissingEnrolment(**missing) if missing else None,
        pin_hash=body["pin_hash"],
        sheet_id=body["sheet_id"],
        visit=body["visit"],
        at=event.at,
    )
    return replace(student, requests=(*student.requests, request))


def _request_moved(student: Student, event: Event) -> Student:
    body = event.body
    parts = tuple(part(name) for name in body["parts"])
    move = Move(MoveKind(body["move"]), parts, body["text"], event.actor, event.at, event.seq)
    pin_hash = body.get("pin_hash", "")

    def after(one: Request) -> Request:
        if one.number != body["number"]:
            return one
        one = requests.moved(one, move)
        return replace(one, pin_hash=pin_hash) if pin_hash else one

    return replace(student, requests=tuple(map(after, student.requests)))


def _change_confirmed(student: Student, event: Event) -> Student:
    signed = {(one["seq"], Field(one["field"])) for one in event.body["changes"]}
    confirmation = Confirmation(_signature(event.body["signature"]), event.at)
    changes = tuple(
        replace(one, confirmed=confirmation) if (one.seq, one.field) in signed else one
        for one in student.changes
    )
    return replace(
        student, changes=changes, page_rev=event.seq, page_head=event.hash, page_at=event.at
    )


def _handed_in(student: Student, event: Event) -> Student:
    body = event.body
    one = HandIn(body["sheet_id"], event.at, event.actor, body.get("scan", ""))
    return replace(student, handins=(*student.handins, one))


def _handed_back(student: Student, event: Event) -> Student:
    rest = tuple(one for one in student.handins if one.sheet_id != event.body["sheet_id"])
    return replace(student, handins=rest)


def _excused(student: Student, event: Event) -> Student:
    round_, reason = parse_round(event.body["round"]), event.body["reason"]
    excuses = tuple(one for one in student.excuses if one.round != round_)
    if reason:
        note = event.body["note"]
        excuses += (Excuse(round_, Reason(reason), note, event.at, event.actor),)
    return replace(student, excuses=excuses)


def _second_way_used(student: Student, event: Event) -> Student:
    one = SecondWay(event.body["visit"], event.at)
    return replace(student, second_ways=(*student.second_ways, one))


def _left(student: Student, _event: Event) -> Student:
    return replace(student, left=True)


_FOLDS: Mapping[Kind, Callable[[Student, Event], Student]] = {
    Kind.IMPORTED: _imported,
    Kind.ADDED: _imported,
    Kind.DECLARED: _declared,
    Kind.PRINTED: _printed,
    Kind.SEEN: _seen,
    Kind.DROPPED: _dropped,
    Kind.REQUEST_OPENED: _request_opened,
    Kind.REQUEST_MOVED: _request_moved,
    Kind.CHANGE_CONFIRMED: _change_confirmed,
    Kind.HANDED_IN: _handed_in,
    Kind.HANDED_BACK: _handed_back,
    Kind.EXCUSED: _excused,
    Kind.SECOND_WAY_USED: _second_way_used,
    Kind.LEFT: _left,
}
KINDS = frozenset(_FOLDS)
"""Of a student's chain; the others are the desk's."""


def summarize(student: Student) -> Summary:
    """Return the student as lists need them."""
    record = student.record
    latest = student.declarations[-1] if student.declarations else None
    waits = student.to_print
    current = {one.round: one for one in student.declarations}
    filed = (one.seq for one in student.declarations if student.handed_in(one.sheet_id))
    newest_filed = max(filed, default=0)
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
        days={str(one.round): one.at[:_DAY] for one in student.declarations},
        printed=latest is not None and student.on_paper(latest.sheet_id),
        waiting=waits.at if waits else "",
        waiting_at=waits.terminal if waits else "",
        handed_in=tuple(str(round_) for round_, one in current.items() if one.seq <= newest_filed),
        excuses={str(one.round): one.reason.value for one in student.excuses},
        requests={one.number: one.state.value for one in student.requests},
        rev=student.rev,
        head=student.head,
        manual=student.source.manual,
    )
