"""Wrong second factors: does the time of the answer tell which numbers there are?"""

import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from kiosk.services.visit.people import FrontDoor
from kiosk.services.visit.unlocking import Unlockings
from tests.school import RECORD, School
from tools.bench.college import College
from tools.bench.figures import Figure, Reference, milliseconds

_TRIES = 1_000
_CLASS = 10
_APART = 0.05
"""How far the medians may be from one another: nobody learns from the time which number exists."""
_NUMBERS = {
    "known": RECORD.student_no,
    "unknown, in a file that is there": "3121920X",
    "unknown, in no file": "99999999",
    "a known ID number": RECORD.id_number,
    "an unknown ID number": "110101199003070000",
}


def door(_: College) -> Iterator[Figure]:
    """Yield a figure for each kind of number; the clock is moved past every lock."""
    with tempfile.TemporaryDirectory() as folder:
        school = _school(Path(folder))
        front = FrontDoor(
            school.store, school.keys, school.rounds, school.clock, "t", "tail",
            Unlockings(school.store),
        )  # fmt: skip
        took: dict[str, list[float]] = {name: [] for name in _NUMBERS}
        for turn in range(_TRIES):
            name = list(_NUMBERS)[turn % len(_NUMBERS)]
            school.clock.move(minutes=90)
            took[name].append(milliseconds(lambda: front.identify(_NUMBERS[name], "000000")))  # noqa: B023 - called at once
    known = Reference(name="known", median=statistics.median(took["known"]))
    for name, samples in took.items():
        apart = abs(statistics.median(samples) / known.median - 1)
        yield Figure(
            name=f"a miss, {name}",
            unit="ms",
            samples=samples,
            bar_of_ratio=1 + _APART,
            reference=known,
            note=f"medians {100 * apart:.2f} % apart",
        )


def _school(folder: Path) -> School:
    school = School(folder)
    school.open()
    for n in range(_CLASS):
        number = f"{RECORD.student_no[:-1]}{n}"
        school.enrol(replace(RECORD, student_no=number, id_number=f"99990020010203{n:03}X"))
        school.declare(visit=UUID(int=n), student_no=number)
    school.enrol(RECORD)
    return school
