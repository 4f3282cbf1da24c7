"""The college that is measured: the demo's, at 20,000 students, made once a run."""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk.cli.home import Home, now
from kiosk.model.record import Record
from kiosk.rules.factor import TAIL_OF_ID
from kiosk.services.demo import Case, people

SEED = 1
KIOSK = (sys.executable, "-m", "kiosk.cli", "--home")


@dataclass(frozen=True)
class College:
    """A home and who has not come yet."""

    path: Path
    students: int
    seconds: float
    """Its making took."""
    waiting: Iterator[Record]
    """Usual students without a declaration this year, each handed out once."""

    @property
    def command(self) -> tuple[str, ...]:
        """The program on this home."""
        return (*KIOSK, str(self.path))

    @property
    def out(self) -> Path:
        """Where sheets are printed to."""
        return self.path / "out"

    def home(self) -> Home:
        """Return the home, opened anew."""
        return Home.open(self.path)

    def next(self) -> tuple[str, str]:
        """Return number and second factor of somebody who has not come yet."""
        record = next(self.waiting)
        return record.student_no, record.id_number[-TAIL_OF_ID:]


def make(path: Path, students: int) -> College:
    """Make the college with the real command."""
    began = time.perf_counter()
    command = [*KIOSK, str(path), "demo", "--students", str(students), "--seed", str(SEED)]
    subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return College(path, students, time.perf_counter() - began, _waiting(students))


def _waiting(students: int) -> Iterator[Record]:
    """Yield students all over the college who have one enrolment."""
    everybody = [person.record for person in people(students, SEED, _today())]
    enrolments = Counter(record.id_number for record in everybody)
    usual = [
        person.record
        for person in people(students, SEED, _today())
        if person.case is Case.USUAL
        and not person.came
        and enrolments[person.record.id_number] == 1
    ]
    for begin in range(97):
        yield from usual[begin::97]


def _today() -> date:
    return now().date()
