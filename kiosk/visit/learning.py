"""What each event teaches a visit."""

from collections.abc import Mapping
from dataclasses import replace
from functools import singledispatch
from typing import Any

from kiosk.model.paper import Answer
from kiosk.model.record import PARTS
from kiosk.visit.events import (
    AccountGiven,
    ChangesSeen,
    ChangesSigned,
    Chosen,
    Claimed,
    Confirmed,
    Declared,
    Event,
    FoundWrong,
    Identified,
    MarkedWrong,
    MissingFiled,
    PaperAnswered,
    PaperMoved,
    ReprintAsked,
    RequestFiled,
    RequestMoved,
    RequestsAsked,
    SecondWayNoted,
    SlipAsked,
    SlipMoved,
    Started,
    TakenBack,
    WentBack,
)
from kiosk.visit.state import Enrolment, PrintState, Step, Visit


def _renewed(visit: Visit, enrolment: Enrolment) -> Visit:
    """Return the visit with the enrolment that it is about as it is from now on."""
    before, after = visit.enrolments[: visit.chosen], visit.enrolments[visit.chosen + 1 :]
    return replace(visit, enrolments=(*before, enrolment, *after))


_ON_ITS_WAY: Mapping[str, Any] = {
    "paper": PrintState.WORKING,
    "printing": True,
    "answer": Answer.UNSURE,
}
"""What is known of a copy that is about to be printed."""


@singledispatch
def learn(event: Event, visit: Visit) -> Visit:  # noqa: ARG001 - most events tell nothing more
    """Return the visit with what an event tells; where it goes from there is another matter."""
    return visit


@learn.register
def _(event: Started, visit: Visit) -> Visit:
    return replace(visit, begun=event.begun)


@learn.register
def _(event: Identified, visit: Visit) -> Visit:
    return replace(
        visit,
        begun="",
        uuid=event.uuid,
        pin=event.pin,
        factor=event.factor,
        enrolments=event.enrolments,
    )


@learn.register
def _(event: Chosen, visit: Visit) -> Visit:
    """Another enrolment begins anew; the same one again keeps what was said about it."""
    if event.index == visit.chosen and visit.receipt is None and visit.asked is None:
        return visit
    return replace(
        visit,
        chosen=event.index,
        marked=(),
        claims={},
        unfinished={},
        disputing=0,
        receipt=None,
        asked=None,
        **_ON_ITS_WAY,
        confirming=False,
        renewed=None,
    )


@learn.register
def _(event: MissingFiled, visit: Visit) -> Visit:
    return replace(visit, missing=event.filed)


@learn.register
def _(event: MarkedWrong, visit: Visit) -> Visit:
    marked = {*visit.marked, event.part} if event.wrong else {*visit.marked} - {event.part}
    return replace(visit, marked=tuple(part for part in PARTS if part in marked))


@learn.register
def _(event: FoundWrong, visit: Visit) -> Visit:  # noqa: ARG001 - the marks are known
    return replace(visit, disputing=0)


@learn.register
def _(event: Claimed, visit: Visit) -> Visit:
    claims = {**visit.claims, event.claim.part: event.claim}
    rest = {part: one for part, one in visit.unfinished.items() if part is not event.claim.part}
    return replace(visit, claims=claims, unfinished=rest, disputing=visit.disputing + 1)


@learn.register
def _(event: TakenBack, visit: Visit) -> Visit:  # noqa: ARG001 - the part is the one in question
    part = visit.marked[visit.disputing]
    return replace(visit, marked=tuple(one for one in visit.marked if one != part))


@learn.register
def _(event: Confirmed, visit: Visit) -> Visit:  # noqa: ARG001 - what is declared is known
    return replace(visit, confirming=False)


@learn.register
def _(event: AccountGiven, visit: Visit) -> Visit:
    return replace(visit, account=event.masked)


@learn.register
def _(event: Declared, visit: Visit) -> Visit:
    return replace(
        _renewed(visit, event.enrolment),
        receipt=event.receipt,
        **_ON_ITS_WAY,
        finished=visit.finished | {event.enrolment.student.student_no},
    )


@learn.register
def _(event: ChangesSeen, visit: Visit) -> Visit:  # noqa: ARG001 - which changes is known
    return replace(visit, confirming=True)


@learn.register
def _(event: ChangesSigned, visit: Visit) -> Visit:
    return replace(_renewed(visit, event.enrolment), confirming=False, **_ON_ITS_WAY)


@learn.register
def _(event: RequestFiled, visit: Visit) -> Visit:
    return replace(_renewed(visit, event.enrolment), asked=event.filed)


@learn.register
def _(event: RequestsAsked, visit: Visit) -> Visit:  # noqa: ARG001 - whose requests is known
    return replace(visit, before_requests=visit.step)


@learn.register
def _(event: RequestMoved, visit: Visit) -> Visit:
    return replace(_renewed(visit, event.enrolment), renewed=event.renewed or visit.renewed)


@learn.register
def _(event: SecondWayNoted, visit: Visit) -> Visit:
    now = {student.student_no: student for student in event.students}
    enrolments = (
        replace(one, student=now.get(one.student.student_no, one.student))
        for one in visit.enrolments
    )
    return replace(visit, enrolments=tuple(enrolments))


@learn.register
def _(event: SlipAsked, visit: Visit) -> Visit:  # noqa: ARG001 - of which request is known
    return replace(visit, slip=PrintState.WORKING, slips=visit.slips + 1)


@learn.register
def _(event: SlipMoved, visit: Visit) -> Visit:
    return replace(visit, slip=event.state)


@learn.register
def _(event: PaperMoved, visit: Visit) -> Visit:
    return replace(visit, paper=event.state, printing=not event.ended)


@learn.register
def _(event: PaperAnswered, visit: Visit) -> Visit:
    if visit.paper is not PrintState.PRINTED:
        return visit  # it was said of the copy before
    return replace(visit, answer=event.answer, copies_left=event.left)


@learn.register
def _(event: ReprintAsked, visit: Visit) -> Visit:  # noqa: ARG001 - which sheet is known
    return replace(visit, **_ON_ITS_WAY)


@learn.register
def _(event: WentBack, visit: Visit) -> Visit:
    match visit.step:
        case Step.DISPUTE:
            unfinished = dict(visit.unfinished)
            if event.unfinished is not None:
                unfinished[event.unfinished.part] = event.unfinished
            return replace(visit, disputing=visit.disputing - 1, unfinished=unfinished)
        case Step.STATEMENT:
            return replace(visit, disputing=len(visit.marked) - 1)
        case _:
            return visit
