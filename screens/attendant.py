"""Asks the use cases what a visit needs known or written, and tells the app the answer."""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, Protocol, TypeVar

from kiosk.errors import KioskError, Problem, StoreDamaged
from kiosk.services.terminal import Matrix, Terminal
from kiosk.visit import Event, MissingFiled, PaperMoved, Step, Visit
from screens.base import StepScreen
from screens.dispute import DisputeScreen
from screens.messages import MissingGiven, NumbersGiven, SignatureGiven
from screens.sign import SignScreen
from screens.steps import fresh

T = TypeVar("T")
P = ParamSpec("P")

_HEAD_START = 0.2
"""Seconds that a sheet has to be printed before the screen changes."""


class Stage(Protocol):
    """What the attendant sees of the app."""

    visit: Visit

    @property
    def visits(self) -> int:
        """How many visits have ended: an answer to an earlier one is nobody's business."""

    @property
    def step_screen(self) -> StepScreen | None:
        """The screen of the step, below whatever lies over it; none at Welcome."""

    def move(self, event: Event) -> None:
        """Move the visit on."""


class Attendant:
    """One for all visits; keeps nothing of a student but the QR on the screen, until ``forget``."""

    def __init__(self, stage: Stage, terminal: Terminal) -> None:
        """Serve an app with the use cases of a terminal."""
        self._stage = stage
        self._terminal = terminal
        self._qr: Matrix = ()

    def forget(self) -> None:
        """Keep nothing of whoever was here."""
        self._qr = ()

    def screen(self) -> StepScreen:
        """Return a fresh screen for the step that the visit has come to."""
        return fresh(self._terminal, self._stage.visit, self._qr)

    async def look_up(self, step: Step) -> None:
        """Look up what a step's screen shows as soon as it is known."""
        match step:
            case Step.DISPUTE:
                await self._offer()
            case Step.SIGN:
                await self._warn()
            case _:
                pass

    async def _ask(self, answer: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Return a use case's answer, from a thread.

        Nothing is returned if an error was told instead, or the visit that asked is over.
        """
        asked_in = self._stage.visits
        try:
            found = await asyncio.to_thread(answer, *args, **kwargs)
        except StoreDamaged:
            told = Problem("screen.damaged")
        except KioskError as error:
            told = error.problem
        else:
            return found if self._stage.visits == asked_in else None
        if self._stage.visits == asked_in:
            self._tell(told)
        return None

    def _tell(self, problem: Problem) -> None:
        screen = self._stage.step_screen
        if screen is not None:
            screen.tell(problem)

    async def identify(self, given: NumbersGiven) -> None:
        """Find out who that is."""
        found = await self._ask(self._terminal.door.identify, given.number, given.second)
        if isinstance(found, Problem):
            self._tell(found)
        elif found is not None:
            self._stage.move(found)

    async def file(self, given: MissingGiven) -> None:
        """Have the request for an enrolment that is not shown written."""
        visit = self._stage.visit
        filed = await self._ask(self._terminal.file_missing, visit, given.missing)
        if filed is not None:
            self._stage.move(MissingFiled(filed))

    async def sign(self, given: SignatureGiven) -> None:
        """Have the declaration written, and print its sheet once it is durable."""
        visit = self._stage.visit
        declare = self._terminal.declare
        declared = await self._ask(declare, visit, given.signature, given.strokes)
        if declared is not None:
            await self._print(declared.receipt.declaration.sheet_id, declared)

    async def reprint(self, event: Event) -> None:
        """Print the sheet of the latest declaration again."""
        declaration = self._stage.visit.enrolment.student.declarations[-1]
        await self._print(declaration.sheet_id, event)

    async def _print(self, sheet_id: str, event: Event) -> None:
        """Send a sheet to the printer, and go to the screen that tells how far it is.

        The pen has a head start: a sheet that is drawn while a screen is painted takes twice as
        long.
        """
        student_no = self._stage.visit.enrolment.student.student_no
        printing = asyncio.create_task(self._ask(self._terminal.print, student_no))
        await asyncio.wait({printing}, timeout=_HEAD_START)
        qr = await self._ask(self._terminal.qr, sheet_id)
        if qr is not None:
            self._qr = qr
            self._stage.move(event)
        state = await printing
        if state is not None and student_no == self._stage.visit.enrolment.student.student_no:
            self._stage.move(PaperMoved(state))

    async def _offer(self) -> None:
        visit = self._stage.visit
        part, record = visit.marked[visit.disputing], visit.enrolment.student.record
        options = await self._ask(self._terminal.options, part, record)
        screen = self._stage.step_screen
        if options and isinstance(screen, DisputeScreen) and screen.part is part:
            screen.offer(options)

    async def _warn(self) -> None:
        obstacles = await self._ask(self._terminal.obstacles, self._stage.visit)
        screen = self._stage.step_screen
        if obstacles is not None and isinstance(screen, SignScreen):
            screen.warn(obstacles)
