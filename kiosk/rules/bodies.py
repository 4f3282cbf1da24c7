"""What the body of each kind of event holds, and nothing besides.

A hash shows that nobody changed an event since it was written; it does not show who wrote it. So
what is to go into a chain, and what comes out of one, is compared with this table before it is an
event: the fold, and whoever reads the desk's chain, finds what it looks for.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from kiosk.model.events import Kind
from kiosk.model.paper import Answer, Reason
from kiosk.model.record import PARTS, Field, Record
from kiosk.model.request import MoveKind, RequestKind
from kiosk.model.rounds import Verdict
from kiosk.model.signature import SignedBy
from kiosk.model.staff import Role
from kiosk.rules.rounds import ROUND
from kiosk.rules.shapes import (
    Shape,
    among,
    is_day,
    is_flag,
    is_number,
    is_text,
    is_time,
    many,
    spelled,
    table,
)

_DAYS = ("birth_date", "entry_date", "expected_graduation", "verification_expires")


def is_body(kind: Kind, body: Any) -> bool:
    """Tell whether a value is the body of an event of that kind."""
    return _BODIES[kind](body)


def _is_request(value: Any) -> bool:
    """Tell whether it is a request, and says what it is about."""
    if not _REQUEST(value):
        return False
    missing = value["kind"] == RequestKind.MISSING
    return bool(value.get("missing" if missing else "claims"))


def _texts(*keys: str) -> Mapping[str, Shape]:
    return dict.fromkeys(keys, is_text)


def _numbers(*keys: str) -> Mapping[str, Shape]:
    return dict.fromkeys(keys, is_number)


_ROUND = spelled(ROUND)
_SHEET = spelled(r"[0-9A-HJKMNP-TV-Z]{15}")
_HASH = spelled(r"[0-9a-f]{64}")
_KEY_ID = spelled(r"[0-9a-f]{4}")
_SIGNATURE = spelled(r"[0-9a-f]{128}")
_PART = among(PARTS)
_SIGNED = table({"by": among(SignedBy)}, **_texts("blob", "name"))
_CLAIMS = many(table({"part": _PART, **_texts("value", "old")}, **_texts("reason", "since")))
_SOURCE = {"exported": is_day, **_texts("name", "sha256")}
_RECORD = {one.name: is_day if one.name in _DAYS else is_text for one in fields(Record)}
_GIVEN = table({"record": table({}, **_RECORD), "source": table({}, manual=is_flag, **_SOURCE)})
_REQUEST = table(
    {"kind": among(RequestKind), "sheet_id": _SHEET, **_texts("number", "pin_hash", "visit")},
    claims=_CLAIMS,
    missing=table(_texts("school", "level", "major", "entry_year")),
)
_OF_NUMBER = table(_texts("student_no"))
_OF_SHEET = table({"sheet_id": _SHEET})
_OF_CLASS = {"round": _ROUND, **_texts("college", "major", "class_name", "grade")}

_BODIES: Mapping[Kind, Callable[[Any], bool]] = {
    Kind.IMPORTED: _GIVEN,
    Kind.ADDED: _GIVEN,
    Kind.DECLARED: table(
        {
            "round": _ROUND,
            "verdict": among(Verdict),
            "claims": _CLAIMS,
            "signature": _SIGNED,
            "sheet_id": _SHEET,
            **_texts("visit", "statement", "account", "proxy", "factor", "terminal", "code"),
        }
    ),
    Kind.PRINTED: table({"sheet_id": _SHEET, "printer": is_text}),
    Kind.SEEN: table({"sheet_id": _SHEET, "answer": among(Answer)}),
    Kind.DROPPED: _OF_SHEET,
    Kind.REQUEST_OPENED: _is_request,
    Kind.REQUEST_MOVED: table(
        {"move": among(MoveKind), "parts": many(_PART), **_texts("number", "text")},
        pin_hash=is_text,
    ),
    Kind.CHANGE_CONFIRMED: table(
        {
            "visit": is_text,
            "changes": many(table({"seq": is_number, "field": among(Field)})),
            "signature": _SIGNED,
        }
    ),
    Kind.HANDED_IN: table({"sheet_id": _SHEET}, scan=is_text),
    Kind.HANDED_BACK: _OF_SHEET,
    Kind.EXCUSED: table({"round": _ROUND, "reason": among(("", *Reason)), "note": is_text}),
    Kind.SECOND_WAY_USED: table(_texts("visit")),
    Kind.LEFT: table({}),
    Kind.ROSTER_READ: table(
        {},
        **_SOURCE,
        **_numbers("added", "changed", "unchanged", "skipped", "left", "open"),
    ),
    Kind.ROUND_OPENED: table({"round": _ROUND, "grade": is_text, "starts": is_day, "ends": is_day}),
    Kind.ROUND_CLOSED: table({"round": _ROUND, "grade": is_text}),
    Kind.NUMBER_LOCKED: table({"everywhere": is_flag, **_texts("student_no", "terminal")}),
    Kind.UNLOCKED: _OF_NUMBER,
    Kind.ADMITTED: _OF_NUMBER,
    Kind.HANDED_OVER: table(
        {
            **_OF_CLASS,
            **_texts("digest", "seal", "sealed_at", "replaces", "replaced_at"),
            **_numbers("students", "handed_in", "excused"),
        }
    ),
    Kind.STAFF_ADDED: table(
        {
            "name": spelled(r"[a-z][a-z0-9_-]{0,31}"),
            "role": among(Role),
            "key": spelled(r"[a-z0-9@.-]+ [A-Za-z0-9+/=]+"),
            "colleges": many(is_text),
            "classes": many(is_text),
        }
    ),
    Kind.STAFF_REMOVED: table(_texts("name")),
    Kind.LOOKED: _OF_NUMBER,
    Kind.PACKED: table({**_OF_CLASS, "state": is_text, "students": is_number}),
    Kind.DENIED: table(_texts("what", "student_no")),
    Kind.SEALED: table(
        {
            "at": is_time,
            "root": _HASH,
            "desk": table({"length": is_number, "head": is_text}),
            "listing": _HASH,
            "key_id": _KEY_ID,
            "signature": _SIGNATURE,
            **_numbers("students", "events"),
        }
    ),
    Kind.BACKED_UP: table({"root": _HASH, **_numbers("students", "events")}),
    Kind.RETIRED: table(
        {"head": _HASH, "sheets": many(_SHEET), "student_no": is_text, **_numbers("rev", "years")}
    ),
    Kind.CLEARED: table(_numbers("students", "blobs", "files", "years")),
    Kind.KEY_CHANGED: table({"public": _HASH, "by": _KEY_ID, "signature": _SIGNATURE}),
}
