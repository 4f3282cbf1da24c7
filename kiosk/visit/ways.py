"""Where each event leads from each step: the table of a visit."""

from collections.abc import Callable, Mapping

from kiosk.visit.events import (
    AccountGiven,
    ChangesSeen,
    ChangesSigned,
    Chosen,
    Claimed,
    Confirmed,
    Declared,
    Ended,
    Event,
    FoundCorrect,
    FoundMissing,
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
    WentOn,
)
from kiosk.visit.state import NOBODY, Step, Visit


def _to_record(visit: Visit) -> Step:
    return Step.RECORD if len(visit.enrolments) == 1 else Step.ENROLMENTS


def _before_record(visit: Visit) -> Step:
    return Step.ENROLMENTS if len(visit.enrolments) > 1 else Step.IDENTIFY


def _before_enrolments(visit: Visit) -> Step:
    return Step.IDENTIFY if len(visit.enrolments) > 1 else Step.RECORD


def _to_statement(visit: Visit) -> Step:
    declarable = visit.enrolment.round is not None
    return Step.STATEMENT if declarable and not visit.marked else Step.RECORD


def _to_dispute(visit: Visit) -> Step:
    possible = visit.enrolment.round is not None or visit.enrolment.asks_alone
    return Step.DISPUTE if possible and visit.marked else Step.RECORD


def _after_claim(visit: Visit) -> Step:
    if not visit.marked:
        return Step.RECORD
    return Step.DISPUTE if visit.disputing < len(visit.marked) else Step.STATEMENT


def _before_claim(visit: Visit) -> Step:
    return Step.DISPUTE if visit.disputing >= 0 else Step.RECORD


def _before_statement(visit: Visit) -> Step:
    return Step.DISPUTE if visit.marked else Step.RECORD


def _after_statement(visit: Visit) -> Step:
    return Step.STATEMENT if visit.enrolment.asks_alone else Step.ACCOUNT


def _to_changes(visit: Visit) -> Step:
    return Step.SIGN if visit.enrolment.signable else Step.RECORD


def _before_sign(visit: Visit) -> Step:
    return Step.RECORD if visit.confirming else Step.ACCOUNT


def _to_requests(visit: Visit) -> Step:
    return Step.REQUESTS if visit.enrolment.student.requests else visit.step


def _before_requests(visit: Visit) -> Step:
    return visit.before_requests


def _to_paper(visit: Visit) -> Step:
    return Step.PRINT if visit.enrolment.student.declarations else Step.RECORD


def _after_answer(visit: Visit) -> Step:
    return Step.FAREWELL if visit.in_hand else Step.PRINT


Next = Step | Callable[[Visit], Step]

NEXT: Mapping[tuple[Step, type[Event]], Next] = {
    (Step.WELCOME, Started): Step.IDENTIFY,
    (Step.IDENTIFY, Identified): _to_record,
    (Step.IDENTIFY, WentBack): Step.WELCOME,
    (Step.ENROLMENTS, Chosen): Step.RECORD,
    (Step.ENROLMENTS, MissingFiled): Step.ENROLMENTS,
    (Step.ENROLMENTS, WentBack): _before_enrolments,
    (Step.RECORD, FoundMissing): Step.ENROLMENTS,
    (Step.RECORD, MarkedWrong): Step.RECORD,
    (Step.RECORD, FoundCorrect): _to_statement,
    (Step.RECORD, FoundWrong): _to_dispute,
    (Step.RECORD, ReprintAsked): _to_paper,
    (Step.RECORD, ChangesSeen): _to_changes,
    (Step.RECORD, RequestsAsked): _to_requests,
    (Step.RECORD, WentBack): _before_record,
    (Step.DISPUTE, Claimed): _after_claim,
    (Step.DISPUTE, TakenBack): _after_claim,
    (Step.DISPUTE, WentBack): _before_claim,
    (Step.STATEMENT, Confirmed): _after_statement,
    (Step.STATEMENT, RequestFiled): Step.FAREWELL,
    (Step.STATEMENT, WentBack): _before_statement,
    (Step.ACCOUNT, AccountGiven): Step.SIGN,
    (Step.ACCOUNT, WentBack): Step.STATEMENT,
    (Step.SIGN, Declared): Step.PRINT,
    (Step.SIGN, ChangesSigned): Step.PRINT,
    (Step.SIGN, WentBack): _before_sign,
    (Step.PRINT, PaperMoved): Step.PRINT,
    (Step.PRINT, ReprintAsked): Step.PRINT,
    (Step.PRINT, PaperAnswered): _after_answer,
    (Step.PRINT, WentOn): Step.FAREWELL,
    (Step.FAREWELL, PaperMoved): Step.FAREWELL,
    (Step.FAREWELL, Chosen): Step.RECORD,
    (Step.FAREWELL, RequestsAsked): _to_requests,
    (Step.RECORD, SlipMoved): Step.RECORD,
    (Step.FAREWELL, SlipAsked): Step.FAREWELL,
    (Step.FAREWELL, SlipMoved): Step.FAREWELL,
    (Step.REQUESTS, RequestMoved): Step.REQUESTS,
    (Step.REQUESTS, PaperMoved): Step.REQUESTS,
    (Step.REQUESTS, SlipAsked): Step.REQUESTS,
    (Step.REQUESTS, SlipMoved): Step.REQUESTS,
    (Step.REQUESTS, WentBack): _before_requests,
    **{(step, SecondWayNoted): step for step in Step if step not in NOBODY},
    **{(step, Ended): Step.WELCOME for step in Step},
}
"""Where each event leads. An event that does not stand here for a step changes nothing."""
