"""Who is through long enough is gone, byte by byte; what was sealed is proven all the same."""

import os
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from kiosk.errors import StoreDamaged
from kiosk.model.events import Kind
from kiosk.model.record import Field
from kiosk.model.request import Claim
from kiosk.model.staff import Role, Staff
from kiosk.rules import code
from kiosk.services.evidence.retention import (
    BeingCleared,
    ClockDoubtful,
    FaultyStore,
    Group,
    Removed,
)
from kiosk.services.evidence.verify import Result
from kiosk.services.pile.handin import HandIn
from kiosk.services.pile.handin import Result as Taken
from kiosk.services.pile.piles import Piles
from kiosk.services.requests.page import Seen
from kiosk.services.staff.guard import NotAllowed, guarded
from tests.services.keeping import CANARY, YOUNGER, Keeping, age, held, words

CLAIM = Claim(Field.ETHNICITY, "丁戊族", "写错了己庚")


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


@pytest.mark.parametrize(("days", "doubtful"), [(400, False), (401, True)])
def test_after_a_year_without_anybody_the_clock_is_asked(
    files: Keeping, days: int, doubtful: bool
) -> None:
    files.through()
    files.school.clock.move(days=days)
    with pytest.raises(ClockDoubtful) if doubtful else nullcontext():
        files.clear()


def test_what_a_terminal_put_there_just_now_stays(files: Keeping) -> None:
    """The event that names it may follow within the hour."""
    files.through()
    digest = files.store.put_blob(b"of somebody who signs at this moment")
    (path,) = (files.home / "data/blobs").rglob(f"*{digest[-32:]}*")
    for minutes in (59, 61):
        at = files.school.clock.now.timestamp() - 60 * minutes
        os.utime(path, (at, at))
        files.clear()
        assert (files.store.blob(digest) is None) is (minutes > 60), minutes


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
