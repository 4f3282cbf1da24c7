"""A visit from welcome to paper, as a value: ``advance(visit, event) -> Visit``.

Pure and driven by tables. Screens show a ``Visit`` and post what the student did; what a service
answered (who it is, that the signature is durable, what the printer said) are events as well.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import singledispatch
from typing import Any

from kiosk.model.paper import Answer
from kiosk.model.record import PARTS, Part, Photo
from kiosk.model.request import Claim
from kiosk.model.rounds import Round
from kiosk.model.student import Change, Declaration, Student


class Step(Enum):
    """The ten screens, in order (spec/product.md, "A visit"), and the student's requests."""

    WELCOME = "welcome"
    IDENTIFY = "identify"
    ENROLMENTS = "enrolments"
    RECORD = "record"
    DISPUTE = "dispute"
    STATEMENT = "statement"
    ACCOUNT = "account"
    SIGN = "sign"
    PRINT = "print"
    FAREWELL = "farewell"
    REQUESTS = "requests"
    """My requests: seen from Record or Farewell, and left to where one came from."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One enrolment of the person in front of the screen."""

    student: Student
    round: Round | None
    """The round that they may declare in; none: look and reprint only."""
    photos: Mapping[Photo, bytes]
    """JPEG bytes of those that were taken."""

    @property
    def signable(self) -> tuple[Change, ...]:
        """Changes of the record that wait for a signature; before any declaration none do."""
        return self.student.unsigned if self.student.declarations else ()


@dataclass(frozen=True, slots=True)
class Filed:
    """A request that was written just now, with what only its owner may see."""

    number: str
    pin: str
    """Six digits, for the screen only."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A declaration that is durable."""

    declaration: Declaration
    request: Filed | None


class PrintState(Enum):
    """How far the paper is, for the screen."""

    WORKING = "working"
    PRINTED = "printed"
    OUT_OF_PAPER = "out_of_paper"
    JAM = "jam"
    DOOR = "door"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"
    NO_PRINTER = "no_printer"
    UNPRINTABLE = "unprintable"
    """A character has no glyph, or the sheet does not fit: the school's to mend."""
    LIMIT = "limit"
    """Every copy that the school allows was printed."""
    ELSEWHERE = "elsewhere"
    """Another terminal prints this student's sheet at this moment."""
    STORE = "store"


SLIPS = 2
"""How often a visit may print a checklist: once, and once more if the printer ate it."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Everything that is known about the student who stands here, and nothing after them."""

    step: Step = Step.WELCOME
    begun: str = ""
    """What was typed on Welcome: it already begins the number."""
    uuid: str = ""
    pin: str = ""
    """For a request, if there will be one; fixed early, so that a retry says the same."""
    factor: str = ""
    enrolments: tuple[Enrolment, ...] = ()
    chosen: int = 0
    """Index of the enrolment that the visit is about."""
    marked: tuple[Part, ...] = ()
    """Parts found wrong, in the order of the form."""
    claims: Mapping[Part, Claim] = field(default_factory=dict)
    """What was said about wrong parts; kept when a mark is taken back and set again."""
    unfinished: Mapping[Part, Claim] = field(default_factory=dict)
    """What was typed about wrong parts, as typed, when the student left it for the step before."""
    disputing: int = 0
    """Index in ``marked`` of the part that Dispute asks about."""
    account: str = ""
    """Masked."""
    receipt: Receipt | None = None
    missing: Filed | None = None
    """The request for an enrolment that is not shown, if one was filed."""
    paper: PrintState = PrintState.WORKING
    printing: bool = False
    """A printer has the sheet and is not done with it."""
    answer: Answer = Answer.UNSURE
    """What the student said of the copy that came last."""
    copies_left: int = 0
    """How often the sheet may still be printed; known once they said so."""
    finished: frozenset[str] = frozenset()
    """Student numbers that this visit has declared already."""
    confirming: bool = False
    """What is signed are the changes of the record alone, without a declaration."""
    before_requests: Step = Step.RECORD
    """Where the student's requests were asked for."""
    renewed: Filed | None = None
    """A request's new PIN, if the student asked for one."""
    slip: PrintState | None = None
    """How far the checklist is; none: none was asked for."""
    slips: int = 0
    """How often one was asked for."""

    @property
    def enrolment(self) -> Enrolment:
        """The enrolment that the visit is about.

        Raises:
            IndexError: Nobody is identified.
        """
        return self.enrolments[self.chosen]

    @property
    def in_hand(self) -> bool:
        """The sheet is printed, and nobody said that it is missing or spoiled."""
        return self.paper is PrintState.PRINTED and self.answer not in {Answer.NO, Answer.BROKEN}

    @property
    def claimed(self) -> tuple[Claim, ...]:
        """What will be declared wrong, in the order of the form."""
        return tuple(self.claims[part] for part in self.marked if part in self.claims)

    @property
    def slip_left(self) -> bool:
        """A checklist may be printed (again)."""
        return self.slips < SLIPS and self.slip is not PrintState.WORKING

    @property
    def others(self) -> tuple[int, ...]:
        """Indexes of further enrolments with a round and no declaration by this visit."""
        return tuple(
            index
            for index, one in enumerate(self.enrolments)
            if index != self.chosen
            and one.round is not None
            and one.student.student_no not in self.finished
        )


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a visit; each event is a class of its own, in the past tense."""


@dataclass(frozen=True, slots=True)
class Started(Event):
    """A key, a tap or a scan on Welcome."""

    begun: str = ""
    """The character, if it begins a number."""


@dataclass(frozen=True, slots=True)
class Identified(Event):
    """Number and second factor were accepted."""

    uuid: str
    """Of the visit from here on."""
    pin: str
    factor: str
    """``tail``, ``name`` or ``none``."""
    enrolments: tuple[Enrolment, ...]


@dataclass(frozen=True, slots=True)
class Chosen(Event):
    """One of the enrolments was taken."""

    index: int


class FoundMissing(Event):
    """The student says on Record that an enrolment is not shown."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class MissingFiled(Event):
    """The request for the enrolment that is not shown is written."""

    filed: Filed


@dataclass(frozen=True, slots=True)
class MarkedWrong(Event):
    """A part was marked wrong, or its mark taken back."""

    part: Part
    wrong: bool


class FoundCorrect(Event):
    """All was looked through and nothing is marked."""

    __slots__ = ()


class FoundWrong(Event):
    """The marks are complete."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Claimed(Event):
    """The right value of the part in question was given."""

    claim: Claim


class TakenBack(Event):
    """The part in question is right after all."""

    __slots__ = ()


class Confirmed(Event):
    """The statement was confirmed by a deliberate act."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class AccountGiven(Event):
    """The CHSI account was given, or left out."""

    masked: str
    """Empty: left out."""


@dataclass(frozen=True, slots=True)
class Declared(Event):
    """The declaration is durable."""

    receipt: Receipt
    enrolment: Enrolment
    """As it is from now on."""


class ReprintAsked(Event):
    """Another copy of the sheet of the latest declaration."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class PaperMoved(Event):
    """The printer, or the way to it, said something."""

    state: PrintState
    ended: bool = True
    """False: the printer still waits for somebody, and may go on."""


class ChangesSeen(Event):
    """The changes of the record are to be signed, without a declaration."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ChangesSigned(Event):
    """The student's signature under the changes is durable."""

    enrolment: Enrolment
    """As it is from now on."""


class RequestsAsked(Event):
    """The student wants to see their requests."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class RequestMoved(Event):
    """Something was done with a request, and is written."""

    enrolment: Enrolment
    """As it is from now on."""
    renewed: Filed | None = None
    """The new PIN, if that is what was done."""


class SlipAsked(Event):
    """The checklist of a request is to be printed."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class SlipMoved(Event):
    """The printer, or the way to it, said something of the checklist."""

    state: PrintState


@dataclass(frozen=True, slots=True)
class PaperAnswered(Event):
    """The student said whether the sheet is in their hand, and it is noted."""

    answer: Answer
    left: int
    """Copies of the sheet that they may still print."""


class WentOn(Event):
    """The student leaves the printer's screen."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class WentBack(Event):
    """Esc: one step back; nothing that was typed is lost."""

    unfinished: Claim | None = None
    """From Dispute: what is typed so far."""


class Ended(Event):
    """F10, Farewell's end, or nobody there: the visit is over and forgotten."""

    __slots__ = ()


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
    declarable = visit.enrolment.round is not None
    return Step.DISPUTE if declarable and visit.marked else Step.RECORD


def _after_claim(visit: Visit) -> Step:
    if not visit.marked:
        return Step.RECORD
    return Step.DISPUTE if visit.disputing < len(visit.marked) else Step.STATEMENT


def _before_claim(visit: Visit) -> Step:
    return Step.DISPUTE if visit.disputing >= 0 else Step.RECORD


def _before_statement(visit: Visit) -> Step:
    return Step.DISPUTE if visit.marked else Step.RECORD


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
    (Step.STATEMENT, Confirmed): Step.ACCOUNT,
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
    **{(step, Ended): Step.WELCOME for step in Step},
}
"""Where each event leads. An event that does not stand here for a step changes nothing."""


def advance(visit: Visit, event: Event) -> Visit:
    """Return the visit after an event; an event out of place leaves it as it is.

    Args:
        visit: As it stands.
        event: What happened.
    """
    following = NEXT.get((visit.step, type(event)))
    if following is None:
        return visit
    learned = _learn(event, visit)
    step = following if isinstance(following, Step) else following(learned)
    if step in {Step.WELCOME, Step.IDENTIFY}:
        return Visit(step=step, begun=learned.begun if step is Step.IDENTIFY else "")
    return replace(learned, step=step)


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
def _learn(event: Event, visit: Visit) -> Visit:  # noqa: ARG001 - most events tell nothing more
    return visit


@_learn.register
def _(event: Started, visit: Visit) -> Visit:
    return replace(visit, begun=event.begun)


@_learn.register
def _(event: Identified, visit: Visit) -> Visit:
    return replace(
        visit,
        begun="",
        uuid=event.uuid,
        pin=event.pin,
        factor=event.factor,
        enrolments=event.enrolments,
    )


@_learn.register
def _(event: Chosen, visit: Visit) -> Visit:
    """Another enrolment begins anew; the same one again keeps what was said about it."""
    if event.index == visit.chosen and visit.receipt is None:
        return visit
    return replace(
        visit,
        chosen=event.index,
        marked=(),
        claims={},
        unfinished={},
        disputing=0,
        receipt=None,
        **_ON_ITS_WAY,
        confirming=False,
        renewed=None,
    )


@_learn.register
def _(event: MissingFiled, visit: Visit) -> Visit:
    return replace(visit, missing=event.filed)


@_learn.register
def _(event: MarkedWrong, visit: Visit) -> Visit:
    marked = {*visit.marked, event.part} if event.wrong else {*visit.marked} - {event.part}
    return replace(visit, marked=tuple(part for part in PARTS if part in marked))


@_learn.register
def _(event: FoundWrong, visit: Visit) -> Visit:  # noqa: ARG001 - the marks are known
    return replace(visit, disputing=0)


@_learn.register
def _(event: Claimed, visit: Visit) -> Visit:
    claims = {**visit.claims, event.claim.part: event.claim}
    rest = {part: one for part, one in visit.unfinished.items() if part is not event.claim.part}
    return replace(visit, claims=claims, unfinished=rest, disputing=visit.disputing + 1)


@_learn.register
def _(event: TakenBack, visit: Visit) -> Visit:  # noqa: ARG001 - the part is the one in question
    part = visit.marked[visit.disputing]
    return replace(visit, marked=tuple(one for one in visit.marked if one != part))


@_learn.register
def _(event: Confirmed, visit: Visit) -> Visit:  # noqa: ARG001 - what is declared is known
    return replace(visit, confirming=False)


@_learn.register
def _(event: AccountGiven, visit: Visit) -> Visit:
    return replace(visit, account=event.masked)


@_learn.register
def _(event: Declared, visit: Visit) -> Visit:
    return replace(
        _renewed(visit, event.enrolment),
        receipt=event.receipt,
        **_ON_ITS_WAY,
        finished=visit.finished | {event.enrolment.student.student_no},
    )


@_learn.register
def _(event: ChangesSeen, visit: Visit) -> Visit:  # noqa: ARG001 - which changes is known
    return replace(visit, confirming=True)


@_learn.register
def _(event: ChangesSigned, visit: Visit) -> Visit:
    return replace(_renewed(visit, event.enrolment), confirming=False, **_ON_ITS_WAY)


@_learn.register
def _(event: RequestsAsked, visit: Visit) -> Visit:  # noqa: ARG001 - whose requests is known
    return replace(visit, before_requests=visit.step)


@_learn.register
def _(event: RequestMoved, visit: Visit) -> Visit:
    return replace(_renewed(visit, event.enrolment), renewed=event.renewed or visit.renewed)


@_learn.register
def _(event: SlipAsked, visit: Visit) -> Visit:  # noqa: ARG001 - of which request is known
    return replace(visit, slip=PrintState.WORKING, slips=visit.slips + 1)


@_learn.register
def _(event: SlipMoved, visit: Visit) -> Visit:
    return replace(visit, slip=event.state)


@_learn.register
def _(event: PaperMoved, visit: Visit) -> Visit:
    return replace(visit, paper=event.state, printing=not event.ended)


@_learn.register
def _(event: PaperAnswered, visit: Visit) -> Visit:
    if visit.paper is not PrintState.PRINTED:
        return visit  # it was said of the copy before
    return replace(visit, answer=event.answer, copies_left=event.left)


@_learn.register
def _(event: ReprintAsked, visit: Visit) -> Visit:  # noqa: ARG001 - which sheet is known
    return replace(visit, **_ON_ITS_WAY)


@_learn.register
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
