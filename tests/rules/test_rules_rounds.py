"""Rounds, the pile, and the advice about corrections."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.model.events import Draft, Event, Kind
from kiosk.model.record import PARTS, Field, Photo
from kiosk.model.rounds import OpenRound, Round
from kiosk.model.student import Student, Summary
from kiosk.rules import chain, rounds
from kiosk.rules.fold import fold
from kiosk.rules.pile import natural, place
from kiosk.rules.proofs import advice
from tests.store.samples import declared, imported

INITIAL, YEAR2 = Round(2020, "initial"), Round(2020, "year2")
TODAY = date(2020, 9, 15)


@pytest.mark.parametrize("text", ["2020/initial", "2021/year2", "2022/year9", "2023/graduation"])
def test_rounds_are_written_as_commands_take_them(text: str) -> None:
    assert str(rounds.parse_round(text)) == text


@pytest.mark.parametrize("text", ["", "2020", "2020/year1", "2020/year10", "20/initial", "x/y"])
def test_what_is_no_round(text: str) -> None:
    with pytest.raises(ValueError, match="not a round"):
        rounds.parse_round(text)


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2020, 8, 1), 2020), (date(2020, 7, 31), 2019), (date(2021, 1, 1), 2020)],
)
def test_the_academic_year(day: date, year: int) -> None:
    assert rounds.academic_year(day) == year


OPEN, CLOSE = Kind.ROUND_OPENED, Kind.ROUND_CLOSED
DATES = {"starts": "", "ends": ""}


def desk(*happened: tuple[Kind, str, str]) -> tuple[Event, ...]:
    return chain.extend(
        chain.DESK,
        (),
        (
            Draft(
                "2020-09-01T08:00:00+08:00",
                "staff:demo",
                kind,
                {"round": name, "grade": grade, **(DATES if kind is OPEN else {})},
            )
            for kind, name, grade in happened
        ),
    )


@pytest.mark.parametrize(
    ("happened", "left"),
    [
        ([], []),
        ([(OPEN, "2020/initial", "")], [("2020/initial", "")]),
        ([(OPEN, "2020/initial", ""), (CLOSE, "2020/initial", "")], []),
        (
            [(OPEN, "2020/initial", "2019"), (OPEN, "2020/initial", "2020")],
            [("2020/initial", "2019"), ("2020/initial", "2020")],
        ),
        (
            [
                (OPEN, "2020/initial", "2019"),
                (OPEN, "2020/initial", "2020"),
                (CLOSE, "2020/initial", "2019"),
            ],
            [("2020/initial", "2020")],
        ),
        (
            [
                (OPEN, "2020/initial", "2019"),
                (OPEN, "2020/year2", ""),
                (CLOSE, "2020/initial", ""),
            ],
            [("2020/year2", "")],
        ),
        (
            [(OPEN, "2020/initial", ""), (OPEN, "2020/year2", ""), (OPEN, "2020/initial", "")],
            [("2020/year2", ""), ("2020/initial", "")],
        ),
        ([(CLOSE, "2020/initial", "")], []),
    ],
)
def test_which_are_open(happened: list[tuple[Kind, str, str]], left: list[tuple[str, str]]) -> None:
    found = rounds.open_rounds(desk(*happened))
    assert [(str(one.round), one.grade) for one in found] == left


@pytest.mark.parametrize(
    ("opened", "fits"),
    [
        (OpenRound(INITIAL), True),
        (OpenRound(INITIAL, "2019"), True),
        (OpenRound(INITIAL, "2018"), False),
        (OpenRound(INITIAL, starts="2020-09-15", ends="2020-09-15"), True),
        (OpenRound(INITIAL, starts="2020-09-16"), False),
        (OpenRound(INITIAL, ends="2020-09-14"), False),
    ],
)
def test_which_fit(opened: OpenRound, fits: bool) -> None:
    assert bool(rounds.fitting([opened], "2019", TODAY)) is fits


def test_a_round_that_fits_twice_is_one() -> None:
    assert rounds.fitting([OpenRound(INITIAL), OpenRound(INITIAL, "2019")], "2019", TODAY) == (
        INITIAL,
    )


def test_who_declared_is_asked_for_the_next_and_then_for_the_latest() -> None:
    fresh = Student("31219201")
    events = chain.extend("31219201", (), [imported("31219201"), declared("a")])
    done = fold("31219201", events)
    assert rounds.asked_for(fresh, (INITIAL, YEAR2)) == INITIAL
    assert rounds.asked_for(done, (INITIAL, YEAR2)) == YEAR2
    assert rounds.asked_for(done, (INITIAL,)) == INITIAL
    assert rounds.asked_for(fresh, ()) is None


@pytest.mark.parametrize(
    ("duration", "kinds"),
    [
        ("3", ("year2", "year3", "graduation")),
        ("2", ("year2", "graduation")),
        ("2.5", ("year2", "year3", "graduation")),
        ("1", ("graduation",)),
        ("5", ("year2", "year3", "year4", "year5", "graduation")),
        ("", ("year2", "year3", "graduation")),
        ("三年", ("year2", "year3", "graduation")),
        ("Infinity", ("year2", "year3", "graduation")),
        ("99", (*(f"year{n}" for n in range(2, 10)), "graduation")),
    ],
)
def test_later_rounds_of_a_course(duration: str, kinds: tuple[str, ...]) -> None:
    assert rounds.later_kinds(duration) == kinds


# The pile

ONE = Summary(
    student_no="31219201",
    name="",
    grade="2019",
    level="",
    college="机械工程学院",
    department="",
    major="机械",
    class_name="质检3192",
    school="",
    left=False,
    verdicts={},
    days={},
    printed=False,
    waiting="",
    waiting_at="",
    handed_in=(),
    excuses={},
    requests={},
    rev=1,
    head="",
)


def test_class_names_compare_naturally() -> None:
    classes = ["质检3192", "质检392", "质检3191", "质检", "质检3192班", "质检0392"]
    assert sorted(classes, key=natural) == [
        "质检", "质检0392", "质检392", "质检3191", "质检3192", "质检3192班",
    ]  # fmt: skip


def test_piles_are_kept_by_college_then_grade_major_class_number() -> None:
    order = [
        replace(ONE, college="A", student_no="9"),
        replace(ONE, grade="2018", major="z"),
        replace(ONE, major="a", class_name="9"),
        replace(ONE, class_name="质检392"),
        replace(ONE, student_no="10"),
        replace(ONE, student_no="9"),
    ]
    assert sorted([*order[3:], *order[:3]], key=place) == order


# Advice


def test_who_decides() -> None:
    province = {
        Field.NAME, Field.GENDER, Field.BIRTH_DATE, Field.ID_NUMBER, Field.MAJOR, Field.LEVEL,
        Field.STUDY_MODE, Field.DURATION, Field.ETHNICITY,
    }  # fmt: skip
    branch = {Field.COLLEGE, Field.DEPARTMENT, Field.CLASS_NAME, Field.STUDENT_NO}
    for field in province:
        assert "省教育厅" in advice(field, "zh").decides
    for field in branch:
        assert advice(field, "zh").decides == "分院学籍管理员"


def test_every_part_has_advice_in_both_languages() -> None:
    for part in PARTS:
        for lang in ("zh", "en"):
            told = advice(part, lang)
            assert told.decides
            assert told.proofs


def test_when_it_is_not_an_error_yet() -> None:
    assert "还不算错" in advice(Field.MAJOR, "zh").patience
    assert "最后一学年" in advice(Photo.DEGREE, "zh").patience
    assert advice(Field.NAME, "zh").patience == ""
    assert any("曾用名" in proof for proof in advice(Field.NAME, "zh").proofs)
