"""Pictures of the steps of a visit."""

import pytest

from kiosk.model.record import Field
from kiosk.model.request import Claim, MoveKind
from kiosk.visit import Step
from tests.school import RECORD, SECOND, School
from tests.screens.visitor import Visitor, visiting
from tests.snapshots.album import Album


async def come_to(visitor: Visitor, school: School, step: Step) -> None:
    """Stand at a step with something to see on it."""
    match step:
        case Step.WELCOME:
            pass
        case Step.IDENTIFY:
            await visitor.write(RECORD.student_no)
            await visitor.press("enter")
            await visitor.write("000000")
            await visitor.press("enter")
        case Step.ENROLMENTS:
            await visitor.go_to(step, school)
        case Step.RECORD:
            await visitor.go_to(step, school)
            await mark(visitor)
        case Step.DISPUTE:
            await visitor.go_to(Step.RECORD, school)
            await mark(visitor)
            await visitor.press("enter")
            await visitor.write("jx")
        case Step.ACCOUNT:
            await visitor.go_to(step, school)
            await visitor.write("13612341011")
        case Step.SIGN:
            await visitor.go_to(step, school)
            await visitor.draw((20, 10), (26, 14), (32, 9), (44, 15), (50, 9))
        case Step.REQUESTS:
            asked_for_material(school)
            await visitor.go_to(Step.RECORD, school)
            await visitor.press("f5", "f7")
            await visitor.write("审批表已交李老师")
        case _:
            await visitor.go_to(step, school)


def asked_for_material(school: School) -> None:
    """Have the registrar ask for something."""
    number = school.declare([Claim(Field.MAJOR, "数控技术", "转专业")]).requests[0].number
    school.clock.move(days=1)
    school.requests.move(number, MoveKind.TAKE, "staff:li")
    school.requests.move(number, MoveKind.ASK, "staff:li", text="请带转专业审批表，实训楼 203")


async def mark(visitor: Visitor) -> None:
    """Mark 专业 and 入学日期, and stay on the latter."""
    order = list(Field)
    await visitor.press(*["tab"] * order.index(Field.MAJOR), "space")
    rows = (order.index(Field.ENTRY_DATE) - order.index(Field.MAJOR)) // 2
    await visitor.press(*["down"] * rows, "space")


@pytest.mark.parametrize("step", Step, ids=lambda step: step.value)
async def test_a_screen_looks_as_it_did(school: School, step: Step) -> None:
    if step in {Step.ENROLMENTS, Step.FAREWELL}:
        school.enrol(SECOND)
    album = Album()
    async with visiting(school) as visitor:
        await come_to(visitor, school, step)
        assert visitor.at(step)
        await album.add_all(f"{step.value}_{{size}}", visitor, ["zh"])
    assert album.seen == album.kept
