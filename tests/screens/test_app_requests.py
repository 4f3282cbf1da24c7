"""A request's life at the terminal: disputed, asked for material, answered, corrected, signed."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.model.record import Field, Record
from kiosk.model.request import MoveKind
from kiosk.model.rounds import Verdict
from kiosk.printing.contract import Outcome
from kiosk.roster.files import read
from kiosk.services.roster.importing import Importer
from kiosk.visit import PrintState, Step
from tests.roster import samples
from tests.school import INITIAL, RECORD, School
from tests.screens.asker import TO_PAPER, dispute, sign_changes
from tests.screens.visitor import Visitor, enter, visiting

REGISTRAR = "staff:li"


def bring(school: School, record: Record, folder: Path) -> None:
    """Have a new roster imported."""
    school.clock.move(days=1)
    file = samples.xlsx(folder / "new.xlsx", {"名册": samples.table(record.fields())})
    importer = Importer(school.store, school.keys.id_hash, school.clock, REGISTRAR)
    plan = importer.plan([read(file)])
    assert sum(importer.carry_out(plan)) == plan.total == 1


async def test_a_whole_life(school: School, tmp_path: Path) -> None:
    async with visiting(school) as visitor:
        await dispute(visitor)
        number = school.student().requests[0].number
        assert visitor.sees(number, "F5", "F8")
        await visitor.press("f5")
        assert visitor.at(Step.REQUESTS)
        assert visitor.sees("待受理", "专业：应为 数控技术", number)
        await visitor.press("escape")
        assert visitor.at(Step.FAREWELL)
        await visitor.press("f10")

        school.requests.move(number, MoveKind.TAKE, REGISTRAR)
        school.requests.move(number, MoveKind.ASK, REGISTRAR, text="请带转专业审批表")
        await supply(visitor)

        school.requests.move(number, MoveKind.FORWARD, REGISTRAR)
        school.requests.move(number, MoveKind.ACCEPT, REGISTRAR, text="省里已批")
        await enter(visitor)
        assert visitor.sees("已同意", "省里已批")
        await visitor.press("f10")

        bring(school, replace(RECORD, major="数控技术"), tmp_path)
        school.rounds.close(INITIAL, "", actor="staff:demo")
        await sign_changes(visitor)
    student = school.student()
    assert [move.kind for move in student.requests[0].moves] == [
        MoveKind.TAKE, MoveKind.ASK, MoveKind.SUPPLY, MoveKind.FORWARD, MoveKind.ACCEPT,
        MoveKind.CORRECT,
    ]  # fmt: skip
    assert not student.unsigned
    row = school.sheets.page(student).changes[0]
    assert (row.change.field, row.change.new) == (Field.MAJOR, "数控技术")
    assert row.signed.name == RECORD.name
    assert len(school.trays[0].jobs) == 2


async def supply(visitor: Visitor) -> None:
    """Come back, read what is asked for, and answer it."""
    await enter(visitor)
    assert visitor.at(Step.RECORD)
    assert visitor.sees("待补材料", "学籍管理员：请带转专业审批表", "F5")
    await visitor.press("f5")
    assert visitor.sees("学籍管理员说：请带转专业审批表", "请把材料交给学籍管理员")
    await visitor.press("enter")
    await visitor.write("审批表已交李老师2")
    await visitor.press("enter")
    assert visitor.sees("在办", "补交材料", "审批表已交李老师2")
    await visitor.press("enter")
    assert visitor.at(Step.RECORD)
    await visitor.press("f10")


async def test_without_requests_there_is_nothing_to_see(school: School) -> None:
    async with visiting(school) as visitor:
        await enter(visitor)
        assert not visitor.sees("更正申请")
        await visitor.press("f5", "f4")
        assert visitor.at(Step.RECORD)


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_the_checklist_is_printed_in_the_language_of_the_visit(
    school: School, lang: str
) -> None:
    async with visiting(school) as visitor:
        await dispute(visitor, lang)
        await visitor.press("f8")
        assert visitor.visit.slip is PrintState.PRINTED
        assert visitor.sees({"zh": "材料清单已打印", "en": "The checklist is printed"}[lang])
        number = school.student().requests[0].number
        jobs = [job for job in school.trays[0].jobs if number in job.name]
        assert [job.pdf for job in jobs] == [f"%PDF- {number} {lang}".encode()]
        await visitor.press("f8", "f8", "f8")
    jobs = [job for job in school.trays[0].jobs if number in job.name]
    assert len(jobs) == 2
    assert len(school.student().prints) == 1


async def test_a_checklist_that_does_not_come_is_told(school: School) -> None:
    async with visiting(school) as visitor:
        await dispute(visitor)
        school.trays[0].outcome = Outcome.OUT_OF_PAPER
        await visitor.press("f8")
        assert visitor.sees("材料清单没有打印出来", "再试一次")
        await visitor.press("f8")
        assert visitor.sees("材料清单没有打印出来，请用手机扫码看")
        assert not visitor.sees("F8 打材料清单")


async def test_who_declares_signs_the_changes_with_it(school: School) -> None:
    school.declare()
    school.clock.move(days=1)
    school.enrol(replace(RECORD, class_name="质检3191"))
    async with visiting(school) as visitor:
        await enter(visitor)
        assert visitor.sees("有变更待确认：班级", "一并确认")
        await visitor.press("enter", *TO_PAPER)
        assert visitor.at(Step.PRINT)
    student = school.student()
    assert [one.verdict for one in student.declarations] == [Verdict.CORRECT] * 2
    assert not student.unsigned


async def test_who_has_declared_may_sign_the_changes_alone(school: School) -> None:
    school.declare()
    for _ in range(school.config.copies):
        school.paper.print(RECORD.student_no)
    school.clock.move(days=1)
    school.enrol(replace(RECORD, class_name="质检3191", id_number="99990020010203001X"))
    async with visiting(school) as visitor:
        await enter(visitor, tail="03001X")
        await visitor.press("f4")
        assert visitor.at(Step.SIGN)
        assert visitor.sees("班级：质检3192 → 质检3191", "9999**********0028")
        assert not visitor.sees("99990020010203001X")
        await visitor.press("f6")
        assert visitor.sees("99990020010203001X")
        visitor.app.screen.hide()  # type: ignore[attr-defined]
        await visitor.settle()
        assert not visitor.sees("99990020010203001X")
        await visitor.press("escape")
        assert visitor.at(Step.RECORD)
        assert school.student().unsigned
        await visitor.press("f4", "3", "space", "enter")
        assert visitor.at(Step.PRINT)
        assert visitor.visit.paper is PrintState.PRINTED
    student = school.student()
    assert len(student.declarations) == 1
    assert not student.unsigned
