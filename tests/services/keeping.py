"""A school that keeps nobody too long, for the tests of retention."""

import gzip
import os
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from kiosk.keys.book import SealBook
from kiosk.model.record import Field, Record
from kiosk.model.signature import Signature, SignedBy, Strokes
from kiosk.services.acts.declaring import Act
from kiosk.services.evidence.examining import Examiner
from kiosk.services.evidence.leftovers import Leftovers
from kiosk.services.evidence.retention import Removed, Retention
from kiosk.services.evidence.sealing import Sealing
from store.contract import Store
from store.postgres import PostgresStore
from store.tiny import TinyStore
from tests.school import INITIAL, OTHER, RECORD, VISIT, School

CANARY = replace(RECORD, name="甲子丑寅", birth_date="2001-02-04", ethnicity="乙丙族")
YOUNGER = replace(OTHER, student_no="31219203", expected_graduation="2023-07-01")
STROKES = Strokes(100, 50, (((1, 2), (3, 4)),))
OPENERS: dict[str, Callable[[Path, str], Store]] = {
    "files": lambda folder, _: TinyStore(folder / "data"),
    "postgres": lambda _, dsn: PostgresStore(dsn),
}


class Keeping:
    """A school with somebody who is through, somebody of the same class who is not, and a desk."""

    def __init__(self, folder: Path, reopen: Callable[[], Store]) -> None:
        self.school = School(folder)
        self.reopen = reopen
        self.school.store = reopen()
        self.book = SealBook.open(folder / "seals")
        self.home = folder

    def fill(self) -> None:
        school = self.school
        school.open()
        self.canary = school.with_photos(CANARY)
        school.enrol(self.canary)
        school.enrol(YOUNGER)
        act = Act(
            visit=VISIT,
            round=INITIAL,
            claims=(),
            signature=Signature(SignedBy.PAD),
            strokes=STROKES,
            account="139****0000",
            pin="271828",
        )
        school.declaring.declare(school.student(), act)
        self.sealing.seal()

    @property
    def store(self) -> Store:
        return self.school.store

    @property
    def examiner(self) -> Examiner:
        return Examiner(self.store, self.book, self.reopen)

    @property
    def sealing(self) -> Sealing:
        return Sealing(self.examiner, self.school.clock, "staff:lin")

    @property
    def retention(self) -> Retention:
        leftovers = Leftovers((self.home / "out",), (self.home / "packs", self.home / "exports"))
        return Retention(self.store, self.school.keys, self.sealing, leftovers, 3)

    def clear(self) -> Removed:
        return self.retention.carry_out(self.retention.plan(), lambda _: None)

    def through(self) -> None:
        """Let it be the day after the last on which the canary is kept."""
        self.school.clock.now = self.school.clock.now.replace(year=2025, month=7, day=2)
        self.school.rounds.close(INITIAL, "", "staff:lin")


def age(keeping: Keeping) -> None:
    """Let every blob be a day old."""
    if isinstance(keeping.store, PostgresStore):
        keeping.store._link.once(lambda one: one.execute("UPDATE blob SET put = '2020-01-01'"))
        return
    for path in (keeping.home / "data/blobs").rglob("*"):
        os.utime(path, (0, 0))


def words(record: Record) -> Iterator[bytes]:
    """Yield what nothing may hold any more; the class and the school are others' as well."""
    yield from (b"139****0000", b"[1,2]")
    for one in (Field.NAME, Field.BIRTH_DATE, Field.ETHNICITY, Field.ID_NUMBER):
        yield record.get(one).encode()


def opened(data: bytes) -> bytes:
    """Return a file's bytes, and those that they are when unpacked."""
    for unpack in (zlib.decompress, gzip.decompress):
        try:
            return data + unpack(data)
        except (OSError, zlib.error, EOFError):
            continue
    return data


def held(home: Path, sought: list[bytes]) -> set[bytes]:
    files = [opened(path.read_bytes()) for path in home.rglob("*") if path.is_file()]
    return {one for one in sought if any(one in data for data in files)}
