"""The state table of a visit: every step with every event."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from kiosk.model.paper import Answer
from kiosk.model.record import Field
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
from tests.visits import CLAIM, FILED, IDENTIFIED, TWO, asking, at, declared, enrolment, gone


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
