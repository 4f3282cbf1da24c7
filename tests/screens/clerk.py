"""One of the staff at a desk of the school."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from typing import Any
from uuid import UUID

from textual.timer import Timer

from assets import Lang
from kiosk.cli.home import Home
from kiosk.cli.office import office
from kiosk.model.paper import Answer
from kiosk.model.record import Record
from kiosk.model.request import Claim
from kiosk.model.staff import Role, Staff
from kiosk.services.desk.alarms import alarms
from kiosk.services.desk.desk import Desk
from kiosk.services.desk.scanning import Scanning
from kiosk.services.evidence.verify import Verifier
from kiosk.services.pile.board import Board
from kiosk.services.pile.handin import HandIn
from kiosk.services.pile.missing import Excusing
from kiosk.services.pile.piles import Piles
from kiosk.services.rounds import Rounds
from kiosk.services.staff.files import Files
from kiosk.services.staff.guard import guarded
from kiosk.services.staff.looks import Looks, listing
from screens.desk.app import DeskApp
from tests.school import School
from tests.screens.person import Person
from tests.screens.thrift import thrift

SCHOOL_REGISTRAR = Staff("wang", Role.SCHOOL, key="")


class StillDesk(DeskApp):
    """A desk whose seconds pass when a test says so."""

    def set_interval(self, interval: float, *given: Any, **more: Any) -> Timer:
        return super().set_interval(interval * 10**6, *given, **more)


class Clerk(Person):
    """Somebody at the desk."""

    app: DeskApp

    async def open(self, *keys: str) -> None:
        """Press keys that end at another page, and wait until that was read."""
        await self.press(*keys)
        while self.app.page is None or not self.app.page.up_to_date:
            await self.settle()
        await self.settle()

    async def second(self) -> None:
        """Let a second pass."""
        self.app.second_passed()
        await self.settle()


def desk_of(school: School, staff: Staff = SCHOOL_REGISTRAR, lang: Lang = "zh") -> Desk:
    """Return the desk of one of the staff, on the school's own store and clock."""
    home = Home(school.folder, school.config, school.keys, school.store, staff)
    clock, looks = school.clock, Looks(school.store, staff.actor, school.clock)
    store = guarded(school.store, staff, clock, looks)
    rounds = Rounds(store, clock)
    board = Board(store, rounds, clock)

    @cache
    def scanning() -> Scanning:
        verifier = Verifier(listing(store), school.keys)
        return Scanning(HandIn(verifier, Piles(store), clock, staff.actor), board)

    return Desk(
        staff=staff,
        lang=lang,
        pulse=store.pulse,
        alarms=lambda: alarms(store, clock),
        board=board,
        excusing=Excusing(store, clock, staff.actor),
        files=Files(store, staff, looks),
        scanning=scanning,
        office=cache(lambda: office(home)),
    )


@asynccontextmanager
async def at_desk(desk: Desk, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Clerk]:
    """Sit at a desk."""
    app = StillDesk(desk)
    with thrift():
        async with app.run_test(size=size) as pilot:
            clerk = Clerk(app, pilot)
            await clerk.settle()
            yield clerk


async def typed(clerk: Clerk, *values: str) -> None:
    """Fill a form; what stood in a line goes."""
    for value in values:
        await clerk.press("ctrl+u")
        await clerk.write(value)
        await clerk.press("enter")


def signed(school: School, record: Record, claims: tuple[Claim, ...] = ()) -> str:
    """Have a student declare and print; return the code of the sheet."""
    visit = UUID(int=int(record.student_no))
    school.declare(list(claims), visit=visit, student_no=record.student_no)
    school.paper.print(record.student_no)
    sheet = school.student(record.student_no).declarations[-1]
    school.paper.answer(record.student_no, sheet.sheet_id, Answer.YES)
    return sheet.code
