"""A process that drains the queue of a school, and may die while it does.

``python -m tests.services.drainer FOLDER TRAY WHERE COUNT`` dies at its COUNTth sheet: ``before``
the printer has it, when it is ``printed`` and nothing is noted, or when it is ``noted``. It says
the number of each student whose sheet is noted, or the printer's trouble, one a line. The tray is a
file that gets a line a sheet, or the address of a printer.
"""

import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from kiosk.printing.contract import Job, Outcome, Readiness, Told
from kiosk.printing.ipp import IppPrinter
from kiosk.services.paper.queue import QueueBusy
from kiosk.visit import PrintState
from tests.school import School
from tests.store.writer import say

_LIMIT = 10
_EVERY = 41
"""After so many sheets the paper is out, or the printer away, for one try."""


@dataclass
class FileTray:
    """A printer that remembers its jobs when a kiosk dies, and goes away now and then."""

    file: Path
    where: str = ""
    count: int = 0
    asked: int = 0
    name: str = "file"

    def printed(self) -> list[str]:
        return self.file.read_text(encoding="ascii").split() if self.file.exists() else []

    def ready(self) -> Readiness:
        return Readiness()

    def print(self, job: Job, told: Told) -> Outcome:
        self.asked += 1
        if self.asked % _EVERY == 0:
            trouble = Outcome.OUT_OF_PAPER if self.asked % 2 else Outcome.UNREACHABLE
            told(trouble)
            return trouble
        self._dies("before")
        with self.file.open("a", encoding="ascii") as file:
            file.write(f"{job.name}\n")
        self._dies("printed")
        return Outcome.PRINTED

    def found(self, name: str, told: Told) -> Outcome | None:  # noqa: ARG002 - nothing is under way
        return Outcome.PRINTED if name in self.printed() else None

    def _dies(self, where: str) -> None:
        if self.where == where and self.asked >= self.count:
            os.kill(os.getpid(), signal.SIGKILL)


def main(folder: str, tray: str, where: str, count: str) -> None:
    school = School(Path(folder))
    file_tray = FileTray(Path(tray), where, int(count))
    printer = IppPrinter(tray, _LIMIT) if "://" in tray else file_tray
    school.trays = [printer]  # type: ignore[list-item]
    try:
        while school.queue.waiting():
            for one, state in school.queue.drain(school.paper, lambda: True):
                say(one.student_no if state is PrintState.PRINTED else state.value)
                if where == "noted" and file_tray.asked >= int(count):
                    os.kill(os.getpid(), signal.SIGKILL)
    except QueueBusy:
        say("busy")


if __name__ == "__main__":
    main(*sys.argv[1:])
