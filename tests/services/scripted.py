"""A printer that does what its script says, and what the store notes of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.model.events import Kind
from kiosk.model.student import Student
from kiosk.printing.contract import Job, Outcome, Readiness, Told
from tests.fakes import Tray
from tests.school import RECORD, School

NUMBER = RECORD.student_no


@dataclass
class Script:
    """A printer that does what its script says."""

    tells: tuple[Outcome | None, ...] = ()
    ends: Outcome = Outcome.PRINTED
    finds: Outcome | None = None
    trouble: Outcome | None = None
    name: str = "script"
    jobs: list[Job] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None

    def ready(self) -> Readiness:
        return Readiness(self.trouble)

    def print(self, job: Job, told: Told) -> Outcome:
        self.jobs.append(job)
        self.meanwhile()
        for one in self.tells:
            told(one)
        return self.ends

    def found(self, name: str, told: Told) -> Outcome | None:
        self.asked.append(name)
        if self.finds is not None:
            for one in self.tells:
                told(one)
        return self.finds


def given(school: School, *printers: Script | Tray) -> None:
    school.trays = list(printers)  # type: ignore[arg-type]


def kinds(school: School) -> list[Kind]:
    return [event.kind for event in school.store.events(NUMBER)]


def sheet_of(student: Student) -> str:
    return student.declarations[-1].sheet_id
