"""A number that staff unlocked: misses are forgotten, and the name opens it once."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.errors import Problem
from kiosk.model.events import Kind
from kiosk.model.staff import Role, Staff
from kiosk.services.acts.appending import NoSuchStudent
from kiosk.services.staff.guard import NotAllowed, guarded
from kiosk.services.visit.unlocking import Unlocking
from kiosk.visit import Identified
from tests.school import OTHER, RECORD, TAIL, School

NUMBER, NAME = RECORD.student_no, RECORD.name
DESK = "staff:fen"


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path)
    school.open()
    school.enrol(RECORD)
    school.enrol(OTHER)
    return school


def unlock(school: School) -> None:
    Unlocking(school.store, school.clock, DESK).unlock(NUMBER)


def lock(school: School) -> None:
    for _ in range(5):
        school.door().identify(NUMBER, "000000")
    assert isinstance(school.door().identify(NUMBER, TAIL), Problem)


def test_who_was_locked_out_comes_in_with_the_right_answer(school: School) -> None:
    lock(school)
    school.clock.move(seconds=1)
    unlock(school)
    assert isinstance(school.door().identify(NUMBER, TAIL), Identified)


def test_a_day_of_wrong_answers_is_forgotten_everywhere(school: School) -> None:
    for terminal in ("t1", "t2", "t3", "t4"):
        for _ in range(5):
            school.door(terminal).identify(NUMBER, "000000")
            school.clock.move(minutes=1)
    assert isinstance(school.door("t5").identify(NUMBER, TAIL), Problem)
    unlock(school)
    assert isinstance(school.door("t5").identify(NUMBER, TAIL), Identified)


def test_the_name_opens_it_once(school: School) -> None:
    door, elsewhere = school.door(), school.door("t2")
    assert isinstance(door.identify(NUMBER, NAME), Problem)
    unlock(school)
    found = door.identify(NUMBER, NAME)
    assert isinstance(found, Identified)
    assert found.factor == "name"
    assert isinstance(door.identify(NUMBER, NAME), Problem)
    assert isinstance(elsewhere.identify(NUMBER, NAME), Problem)
    kinds = [event.kind for event in school.store.desk()][-2:]
    assert kinds == [Kind.UNLOCKED, Kind.ADMITTED]


def test_the_right_answer_leaves_the_name_to_be_used(school: School) -> None:
    unlock(school)
    found = school.door().identify(NUMBER, TAIL)
    assert isinstance(found, Identified)
    assert found.factor == "tail"
    assert isinstance(school.door().identify(NUMBER, NAME), Identified)


def test_nobody_else_comes_in_by_a_name(school: School) -> None:
    unlock(school)
    assert isinstance(school.door().identify(OTHER.student_no, OTHER.name), Problem)
    assert isinstance(school.door().identify(NUMBER, OTHER.name), Problem)
    assert isinstance(school.door().identify(NUMBER, ""), Problem)


def test_an_id_number_that_is_spelled_like_the_number_opens_nothing(school: School) -> None:
    school.enrol(replace(OTHER, student_no="31219203", id_number=NUMBER))
    unlock(school)
    assert isinstance(school.door().identify(NUMBER, OTHER.name), Problem)


def test_after_half_an_hour_the_name_opens_nothing(school: School) -> None:
    unlock(school)
    school.clock.move(minutes=30)
    assert isinstance(school.door().identify(NUMBER, NAME), Problem)
    assert isinstance(school.door().identify(NUMBER, TAIL), Identified)


def test_wrong_names_are_counted_too(school: School) -> None:
    unlock(school)
    for _ in range(5):
        school.clock.move(seconds=1)
        school.door().identify(NUMBER, "某人")
    assert isinstance(school.door().identify(NUMBER, NAME), Problem)


def test_who_may_unlock_whom(school: School) -> None:
    fen = Staff("fen", Role.REGISTRAR, "", colleges=(RECORD.college,))
    fu = Staff("fu", Role.COUNSELOR, "", classes=(RECORD.class_name,))
    own = Unlocking(guarded(school.store, fen, school.clock), school.clock, fen.actor)
    assert own.unlock(NUMBER).student_no == NUMBER
    with pytest.raises(NotAllowed):
        own.unlock(OTHER.student_no)
    with pytest.raises(NotAllowed):
        Unlocking(guarded(school.store, fu, school.clock), school.clock, fu.actor).unlock(NUMBER)
    with pytest.raises(NoSuchStudent):
        Unlocking(school.store, school.clock, DESK).unlock("1")
