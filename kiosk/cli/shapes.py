"""What ``--json`` prints (spec/product.md): its keys stay, others may join them."""

from typing import Any

from kiosk.model.events import Event
from kiosk.model.request import Request
from kiosk.model.rounds import OpenRound
from kiosk.model.student import Declaration, Student
from kiosk.services.verify import Answer


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
        "fields": [claim.part.value for claim in one.claims],
        "moves": [],
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
        },
        "left": one.left,
        "declarations": [declaration(each) for each in one.declarations],
        "requests": [request(each) for each in one.requests],
        "changes": [
            {"field": each.field.value, "old": each.old, "new": each.new, "at": each.at}
            for each in one.changes
        ],
        "prints": [
            {"sheet_id": each.sheet_id, "printer": each.printer, "at": each.at}
            for each in one.prints
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
