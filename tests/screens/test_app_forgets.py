"""After a visit no live object holds anything of the student: looked for through all there are."""

import gc
from collections.abc import Awaitable, Callable
from dataclasses import replace
from types import CellType

import pytest

from kiosk.rules.idnumber import check_digit
from kiosk.visit import Step
from tests.school import RECORD, School
from tests.screens.visitor import Visitor, visiting

SYLLABLES = ("翠", "鸟", "鸣")
"""Of a name that stands whole in no constant of a test: it would be found there."""
NUMBER = 97530001
ID = (first17 := "99990020010203707") + check_digit(first17)


def name() -> str:
    return "".join(SYLLABLES)


def holders() -> list[str]:
    """Return what kinds of things hold a text with the canary's name."""
    gc.collect()
    wanted = name()
    return [
        f"{type(one).__module__}.{type(one).__qualname__}"
        for one in gc.get_objects()
        if type(one) is not CellType
        and any(type(held) is str and wanted in held for held in gc.get_referents(one))
    ]


async def finish(visitor: Visitor) -> None:
    await visitor.press("f10")


async def stay_away(visitor: Visitor) -> None:
    for _ in range(80):
        visitor.app.second_passed()
    await visitor.settle()


ENDS = [
    (Step.IDENTIFY, finish), (Step.RECORD, stay_away), (Step.SIGN, finish), (Step.SIGN, stay_away),
    (Step.FAREWELL, finish), (Step.REQUESTS, stay_away),
]  # fmt: skip
"""A step shows what those before it showed; each way of ending comes after few and after many."""


@pytest.mark.parametrize(("step", "end"), ENDS)
async def test_nothing_of_a_visit_is_alive(
    school: School,
    step: Step,
    end: Callable[[Visitor], Awaitable[None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("screens.paper._PATIENCE", 20)
    number = str(NUMBER)
    school.enrol(
        replace(RECORD, name=name(), student_no=number, id_number=ID, class_name=f"{name()}班")
    )
    async with visiting(school) as visitor:
        await visitor.go_to(step, school, number)
        assert visitor.sees(name()) or step is not Step.RECORD
        await end(visitor)
        assert visitor.at(Step.WELCOME)
        await visitor.press("f1", "escape")
        await visitor.settle()
        assert holders() == []
