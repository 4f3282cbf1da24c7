"""A college with four years behind it, written straight into a store."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kiosk.keys import KeyRing, new_sheet_id
from kiosk.model.events import Draft, Event, Kind
from kiosk.model.record import Field, Record
from kiosk.rules import chain
from kiosk.rules.code import CODE_CHARS
from store.tiny import TinyStore
from tools.bench.rosters import row

ROUNDS = 4
_AT = "2023-09-01T08:00:00+00:00"
_SOURCE = {"name": "名册.xlsx", "exported": "2023-08-30", "sha256": "0" * 64}


def number_of(student: int) -> str:
    """Return a student number."""
    return f"2019{student:06d}"


def imported(student: int) -> Draft:
    """Return what a roster says of a student."""
    record = Record.of(dict(zip((field.value for field in Field), row(student), strict=True)))
    return Draft(_AT, "staff:lin", Kind.IMPORTED, {"record": record.json(), "source": _SOURCE})


def past(student: int) -> Iterator[Draft]:
    """Yield thirteen events: a roster, and each year a declaration, its print and a new roster."""
    yield imported(student)
    for year in range(ROUNDS):
        sheet_id = new_sheet_id()
        body = {
            "visit": f"{student:08x}-0000-4000-8000-{year:012x}",
            "round": f"{2019 + year}/{'initial' if year == 0 else f'year{year + 1}'}",
            "verdict": "correct",
            "statement": "学籍信息已核对，正确无误。",
            "claims": [],
            "account": "136****1011",
            "signature": {"by": "pad", "blob": ""},
            "proxy": "",
            "factor": "tail",
            "terminal": "",
            "sheet_id": sheet_id,
            "code": "0" * CODE_CHARS,
        }
        yield Draft(_AT, "student", Kind.DECLARED, body)
        yield Draft(_AT, "kiosk", Kind.PRINTED, {"sheet_id": sheet_id, "printer": "folder:out"})
        yield imported(student)


def fill(home: Path, students: int) -> None:
    """Make a store whose students have four years behind them."""
    store, keys = TinyStore(home / "data"), KeyRing.open(home / "keys")

    def chains() -> Iterator[tuple[str, Sequence[Event]]]:
        for student in range(students):
            number = number_of(student)
            links = chain.extend(number, (), past(student))
            people.append((keys.id_hash(links[0].body["record"]["id_number"]), (number,)))
            sheets.extend((e.body["sheet_id"], number) for e in links if e.kind is Kind.DECLARED)
            yield number, links

    people: list[tuple[str, tuple[str, ...]]] = []
    sheets: list[tuple[str, str]] = []
    for _ in store.adopt(chains()):
        pass
    store.adopt_index(people, sheets)
