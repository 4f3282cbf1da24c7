"""Visits as they may stand at a step, for the tests of the state table."""

from dataclasses import replace
from typing import Any

from kiosk.model.record import Field, Record
from kiosk.model.request import Claim, Matter, Request, RequestKind
from kiosk.model.rounds import Round, Verdict
from kiosk.model.signature import Signature, SignedBy
from kiosk.model.student import Change, Declaration, Student
from kiosk.visit import Declared, Enrolment, Filed, Identified, Receipt, Step, Visit

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
