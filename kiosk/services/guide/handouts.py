"""The guide on paper: who may print which page, and how often: nobody empties a tray."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from threading import Lock

from kiosk.errors import KioskError
from kiosk.printing.contract import Job, Outcome, Printer
from kiosk.services.ports import Clock

PAUSE = timedelta(minutes=5)
"""From one hand-out for somebody unknown to the next on this terminal."""
_NAME = "%Y%m%d-%H%M%S"


class Kind(StrEnum):
    """What can be printed of the guide."""

    GUIDE = "guide"
    """The hand-out: for everybody."""
    VALUES = "values"
    """The four values of an identified student."""
    CONSCRIPTION = "conscription"
    """What to ask the recruiting office, with lines to write on."""


class State(StrEnum):
    """How far the paper is; the words are ``screen.guide.paper_<value>``."""

    WORKING = "working"
    PRINTED = "printed"
    TROUBLE = "trouble"
    """No printer took it, for a reason that only staff can mend."""
    OUT_OF_PAPER = "out_of_paper"
    NOT_KNOWN = "not_known"
    """Slips are for identified students."""
    ONCE = "once"
    """This visit has printed it already."""
    PAUSED = "paused"
    """Somebody unknown printed a hand-out a moment ago."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One page that somebody wants."""

    kind: Kind
    visit: str
    """The visit's UUID; empty before anybody is identified."""


class Handouts:
    """Prints the guide for one terminal. Blocks: screens call it from workers."""

    def __init__(self, printers: Sequence[Printer], clock: Clock) -> None:
        """Print by the first of the printers that does."""
        self._printers = printers
        self._clock = clock
        self._one_at_a_time = Lock()
        self._visit = ""
        self._printed: set[Kind] = set()
        self._paused_until: datetime | None = None

    def print(self, asked: Asked, draw: Callable[[], bytes]) -> State:
        """Print a page unless it was printed already.

        Args:
            asked: Which page, and in which visit.
            draw: Returns it as PDF; raises a ``KioskError`` for what cannot be drawn.
        """
        with self._one_at_a_time:
            refused = self._refused(asked)
            if refused is not None:
                return refused
            try:
                pdf = draw()
            except KioskError:
                return State.TROUBLE
            state = self._through(Job(f"{asked.kind}-{self._clock():{_NAME}}", pdf))
            if state is State.PRINTED:
                self._note(asked)
            return state

    def _refused(self, asked: Asked) -> State | None:
        if not asked.visit:
            if asked.kind is not Kind.GUIDE:
                return State.NOT_KNOWN
            paused = self._paused_until and self._clock() < self._paused_until
            return State.PAUSED if paused else None
        if asked.visit == self._visit and asked.kind in self._printed:
            return State.ONCE
        return None

    def _note(self, asked: Asked) -> None:
        if not asked.visit:
            self._paused_until = self._clock() + PAUSE
            return
        if asked.visit != self._visit:
            self._visit, self._printed = asked.visit, set()
        self._printed.add(asked.kind)

    def _through(self, job: Job) -> State:
        state = State.TROUBLE
        for printer in self._printers:
            outcome = printer.print(job, lambda _trouble: None)
            if outcome in _MAYBE_PRINTED:
                return State.PRINTED
            if outcome is Outcome.OUT_OF_PAPER:
                state = State.OUT_OF_PAPER
        return state


_MAYBE_PRINTED = frozenset({Outcome.PRINTED, Outcome.UNKNOWN})
"""It is on paper, or may be: another printer would make a second one."""
