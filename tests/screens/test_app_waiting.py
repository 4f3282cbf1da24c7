"""Who waits for paper: told on Welcome, and printed when nobody comes."""

from kiosk.printing.contract import Outcome
from kiosk.visit import Step
from screens.welcome import REST
from tests.school import OTHER, VISIT, School
from tests.screens.patient import Patient, until
from tests.screens.visitor import visiting


async def test_welcome_tells_how_many_wait_and_prints_them_when_nobody_comes(
    school: School,
) -> None:
    school.enrol(OTHER)
    async with visiting(school) as visitor:
        visitor.app.second_passed()
        await visitor.settle()
        assert not visitor.sees("待打印")
        school.declare()
        school.declare(student_no=OTHER.student_no, visit=VISIT)
        visitor.app.second_passed()
        await visitor.settle()
        assert visitor.sees("2 份待打印")
        assert not school.trays[0].jobs
        for _ in range(REST):
            visitor.app.second_passed()
            await visitor.settle()
        assert len(school.trays[0].jobs) == 2
        visitor.app.second_passed()
        await visitor.settle()
        assert not visitor.sees("待打印")


async def test_welcome_says_what_the_printer_needs(school: School) -> None:
    school.declare()
    school.trays[0].outcome = Outcome.DOOR
    async with visiting(school) as visitor:
        for _ in range(REST + 1):
            visitor.app.second_passed()
            await visitor.settle()
        assert visitor.sees("1 份待打印", "盖子或纸盒没关好")
        school.trays[0].outcome = Outcome.PRINTED
        for _ in range(REST + 1):
            visitor.app.second_passed()
            await visitor.settle()
        assert not visitor.sees("待打印")
        assert len(school.trays[0].jobs) == 1


async def test_nothing_waiting_is_printed_while_somebody_is_there(school: School) -> None:
    school.enrol(OTHER)
    school.declare(student_no=OTHER.student_no)
    async with visiting(school) as visitor:
        await visitor.go_to(Step.RECORD, school)
        for _ in range(2 * REST):
            visitor.app.second_passed()
        await visitor.settle()
        assert not school.trays[0].jobs


async def test_who_comes_stops_the_draining(school: School) -> None:
    school.enrol(OTHER)
    school.declare()
    school.declare(student_no=OTHER.student_no)
    printer = Patient()
    school.trays = [printer]  # type: ignore[list-item]
    async with visiting(school) as visitor:

        def printing() -> bool:
            visitor.app.second_passed()
            return printer.waits.is_set()

        await until(visitor, printing)
        visitor.send("a")
        await until(visitor, lambda: visitor.at(Step.IDENTIFY))
        printer.mended.set()
        await until(visitor, lambda: len(school.queue.waiting()) == 1)
        await visitor.settle()
        assert len(printer.jobs) == 1
