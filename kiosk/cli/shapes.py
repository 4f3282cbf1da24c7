"""What ``--json`` prints: its keys stay, others may join them."""

from typing import Any

from kiosk.model.events import Event
from kiosk.model.record import Part
from kiosk.model.request import Claim, Move, Request, RequestKind
from kiosk.model.rounds import OpenRound
from kiosk.model.student import Declaration, Student
from kiosk.services.evidence.verify import Answer
from kiosk.services.requests.queue import Queued


def declaration(one: Declaration) -> dict[str, Any]:
    """Return a declaration."""
    return {
        "round": str(one.round),
        "verdict": one.verdict.value,
        "statement": one.statement,
        "wrong": dict(one.wrong),
        "sheet_id": one.sheet_id,
        "code": one.code,
        "at": one.at,
        "by_proxy": bool(one.proxy),
        "proxy": one.proxy,
        "signed": one.signature.by.value,
        "factor": one.factor,
    }


def request(one: Request) -> dict[str, Any]:
    """Return a correction request."""
    missing = one.missing
    return {
        "number": one.number,
        "state": one.state.value,
        "states": {_about(matter.part): matter.state.value for matter in one.matters},
        "fields": [claim.part.value for claim in one.claims],
        "differs": [_about(matter.part) for matter in one.matters if matter.differs],
        "claims": [_claim(one, claim) for claim in one.claims],
        "moves": [_move(move) for move in one.moves],
        "kind": one.kind.value,
        "at": one.at,
        "missing": missing
        and {
            "school": missing.school,
            "level": missing.level,
            "major": missing.major,
            "entry_year": missing.entry_year,
        },
    }


def _about(part: Part | None) -> str:
    return part.value if part else RequestKind.MISSING.value


def _claim(of: Request, one: Claim) -> dict[str, str]:
    matter = of.matter(one.part)
    return {
        "field": one.part.value,
        "old": matter.old if matter else "",
        "value": one.value,
        "reason": one.reason,
        "since": one.since,
    }


def _move(one: Move) -> dict[str, Any]:
    return {
        "move": one.kind.value,
        "fields": [part.value for part in one.parts],
        "text": one.text,
        "actor": one.actor,
        "at": one.at,
    }


def queued(one: Queued) -> dict[str, Any]:
    """Return a request in the queue, with whose it is."""
    record = one.student.record
    return request(one.request) | {
        "student_no": one.student.student_no,
        "name": record.name,
        "college": record.college,
        "class_name": record.class_name,
        "since": one.since,
    }


def event(one: Event) -> dict[str, Any]:
    """Return a link of a student's chain, without its body."""
    return {
        "seq": one.seq,
        "at": one.at,
        "actor": one.actor,
        "kind": one.kind.value,
        "hash": one.hash,
    }


def student(one: Student, chain: tuple[Event, ...]) -> dict[str, Any]:
    """Return a student's file with its chain."""
    return {
        "student_no": one.student_no,
        "record": one.record.fields(),
        "photos": {
            "admission_photo": one.record.admission_photo,
            "degree_photo": one.record.degree_photo,
        },
        "source": {
            "name": one.source.name,
            "exported": one.source.exported,
            "sha256": one.source.sha256,
            "manual": one.source.manual,
        },
        "left": one.left,
        "declarations": [declaration(each) for each in one.declarations],
        "requests": [request(each) for each in one.requests],
        "changes": [
            {
                "field": each.field.value,
                "old": each.old,
                "new": each.new,
                "at": each.at,
                "signed": each.confirmed.at if each.confirmed else None,
            }
            for each in one.changes
        ],
        "prints": [
            {"sheet_id": each.sheet_id, "printer": each.printer, "at": each.at}
            for each in one.prints
        ],
        "handins": [
            {"sheet_id": each.sheet_id, "at": each.at, "by": each.actor} for each in one.handins
        ],
        "excuses": [
            {
                "round": str(each.round),
                "reason": each.reason.value,
                "note": each.note,
                "at": each.at,
            }
            for each in one.excuses
        ],
        "events": [event(each) for each in chain],
        "rev": one.rev,
        "head": one.head,
    }


def answer(one: Answer) -> dict[str, Any]:
    """Return what a sheet code turned out to be."""
    return {
        "result": one.result.value,
        "student_no": one.student_no or None,
        "round": str(one.round) if one.round else None,
    }


def open_round(one: OpenRound) -> dict[str, str]:
    """Return an open round; what is empty is not limited."""
    return {
        "round": str(one.round),
        "grade": one.grade,
        "from": one.starts,
        "until": one.ends,
    }
