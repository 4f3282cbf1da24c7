"""A student at the terminal: presses keys, moves the mouse, reads the screen."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.timer import Timer

from kiosk.model.record import Field
from kiosk.model.request import Claim
from kiosk.visit import (
    AccountGiven,
    Chosen,
    Confirmed,
    Ended,
    Event,
    FoundCorrect,
    Identified,
    RequestsAsked,
    Started,
    Step,
    Visit,
    WentOn,
)
from screens.app import KioskApp
from screens.messages import SignatureGiven
from tests.school import ON_PAPER, RECORD, TAIL, School
from tests.screens.person import Person
from tests.screens.thrift import thrift


class StillKiosk(KioskApp):
    """A kiosk whose seconds pass when a test says so."""

    def set_interval(self, interval: float, *given: Any, **more: Any) -> Timer:
        return super().set_interval(interval * 10**6, *given, **more)


def hold_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let time pass on the screens only when a test says so."""
    monkeypatch.setattr("screens.paper._PATIENCE", 10**6)


class Visitor(Person):
    """A student before the kiosk."""

    app: KioskApp

    @property
    def step(self) -> Step:
        return self.app.visit.step

    def at(self, step: Step) -> bool:
        return self.step is step

    @property
    def visit(self) -> Visit:
        return self.app.visit

    async def post(self, *happened: Event) -> None:
        """Come to a step without its keys."""
        for event in happened:
            self.app.move(event)
        await self.settle()

    async def go_to(self, step: Step, school: School, number: str = RECORD.student_no) -> None:
        """Come to a step of a visit in which nothing is wrong."""
        if step is Step.REQUESTS and not school.student(number).requests:
            school.declare([Claim(Field.NAME, "林晓满")], student_no=number)
            await self.post(Ended())
        found = school.door().identify(number, school.student(number).record.id_number[-6:])
        assert isinstance(found, Identified)
        ways: Mapping[Step, Event] = {
            Step.WELCOME: Started(),
            Step.IDENTIFY: found,
            Step.ENROLMENTS: Chosen(0),
            Step.RECORD: FoundCorrect(),
            Step.STATEMENT: Confirmed(),
            Step.ACCOUNT: AccountGiven(""),
            Step.PRINT: WentOn(),
            Step.FAREWELL: RequestsAsked(),
        }
        for _ in Step:
            if self.step is step:
                return
            if self.step is Step.SIGN:
                self.app.post_message(SignatureGiven(ON_PAPER, None))
                await self.settle()
            else:
                await self.post(ways[self.step])
        raise AssertionError(step, self.step)


@asynccontextmanager
async def visiting(school: School, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Visitor]:
    """Stand at a terminal of a school."""
    kiosk = StillKiosk(school.config, school.lobby)
    with thrift():
        async with kiosk.run_test(size=size) as pilot:
            visitor = Visitor(kiosk, pilot)
            await visitor.settle()
            yield visitor


async def enter(visitor: Visitor, number: str = RECORD.student_no, tail: str = TAIL) -> None:
    """Type a number and the second factor."""
    await visitor.write(number)
    await visitor.press("enter")
    await visitor.write(tail.lower())
    await visitor.press("enter")
