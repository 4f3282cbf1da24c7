"""A printer that waits until it is mended, and the wait for what an app does about it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event as Flag

from kiosk.printing.contract import Job, Outcome, Readiness, Told
from tests.screens.visitor import Visitor


@dataclass
class Patient:
    """A printer that waits for somebody who mends what is in its way."""

    trouble: Outcome | None = Outcome.OUT_OF_PAPER
    name: str = "patient"
    waits: Flag = field(default_factory=Flag)
    mended: Flag = field(default_factory=Flag)
    jobs: list[Job] = field(default_factory=list)

    def ready(self) -> Readiness:
        return Readiness()

    def print(self, job: Job, told: Told) -> Outcome:
        self.jobs.append(job)
        told(self.trouble)
        self.waits.set()
        assert self.mended.wait(10)
        told(None)
        return Outcome.PRINTED

    def found(self, name: str, told: Told) -> Outcome | None:  # noqa: ARG002 - nothing was sent
        return None


async def until(visitor: Visitor, met: Callable[[], bool]) -> None:
    """Let the app go on until something is true of it."""
    for _ in range(500):
        if met():
            return
        await visitor.pilot.pause(0.01)
    raise AssertionError(visitor.text())
