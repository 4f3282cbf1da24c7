"""At the desk each opening of a record is noted, and no repainting of it."""

from dataclasses import replace

from kiosk.model.events import Kind
from kiosk.model.record import Field
from kiosk.model.request import Claim
from screens.desk.file import FileScreen
from screens.desk.request import RequestScreen
from tests.school import RECORD, School
from tests.screens.clerk import Clerk, at_desk, desk_of


def looks(school: School) -> list[str]:
    return [one.body["student_no"] for one in school.store.desk() if one.kind is Kind.LOOKED]


async def opened(clerk: Clerk) -> None:
    clerk.app.go_on(FileScreen(clerk.app._desk, RECORD.student_no))
    await clerk.settle()


async def test_a_file_that_stays_open_is_one_look(school: School) -> None:
    async with at_desk(desk_of(school)) as clerk:
        await opened(clerk)
        school.enrol(replace(RECORD, major="数控技术"))
        await clerk.second()
        assert clerk.sees("数控技术")
        await clerk.press("f9", "f3")
        assert looks(school) == [RECORD.student_no]
        await clerk.press("escape")
        await opened(clerk)
        assert looks(school) == [RECORD.student_no] * 2


async def test_a_request_that_is_opened_twice_is_looked_at_twice(school: School) -> None:
    number = school.declare([Claim(Field.NAME, "林晓满")]).requests[0].number
    async with at_desk(desk_of(school)) as clerk:
        for times in (1, 2):
            clerk.app.go_on(RequestScreen(clerk.app._desk, number))
            await clerk.settle()
            assert looks(school) == [RECORD.student_no] * times
            await clerk.press("escape")
