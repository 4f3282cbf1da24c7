"""Who is through long enough is gone, byte by byte; what was sealed is proven all the same."""

import gzip
import os
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest

from kiosk.errors import StoreDamaged
from kiosk.keys.book import SealBook
from kiosk.model.events import Kind
from kiosk.model.record import Field, Record
from kiosk.model.request import Claim
from kiosk.model.signature import Signature, SignedBy, Strokes
from kiosk.model.staff import Role, Staff
from kiosk.rules import code
from kiosk.services.acts.declaring import Act
from kiosk.services.evidence.examining import Examiner
from kiosk.services.evidence.leftovers import Leftovers
from kiosk.services.evidence.retention import (
    BeingCleared,
    ClockDoubtful,
    FaultyStore,
    Group,
    Removed,
    Retention,
)
from kiosk.services.evidence.sealing import Sealing
from kiosk.services.evidence.verify import Result
from kiosk.services.pile.handin import HandIn
from kiosk.services.pile.handin import Result as Taken
from kiosk.services.pile.piles import Piles
from kiosk.services.requests.page import Seen
from kiosk.services.staff.guard import NotAllowed, guarded
from store.contract import Store
from store.postgres import PostgresStore
from store.tiny import TinyStore
from tests.school import INITIAL, OTHER, RECORD, VISIT, School

CANARY = replace(RECORD, name="甲子丑寅", birth_date="2001-02-04", ethnicity="乙丙族")
YOUNGER = replace(OTHER, student_no="31219203", expected_graduation="2023-07-01")
CLAIM = Claim(Field.ETHNICITY, "丁戊族", "写错了己庚")
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


@pytest.fixture(params=["files", "postgres"])
def keeping(request: pytest.FixtureRequest, tmp_path: Path) -> Keeping:
    dsn = request.getfixturevalue("database") if request.param == "postgres" else ""
    keeping = Keeping(tmp_path, partial(OPENERS[request.param], tmp_path, dsn))
    keeping.fill()
    return keeping


@pytest.fixture
def files(tmp_path: Path) -> Keeping:
    keeping = Keeping(tmp_path, lambda: TinyStore(tmp_path / "data"))
    keeping.fill()
    return keeping


def test_nobody_goes_before_the_time(files: Keeping) -> None:
    files.school.clock.now = files.school.clock.now.replace(year=2025, month=7, day=1)
    plan = files.retention.plan()
    assert (plan.due, plan.owed) == ((), 0)
    assert files.clear() == Removed()
    assert [event.kind for event in files.store.desk()] == [Kind.ROUND_OPENED, Kind.SEALED]
    files.through()
    plan = files.retention.plan()
    assert [one.student_no for one in plan.due] == [CANARY.student_no]
    assert plan.classes == {Group(CANARY.college, CANARY.class_name, CANARY.grade): 1}
    assert files.store.events(CANARY.student_no), "looking removes nothing"


def test_who_is_through_is_gone_and_the_seals_hold(keeping: Keeping) -> None:
    store, school = keeping.store, keeping.school
    sheet = school.student().declarations[0]
    other = store.events(YOUNGER.student_no)
    list(store.summaries())
    assert len(list(store.blobs())) == 4
    keeping.through()
    assert keeping.clear() == Removed(students=1, blobs=0), "bytes that were just put may be wanted"
    age(keeping)
    assert keeping.clear() == Removed(blobs=3)
    for one in (store, keeping.reopen()):
        assert one.events(CANARY.student_no) == ()
        assert one.student_of(sheet.sheet_id) is None
        assert one.students_of(school.keys.id_hash(CANARY.id_number)) == ()
        assert one.events(YOUNGER.student_no) == other
        assert [found.student_no for found in one.summaries()] == [YOUNGER.student_no]
    kinds = [event.kind for event in store.desk()]
    assert kinds[2:] == [
        *(Kind.ROUND_CLOSED, Kind.SEALED),
        *(Kind.RETIRED, Kind.CLEARED, Kind.CLEARED),
    ]
    assert keeping.examiner.examine().faults == []
    assert len(keeping.examiner.examine().seals) == 2
    keeping.sealing.seal()
    assert keeping.examiner.examine().faults == []


def age(keeping: Keeping) -> None:
    """Let every blob be a day old."""
    if isinstance(keeping.store, PostgresStore):
        keeping.store._link.once(lambda one: one.execute("UPDATE blob SET put = '2020-01-01'"))
        return
    for path in (keeping.home / "data/blobs").rglob("*"):
        os.utime(path, (0, 0))


def test_the_desk_tells_who_removed_how_many_by_which_rule(files: Keeping) -> None:
    student = files.school.student()
    files.through()
    age(files)
    files.clear()
    retired, cleared = files.store.desk()[-2:]
    assert (retired.kind, retired.actor) == (Kind.RETIRED, "staff:lin")
    assert retired.body == {
        "student_no": CANARY.student_no,
        "rev": student.rev,
        "head": student.head,
        "sheets": [student.declarations[0].sheet_id],
        "years": 3,
    }
    assert cleared.body == {"students": 1, "blobs": 3, "files": 0, "years": 3}


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


def test_no_byte_of_them_is_left_in_the_home(files: Keeping) -> None:
    school = files.school
    number = code.short_number(school.student().declarations[0].sheet_id)
    old = (school.clock.now - timedelta(days=1)).timestamp()
    named = [f"out/{number}.1.pdf", f"out/R-{number}.list.pdf", "packs/1.pdf", "exports/log.xlsx"]
    for name in (*named, "out/7K3M-9Q2W-X.1.pdf", "out/guide-1.pdf"):
        path = files.home / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(CANARY.name if name in named else "x", encoding="utf-8")
        os.utime(path, (old, old))
    list(files.store.summaries())
    list(files.store.waiting())
    sought = list(words(files.canary))
    assert held(files.home, sought) == set(sought)
    files.through()
    age(files)
    assert files.clear() == Removed(students=1, blobs=3, files=4)
    assert held(files.home, sought) == set()
    assert sorted(path.name for path in (files.home / "out").iterdir()) == [
        "7K3M-9Q2W-X.1.pdf",
        "guide-1.pdf",
    ]


def held(home: Path, sought: list[bytes]) -> set[bytes]:
    files = [opened(path.read_bytes()) for path in home.rglob("*") if path.is_file()]
    return {one for one in sought if any(one in data for data in files)}


def test_a_photo_that_somebody_else_shows_stays(files: Keeping) -> None:
    photo = files.canary.admission_photo
    files.school.enrol(replace(YOUNGER, admission_photo=photo))
    files.through()
    age(files)
    assert files.clear().blobs == 2
    assert files.store.blob(photo) is not None
    assert files.examiner.examine().faults == []


def test_an_open_request_keeps_its_owner(files: Keeping) -> None:
    files.school.declare([CLAIM], student_no=YOUNGER.student_no)
    files.school.clock.now = files.school.clock.now.replace(year=2030)
    plan = files.retention.plan()
    assert [one.student_no for one in plan.due] == [CANARY.student_no]
    assert plan.owed == 1


def test_who_comes_back_later_is_counted_from_then(files: Keeping) -> None:
    files.through()
    files.school.declare(visit=UUID(int=7))
    assert files.retention.plan().due == ()
    files.school.clock.now = files.school.clock.now.replace(year=2028, day=3)
    assert CANARY.student_no in {one.student_no for one in files.retention.plan().due}


def test_who_signs_meanwhile_stays_with_photos_and_strokes(files: Keeping) -> None:
    files.through()
    age(files)
    plan = files.retention.plan()
    files.school.declare(visit=UUID(int=7))
    assert files.retention.carry_out(plan, lambda _: None) == Removed(stayed=1)
    assert len(files.school.student().declarations) == 2
    assert files.examiner.examine().faults == []


def test_a_store_with_faults_is_left_as_it_is(files: Keeping) -> None:
    files.through()
    digest = files.canary.degree_photo
    (files.home / "data/blobs" / digest[:2] / digest).unlink()
    before = len(files.store.desk())
    with pytest.raises(FaultyStore) as told:
        files.clear()
    assert told.value.problem.values == {"count": "1"}
    assert files.store.events(CANARY.student_no)
    assert [event.kind for event in files.store.desk()[before:]] == [Kind.SEALED]
    shard = next((files.home / "data/students").iterdir())
    shard.write_text(shard.read_text(encoding="utf-8").replace(CANARY.name, "别人"))
    with pytest.raises(StoreDamaged):
        files.retention.plan()


@pytest.mark.parametrize("role", [Role.LAB, Role.COUNSELOR, Role.REGISTRAR])
def test_only_the_school_removes_anybody(files: Keeping, role: Role) -> None:
    files.through()
    (one,) = files.retention.plan().due
    place = {"colleges": (CANARY.college,), "classes": (CANARY.class_name,)}
    store = guarded(files.store, Staff("fu", role, "", **place), files.school.clock)
    for act in (lambda: store.retire(one), lambda: store.drop_blobs((), files.school.clock())):
        with pytest.raises(NotAllowed):
            act()
    assert files.store.events(CANARY.student_no)


def test_a_clock_that_jumped_ahead_removes_nobody(files: Keeping) -> None:
    files.school.clock.now = files.school.clock.now.replace(year=2045)
    assert len(files.retention.plan().due) == 2
    with pytest.raises(ClockDoubtful) as told:
        files.clear()
    assert told.value.problem.values == {"last": "2020-09-15"}
    assert len(list(files.store.students())) == 2
    files.sealing.seal()
    assert files.clear().students == 2, "somebody looked at it and sealed"


def test_one_at_a_time(files: Keeping) -> None:
    with files.store.hold("retention"), pytest.raises(BeingCleared):
        files.clear()


def test_an_old_sheet_is_retired_and_not_forged(files: Keeping) -> None:
    school = files.school
    sheet = school.student().declarations[0]
    forged = sheet.code[:-1] + ("0" if sheet.code[-1] != "0" else "1")
    short = code.short_number(sheet.sheet_id)
    running = school.verifier
    assert running.verify(sheet.code).result is Result.CURRENT
    files.through()
    files.clear()
    for verifier in (running, school.verifier):
        for typed in (sheet.code, short, f"HTTPS://X/S/{sheet.sheet_id}"):
            found = verifier.verify(typed)
            assert (found.result, found.student_no) == (Result.RETIRED, CANARY.student_no), typed
        assert verifier.verify(forged).result is Result.UNKNOWN
    assert school.page.look(sheet.code) == Seen(Result.RETIRED)
    assert school.page.look(sheet.sheet_id) == Seen(Result.RETIRED)
    assert school.page.look(forged).result is Result.UNKNOWN
    assert school.page.look("0" * 15).result is Result.UNKNOWN
    desk = HandIn(running, Piles(files.store), school.clock, "staff:lin")
    assert desk.take(sheet.code).result is Taken.UNKNOWN


def test_a_roster_that_names_them_begins_anew_and_they_go_again(files: Keeping) -> None:
    files.through()
    files.clear()
    student = files.school.enrol(CANARY)
    assert student.rev == 1
    assert files.examiner.examine().faults == []
    files.sealing.seal()
    assert files.clear().students == 1, "their time is over, whatever an old roster says"
    assert files.examiner.examine().faults == []
    files.school.enrol(replace(CANARY, expected_graduation="2027-07-01"))
    assert files.clear().students == 0, "back at school under the old number"
