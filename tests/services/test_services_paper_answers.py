"""What the student says of a sheet counts; a dropped sheet waits no more."""

import pytest

from kiosk.errors import Conflict
from kiosk.model.events import Event, Kind
from kiosk.model.paper import Answer
from kiosk.services.acts.appending import NoSuchStudent
from kiosk.services.paper.printing import NothingToPrint
from kiosk.visit import PrintState
from store.contract import Entry
from tests.school import School
from tests.services.scripted import NUMBER, kinds, sheet_of


@pytest.fixture
def school(school: School) -> School:
    """One student who has signed."""
    school.declare()
    return school


@pytest.mark.parametrize(
    ("answer", "waits"), [(Answer.YES, False), (Answer.NO, True), (Answer.BROKEN, True)]
)
def test_an_answer_is_an_event_and_a_missing_sheet_waits_again(
    school: School, answer: Answer, waits: bool
) -> None:
    school.paper.print(NUMBER)
    sheet_id = sheet_of(school.student())
    assert school.paper.answer(NUMBER, sheet_id, answer) == 1
    event = school.store.events(NUMBER)[-1]
    assert (event.kind, event.actor) == (Kind.SEEN, "student")
    assert event.body == {"sheet_id": sheet_id, "answer": answer.value}
    assert (school.student().to_print is not None) is waits
    assert bool(school.queue.waiting()) is waits


def test_nobodys_answer_is_no_event(school: School) -> None:
    school.paper.print(NUMBER)
    before = kinds(school)
    assert school.paper.answer(NUMBER, sheet_of(school.student()), Answer.UNSURE) == 1
    assert kinds(school) == before


def test_the_same_answer_again_is_one_event(school: School) -> None:
    school.paper.print(NUMBER)
    for _ in range(2):
        school.paper.answer(NUMBER, sheet_of(school.student()), Answer.BROKEN)
    assert kinds(school).count(Kind.SEEN) == 1
    school.paper.print(NUMBER)
    assert school.paper.answer(NUMBER, sheet_of(school.student()), Answer.BROKEN) == 0
    assert kinds(school).count(Kind.SEEN) == 2


def test_an_answer_to_no_print_is_none(school: School) -> None:
    assert school.paper.answer(NUMBER, sheet_of(school.student()), Answer.YES) == 2
    assert Kind.SEEN not in kinds(school)


def test_an_answer_is_written_in_spite_of_a_conflict(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    school.paper.print(NUMBER)
    real = school.store.append

    def append(_entry: Entry) -> tuple[Event, ...]:
        monkeypatch.setattr(school.store, "append", real)
        raise Conflict

    monkeypatch.setattr(school.store, "append", append)
    school.paper.answer(NUMBER, sheet_of(school.student()), Answer.NO)
    assert kinds(school)[-1] is Kind.SEEN


def test_a_dropped_sheet_waits_no_more_and_can_still_be_printed(school: School) -> None:
    sheet_id = sheet_of(school.student())
    assert school.paper.drop(NUMBER, "staff:lin") == sheet_id
    event = school.store.events(NUMBER)[-1]
    assert (event.kind, event.actor) == (Kind.DROPPED, "staff:lin")
    assert school.queue.waiting() == ()
    assert not school.trays[0].jobs
    with pytest.raises(NothingToPrint):
        school.paper.drop(NUMBER, "staff:lin")
    assert school.paper.print(NUMBER) is PrintState.PRINTED


def test_nobody_is_dropped_who_does_not_wait(school: School) -> None:
    with pytest.raises(NoSuchStudent):
        school.paper.drop("0", "staff:lin")
