"""Where in the pile a sheet belongs, also when others put theirs in."""

import random
from bisect import insort
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.model.student import Declaration, Summary
from kiosk.rules import code
from kiosk.rules.pile import place
from kiosk.services.pile.handin import HandIn, Result
from kiosk.services.pile.piles import Piles
from kiosk.services.pile.selection import ManyClasses, NoSuchClass, Selection, the_class
from tests.school import OTHER, RECORD, School
from tests.services.scanning import CLASS, DESK, NUMBER, Timer, around, come, desk


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path)
    school.open()
    return school


def test_a_sheet_is_told_between_whom_it_belongs(school: School) -> None:
    numbers = ["31219201", "31219205", "31219203", "31219202"]
    sheets = {number: come(school, number) for number in numbers}
    at = desk(school)
    told = [around(at.take(sheets[number].code)) for number in numbers]
    assert told == [
        (None, None),
        ("31219201", None),
        ("31219201", "31219205"),
        ("31219201", "31219203"),
    ]
    again = at.take(sheets["31219203"].code)
    assert (again.result, around(again)) == (Result.ALREADY, ("31219202", "31219205"))


def test_a_hundred_sheets_in_random_order_make_the_pile_in_order(school: School) -> None:
    rng = random.Random(5)  # noqa: S311 - an order, no secret
    sheets: dict[str, Declaration] = {}
    for n in range(100):
        values = {
            "college": rng.choice(["机械工程学院", "信息工程学院"]),
            "class_name": f"质检{rng.choice([392, 3192, 3191])}",
            "entry_date": f"{rng.choice([2018, 2019])}-09-01",
        }
        number = f"3121{n:04}"
        sheets[number] = come(school, number, **values)
    by_number = {one.student_no: one for one in school.store.summaries()}
    piles: dict[str, list[tuple[object, ...]]] = {}
    at = desk(school)
    order = rng.sample(list(sheets), len(sheets))
    for number in order:
        pile = piles.setdefault(by_number[number].college, [])
        own = place(by_number[number])
        insort(pile, own)
        above, below = pile.index(own) - 1, pile.index(own) + 1
        expected = (
            str(pile[above][-1]) if above >= 0 else None,
            str(pile[below][-1]) if below < len(pile) else None,
        )
        answer = at.take(code.short_number(sheets[number].sheet_id))
        assert (answer.result, around(answer)) == (Result.ACCEPTED, expected)
    assert {one.student_no for one in school.store.summaries() if one.handed_in} == set(sheets)


def test_only_the_class_that_is_collected_is_taken(school: School) -> None:
    mine, other = come(school, "31219203"), come(school, "31219101", class_name="质检3191")
    repeater = come(school, "30219201", entry_date="2018-09-01")
    at = desk(school)
    for sheet in (other, repeater):
        assert at.take(sheet.code).result is Result.ACCEPTED
    at.give_back(repeater.code)
    only = the_class(school.store.summaries(), CLASS)
    assert at.take(other.code, only).result is Result.OTHER_CLASS
    assert around(at.take(mine.code, only)) == (None, None)
    assert around(at.take(repeater.code, only)) == (None, "31219203")
    assert around(at.take(mine.code, only)) == ("30219201", None)
    assert around(at.take(mine.code)) == ("31219101", None)


def test_a_name_of_two_classes_must_be_made_exact(school: School) -> None:
    school.enrol()
    school.enrol(replace(OTHER, class_name=RECORD.class_name))
    students = list(school.store.summaries())
    with pytest.raises(ManyClasses) as refused:
        the_class(students, CLASS)
    assert refused.value.problem.values["majors"] == (
        "机械工程学院 机械产品检测检验技术 (1); 电子信息学院 数控技术 (1)"
    )
    exact = the_class(students, replace(CLASS, college=OTHER.college))
    assert exact == replace(CLASS, college=OTHER.college, major=OTHER.major)
    with pytest.raises(NoSuchClass):
        the_class(students, Selection(class_name="质检9"))


def test_what_other_desks_take_shows(school: School) -> None:
    sheets = [come(school, f"3121920{n}") for n in range(4)]
    here, there = desk(school), desk(school)
    here.take(sheets[0].code)
    there.take(sheets[1].code)
    assert around(here.take(sheets[2].code)) == ("31219201", None)
    there.give_back(sheets[1].code)
    assert around(here.take(sheets[3].code)) == ("31219202", None)
    assert around(here.take(sheets[2].code)) == ("31219200", "31219203")


def test_looking_at_what_others_take_is_a_small_part_of_the_work(school: School) -> None:
    sheets = {f"312192{n:02}": come(school, f"312192{n:02}") for n in range(40)}
    timer = Timer()
    piles, there = Piles(school.store, timer), desk(school)
    here = HandIn(school.verifier, piles, school.clock, DESK)
    looks = 0
    whole = school.store.summaries

    def counted() -> Iterator[Summary]:
        nonlocal looks
        looks += 1
        return whole()

    school.store.summaries = counted  # type: ignore[method-assign]
    for sheet in sheets.values():
        here.take(sheet.code)
    assert looks < 12
    for number in list(sheets)[::2]:
        there.give_back(sheets[number].code)
    timer.seconds += 10
    told = [around(here.take(sheets["31219221"].code)) for _ in range(5)]
    assert told[-1] == ("31219219", "31219223")


def test_a_long_look_is_cut_in_slices_and_ends(school: School) -> None:
    sheets = [come(school, f"31219{n:03}") for n in range(120)]
    timer = Timer()
    piles, there = Piles(school.store, timer), desk(school)
    for sheet in sheets[:119]:
        there.take(sheet.code)
    last = HandIn(school.verifier, piles, school.clock, DESK).take(sheets[119].code)
    assert last.student is not None
    assert last.round is not None
    timer.seconds += 10
    for _ in range(10):
        before = timer.seconds
        piles.refresh()
        assert timer.seconds - before < 0.03
    after, _ = piles.between(last.student, last.round, Selection())
    assert after is not None
    assert after.student_no == "31219118"


def test_who_moved_to_another_class_moves_in_the_pile(school: School) -> None:
    sheet, last = come(school, NUMBER), come(school, "31219299")
    at = desk(school)
    at.take(sheet.code)
    school.enrol(replace(RECORD, class_name="质检3193"))
    assert around(at.take(last.code)) == (None, NUMBER)
