"""Paper: what is printed is noted once, and what the student says of it counts."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event as Flag

import pytest

from kiosk.errors import Conflict, StoreUnreachable
from kiosk.model.events import Event, Kind
from kiosk.model.paper import Answer
from kiosk.model.student import Student
from kiosk.printing.contract import Job, Outcome, Readiness, Told
from kiosk.rules import code
from kiosk.services.acts.appending import NoSuchStudent
from kiosk.services.paper.printing import NothingToPrint, Why
from kiosk.visit import PrintState
from store.contract import Entry
from tests.school import RECORD, School, Tray

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


@pytest.fixture
def school(tmp_path_factory: pytest.TempPathFactory) -> School:
    """One student who has signed."""
    school = School(tmp_path_factory.mktemp("school"))
    school.enrol()
    school.open()
    school.declare()
    return school


def given(school: School, *printers: Script | Tray) -> None:
    school.trays = list(printers)  # type: ignore[arg-type]


def kinds(school: School) -> list[Kind]:
    return [event.kind for event in school.store.events(NUMBER)]


def sheet_of(student: Student) -> str:
    return student.declarations[-1].sheet_id


def test_every_outcome_is_a_state_that_the_screen_knows() -> None:
    assert {one.value for one in Outcome} <= {one.value for one in PrintState}


def test_what_the_printer_waits_for_is_told_on_the_way(school: School) -> None:
    told: list[PrintState] = []
    given(school, Script(tells=(Outcome.OUT_OF_PAPER, Outcome.DOOR, None)))
    assert school.paper.print(NUMBER, told.append) is PrintState.PRINTED
    assert told == [PrintState.OUT_OF_PAPER, PrintState.DOOR, PrintState.WORKING]


def test_what_a_kiosk_that_died_had_printed_is_noted_not_printed_again(school: School) -> None:
    one, two = Script(name="one"), Script(finds=Outcome.PRINTED, name="two")
    given(school, one, two)
    assert school.paper.print(NUMBER) is PrintState.PRINTED
    assert not one.jobs + two.jobs
    assert [copy.printer for copy in school.student().prints] == ["two"]
    assert two.asked == [f"{code.short_number(sheet_of(school.student()))}.1"]


@pytest.mark.parametrize("ended", [Outcome.CANCELLED, Outcome.REFUSED, Outcome.UNREACHABLE])
def test_what_never_came_out_is_printed_anew(school: School, ended: Outcome) -> None:
    printer = Script(finds=ended)
    given(school, printer)
    assert school.paper.print(NUMBER) is PrintState.PRINTED
    assert len(printer.jobs) == 1


def test_what_still_waits_at_a_printer_is_not_sent_to_it_twice(school: School) -> None:
    told: list[PrintState] = []
    printer = Script(finds=Outcome.OUT_OF_PAPER, tells=(Outcome.OUT_OF_PAPER,))
    given(school, printer)
    assert school.paper.print(NUMBER, told.append) is PrintState.OUT_OF_PAPER
    assert told == [PrintState.OUT_OF_PAPER]
    assert not printer.jobs


@pytest.mark.parametrize("ended", [Outcome.CANCELLED, Outcome.UNKNOWN])
def test_what_may_be_on_paper_or_is_not_wanted_goes_to_no_other_printer(
    school: School, ended: Outcome
) -> None:
    other = Script()
    given(school, Script(ends=ended), other)
    assert school.paper.print(NUMBER) is PrintState(ended.value)
    assert not other.jobs


def test_a_printer_that_is_lost_with_the_job_may_still_print_it(school: School) -> None:
    other = Script()
    lost = Script(tells=(Outcome.UNREACHABLE,), ends=Outcome.UNREACHABLE)
    given(school, lost, other)
    assert school.paper.print(NUMBER) is PrintState.UNREACHABLE
    assert not other.jobs
    lost.tells = ()
    assert school.paper.print(NUMBER) is PrintState.PRINTED
    assert len(other.jobs) == 1, "one that never had it prints nothing"


def test_a_printer_that_is_ready_goes_before_one_that_is_not(school: School) -> None:
    first = Script(trouble=Outcome.OUT_OF_PAPER)
    second = Script(name="second")
    given(school, first, second)
    assert school.paper.print(NUMBER) is PrintState.PRINTED
    assert not first.jobs
    second.trouble = Outcome.DOOR
    assert school.paper.print(NUMBER) is PrintState.PRINTED
    assert len(first.jobs) == 1, "if none is ready, the first may come to"


def test_two_kiosks_never_print_one_students_sheet_at_once(school: School) -> None:
    begun, free = Flag(), Flag()

    def wait() -> None:
        begun.set()
        assert free.wait(10)

    printer = Script(meanwhile=wait)
    given(school, printer)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(school.paper.print, NUMBER)
        assert begun.wait(10)
        assert school.paper.print(NUMBER) is PrintState.ELSEWHERE
        free.set()
        assert first.result() is PrintState.PRINTED
    assert len(printer.jobs) == 1
    assert school.student().copies(sheet_of(school.student())) == 1


def test_the_print_is_noted_whatever_else_is_written_meanwhile(school: School) -> None:
    given(school, Script(meanwhile=lambda: school.leave(NUMBER)))
    assert school.paper.print(NUMBER) is PrintState.PRINTED
    assert kinds(school)[-2:] == [Kind.LEFT, Kind.PRINTED]


def test_an_unknown_outcome_of_the_note_is_settled_without_a_second_one(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = school.store.append

    def append(entry: Entry) -> tuple[Event, ...]:
        monkeypatch.setattr(school.store, "append", real)
        real(entry)
        raise StoreUnreachable

    monkeypatch.setattr(school.store, "append", append)
    assert school.paper.print(NUMBER) is PrintState.PRINTED
    assert kinds(school).count(Kind.PRINTED) == 1


def test_a_store_out_of_reach_does_not_make_a_sheet_unprintable(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_id_hash: str) -> None:
        raise StoreUnreachable

    with monkeypatch.context() as patched:
        patched.setattr(school.store, "students_of", fail)
        assert school.queue.attend(school.paper, lambda: True) is PrintState.STORE
    assert school.queue.attend(school.paper, lambda: True) is None
    assert school.queue.waiting() == ()


def test_a_queue_prints_only_what_still_waits(school: School) -> None:
    assert school.paper.print(NUMBER, why=Why.WAITING) is PrintState.PRINTED
    assert school.paper.print(NUMBER, why=Why.WAITING) is PrintState.ELSEWHERE
    assert len(school.trays[0].jobs) == 1


def test_staff_print_beyond_the_limit_and_are_named(school: School) -> None:
    for _ in range(2):
        school.paper.print(NUMBER)
    assert school.paper.print(NUMBER) is PrintState.LIMIT
    again = school.paper.print(NUMBER, why=Why.AGAIN, actor="staff:lin")
    assert again is PrintState.PRINTED
    assert school.store.events(NUMBER)[-1].actor == "staff:lin"
    assert school.trays[0].jobs[-1].name.endswith(".3")


def test_nothing_is_printed_for_who_has_not_declared(school: School) -> None:
    school.enrol(RECORD.__class__(student_no="31990009"))
    with pytest.raises(NothingToPrint):
        school.paper.print("31990009")
    with pytest.raises(NoSuchStudent):
        school.paper.print("0")


# What the student says


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


# Dropped


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
