"""Long work of the desk's that can be followed and stopped; its own process does it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from kiosk.errors import KioskError, Problem
from kiosk.services.work import Listener, Work, WorkBrokenOff

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step:
    """So many students more are done."""

    students: int


class Stopped(KioskError):
    """Somebody stopped it: nothing was left half done."""

    text = "screen.task.stopped"


def teller(listener: Listener, every: int = 1, *, alone: bool = False) -> Callable[[int], None]:
    """Return what work calls with how many students each of its steps did.

    Args:
        listener: Is told of them.
        every: Students between two tellings: work that is quick would flood a slow line.
        alone: The work goes on where nobody listens any more.

    Raises:
        Stopped: From what is returned: somebody said so, or nobody is there any more.
    """
    done = 0

    def step(students: int) -> None:
        nonlocal done
        done += students
        if done < every:
            return
        listener.tell(Step(done))
        done = 0
        if listener.interrupts() or (listener.gone and not alone):
            raise Stopped

    return step


class Task(Generic[T]):
    """One piece of work: it tells ``Step`` after ``Step``, and at its end what came of it."""

    def __init__(self, work: Work, ended: Callable[[T], Problem]) -> None:
        """Take over work.

        Args:
            work: What goes on.
            ended: Returns in words what came of it.
        """
        self._work = work
        self._told = work.told()
        self._ended = ended
        self.outcome: T | None = None

    def steps(self) -> Iterator[int]:
        """Yield how many students each step did.

        Raises:
            WorkRefused: It cannot be done, or was stopped.
            WorkBrokenOff: The process died.
        """
        for one in self._told:
            if isinstance(one, Step):
                yield one.students
            else:
                self.outcome = one

    def told(self, well: bool) -> Problem:
        """Return in words how it ended; if not well, have it end after the step of now."""
        if not well:
            self._work.say("stop")
            try:
                for _ in self.steps():
                    pass
            except KioskError as error:
                return error.problem
        return WorkBrokenOff().problem if self.outcome is None else self._ended(self.outcome)
