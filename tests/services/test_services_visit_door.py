"""Who is let in, and what a wrong answer costs."""

from collections import Counter
from dataclasses import replace
from unittest.mock import Mock
from uuid import UUID

import pytest

from kiosk.errors import Problem
from kiosk.model.events import Kind
from kiosk.model.record import Photo
from kiosk.services.visit import people
from kiosk.visit import Identified
from tests.school import INITIAL, OTHER, RECORD, SECOND, TAIL, School

NUMBER = RECORD.student_no


def identified(found: Identified | Problem) -> list[str]:
    assert isinstance(found, Identified), found
    return [one.student.student_no for one in found.enrolments]


def refused(found: Identified | Problem) -> tuple[str, dict[str, str]]:
    assert isinstance(found, Problem), found
    return found.text.removeprefix("door."), dict(found.values)


def test_by_student_number_or_by_id_number(school: School) -> None:
    assert identified(school.door().identify(f" {NUMBER} ", TAIL.lower())) == [NUMBER]
    assert identified(school.door().identify(RECORD.id_number, NUMBER[-4:])) == [NUMBER]


def test_all_enrolments_of_a_person_and_of_nobody_else(school: School) -> None:
    school.enrol(SECOND)
    school.enrol(OTHER)
    found = school.door().identify(NUMBER, TAIL)
    assert identified(found) == [NUMBER, SECOND.student_no]
    assert identified(school.door().identify(RECORD.id_number, SECOND.student_no[-4:])) == [
        NUMBER,
        SECOND.student_no,
    ]
    assert isinstance(found, Identified)
    assert [one.round for one in found.enrolments] == [INITIAL, INITIAL]
    assert len(found.pin) == 6
    assert str(UUID(found.uuid)) == found.uuid


def test_who_has_no_id_number_is_not_let_in_by_an_empty_tail(school: School) -> None:
    school.enrol(replace(OTHER, id_number=""))
    assert isinstance(school.door().identify(OTHER.student_no, ""), Problem)


def test_photos_come_with_the_enrolment(school: School) -> None:
    school.enrol(school.with_photos())
    enrolment = school.door().enrolment(NUMBER)
    assert set(enrolment.photos) == set(Photo)
    assert enrolment.photos[Photo.ADMISSION].startswith(b"\xff\xd8")


@pytest.mark.parametrize("number", [NUMBER, "31219299", "学号", "../../etc", "", RECORD.id_number])
def test_wrong_answers_are_counted_alike_for_known_and_unknown(school: School, number: str) -> None:
    for left in (4, 3, 2, 1):
        assert refused(school.door().identify(number, "000000")) == (
            "no_match",
            {"left": str(left)},
        )
    assert refused(school.door().identify(number, "000000")) == ("number_locked", {"minutes": "15"})
    assert refused(school.door().identify(number, TAIL))[0] == "number_locked"
    school.clock.move(minutes=14, seconds=30)
    assert refused(school.door().identify(number, TAIL)) == ("number_locked", {"minutes": "1"})
    school.clock.move(seconds=30)
    if number == NUMBER:
        assert identified(school.door().identify(number, TAIL)) == [NUMBER]
    else:
        assert refused(school.door().identify(number, "000000"))[0] == "no_match"


@pytest.mark.parametrize(
    ("number", "whose"),
    [(NUMBER, NUMBER), (RECORD.id_number, NUMBER), ("31219299", ""), ("110101199003070000", "")],
)
def test_the_desk_is_told_of_a_lock_and_of_no_number_that_was_typed(
    school: School, number: str, whose: str
) -> None:
    for terminal in ("t1", "t2", "t3", "t4"):
        for _ in range(6):
            school.door(terminal).identify(number, "000000")
        school.clock.move(minutes=20)
    locks = [one for one in school.store.desk() if one.kind is Kind.NUMBER_LOCKED]
    told = [(one.actor, one.body["student_no"], one.body["terminal"]) for one in locks]
    assert told == [("kiosk", whose, terminal) for terminal in ("t1", "t2", "t3", "t4")]
    assert [one.body["everywhere"] for one in locks] == [False, False, False, True]


def test_a_miss_takes_as_long_for_whatever_number(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = (tick / 128 for tick in range(1000))
    monkeypatch.setattr(people, "time", Mock(monotonic=lambda: next(hands)))
    for number in (NUMBER, "31219299", "99999999", RECORD.id_number, "110101199003070000", "?"):
        school.door().identify(number, "000000")
    assert school.pauses == [0.1 - 1 / 128] * 6
    assert identified(school.door("t2").identify(NUMBER, TAIL)) == [NUMBER]
    assert len(school.pauses) == 6, "who is right does not wait"


def test_a_lookup_that_took_longer_is_told_at_once(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "time", Mock(monotonic=Mock(side_effect=[1.0, 9.0])))
    school.door().identify(NUMBER, "000000")
    assert school.pauses == [0.0]


def test_the_store_is_written_alike_for_known_and_unknown(school: School) -> None:
    written = []
    for number in (NUMBER, "31219299", RECORD.id_number, "110101199003070000"):
        store = Mock(wraps=school.store)
        replace(school.door(), store=store).identify(number, "000000")
        called = Counter(name for name, _, _ in store.mock_calls)
        written.append((called["add_miss"], called["misses"], called["students_of"]))
        assert called["events"] <= 2
    assert set(written) == {(2, 5, 1)}


def test_a_lock_here_is_none_there_but_twenty_a_day_lock_everywhere(school: School) -> None:
    for terminal in ("t1", "t2", "t3", "t4"):
        for _ in range(5):
            school.door(terminal).identify(NUMBER, "000000")
    assert refused(school.door("t5").identify(NUMBER, TAIL)) == ("number_locked_today", {})
    school.clock.move(hours=14, minutes=30)
    assert identified(school.door("t5").identify(NUMBER, TAIL)) == [NUMBER]


def test_nineteen_elsewhere_lock_nobody_out(school: School) -> None:
    for terminal, misses in (("t1", 5), ("t2", 5), ("t3", 5), ("t4", 4)):
        for _ in range(misses):
            school.door(terminal).identify(NUMBER, "000000")
    assert identified(school.door("t5").identify(NUMBER, TAIL)) == [NUMBER]


def test_ten_misses_in_a_row_pause_the_terminal_for_a_minute(school: School) -> None:
    for last in range(9):
        school.door().identify(f"3121929{last}", "000000")
    assert refused(school.door().identify("31219299", "0")) == (
        "terminal_paused",
        {"seconds": "60"},
    )
    assert refused(school.door().identify(NUMBER, TAIL))[0] == "terminal_paused"
    assert identified(school.door("t2").identify(NUMBER, TAIL)) == [NUMBER]
    school.clock.move(minutes=1)
    assert identified(school.door().identify(NUMBER, TAIL)) == [NUMBER]
    for last in range(9):
        assert refused(school.door().identify(f"3121928{last}", "0"))[0] == "no_match"


def test_a_right_answer_forgets_the_wrong_ones(school: School) -> None:
    for _ in range(4):
        school.door().identify(NUMBER, "000000")
    school.door().identify(NUMBER, TAIL)
    assert refused(school.door().identify(NUMBER, "000000")) == ("no_match", {"left": "4"})


@pytest.mark.parametrize(("second", "answer"), [("name", "林小满"), ("none", "")])
def test_other_second_factors(school: School, second: str, answer: str) -> None:
    school.config = replace(school.config, second=second)  # type: ignore[arg-type]
    found = school.door().identify(NUMBER, answer)
    assert isinstance(found, Identified)
    assert found.factor == second
    if second == "name":
        assert isinstance(school.door().identify(NUMBER, "林大满"), Problem)
