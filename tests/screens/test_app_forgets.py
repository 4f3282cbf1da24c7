"""After a visit no live object holds anything of the student: looked for through all there are."""

import gc
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from types import CellType

import pytest

from kiosk.model.record import Field
from kiosk.rules.idnumber import check_digit
from kiosk.visit import FoundWrong, MarkedWrong, Step
from screens.dispute import DisputeScreen
from screens.farewell import FarewellScreen
from tests.living import living, recent
from tests.school import RECORD, School
from tests.screens.visitor import Visitor, enter, visiting

SYLLABLES = ("翠", "鸟", "鸣")
"""Of a name that stands whole in no constant of a test: it would be found there."""
NUMBER = 97530001
BORN = "20031127"


def name() -> str:
    return "".join(SYLLABLES)


def id_number() -> str:
    first17 = f"999900{BORN}583"
    return first17 + check_digit(first17)


def sentence() -> str:
    return "".join(("应", "为", *SYLLABLES, "养护"))


def holders(*secrets: Callable[[], str], among: Callable[[], list[object]] = recent) -> list[str]:
    """Return what kinds of things hold a text with one of the secrets in it.

    Who asks may not hold them either, so secrets are called for.
    """
    wanted = tuple(secret() for secret in secrets)
    alive = [one for one in among() if type(one) is not CellType]
    texts = {one for one in gc.get_referents(*alive) if type(one) is str}
    told = {held for held in texts if any(text in held for text in wanted)}
    return [
        f"{type(one).__module__}.{type(one).__qualname__}"
        for one in (alive if told else ())
        if any(type(held) is str and held in told for held in gc.get_referents(one))
    ]


async def finish(visitor: Visitor) -> None:
    await visitor.press("f10")


async def stay_away(visitor: Visitor) -> None:
    for _ in range(80):
        visitor.app.second_passed()
    await visitor.settle()


async def finish_on_the_cover(visitor: Visitor) -> None:
    for _ in range(70):
        visitor.app.second_passed()
    await visitor.press("f10")


async def count_down(visitor: Visitor) -> None:
    farewell = visitor.app.screen
    assert isinstance(farewell, FarewellScreen)
    while not visitor.at(Step.WELCOME):
        farewell.second_passed()
        await visitor.settle()


End = Callable[[Visitor], Awaitable[None]]
ENDS: Sequence[tuple[Step, str, End]] = [
    (Step.RECORD, "", stay_away), (Step.RECORD, "f1 f3", finish),
    (Step.RECORD, "f1 enter", finish_on_the_cover), (Step.DISPUTE, "f5", stay_away),
    (Step.DISPUTE, "f1", finish_on_the_cover), (Step.ACCOUNT, "f1 f12", stay_away),
    (Step.SIGN, "", stay_away), (Step.FAREWELL, "", count_down), (Step.REQUESTS, "", stay_away),
]  # fmt: skip
MORE_ENDS: Sequence[tuple[Step, str, End]] = [
    (Step.IDENTIFY, "", finish), (Step.SIGN, "", finish), (Step.FAREWELL, "", finish),
    (Step.DISPUTE, "", finish), (Step.RECORD, "f12", stay_away), (Step.FAREWELL, "f1", stay_away),
]  # fmt: skip
"""A step shows what those before it showed; each way of ending comes after few and after many.

The keys lay something over the step.
"""


async def dispute(visitor: Visitor) -> None:
    await visitor.post(MarkedWrong(Field.MAJOR, wrong=True), FoundWrong())
    screen = visitor.app.screen
    assert isinstance(screen, DisputeScreen)
    screen._reason.focus()
    await visitor.write(sentence())
    assert sentence() in screen._reason.value


@pytest.fixture(autouse=True)
def _swept_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks for holders has garbage taken first; once is enough."""
    monkeypatch.setattr("screens.app._SWEPT", 10**6)


@pytest.mark.parametrize("ends", [ENDS, pytest.param(MORE_ENDS, marks=pytest.mark.torture)])
async def test_nothing_of_a_visit_is_alive(
    school: School, ends: Sequence[tuple[Step, str, End]]
) -> None:
    number = str(NUMBER)
    school.enrol(
        replace(
            RECORD, name=name(), student_no=number, id_number=id_number(), class_name=f"{name()}班"
        )
    )
    async with visiting(school) as visitor:
        for step, over, end in ends:
            await visitor.go_to(Step.RECORD if step is Step.DISPUTE else step, school, number)
            assert visitor.sees(name()) or step is not Step.RECORD
            if step is Step.DISPUTE:
                await dispute(visitor)
            assert visitor.app._attendant._qr or step is not Step.FAREWELL
            await visitor.press(*over.split())
            await end(visitor)
            assert visitor.at(Step.WELCOME), (step, over)
            assert visitor.app._attendant._qr == (), "the collector knows no tuples of plain values"
            await visitor.press("f1", "escape")
            await visitor.settle()
            assert holders(name, id_number, sentence) == [], (step, over)
    assert holders(name, id_number, sentence, among=living) == []


async def test_what_is_typed_is_found_while_somebody_is_there_and_gone_afterwards(
    school: School,
) -> None:
    school.enrol(replace(RECORD, student_no=str(NUMBER), id_number=id_number()))
    async with visiting(school) as visitor:
        await enter(visitor, id_number(), str(NUMBER)[-4:])
        assert visitor.at(Step.RECORD)
        await dispute(visitor)
        assert holders(sentence)
        assert holders(id_number)
        await visitor.press("f10")
        assert holders(id_number, sentence) == []
