"""A roster that shows what was asked for closes the request; one that shows a third value tells."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from kiosk.errors import Conflict
from kiosk.model.record import Field, Photo
from kiosk.model.request import Claim, MissingEnrolment, MoveKind, RequestState
from kiosk.model.student import Student
from kiosk.roster.photos import photos_in, read_photo
from kiosk.services.requests.queue import queue
from kiosk.services.roster.importing import Importer
from kiosk.services.roster.plan import Plan, as_json
from kiosk.services.roster.planning import Album
from tests.fakes import grey
from tests.roster.samples import id_number, student
from tests.school import VISIT, YEAR2, School
from tests.services.registrar import Desk

VISIT_2 = UUID("6f1c2f1e-0000-4000-8000-000000000002")
STAFF = "staff:lin"
ONE, TWO = "2019000001", "2019000002"
MAJOR = Claim(Field.MAJOR, "数控技术")
CLASS = Claim(Field.CLASS_NAME, "数控3191")
MISSING = MissingEnrolment("示例大学", "本科", "会计学", "2018")
THE_MISSING = {
    "school": "示例大学",
    "level": "本科",
    "major": "会计学",
    "entry_date": "2018-09-01",
    "id_number": id_number(1),
}


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path)


@pytest.fixture
def desk(school: School, tmp_path: Path) -> Desk:
    importer = Importer(school.store, school.keys.id_hash, school.clock, STAFF)
    desk = Desk(importer, tmp_path)
    desk.bring(student(1), student(2))
    school.open()
    return desk


def states(one: Student) -> list[RequestState]:
    return [matter.state for request in one.requests for matter in request.matters]


def requests(plan: Plan) -> dict[str, list[str]]:
    told: dict[str, list[str]] = as_json(plan, "zh")["requests"]
    return told


def test_a_claimed_value_closes_its_matter_in_the_same_append(school: School, desk: Desk) -> None:
    number = school.declare([MAJOR, CLASS], student_no=ONE).requests[0].number
    preview = desk.plan(desk.file(student(1, major=" 数控技术　"), student(2)))
    assert requests(preview) == {"corrected": [number], "differ": []}
    assert states(school.student(ONE)) == [RequestState.SUBMITTED] * 2
    plan = desk.bring(student(1, major=" 数控技术　"), student(2))
    assert requests(plan) == requests(preview)
    events = school.store.events(ONE)
    assert [event.kind.value for event in events[-2:]] == ["imported", "request_moved"]
    after = school.student(ONE)
    assert states(after) == [RequestState.CORRECTED, RequestState.SUBMITTED]
    move = after.requests[0].moves[-1]
    assert (move.kind, move.parts, move.actor) == (MoveKind.CORRECT, (Field.MAJOR,), STAFF)
    assert [one.field for one in after.unsigned] == [Field.MAJOR]
    again = desk.bring(student(1, major="数控技术"), student(2))
    assert requests(again) == {"corrected": [], "differ": []}
    assert school.student(ONE) == after


def test_a_third_value_is_told_and_the_old_one_is_not(school: School, desk: Desk) -> None:
    number = school.declare([MAJOR, CLASS], student_no=ONE).requests[0].number
    plan = desk.bring(student(1, major="会计学", duration="2.5"), student(2))
    assert requests(plan) == {"corrected": [], "differ": [number]}
    assert states(school.student(ONE)) == [RequestState.SUBMITTED] * 2
    (queued,) = queue(school.store, differs=True)
    matter = queued.request.matter(Field.MAJOR)
    assert matter is not None
    assert matter.differs
    assert queued.request.number == number
    plan = desk.bring(student(1, major="会计学", department="新教研室"), student(2))
    assert requests(plan) == {"corrected": [], "differ": []}
    plan = desk.bring(student(1, duration="2.5"), student(2))
    assert requests(plan) == {"corrected": [], "differ": []}
    plan = desk.bring(student(1, major="数控技术"), student(2))
    assert requests(plan) == {"corrected": [number], "differ": []}
    assert not queue(school.store, differs=True)


def test_another_column_tells_nothing(school: School, desk: Desk) -> None:
    school.declare([MAJOR], student_no=ONE)
    plan = desk.bring(student(1, department="新教研室"), student(2))
    assert requests(plan) == {"corrected": [], "differ": []}


def test_what_is_closed_stays_closed(school: School, desk: Desk) -> None:
    number = school.declare([MAJOR], student_no=ONE).requests[0].number
    school.requests.move(number, MoveKind.WITHDRAW, "student")
    plan = desk.bring(student(1, major="数控技术"), student(2))
    assert requests(plan) == {"corrected": [], "differ": []}
    assert states(school.student(ONE)) == [RequestState.WITHDRAWN]


def test_requests_of_two_rounds_about_one_field_are_both_corrected(
    school: School, desk: Desk
) -> None:
    school.declare([MAJOR], student_no=ONE)
    school.open(YEAR2)
    school.declare([MAJOR], student_no=ONE, visit=VISIT_2, round_=YEAR2)
    plan = desk.bring(student(1, major="数控技术"), student(2))
    assert len(requests(plan)["corrected"]) == 2
    assert states(school.student(ONE)) == [RequestState.CORRECTED] * 2


def test_another_photo_is_a_corrected_one(school: School, desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()

    def bring(shade: int) -> Plan:
        (folder / f"{ONE}_录取.jpg").write_bytes(grey(shade))
        album = Album(folder, tuple(map(read_photo, photos_in(folder))))
        plan = desk.plan(desk.file(student(1), student(2)), album=album)
        assert sum(desk.importer.carry_out(plan)) == plan.total
        return plan

    bring(100)
    claim = Claim(Photo.ADMISSION, "本人照片，另行提交", "不是本人")
    number = school.declare([claim], student_no=ONE).requests[0].number
    assert requests(bring(100))["corrected"] == []
    assert requests(bring(200))["corrected"] == [number]


@pytest.mark.parametrize("known", [True, False])
def test_a_missing_enrolment_is_there_when_the_same_person_has_it(
    school: School, desk: Desk, known: bool
) -> None:
    number = school.declaring.file_missing(ONE, VISIT, MISSING, "1").number
    other = student(9, **(THE_MISSING | {"id_number": id_number(9)}))
    assert requests(desk.bring(other))["corrected"] == []
    mine = [student(1, department="改名教研室")] if known else []
    plan = desk.bring(*mine, student(8, **THE_MISSING))
    assert requests(plan)["corrected"] == [number]
    assert plan.total == 2
    assert states(school.student(ONE)) == [RequestState.CORRECTED]
    assert states(school.student("2019000008")) == []


@pytest.mark.parametrize(
    "change",
    [{"major": "审计学"}, {"level": "专科"}, {"school": "别的大学"}, {"entry_date": "2019-09-01"}],
)
def test_another_enrolment_than_the_missing_one_closes_nothing(
    school: School, desk: Desk, change: dict[str, Any]
) -> None:
    school.declaring.file_missing(ONE, VISIT, MISSING, "1")
    assert requests(desk.bring(student(8, **(THE_MISSING | change))))["corrected"] == []


def test_the_enrolment_that_asks_is_not_the_one_that_is_missing(school: School, desk: Desk) -> None:
    record = school.student(ONE).record
    own = MissingEnrolment(record.school, record.level, record.major, record.grade)
    school.declaring.file_missing(ONE, VISIT, own, "1")
    desk.bring(student(2), full=True)
    plan = desk.bring(student(1), student(2))
    assert as_json(plan, "zh")["returned"] == [ONE]
    assert requests(plan)["corrected"] == []


def test_a_new_student_number_answers_who_asked_for_it_and_left(school: School, desk: Desk) -> None:
    claim = Claim(Field.STUDENT_NO, "2019000008")
    number = school.declare([claim], student_no=ONE).requests[0].number
    plan = desk.bring(student(8, id_number=id_number(1)), student(2), full=True)
    assert requests(plan)["corrected"] == [number]
    after = school.student(ONE)
    assert after.left
    assert states(after) == [RequestState.CORRECTED]


def test_a_damaged_file_of_others_stops_no_import(school: School, desk: Desk) -> None:
    desk.bring(student(21))
    number = school.declaring.file_missing(ONE, VISIT, MISSING, "1").number
    (school.folder / "data/students/201900002.json").write_bytes(b"{")
    plan = desk.bring(student(8, **THE_MISSING))
    assert requests(plan)["corrected"] == [number]
    assert states(school.student(ONE)) == [RequestState.CORRECTED]


def test_who_writes_meanwhile_is_read_again(school: School, desk: Desk) -> None:
    number = school.declare([MAJOR], student_no=ONE).requests[0].number
    missing = school.declaring.file_missing(TWO, VISIT_2, MISSING, "1").number
    person = replace(school.student(TWO).record).id_number
    plan = desk.plan(
        desk.file(student(1, major="数控技术"), student(8, **(THE_MISSING | {"id_number": person})))
    )
    assert requests(plan)["corrected"] == sorted([number, missing])
    school.requests.move(number, MoveKind.WITHDRAW, "student")
    school.requests.move(missing, MoveKind.TAKE, STAFF)
    list(desk.importer.carry_out(plan))
    assert states(school.student(ONE)) == [RequestState.WITHDRAWN]
    assert states(school.student(TWO)) == [RequestState.CORRECTED]


def test_an_answer_is_not_lost_when_the_enrolment_was_written_before_a_conflict(
    school: School, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = school.declaring.file_missing(ONE, VISIT, MISSING, "1").number
    plan = desk.plan(desk.file(student(8, **THE_MISSING)))
    append, broken = school.store.append_many, [Conflict()]

    def late(entries: Any) -> Any:
        if broken:
            yield from append([next(iter(entries))])
            raise broken.pop()
        yield from append(entries)

    monkeypatch.setattr(school.store, "append_many", late)
    list(desk.importer.carry_out(plan))
    assert school.requests.find(missing)[1].state is RequestState.CORRECTED
