"""Requests are found, and moved by whose turn it is."""

from uuid import UUID

import pytest

from kiosk.errors import Conflict, StoreUnreachable
from kiosk.model.events import Event
from kiosk.model.record import Field
from kiosk.model.request import MissingEnrolment, MoveKind, RequestState
from kiosk.rules import code
from kiosk.services.requests.checks import LONGEST_TEXT, MOST_BY_STUDENT
from kiosk.services.requests.errors import (
    BranchDecides,
    EnoughSaid,
    MoveRefused,
    NoSuchRequest,
    NotInRequest,
    WordsNeeded,
    WordsTooLong,
)
from kiosk.services.requests.queue import queue
from store.contract import Entry
from tests.school import OTHER, RECORD, VISIT, School
from tests.services.asking import BIRTH, CLASS

VISIT_2 = UUID("6f1c2f1e-0000-4000-8000-000000000002")
STAFF = "staff:li"
MISSING = MissingEnrolment("示例大学", "本科", "会计学", "2018")


def states(school: School) -> dict[str, str]:
    (request,) = school.student().requests
    return {str(one.part): one.state.value for one in request.matters}


def test_a_request_is_found_however_its_number_is_typed(school: School, number: str) -> None:
    for typed in (number, number.lower(), number.replace("-", ""), f" {number[2:]} "):
        student, request = school.requests.find(typed)
        assert (student.student_no, request.number) == (RECORD.student_no, number)


def test_a_number_that_nobody_has_is_not_found(school: School, number: str) -> None:
    school.enrol(OTHER)
    correct = school.declare(visit=VISIT_2, student_no=OTHER.student_no).declarations[0]
    sheet_alone = code.short_number(correct.sheet_id)
    for typed in ("", "R-", "R-0000-0000-0", number[:-1] + "?", "../../etc/passwd", sheet_alone):
        with pytest.raises(NoSuchRequest):
            school.requests.find(typed)


def test_what_can_be_moved_moves_and_the_file_says_who_why_and_when(
    school: School, number: str
) -> None:
    school.requests.move(number, MoveKind.TAKE, STAFF)
    request = school.requests.move(
        number, MoveKind.ASK, STAFF, parts=[Field.BIRTH_DATE], text=" 请交\n身份证复印件 "
    )
    assert states(school) == {"birth_date": "need_material", "class_name": "reviewing"}
    last = request.moves[-1]
    assert (last.actor, last.text, last.parts) == (STAFF, "请交 身份证复印件", (Field.BIRTH_DATE,))
    assert request.moves[0].parts == (Field.BIRTH_DATE, Field.CLASS_NAME)
    request = school.requests.move(number, MoveKind.SUPPLY, "student", text="已交到李老师处")
    assert states(school)["birth_date"] == "reviewing"
    assert request.moves[-1].parts == (Field.BIRTH_DATE,)


def test_only_what_the_province_decides_is_forwarded(school: School, number: str) -> None:
    move = school.requests.move
    move(number, MoveKind.TAKE, STAFF)
    with pytest.raises(BranchDecides):
        move(number, MoveKind.FORWARD, STAFF, parts=[Field.BIRTH_DATE, Field.CLASS_NAME])
    move(number, MoveKind.FORWARD, STAFF)
    assert states(school) == {"birth_date": "forwarded", "class_name": "reviewing"}
    with pytest.raises(BranchDecides):
        move(number, MoveKind.FORWARD, STAFF)
    move(number, MoveKind.ACCEPT, STAFF)
    assert set(states(school).values()) == {"agreed"}


@pytest.mark.parametrize(
    ("kind", "actor", "state"),
    [
        (MoveKind.ACCEPT, STAFF, RequestState.SUBMITTED),
        (MoveKind.REOPEN, STAFF, RequestState.SUBMITTED),
        (MoveKind.SUPPLY, "student", RequestState.SUBMITTED),
        (MoveKind.TAKE, "student", RequestState.SUBMITTED),
        (MoveKind.REJECT, "student", RequestState.SUBMITTED),
        (MoveKind.WITHDRAW, STAFF, RequestState.SUBMITTED),
        (MoveKind.CORRECT, STAFF, RequestState.SUBMITTED),
    ],
)
def test_a_move_out_of_turn_is_refused_and_writes_nothing(
    school: School, number: str, kind: MoveKind, actor: str, state: RequestState
) -> None:
    before = school.student().rev
    with pytest.raises(MoveRefused) as refused:
        school.requests.move(number, kind, actor, text="因为")
    assert refused.value.state is state
    side = "student" if actor == "student" else "staff"
    assert refused.value.problem.text == f"error.request.{side}.submitted"
    assert refused.value.problem.values == {"number": number}
    assert school.student().rev == before


def test_a_named_part_must_be_asked_about_and_be_movable(school: School, number: str) -> None:
    move = school.requests.move
    with pytest.raises(NotInRequest):
        move(number, MoveKind.TAKE, STAFF, parts=[Field.MAJOR])
    move(number, MoveKind.TAKE, STAFF, parts=[Field.CLASS_NAME])
    with pytest.raises(MoveRefused) as refused:
        move(number, MoveKind.ACCEPT, STAFF, parts=[Field.CLASS_NAME, Field.BIRTH_DATE])
    assert refused.value.state is RequestState.SUBMITTED


def test_words_are_needed_cleaned_and_not_endless(school: School, number: str) -> None:
    move = school.requests.move
    for empty in ("", " \n\u200b"):
        with pytest.raises(WordsNeeded):
            move(number, MoveKind.REJECT, STAFF, text=empty)
    with pytest.raises(WordsTooLong):
        move(number, MoveKind.NOTE, "student", text="长" * (LONGEST_TEXT + 1))
    request = move(number, MoveKind.NOTE, "student", text="长" * LONGEST_TEXT + "\u202e")
    assert len(request.moves[-1].text) == LONGEST_TEXT
    assert request.moves[-1].parts == ()


def test_a_student_cannot_fill_a_file(school: School, number: str) -> None:
    for at in range(MOST_BY_STUDENT):
        school.requests.move(number, MoveKind.NOTE, "student", text=str(at))
    with pytest.raises(EnoughSaid):
        school.requests.move(number, MoveKind.NOTE, "student", text="再说")
    school.requests.move(number, MoveKind.TAKE, STAFF)


def test_a_move_is_checked_again_when_somebody_was_quicker(
    school: School, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = school.store.append
    quicker = [MoveKind.WITHDRAW]

    def late(entry: Entry) -> tuple[Event, ...]:
        if quicker:
            school.requests.move(number, quicker.pop(), "student")
        return append(entry)

    monkeypatch.setattr(school.store, "append", late)
    with pytest.raises(MoveRefused) as refused:
        school.requests.move(number, MoveKind.TAKE, STAFF)
    assert refused.value.state is RequestState.WITHDRAWN


def test_a_move_whose_end_nobody_saw_is_made_once(
    school: School, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    append, calls = school.store.append, []

    def broken(entry: Entry) -> tuple[Event, ...]:
        calls.append(entry)
        written = append(entry)
        if len(calls) == 1:
            raise StoreUnreachable
        return written

    monkeypatch.setattr(school.store, "append", broken)
    school.requests.move(number, MoveKind.NOTE, "student", text="请快一点")
    assert [move.kind for move in school.student().requests[0].moves] == [MoveKind.NOTE]


def test_the_queue_begins_with_who_has_to_act_and_waits_longest(school: School) -> None:
    school.enrol(OTHER)
    first = school.declare([CLASS]).requests[0].number
    school.clock.move(hours=1)
    second = school.declare([BIRTH], visit=VISIT_2, student_no=OTHER.student_no).requests[0].number
    school.clock.move(hours=1)
    missing = school.declaring.file_missing(OTHER.student_no, VISIT, MISSING, "1").number
    school.requests.move(missing, MoveKind.TAKE, STAFF)

    def listed(*states: RequestState, college: str = "") -> list[str]:
        every = states or tuple(one for one in RequestState if one.open)
        return [one.request.number for one in queue(school.store, every, college)]

    assert listed() == [first, second, missing]
    assert listed(RequestState.REVIEWING) == [missing]
    assert listed(college=RECORD.college) == [first]
    school.requests.move(second, MoveKind.REJECT, STAFF, text="材料不符")
    assert listed() == [first, missing]
    assert listed(RequestState.REFUSED) == [second]
    assert queue(school.store, differs=True) == []
    school.requests.move(first, MoveKind.NOTE, "student", text="在吗")
    assert queue(school.store)[0].since == school.student().requests[0].at


def test_two_who_write_at_once_both_write(
    school: School, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    append, refused = school.store.append, [Conflict()]

    def once(entry: Entry) -> tuple[Event, ...]:
        if refused:
            raise refused.pop()
        return append(entry)

    monkeypatch.setattr(school.store, "append", once)
    school.requests.move(number, MoveKind.TAKE, STAFF)
    assert len(school.student().requests[0].moves) == 1
