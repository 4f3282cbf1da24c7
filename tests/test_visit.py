"""The state table of a visit: every step with every event, and what no order of events can do."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kiosk.model.paper import Answer
from kiosk.model.record import PARTS, Field, Part, Photo, Record
from kiosk.model.request import Claim, Matter, Request, RequestKind
from kiosk.model.rounds import Round, Verdict
from kiosk.model.signature import Signature, SignedBy
from kiosk.model.student import Change, Declaration, Student
from kiosk.visit import (
    NEXT,
    AccountGiven,
    ChangesSeen,
    ChangesSigned,
    Chosen,
    Claimed,
    Confirmed,
    Declared,
    Ended,
    Enrolment,
    Event,
    Filed,
    FoundCorrect,
    FoundMissing,
    FoundWrong,
    Identified,
    MarkedWrong,
    MissingFiled,
    PaperAnswered,
    PaperMoved,
    PrintState,
    Receipt,
    ReprintAsked,
    RequestFiled,
    RequestMoved,
    RequestsAsked,
    SecondWayNoted,
    SlipAsked,
    SlipMoved,
    Started,
    Step,
    TakenBack,
    Visit,
    WentBack,
    WentOn,
    advance,
)

ROUND = Round(2020, "initial")
PAPER = Signature(SignedBy.PAPER)


def enrolment(number: str = "31219201", round_: Round | None = ROUND) -> Enrolment:
    return Enrolment(Student(number, Record(student_no=number)), round_, {})


def gone() -> Enrolment:
    """Return someone whom the roster does not list any more."""
    one = enrolment(round_=None)
    return replace(one, student=replace(one.student, left=True))


def declared(visit: Visit) -> Declared:
    """Return what the services answer to a signature."""
    verdict = Verdict.DISPUTED if visit.claimed else Verdict.CORRECT
    declaration = Declaration(
        visit=visit.uuid,
        round=ROUND,
        verdict=verdict,
        statement="",
        claims=visit.claimed,
        account=visit.account,
        signature=PAPER,
        proxy="",
        factor=visit.factor,
        terminal="t1",
        sheet_id="0" * 15,
        code="0" * 141,
        at="2020-09-15T09:30:00+08:00",
        seq=2,
    )
    student = replace(visit.enrolment.student, declarations=(declaration,), changes=())
    return Declared(Receipt(declaration, None), replace(visit.enrolment, student=student))


def asking() -> Enrolment:
    """Return someone with a request and a change to sign, who declared before."""
    done = declared(Visit(Step.SIGN, uuid="uuid", enrolments=ONE)).enrolment
    request = Request(
        number="R-7K3M-9Q2W-X",
        kind=RequestKind.FIELDS,
        matters=(Matter(Field.NAME),),
        claims=(CLAIM,),
        missing=None,
        pin_hash="",
        sheet_id="0" * 15,
        visit="uuid",
        at="2020-09-15T09:30:00+08:00",
    )
    change = Change(Field.NAME, "林小满", "林晓满", "2020-09-20T09:30:00+08:00", 4)
    student = replace(done.student, requests=(request,), changes=(change,))
    return replace(done, student=student)


ONE = (enrolment(),)
TWO = (enrolment(), enrolment("31990001"))
IDENTIFIED = Identified("uuid", "271828", "tail", ONE)
CLAIM = Claim(Field.NAME, "林晓满")
FILED = Filed("R-7K3M-9Q2W-X", "271828")


def at(step: Step, enrolments: tuple[Enrolment, ...] = ONE, **more: Any) -> Visit:
    """Return a visit as it may stand at a step."""
    if step in {Step.WELCOME, Step.IDENTIFY}:
        return Visit(step)
    visit = Visit(step, uuid="uuid", pin="271828", factor="tail", enrolments=enrolments)
    if step is Step.DISPUTE:
        visit = replace(visit, marked=(Field.NAME,))
    if step is Step.REQUESTS:
        visit = replace(visit, enrolments=(asking(),))
    if step in {Step.PRINT, Step.FAREWELL}:
        done = declared(visit)
        visit = replace(visit, receipt=done.receipt, enrolments=(done.enrolment, *enrolments[1:]))
    return replace(visit, **more)


def events(visit: Visit) -> tuple[Event, ...]:
    """Return one event of each class, as it could come."""
    done = declared(visit if visit.enrolments else at(Step.SIGN))
    return (
        Started("3"),
        IDENTIFIED,
        Chosen(0),
        FoundMissing(),
        MissingFiled(Filed("R-7K3M-9Q2W-X", "271828")),
        MarkedWrong(Field.MAJOR, True),
        FoundCorrect(),
        FoundWrong(),
        Claimed(CLAIM),
        TakenBack(),
        Confirmed(),
        AccountGiven("136****1011"),
        done,
        ReprintAsked(),
        PaperMoved(PrintState.PRINTED),
        PaperAnswered(Answer.NO, 1),
        ChangesSeen(),
        ChangesSigned(done.enrolment),
        RequestFiled(asking(), FILED),
        RequestsAsked(),
        RequestMoved(asking()),
        SlipAsked(),
        SlipMoved(PrintState.PRINTED),
        SecondWayNoted(()),
        WentOn(),
        WentBack(),
        Ended(),
    )


LEADS: Mapping[tuple[Step, type[Event]], Step] = {
    (Step.WELCOME, Started): Step.IDENTIFY,
    (Step.IDENTIFY, Identified): Step.RECORD,
    (Step.IDENTIFY, WentBack): Step.WELCOME,
    (Step.ENROLMENTS, Chosen): Step.RECORD,
    (Step.ENROLMENTS, MissingFiled): Step.ENROLMENTS,
    (Step.ENROLMENTS, WentBack): Step.RECORD,
    (Step.RECORD, FoundMissing): Step.ENROLMENTS,
    (Step.RECORD, MarkedWrong): Step.RECORD,
    (Step.RECORD, FoundCorrect): Step.STATEMENT,
    (Step.RECORD, FoundWrong): Step.RECORD,
    (Step.RECORD, ReprintAsked): Step.RECORD,
    (Step.RECORD, ChangesSeen): Step.RECORD,
    (Step.RECORD, RequestsAsked): Step.RECORD,
    (Step.RECORD, SlipMoved): Step.RECORD,
    (Step.RECORD, WentBack): Step.IDENTIFY,
    (Step.DISPUTE, Claimed): Step.STATEMENT,
    (Step.DISPUTE, TakenBack): Step.RECORD,
    (Step.DISPUTE, WentBack): Step.RECORD,
    (Step.STATEMENT, Confirmed): Step.ACCOUNT,
    (Step.STATEMENT, RequestFiled): Step.FAREWELL,
    (Step.STATEMENT, WentBack): Step.RECORD,
    (Step.ACCOUNT, AccountGiven): Step.SIGN,
    (Step.ACCOUNT, WentBack): Step.STATEMENT,
    (Step.SIGN, Declared): Step.PRINT,
    (Step.SIGN, ChangesSigned): Step.PRINT,
    (Step.SIGN, WentBack): Step.ACCOUNT,
    (Step.PRINT, PaperMoved): Step.PRINT,
    (Step.PRINT, PaperAnswered): Step.PRINT,
    (Step.PRINT, ReprintAsked): Step.PRINT,
    (Step.PRINT, WentOn): Step.FAREWELL,
    (Step.FAREWELL, PaperMoved): Step.FAREWELL,
    (Step.FAREWELL, Chosen): Step.RECORD,
    (Step.FAREWELL, RequestsAsked): Step.FAREWELL,
    (Step.FAREWELL, SlipAsked): Step.FAREWELL,
    (Step.FAREWELL, SlipMoved): Step.FAREWELL,
    (Step.REQUESTS, RequestMoved): Step.REQUESTS,
    (Step.REQUESTS, PaperMoved): Step.REQUESTS,
    (Step.REQUESTS, SlipAsked): Step.REQUESTS,
    (Step.REQUESTS, SlipMoved): Step.REQUESTS,
    (Step.REQUESTS, WentBack): Step.RECORD,
    **{(step, SecondWayNoted): step for step in Step if step not in {Step.WELCOME, Step.IDENTIFY}},
}
"""Where each event leads who has one enrolment, an open round, nothing marked and nothing asked."""


@pytest.mark.parametrize("step", Step, ids=lambda step: step.value)
def test_every_event_on_every_step(step: Step) -> None:
    visit = at(step)
    for event in events(visit):
        after = advance(visit, event)
        kind = type(event)
        if kind is Ended:
            assert after == Visit()
        elif (step, kind) in LEADS:
            assert after.step is LEADS[step, kind], kind
        else:
            assert after is visit, kind


def test_the_table_holds_what_is_tested_here() -> None:
    assert set(NEXT) == set(LEADS) | {(step, Ended) for step in Step}
    tried = {type(event).__name__ for event in events(at(Step.SIGN))}
    assert tried == {kind.__name__ for kind in Event.__subclasses__()}


@pytest.mark.parametrize(
    ("visit", "event", "step"),
    [
        (at(Step.IDENTIFY), replace(IDENTIFIED, enrolments=TWO), Step.ENROLMENTS),
        (at(Step.RECORD, TWO), WentBack(), Step.ENROLMENTS),
        (at(Step.ENROLMENTS, TWO), WentBack(), Step.IDENTIFY),
        (at(Step.RECORD, marked=(Field.NAME,)), FoundCorrect(), Step.RECORD),
        (at(Step.RECORD, marked=(Field.NAME,)), FoundWrong(), Step.DISPUTE),
        (at(Step.RECORD, (enrolment(round_=None),)), FoundCorrect(), Step.RECORD),
        (
            at(Step.RECORD, (enrolment(round_=None),), marked=(Field.NAME,)),
            FoundWrong(),
            Step.DISPUTE,
        ),
        (at(Step.RECORD, (gone(),), marked=(Field.NAME,)), FoundWrong(), Step.RECORD),
        (
            at(Step.DISPUTE, (enrolment(round_=None),)),
            Claimed(CLAIM),
            Step.STATEMENT,
        ),
        (
            at(Step.STATEMENT, (enrolment(round_=None),), marked=(Field.NAME,)),
            Confirmed(),
            Step.STATEMENT,
        ),
        (at(Step.DISPUTE, marked=(Field.NAME, Field.MAJOR)), Claimed(CLAIM), Step.DISPUTE),
        (at(Step.DISPUTE, marked=(Field.NAME, Field.MAJOR)), TakenBack(), Step.DISPUTE),
        (
            at(Step.DISPUTE, marked=(Field.NAME, Field.MAJOR), disputing=1),
            TakenBack(),
            Step.STATEMENT,
        ),
        (
            at(Step.DISPUTE, marked=(Field.NAME, Field.MAJOR), disputing=1),
            WentBack(),
            Step.DISPUTE,
        ),
        (at(Step.STATEMENT, marked=(Field.NAME,)), WentBack(), Step.DISPUTE),
        (replace(at(Step.PRINT), step=Step.RECORD), ReprintAsked(), Step.PRINT),
        (at(Step.RECORD, (asking(),)), ChangesSeen(), Step.SIGN),
        (at(Step.RECORD, (asking(),)), RequestsAsked(), Step.REQUESTS),
        (at(Step.FAREWELL, (asking(),)), RequestsAsked(), Step.REQUESTS),
        (at(Step.REQUESTS, before_requests=Step.FAREWELL), WentBack(), Step.FAREWELL),
        (at(Step.SIGN, (asking(),), confirming=True), WentBack(), Step.RECORD),
    ],
)
def test_where_it_depends(visit: Visit, event: Event, step: Step) -> None:
    assert advance(visit, event).step is step


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


parts = st.sampled_from(PARTS)


class AnyOrder(RuleBasedStateMachine):
    """A student, and services, that do anything in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.visit = Visit()

    def after(self, event: Event) -> None:
        before = self.visit
        self.visit = advance(before, event)
        if (before.step, type(event)) not in NEXT:
            assert self.visit is before

    @rule(n=st.integers(1, 3), closed=st.booleans())
    def identified(self, n: int, closed: bool) -> None:
        found = (asking(), *(enrolment(f"3121920{i}", None if closed else ROUND) for i in range(n)))
        self.after(Identified("uuid", "271828", "tail", found))

    @rule(part=parts, wrong=st.booleans())
    def marked(self, part: Part, wrong: bool) -> None:
        self.after(MarkedWrong(part, wrong))

    @precondition(lambda self: self.visit.step is Step.DISPUTE)
    @rule()
    def claimed(self) -> None:
        self.after(Claimed(Claim(self.visit.marked[self.visit.disputing], "正确")))

    @precondition(lambda self: self.visit.step is Step.SIGN and not self.visit.confirming)
    @rule()
    def declared(self) -> None:
        self.after(declared(self.visit))

    @precondition(lambda self: self.visit.step is Step.SIGN and self.visit.confirming)
    @rule()
    def changes_signed(self) -> None:
        self.after(ChangesSigned(asking()))

    @precondition(lambda self: self.visit.step is Step.STATEMENT)
    @rule()
    def filed(self) -> None:
        if self.visit.enrolment.asks_alone:
            self.after(RequestFiled(self.visit.enrolment, FILED))

    @precondition(lambda self: self.visit.enrolments)
    @rule(data=st.data())
    def chosen(self, data: st.DataObject) -> None:
        self.after(Chosen(data.draw(st.integers(0, len(self.visit.enrolments) - 1))))

    @rule(
        event=st.sampled_from(
            (
                Started("3"),
                FoundCorrect(),
                FoundWrong(),
                FoundMissing(),
                MissingFiled(Filed("R-7K3M-9Q2W-X", "271828")),
                TakenBack(),
                Confirmed(),
                AccountGiven("136****1011"),
                ReprintAsked(),
                PaperMoved(PrintState.PRINTED),
                ChangesSeen(),
                RequestsAsked(),
                RequestMoved(asking()),
                SlipAsked(),
                SlipMoved(PrintState.PRINTED),
                WentOn(),
                WentBack(),
                WentBack(),
            )
        )
    )
    def anything(self, event: Event) -> None:
        self.after(event)

    @rule()
    def ended(self) -> None:
        self.after(Ended())
        assert self.visit == Visit()

    @invariant()
    def what_is_declared_is_what_was_marked(self) -> None:
        visit = self.visit
        if visit.step in {Step.STATEMENT, Step.ACCOUNT, Step.SIGN} and not visit.confirming:
            assert tuple(claim.part for claim in visit.claimed) == visit.marked
            alone = visit.step is Step.STATEMENT and visit.enrolment.asks_alone and visit.marked
            assert visit.enrolment.round is not None or alone
        if visit.step is Step.DISPUTE:
            assert 0 <= visit.disputing < len(visit.marked)

    @invariant()
    def nobody_is_known_before_they_are_identified(self) -> None:
        if self.visit.step in {Step.WELCOME, Step.IDENTIFY}:
            assert self.visit == Visit(self.visit.step, begun=self.visit.begun)
        else:
            assert self.visit.enrolment in self.visit.enrolments

    @invariant()
    def paper_only_for_what_is_declared(self) -> None:
        asked = self.visit.step is Step.FAREWELL and self.visit.asked
        if self.visit.step in {Step.PRINT, Step.FAREWELL} and not asked:
            assert self.visit.enrolment.student.declarations


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


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
