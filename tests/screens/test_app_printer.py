"""A printer in trouble, or none, is told before and after signing, and keeps nobody from it."""

from kiosk.printing.contract import Outcome
from kiosk.visit import AccountGiven, PrintState, Step
from tests.school import School
from tests.screens.visitor import visiting

SIGN_ON_PAPER = ("3", "space", "enter")


TROUBLES = (
    (Outcome.UNREACHABLE, "打印机连不上：可以先签", "打印机连不上"),
    (Outcome.REFUSED, "打印机现在不收：可以先签", "打印机不收这一页"),
    (Outcome.OUT_OF_PAPER, "打印机没纸了：可以先签", "打印机没纸了"),
)
"""What stands in the way, and what is told of it before and after signing."""


async def test_a_printer_in_trouble(school: School) -> None:
    tray = school.trays[0]
    async with visiting(school) as visitor:
        for tray.outcome, before, _ in TROUBLES:
            await visitor.go_to(Step.ACCOUNT, school)
            await visitor.post(AccountGiven(""))
            assert visitor.sees(before)
            await visitor.press("escape")
        await visitor.post(AccountGiven(""))
        await visitor.press(*SIGN_ON_PAPER)
        for tray.outcome, _, after in reversed(TROUBLES):
            assert visitor.at(Step.PRINT)
            await visitor.press("f8")
            assert visitor.sees(after, "声明已经存好")
        tray.outcome = Outcome.PRINTED
        await visitor.press("f8")
        assert visitor.visit.paper is PrintState.PRINTED
        assert visitor.sees("✓出纸")
        tray.outcome = Outcome.OUT_OF_PAPER
        await visitor.press("f8")
        await visitor.press("enter")
        assert visitor.at(Step.FAREWELL)
        assert visitor.sees("纸还没打出来")
    student = school.student()
    assert len(student.declarations) == 1
    assert student.copies(student.declarations[0].sheet_id) == 1


async def test_no_printer_at_all(school: School) -> None:
    school.trays = []
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        assert visitor.sees("没有设打印机：可以先签")
        await visitor.press("3")
        assert visitor.sees("没有设打印机：可以先签")
        await visitor.press("space", "enter")
        assert visitor.sees("没有设打印机，纸以后补打")


async def test_a_name_that_no_font_prints_is_told_before_signing(school: School) -> None:
    school.missing_glyphs = "满"
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        assert visitor.sees("打印不出的字（满）")


async def test_the_limit_of_copies(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.PRINT, school)
        await visitor.press("f8")
        assert visitor.sees("✓出纸")
        await visitor.press("f8")
        assert visitor.visit.paper is PrintState.LIMIT
        assert visitor.sees("已打够次数")
    assert len(school.trays[0].jobs) == 2
