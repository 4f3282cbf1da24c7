"""A desk that scans sheets, for the tests of the pile."""

from dataclasses import replace
from uuid import uuid4

from kiosk.model.events import Event, Kind
from kiosk.model.record import Field
from kiosk.model.request import Claim
from kiosk.model.student import Declaration
from kiosk.services.pile.handin import Answer, HandIn
from kiosk.services.pile.piles import Piles
from kiosk.services.pile.selection import Selection
from tests.school import RECORD, School

DESK = "staff:li"
NUMBER = RECORD.student_no
CLAIM = Claim(Field.MAJOR, "工商管理")
CLASS = Selection(class_name=RECORD.class_name)


class Timer:
    """A millisecond goes by whenever it is looked at."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        self.seconds += 0.001
        return self.seconds


def desk(school: School, actor: str = DESK) -> HandIn:
    """Return a desk whose looks at the store take no time, so that it always looks."""
    return HandIn(school.verifier, Piles(school.store, lambda: 0.0), school.clock, actor)


def come(school: School, number: str, **values: str) -> Declaration:
    """Have a student enrol and declare; return what the sheet says."""
    school.enrol(replace(RECORD, student_no=number, **values))
    return school.declare(visit=uuid4(), student_no=number).declarations[-1]


def around(answer: Answer) -> tuple[str | None, str | None]:
    return (
        answer.after.student_no if answer.after else None,
        answer.before.student_no if answer.before else None,
    )


def handins(school: School, number: str = NUMBER) -> list[Event]:
    kinds = {Kind.HANDED_IN, Kind.HANDED_BACK}
    return [event for event in school.store.events(number) if event.kind in kinds]
