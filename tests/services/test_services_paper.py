"""Paper: what is printed is noted once, whatever the printer does."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event as Flag

import pytest

from kiosk.errors import StoreUnreachable
from kiosk.model.events import Event, Kind
from kiosk.printing.contract import Outcome
from kiosk.rules import code
from kiosk.services.acts.appending import NoSuchStudent
from kiosk.services.paper.printing import NothingToPrint, Why
from kiosk.visit import PrintState
from store.contract import Entry
from tests.school import RECORD, School
from tests.services.scripted import NUMBER, Script, given, kinds, sheet_of


@pytest.fixture
def school(school: School) -> School:
    """One student who has signed."""
    school.declare()
    return school


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
