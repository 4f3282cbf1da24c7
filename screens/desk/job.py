"""Long work behind the screens: how far it is, and how it is stopped."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from textual.message import Message

from kiosk.errors import KioskError, Problem


@dataclass(frozen=True, slots=True)
class Job:
    """Work of many steps. It is stopped between two steps only, never within one."""

    label: str
    """Key of the text that names it."""
    total: int
    """How many steps there are; 0: nobody knows."""
    steps: Callable[[], Iterator[int]]
    """Does the work, and yields how many steps were done since; called in a thread."""
    told: Callable[[bool], Problem]
    """What is told at the end, given whether it came to it: true is done, false is stopped."""
    stoppable: bool = True


@dataclass(frozen=True, slots=True)
class Doing:
    """How far a job is."""

    job: Job
    done: int = 0
    stopping: bool = False


class JobMoved(Message):
    """The job of now is further on."""

    def __init__(self, done: int) -> None:
        """Tell how many steps are done in all."""
        super().__init__()
        self.done = done


class JobEnded(Message):
    """The job of now is over."""

    def __init__(self, job: Job, outcome: Problem, *, well: bool) -> None:
        """Tell how it ended, and whether as it was meant to."""
        super().__init__()
        self.job, self.outcome, self.well = job, outcome, well


def carry_out(job: Job, moved: Callable[[int], None], stopped: Callable[[], bool]) -> JobEnded:
    """Do the work in this thread, and return how it ended.

    Args:
        job: What is to be done.
        moved: Is told how many steps are done in all.
        stopped: Tells whether no further step is wanted.
    """
    done = 0
    steps = job.steps()
    try:
        for count in steps:
            done += count
            moved(done)
            if job.stoppable and stopped():
                return JobEnded(job, job.told(False), well=False)
    except KioskError as error:
        return JobEnded(job, error.problem, well=False)
    return JobEnded(job, job.told(True), well=True)
