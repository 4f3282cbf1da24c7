"""No round is open and something is wrong: a request is filed, and nothing is declared."""

import pytest

from assets import LANGS
from kiosk.model.record import Field
from kiosk.model.request import Claim, RequestKind, RequestState
from kiosk.printing.contract import Outcome
from kiosk.visit import FoundWrong, MarkedWrong, PrintState, Step
from screens.farewell import FarewellScreen
from tests.school import INITIAL, RECORD, School
from tests.screens.visitor import Visitor, enter, visiting


@pytest.fixture
def closed(school: School) -> School:
    """Someone declared that all is correct; then the round was closed."""
    school.declare()
    school.rounds.close(INITIAL, "", "staff:demo")
    return school


async def find_wrong(visitor: Visitor) -> None:
    """Come to Statement with another major."""
    await enter(visitor)
    await dispute_major(visitor)


async def dispute_major(visitor: Visitor) -> None:
    """Come from Record to Statement with another major."""
    await visitor.post(MarkedWrong(Field.MAJOR, wrong=True), FoundWrong())
    assert visitor.at(Step.DISPUTE)
    await visitor.write("数控技术")
    await visitor.press("enter", "enter")


async def test_who_finds_an_error_later_files_a_request(closed: School) -> None:
    before = closed.student()
    async with visiting(closed) as visitor:
        await find_wrong(visitor)
        assert visitor.at(Step.STATEMENT)
        assert visitor.sees("申请更正的内容", "专业有误，正确的应为：数控技术", "不声明，不签名")
        await visitor.press("enter")
        assert visitor.sees("请先按空格勾选")
        assert closed.student() == before
        await visitor.press("space", "enter")
        assert visitor.at(Step.FAREWELL)
        request = closed.student().requests[0]
        pin = visitor.visit.pin
        assert visitor.sees(request.number, f"PIN {pin}", "扫右边的码")
        assert not any(map(visitor.sees, ("纸还没打出来", "照灰字抄写", "声明 ✓", "打印 ✓")))
        await visitor.press("f5")
        assert visitor.sees("待受理", "专业：应为 数控技术")
        await visitor.press("escape", "f8")
        assert visitor.visit.slip is PrintState.PRINTED
    after = closed.student()
    assert after.declarations == before.declarations
    assert (request.kind, request.state) == (RequestKind.FIELDS, RequestState.SUBMITTED)
    assert request.claims == (Claim(Field.MAJOR, "数控技术"),)
    assert closed.requests.check_pin(request.number, pin)
    assert [job.name for job in closed.trays[0].jobs] == [f"{request.number}.list"]
    assert closed.page.look(request.sheet_id).student == after


async def test_confirming_twice_files_once_and_leaves_the_pin_in_sight(closed: School) -> None:
    async with visiting(closed) as visitor:
        await find_wrong(visitor)
        await visitor.press("space")
        for _ in range(3):
            visitor.send("enter")
        await visitor.settle()
        await visitor.press("enter")
        screen = visitor.app.screen
        assert isinstance(screen, FarewellScreen)
        assert visitor.sees(visitor.visit.pin)
        screen.second_passed()
        await visitor.press("enter")
        assert visitor.at(Step.WELCOME)
    assert len(closed.student().requests) == 1


async def test_what_was_asked_for_already_is_told(closed: School) -> None:
    async with visiting(closed) as visitor:
        for _ in range(2):
            await find_wrong(visitor)
            await visitor.press("space", "enter")
            at_end = visitor.at(Step.FAREWELL)
            await visitor.press("f10" if at_end else "f2")
        (request,) = closed.student().requests
        assert visitor.at(Step.STATEMENT)
        assert visitor.sees(request.number)


async def test_who_never_declared_may_ask_too(school: School) -> None:
    school.rounds.close(INITIAL, "", "staff:demo")
    school.trays[0].outcome = Outcome.OUT_OF_PAPER
    async with visiting(school) as visitor:
        await find_wrong(visitor)
        await visitor.press("space", "enter")
        assert visitor.at(Step.FAREWELL)
    student = school.student()
    assert (len(student.requests), student.declarations) == (1, ())


async def test_a_missing_enrolment_of_the_same_visit_is_another_request(closed: School) -> None:
    async with visiting(closed) as visitor:
        await enter(visitor)
        await visitor.press("f9")
        assert visitor.at(Step.ENROLMENTS)
        for value in ("示例大学", "本科", "会计学", "2018"):
            await visitor.write(value)
            await visitor.press("enter")
        assert visitor.visit.missing
        await visitor.press("escape")
        while not visitor.at(Step.RECORD):
            await visitor.press("escape")
        await dispute_major(visitor)
        await visitor.press("space", "enter")
        assert visitor.at(Step.FAREWELL)
        kinds = [one.kind for one in closed.student().requests]
        assert kinds == [RequestKind.MISSING, RequestKind.FIELDS]
        assert visitor.sees(*(one.number for one in closed.student().requests))


@pytest.mark.parametrize("size", [(80, 24), (132, 43)], ids=str)
async def test_nothing_is_cut(closed: School, size: tuple[int, int]) -> None:
    async with visiting(closed, size) as visitor:
        await find_wrong(visitor)
        for visitor.app.lang in LANGS:
            await visitor.settle()
            for one in (".paper", "Tick", "Primary"):
                widget = visitor.app.screen.query(one).first()
                seen = visitor.app.screen.find_widget(widget).visible_region
                assert seen == widget.region, (visitor.app.lang, one)
        await visitor.press("space", "enter")
        for visitor.app.lang, whom in (("en", "Scan the code"), ("zh", RECORD.college)):
            await visitor.settle()
            assert visitor.sees(closed.student().requests[0].number, visitor.visit.pin, whom)
