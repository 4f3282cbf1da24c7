"""Asks the use cases what a visit needs known or written, and tells the app the answer."""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, Protocol, TypeVar

from assets import Lang
from kiosk.errors import KioskError, Problem, StoreDamaged
from kiosk.model.paper import Answer
from kiosk.services.paper.printing import Why
from kiosk.services.paper.queue import Queue
from kiosk.services.visit.terminal import Matrix, Terminal
from kiosk.visit import (
    ChangesSigned,
    Event,
    MissingFiled,
    PaperMoved,
    PrintState,
    SlipAsked,
    SlipMoved,
    Step,
    Visit,
)
from screens.apart import apart
from screens.base import StepScreen
from screens.dispute import DisputeScreen
from screens.messages import (
    MissingGiven,
    NumbersGiven,
    RequestActed,
    SignatureGiven,
    SlipWanted,
)
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
    def lang(self) -> Lang:
        """The language of now."""

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
        self._terminal.forget()

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
            found = await apart(answer, *args, **kwargs)
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

    async def ask_for_corrections(self) -> None:
        """Have the request written for what is found wrong while no round is open."""
        filed = await self._ask(self._terminal.file_request, self._stage.visit)
        if filed is None:
            return
        requests, number = filed.enrolment.student.requests, filed.filed.number
        sheet_id = next(one.sheet_id for one in requests if one.number == number)
        qr = await self._ask(self._terminal.qr, sheet_id)
        if qr is not None:
            self._qr = qr
            self._stage.move(filed)

    async def sign(self, given: SignatureGiven) -> None:
        """Have the declaration written, and print its sheet once it is durable."""
        visit = self._stage.visit
        if visit.confirming:
            await self._sign_changes(visit, given)
            return
        declare = self._terminal.declare
        declared = await self._ask(declare, visit, given.signature, given.strokes)
        if declared is not None:
            await self._print(declared.receipt.declaration.sheet_id, declared)

    async def _sign_changes(self, visit: Visit, given: SignatureGiven) -> None:
        """Have the changes signed, and print the sheet that shows it."""
        confirm = self._terminal.confirm_changes
        signed = await self._ask(confirm, visit, given.signature, given.strokes)
        if signed is not None:
            await self._print(signed.enrolment.student.declarations[-1].sheet_id, signed)

    async def act(self, acted: RequestActed) -> None:
        """Have a move of the student's own request written."""
        visit, move = self._stage.visit, self._terminal.move_request
        said = acted.number, acted.kind, acted.text
        moved = await self._ask(move, visit, *said, parts=acted.parts)
        if moved is not None:
            self._stage.move(moved)

    async def slip(self, wanted: SlipWanted) -> None:
        """Print the checklist of a request, as often as a visit may."""
        visit = self._stage.visit
        if not visit.slip_left:
            return
        self._stage.move(SlipAsked())
        lang = self._stage.lang
        state = await self._ask(self._terminal.print_slip, visit, wanted.number, lang)
        if state is not None:
            self._stage.move(SlipMoved(state))

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
        heard: list[PaperMoved] = []
        told = self._teller(student_no, heard)
        why = Why.CHANGED if isinstance(event, ChangesSigned) else Why.ASKED
        printing = asyncio.create_task(self._ask(self._terminal.print, student_no, told, why))
        await asyncio.wait({printing}, timeout=_HEAD_START)
        qr = await self._ask(self._terminal.qr, sheet_id)
        if qr is not None:
            self._qr = qr
            self._stage.move(event)
            for early in heard[-1:]:
                self._paper_moved(student_no, early)
        state = await printing
        if state is not None:
            self._paper_moved(student_no, PaperMoved(state))

    def _teller(self, student_no: str, heard: list[PaperMoved]) -> Callable[[PrintState], None]:
        """Return what a thread that prints may call to tell how it goes; it is kept as well."""
        loop, asked_in = asyncio.get_running_loop(), self._stage.visits

        def moved(event: PaperMoved) -> None:
            heard.append(event)
            if self._stage.visits == asked_in:
                self._paper_moved(student_no, event)

        def told(state: PrintState) -> None:
            loop.call_soon_threadsafe(moved, PaperMoved(state, ended=False))

        return told

    def _paper_moved(self, student_no: str, event: PaperMoved) -> None:
        """Move the visit on, unless it is about another enrolment by now."""
        if student_no == self._stage.visit.enrolment.student.student_no:
            self._stage.move(event)

    async def answer(self, answer: Answer) -> None:
        """Have it noted whether the sheet is in the student's hand."""
        student = self._stage.visit.enrolment.student
        sheet_id = student.declarations[-1].sheet_id
        said = await self._ask(self._terminal.answer, student.student_no, sheet_id, answer)
        if said is not None:
            self._stage.move(said)

    async def drain(self, queue: Queue) -> PrintState | None:
        """Print what waits while nobody is there; return the printer's trouble, if there is any."""
        return await apart(queue.attend, self._terminal.paper, self._nobody_is_there)

    def _nobody_is_there(self) -> bool:
        return self._stage.visit.step is Step.WELCOME

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
