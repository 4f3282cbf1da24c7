"""A college of files that somebody may tamper with, for the tests of the seals."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.keys.book import SealBook
from kiosk.model.events import Draft, Event
from kiosk.model.seal import Seal
from kiosk.rules import chain
from kiosk.services.evidence.examining import Examiner, Report, Witness
from kiosk.services.evidence.sealing import Sealing
from store.contract import Entry
from store.tiny import TinyStore
from tests.store.samples import declared, imported, looked

NOON = datetime(2020, 9, 1, 12, tzinfo=UTC)
NUMBERS = ("2019001", "2019002", "2019003", "2019011", "desk")


class College:
    """A few students with photos, in a folder; the seals are kept beside."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.book = SealBook.open(folder / "seals")
        self.now = NOON
        self.photo = self.store.put_blob(b"photo")
        self.strokes = self.store.put_blob(b"strokes")
        self.store.append_desk([looked("x")])
        for number in NUMBERS:
            first = imported(number, admission_photo=self.photo)
            self.store.append(Entry(number, 0, (first, self.signed("v1"), self.signed("v2"))))

    @property
    def store(self) -> TinyStore:
        return TinyStore(self.data)

    def signed(self, visit: str) -> Draft:
        draft = declared(visit)
        body = {**draft.body, "signature": {"by": "pad", "blob": self.strokes}}
        return replace(draft, body=body)

    @property
    def examiner(self) -> Examiner:
        return Examiner(self.store, self.book, partial(TinyStore, self.data))

    def seal(self) -> Seal:
        self.now += timedelta(days=1)
        return Sealing(self.examiner, lambda: self.now, "staff:lin").seal()[0]

    def examine(self, *witnesses: Witness) -> Report:
        return self.examiner.examine(witnesses)

    def faults(self) -> list[tuple[str, int, str]]:
        return [(one.student_no, one.seq, one.kind.value) for one in self.examine().faults]

    def tamper(self, number: str, change: Callable[[dict[str, Any]], object]) -> None:
        """Change the rows of a student's chain in the file, as JSON."""
        for shard in (self.data / "students").iterdir():
            tables = json.loads(shard.read_bytes())
            if number in tables:
                change(tables[number])
                if not tables[number]:
                    del tables[number]
                shard.write_text(json.dumps(tables, ensure_ascii=False, separators=(",", ":")))

    def rewrite(self, number: str, events: tuple[Event, ...]) -> None:
        """Put another chain in the place of a student's."""
        rows = {str(one.seq): chain.as_json(one) for one in events}

        def change(table: dict[str, Any]) -> None:
            table.clear()
            table.update(rows)

        self.tamper(number, change)
