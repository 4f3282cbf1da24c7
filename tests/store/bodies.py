"""A body of each kind of event, as this program writes it."""

from typing import Any

from kiosk.model.events import Kind
from tests.school import RECORD
from tests.store.samples import AT, SHEET, declared, imported

NUMBER = RECORD.student_no
HASH, KEY_ID, SIGNATURE = "0" * 64, "0" * 4, "0" * 128
GIVEN = {**imported(NUMBER).body, "record": RECORD.json()}
CLAIM = {"part": "name", "old": "", "value": "某", "reason": "", "since": ""}
MISSING = {"school": "示例大学", "level": "本科", "major": "会计学", "entry_year": "2018"}
REQUEST = {"number": "R-7K3M-9Q2W-X", "pin_hash": "", "sheet_id": SHEET, "visit": "v"}
CLASS = {"round": "2020/year2", "college": "", "major": "", "class_name": "", "grade": ""}

STUDENTS: list[tuple[Kind, dict[str, Any]]] = [
    (Kind.IMPORTED, {**GIVEN}),
    (Kind.ADDED, {**GIVEN}),
    (Kind.DECLARED, {**declared("v").body, "claims": [CLAIM]}),
    (Kind.PRINTED, {"sheet_id": SHEET, "printer": "tray"}),
    (Kind.SEEN, {"sheet_id": SHEET, "answer": "yes"}),
    (Kind.DROPPED, {"sheet_id": SHEET}),
    (Kind.REQUEST_OPENED, {**REQUEST, "kind": "fields", "claims": [CLAIM]}),
    (Kind.REQUEST_OPENED, {**REQUEST, "kind": "missing_enrolment", "missing": MISSING}),
    (
        Kind.REQUEST_MOVED,
        {"number": REQUEST["number"], "move": "take", "parts": ["name"], "text": ""},
    ),
    (
        Kind.CHANGE_CONFIRMED,
        {"visit": "v", "changes": [{"seq": 1, "field": "name"}], "signature": {"by": "paper"}},
    ),
    (Kind.HANDED_IN, {"sheet_id": SHEET, "scan": ""}),
    (Kind.HANDED_BACK, {"sheet_id": SHEET}),
    (Kind.EXCUSED, {"round": "2020/initial", "reason": "other", "note": "某"}),
    (Kind.SECOND_WAY_USED, {"visit": "v"}),
    (Kind.LEFT, {}),
]
DESK: list[tuple[Kind, dict[str, Any]]] = [
    (Kind.ROSTER_READ, {"name": "名册.xlsx", "exported": "2020-08-30", "added": 1}),
    (Kind.ROUND_OPENED, {"round": "2020/initial", "grade": "", "starts": "", "ends": "2020-10-01"}),
    (Kind.ROUND_CLOSED, {"round": "2020/initial", "grade": ""}),
    (Kind.NUMBER_LOCKED, {"student_no": NUMBER, "terminal": "t1", "everywhere": True}),
    (Kind.UNLOCKED, {"student_no": NUMBER}),
    (Kind.ADMITTED, {"student_no": NUMBER}),
    (
        Kind.HANDED_OVER,
        {
            **CLASS,
            **dict.fromkeys(("digest", "seal", "sealed_at", "replaces", "replaced_at"), ""),
            **dict.fromkeys(("students", "handed_in", "excused"), 0),
        },
    ),
    (
        Kind.STAFF_ADDED,
        {"name": "lin", "role": "lab", "key": "ssh-rsa AA", "colleges": ["某"], "classes": ["某"]},
    ),
    (Kind.STAFF_REMOVED, {"name": "lin"}),
    (Kind.LOOKED, {"student_no": NUMBER}),
    (Kind.PACKED, {**CLASS, "state": "", "students": 0}),
    (Kind.DENIED, {"what": "append", "student_no": ""}),
    (
        Kind.SEALED,
        {
            "at": AT,
            "root": HASH,
            "students": 1,
            "events": 1,
            "desk": {"length": 0, "head": ""},
            "listing": HASH,
            "key_id": KEY_ID,
            "signature": SIGNATURE,
        },
    ),
    (Kind.BACKED_UP, {"root": HASH, "students": 1, "events": 1}),
    (
        Kind.RETIRED,
        {"student_no": NUMBER, "rev": 1, "head": HASH, "sheets": [SHEET], "years": 3},
    ),
    (Kind.CLEARED, {"students": 1, "blobs": 0, "files": 0, "years": 3}),
    (Kind.KEY_CHANGED, {"public": HASH, "by": KEY_ID, "signature": SIGNATURE}),
]
