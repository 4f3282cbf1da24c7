"""Made-up events for the tests of the stores."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from kiosk.model.events import Draft, Event, Kind
from kiosk.model.record import Record
from kiosk.rules import chain
from store.contract import Store

AT = "2020-09-01T08:00:00+08:00"
NOON = datetime(2020, 9, 1, 12, tzinfo=UTC)
SHEET = "7K3M9Q2WABCDEFG"

HOSTILE = (
    "𬭎𬱟㛃䶮𠅤",
    "é é",
    'a"b\\c\n\t\r\x1b[31m</script>',
    "\u202e\u200b\ufeff\ue000",
    "{'$ne': 1}; DROP TABLE event;--",
    "../../etc/passwd",
    " ",
)

NO_TIMES = ("2026-09-01T00:00:00", "9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+00:00", "now")


def imported(number: str, name: str = "柳青", **values: str) -> Draft:
    record = Record(student_no=number, name=name, entry_date="2019-09-01", **values)
    source = {"name": "名册.xlsx", "exported": "2020-08-30", "sha256": "0" * 64}
    return Draft(AT, "staff:lin", Kind.IMPORTED, {"record": record.json(), "source": source})


def declared(visit: str, sheet_id: str = "0" * 15) -> Draft:
    body = {
        "visit": visit,
        "round": "2020/initial",
        "verdict": "correct",
        "statement": "学籍信息已核对，正确无误。",
        "claims": [],
        "account": "",
        "signature": {"by": "paper"},
        "proxy": "",
        "factor": "tail",
        "terminal": "",
        "sheet_id": sheet_id,
        "code": "0" * 141,
    }
    return Draft(AT, "student", Kind.DECLARED, body)


def looked(text: str) -> Draft:
    """Return something that happens at the desk."""
    return Draft(AT, "staff:lin", Kind.ROSTER_READ, {"name": text})


def visits(events: Sequence[Event]) -> list[str]:
    return [event.body["visit"] for event in events if event.kind is Kind.DECLARED]


def assert_holds(store: Store, number: str) -> None:
    assert chain.fault(number, store.events(number)) == 0


def foreign(
    owner: str, before: Sequence[Event], kind: str, body: object, /, **others: object
) -> dict[str, Any]:
    """Return a link as a program that looks at no shape writes it: its hash holds."""
    prev = before[-1].hash if before else chain.genesis(owner)
    rest = {"seq": len(before) + 1, "at": AT, "actor": "staff:lin", "kind": kind, "body": body}
    link = {**rest, "prev": prev, **others}
    spelled = json.dumps(link, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {**link, "hash": hashlib.sha256(spelled.encode("utf-8", "surrogatepass")).hexdigest()}
