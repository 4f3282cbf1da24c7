"""Rounds open and close, and one of them is meant."""

from pathlib import Path

import pytest

from kiosk.model.rounds import OpenRound, Round
from kiosk.services.rounds import ManyRounds, NoOpenRound, RoundNotOpen, Rounds
from tests.school import INITIAL, RECORD, YEAR2, School

NUMBER = RECORD.student_no


def test_a_new_home_has_this_years_initial_open(tmp_path: Path) -> None:
    school = School(tmp_path)
    school.rounds.begin()
    school.rounds.begin()
    assert [str(one.round) for one in school.rounds.all_open()] == ["2020/initial"]


def test_rounds_open_close_and_are_seen_at_once_by_whoever_asks(school: School) -> None:
    rounds = Rounds(school.store, school.clock)
    assert [one.round for one in rounds.today()] == [INITIAL]
    school.open(YEAR2, grade="2019")
    assert [one.round for one in rounds.today()] == [INITIAL, YEAR2]
    school.rounds.close(INITIAL, "", "staff:demo")
    assert [one.round for one in rounds.today()] == [YEAR2]
    with pytest.raises(RoundNotOpen):
        rounds.close(INITIAL, "", "staff:demo")
    with pytest.raises(RoundNotOpen):
        rounds.close(YEAR2, "2018", "staff:demo")


def test_dates_of_a_round_hold_to_the_day(school: School) -> None:
    school.rounds.close(INITIAL, "", "staff:demo")
    school.rounds.open(OpenRound(YEAR2, "", "2020-09-16", "2020-09-17"), "staff:demo")
    seen = []
    for _ in range(4):
        seen.append(bool(school.rounds.today()))
        school.clock.move(days=1)
    assert seen == [False, True, True, False]


def test_the_round_that_a_command_means(school: School) -> None:
    student = school.student()
    assert school.rounds.the_one(student, None) == INITIAL
    school.open(YEAR2)
    with pytest.raises(ManyRounds):
        school.rounds.the_one(student, None)
    assert school.rounds.the_one(student, YEAR2) == YEAR2
    with pytest.raises(RoundNotOpen):
        school.rounds.the_one(student, Round(2021, "year2"))
    for one in (INITIAL, YEAR2):
        school.rounds.close(one, "", "staff:demo")
    with pytest.raises(NoOpenRound):
        school.rounds.the_one(student, None)


def test_who_left_has_no_round(school: School) -> None:
    school.leave(NUMBER)
    assert school.rounds.asked_for(school.student()) is None
