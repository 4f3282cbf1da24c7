"""What can happen in a visit; each event is a class of its own, in the past tense."""

from dataclasses import dataclass

from kiosk.model.paper import Answer
from kiosk.model.record import Part
from kiosk.model.request import Claim
from kiosk.model.student import Student
from kiosk.visit.state import Enrolment, Filed, PrintState, Receipt


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


@dataclass(frozen=True, slots=True)
class RequestFiled(Event):
    """What was found wrong is asked for without a declaration: the request is durable."""

    enrolment: Enrolment
    """As it is from now on."""
    filed: Filed


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
class SecondWayNoted(Event):
    """The student told the guide of a use of 提供学籍或者学历信息, and it is written."""

    students: tuple[Student, ...]
    """Their enrolments as they are from now on."""


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
