"""A student at the terminal: presses keys, moves the mouse, reads the screen."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest
from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot
from textual.timer import Timer
from textual.widget import Widget

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
from screens.farewell import FarewellScreen
from screens.messages import SignatureGiven
from tests.school import ON_PAPER, RECORD, TAIL, School

_CHARACTERS: Mapping[str, str] = {"space": " ", "enter": "\r", "tab": "\t"}


class StillKiosk(KioskApp):
    """A kiosk whose seconds pass when a test says so."""

    def set_interval(self, interval: float, *given: Any, **more: Any) -> Timer:
        return super().set_interval(interval * 10**6, *given, **more)


def hold_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let time pass on the screens only when a test says so."""
    monkeypatch.setattr(FarewellScreen, "on_mount", lambda _: None)
    monkeypatch.setattr("screens.paper._PATIENCE", 10**6)


class Visitor:
    """Drives the app by what a terminal would send, and sees what it would show."""

    def __init__(self, app: KioskApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot
        self.pressed = 0

    @property
    def step(self) -> Step:
        return self.app.visit.step

    def at(self, step: Step) -> bool:
        return self.step is step

    @property
    def visit(self) -> Visit:
        return self.app.visit

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each after what the last one did."""
        for key in keys:
            self.pressed += 1
            self.send(key)
            await self._happened()
        await self.pilot.pause()

    async def write(self, text: str) -> None:
        """Type text as fast as a scanner."""
        for char in text:
            self.pressed += 1
            self.send(char)
        await self.settle()

    async def scan(self, digits: str) -> None:
        """Send digits and Enter in one burst."""
        for key in (*digits, "enter"):
            self.send(key)
        await self.settle()

    def send(self, key: str) -> None:
        character = key if len(key) == 1 else _CHARACTERS.get(key)
        driver = self.app._driver
        assert driver is not None
        event = events.Key("space" if key == " " else key, character)
        event.set_sender(self.app)
        driver.send_message(event)

    async def paste(self, text: str) -> None:
        self.app.post_message(events.Paste(text))
        await self.settle()

    def mouse(self, kind: type[events.MouseEvent], x: int, y: int, button: int = 0) -> None:
        driver = self.app._driver
        assert driver is not None
        event = kind(None, x, y, 0, 0, button, False, False, False, screen_x=x, screen_y=y)
        event.set_sender(self.app)
        driver.send_message(event)

    async def tap(self, x: int, y: int) -> None:
        """Tap a cell of the screen."""
        self.mouse(events.MouseDown, x, y, 1)
        await self._happened()
        self.mouse(events.MouseUp, x, y, 1)
        await self.settle()

    async def click(self, kind: type[Widget] | str) -> None:
        """Click the middle of a widget."""
        region = self.one(kind).region
        await self.tap(region.x + region.width // 2, region.y + region.height // 2)

    async def click_text(self, text: str) -> None:
        """Click the first place of the screen where a text stands."""
        for y, row in enumerate(self.rows()):
            if text in row:
                await self.tap(cell_len(row[: row.index(text)]), y)
                return
        raise AssertionError(text, self.text())

    async def draw(self, *points: tuple[int, int]) -> None:
        """Draw one stroke with the mouse, in cells of the screen."""
        self.mouse(events.MouseDown, *points[0], 1)
        for point in points[1:]:
            self.mouse(events.MouseMove, *point, 1)
        self.mouse(events.MouseUp, *points[-1], 1)
        await self.settle()

    async def settle(self) -> None:
        """Wait until everything that was caused has happened and is laid out."""
        await self._happened()
        await self.pilot.pause()

    async def _happened(self) -> None:
        """Wait until nothing is under way.

        Nobody answers in an app that has failed: its failure ends the test, and no wait begins.
        """
        quiet = 0
        while quiet < 2:
            lives = await self.pilot._wait_for_screen()
            if not lives or self.app._exception is not None:
                raise self.app._exception or AssertionError
            await self.app.workers.wait_for_complete()
            everybody = [self.app, *self.app.screen.walk_children(with_self=True)]
            busy = any(one._message_queue.qsize() for one in everybody)
            quiet = 0 if busy or self.app.workers else quiet + 1

    def rows(self) -> list[str]:
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    def text(self) -> str:
        return "\n".join(self.rows())

    def sees(self, *texts: str) -> bool:
        """Tell whether texts stand on the screen, lines broken anywhere."""
        shown = "".join(self.text().replace("│", "").split())
        return all("".join(text.split()) in shown for text in texts)

    def one(self, kind: type[Widget] | str) -> Widget:
        found: Widget = self.app.screen.query_one(kind)
        return found

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
