"""Pictures of the steps of a visit."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from kiosk.model.record import Field
from kiosk.model.request import Claim, MoveKind
from kiosk.visit import Step
from screens import theme
from tests.school import OTHER, RECORD, SECOND, School
from tests.screens.visitor import Visitor, hold_time, visiting
from tests.snapshots.album import Album

SHEET_ID = "7K3M9Q2WTB4XE0G"


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> School:
    """The same school each time: numbers, keys and codes are no chance, and no time passes."""
    hold_time(monkeypatch)
    monkeypatch.setattr("kiosk.services.acts.appending.new_sheet_id", lambda: SHEET_ID)
    monkeypatch.setattr("kiosk.services.visit.people.secrets.randbelow", lambda _: 271828)
    monkeypatch.setattr("kiosk.services.visit.people.uuid4", lambda: UUID(int=1))
    monkeypatch.setattr(theme, "choose", lambda _, light: "light" if light else "dark")
    school = School(tmp_path)
    school.enrol(school.with_photos())
    school.enrol(replace(OTHER, major="机械制造及自动化"))
    school.open(starts="2020-09-14", ends="2020-10-14")
    return school


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
