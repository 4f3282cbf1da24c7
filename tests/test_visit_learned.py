"""What a visit learns on its way, keeps, and forgets."""

from dataclasses import fields, replace

import pytest

from kiosk.model.paper import Answer
from kiosk.model.record import Field, Photo
from kiosk.model.request import Claim
from kiosk.visit import (
    AccountGiven,
    ChangesSeen,
    ChangesSigned,
    Chosen,
    Claimed,
    Confirmed,
    Ended,
    Filed,
    FoundCorrect,
    FoundWrong,
    MarkedWrong,
    PaperAnswered,
    PaperMoved,
    PrintState,
    ReprintAsked,
    RequestFiled,
    RequestMoved,
    RequestsAsked,
    SlipAsked,
    SlipMoved,
    Started,
    Step,
    Visit,
    WentBack,
    advance,
)
from tests.visits import CLAIM, FILED, IDENTIFIED, TWO, asking, at, declared, enrolment


def test_what_is_learned() -> None:
    visit = advance(Visit(), Started("3"))
    assert visit.begun == "3"
    visit = advance(visit, IDENTIFIED)
    assert (visit.begun, visit.uuid, visit.pin, visit.factor) == ("", "uuid", "271828", "tail")
    for part in (Photo.DEGREE, Field.MAJOR, Field.NAME):
        visit = advance(visit, MarkedWrong(part, True))
    assert visit.marked == (Field.NAME, Field.MAJOR, Photo.DEGREE)
    visit = advance(visit, MarkedWrong(Photo.DEGREE, False))
    assert visit.marked == (Field.NAME, Field.MAJOR)
    for claim in (CLAIM, Claim(Field.MAJOR, "数控技术")):
        visit = advance(advance(visit, FoundWrong()) if claim is CLAIM else visit, Claimed(claim))
    assert visit.claimed == (CLAIM, Claim(Field.MAJOR, "数控技术"))
    visit = advance(advance(visit, Confirmed()), AccountGiven("136****1011"))
    assert visit.account == "136****1011"
    visit = advance(visit, declared(visit))
    assert visit.finished == {"31219201"}
    assert visit.paper is PrintState.WORKING
    assert advance(visit, PaperMoved(PrintState.OUT_OF_PAPER)).paper is PrintState.OUT_OF_PAPER


def test_a_printer_that_waits_is_not_done_with_the_sheet() -> None:
    visit = advance(at(Step.PRINT), PaperMoved(PrintState.JAM, ended=False))
    assert visit.printing
    assert not advance(visit, PaperMoved(PrintState.JAM)).printing
    assert advance(at(Step.SIGN), declared(at(Step.SIGN))).printing


@pytest.mark.parametrize(
    ("answer", "step"),
    [
        (Answer.YES, Step.FAREWELL),
        (Answer.UNSURE, Step.FAREWELL),
        (Answer.NO, Step.PRINT),
        (Answer.BROKEN, Step.PRINT),
    ],
)
def test_who_has_the_sheet_may_go(answer: Answer, step: Step) -> None:
    printed = advance(at(Step.PRINT), PaperMoved(PrintState.PRINTED))
    said = advance(printed, PaperAnswered(answer, 1))
    assert (said.step, said.answer, said.copies_left) == (step, answer, 1)
    assert said.in_hand is (step is Step.FAREWELL)


def test_another_copy_is_asked_about_anew() -> None:
    printed = at(Step.PRINT, paper=PrintState.PRINTED, answer=Answer.BROKEN, copies_left=1)
    again = advance(printed, ReprintAsked())
    assert (again.paper, again.answer, again.printing) == (
        PrintState.WORKING,
        Answer.UNSURE,
        True,
    )
    assert advance(again, PaperAnswered(Answer.NO, 0)) == again


def test_a_mark_that_is_set_again_finds_its_claim() -> None:
    visit = at(Step.RECORD, marked=(Field.NAME,), claims={Field.NAME: CLAIM})
    visit = advance(visit, MarkedWrong(Field.NAME, False))
    assert visit.claimed == ()
    assert advance(visit, MarkedWrong(Field.NAME, True)).claimed == (CLAIM,)


def test_another_enrolment_begins_anew_and_the_same_one_goes_on() -> None:
    said = {"marked": (Field.NAME,), "claims": {Field.NAME: CLAIM}}
    visit = at(Step.ENROLMENTS, TWO, **said)
    assert advance(visit, Chosen(0)).claimed == (CLAIM,)
    other = advance(visit, Chosen(1))
    assert (other.marked, other.claims, other.chosen) == ((), {}, 1)
    left = at(Step.FAREWELL, TWO, finished=frozenset({"31219201"}))
    assert left.others == (1,)
    following = advance(left, Chosen(1))
    assert following.receipt is None
    assert following.uuid == left.uuid


def test_the_changes_alone_are_signed_without_a_round() -> None:
    closed = replace(asking(), round=None)
    assert [change.new for change in closed.signable] == ["林晓满"]
    visit = advance(at(Step.RECORD, (closed,)), ChangesSeen())
    assert (visit.step, visit.confirming) == (Step.SIGN, True)
    signed = replace(closed, student=replace(closed.student, changes=()))
    visit = advance(visit, ChangesSigned(signed))
    assert (visit.step, visit.confirming) == (Step.PRINT, False)
    assert visit.enrolment == signed
    assert visit.receipt is None
    assert not visit.finished


def test_before_any_declaration_no_change_waits_for_a_signature() -> None:
    never = replace(asking(), student=replace(asking().student, declarations=()))
    assert never.signable == ()
    assert advance(at(Step.RECORD, (never,)), ChangesSeen()).step is Step.RECORD


def test_who_looked_at_changes_and_then_declares_signs_a_declaration() -> None:
    visit = advance(advance(at(Step.RECORD, (asking(),)), ChangesSeen()), WentBack())
    for event in (FoundCorrect(), Confirmed(), AccountGiven("")):
        visit = advance(visit, event)
    assert (visit.step, visit.confirming) == (Step.SIGN, False)


def test_requests_are_left_to_where_one_came_from() -> None:
    for step in (Step.RECORD, Step.FAREWELL):
        visit = advance(at(step, (asking(),)), RequestsAsked())
        filed = Filed("R-7K3M-9Q2W-X", "314159")
        visit = advance(visit, RequestMoved(enrolment(), filed))
        assert (visit.renewed, visit.enrolment) == (filed, enrolment())
        assert advance(visit, WentBack()).step is step


def test_a_slip_is_counted_and_told() -> None:
    visit = advance(at(Step.FAREWELL), SlipAsked())
    assert (visit.slip, visit.slips) == (PrintState.WORKING, 1)
    assert not visit.slip_left
    assert advance(visit, SlipMoved(PrintState.OUT_OF_PAPER)).slip_left
    again = advance(advance(visit, SlipMoved(PrintState.PRINTED)), SlipAsked())
    assert not advance(again, SlipMoved(PrintState.PRINTED)).slip_left
    assert advance(visit, SlipMoved(PrintState.OUT_OF_PAPER)).slip is PrintState.OUT_OF_PAPER


def test_what_is_asked_for_alone_is_neither_declared_nor_finished() -> None:
    visit = at(Step.STATEMENT, (enrolment(round_=None), TWO[1]), marked=(Field.NAME,))
    filed = replace(enrolment(round_=None), student=asking().student)
    visit = advance(visit, RequestFiled(filed, FILED))
    assert (visit.step, visit.filed, visit.receipt) == (Step.FAREWELL, FILED, None)
    assert visit.enrolment == filed
    assert not visit.finished
    other = advance(visit, Chosen(1))
    assert (other.step, other.filed) == (Step.RECORD, None)


def test_no_other_enrolment_without_a_round() -> None:
    visit = at(Step.FAREWELL, (enrolment(), enrolment("31990001", None)))
    assert visit.others == ()


@pytest.mark.parametrize("step", Step, ids=lambda step: step.value)
def test_the_end_leaves_nothing(step: Step) -> None:
    ended = advance(at(step, account="136****1011"), Ended())
    assert {one.name: getattr(ended, one.name) for one in fields(Visit)} == {
        one.name: getattr(Visit(), one.name) for one in fields(Visit)
    }


def test_back_to_identify_forgets_the_person() -> None:
    assert advance(at(Step.RECORD), WentBack()) == Visit(Step.IDENTIFY)


def test_what_was_typed_is_there_again_after_a_step_back() -> None:
    typed = Claim(Field.MAJOR, "机械", "转专业", "2020-09")
    visit = at(Step.DISPUTE, marked=(Field.MAJOR,))
    back = advance(visit, WentBack(typed))
    assert back.step is Step.RECORD
    assert back.unfinished == {Field.MAJOR: typed}
    assert back.claimed == ()
    kept = advance(
        replace(back, step=Step.DISPUTE, disputing=0), Claimed(replace(typed, value="机械制造"))
    )
    assert kept.unfinished == {}
    assert [one.value for one in kept.claimed] == ["机械制造"]
