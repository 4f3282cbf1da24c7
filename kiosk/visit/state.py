"""What is known of a visit: where it is, who stands there, what was said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from kiosk.model.paper import Answer
from kiosk.model.record import Part, Photo
from kiosk.model.request import Claim
from kiosk.model.rounds import Round
from kiosk.model.student import Change, Declaration, Student


class Step(Enum):
    """The ten screens, in order, and the student's requests."""

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


NOBODY = frozenset({Step.WELCOME, Step.IDENTIFY})
"""Steps at which nobody is known yet, or any more."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One enrolment of the person in front of the screen."""

    student: Student
    round: Round | None
    """The round that they may declare in; none: look, reprint, and ask for corrections."""
    photos: Mapping[Photo, bytes]
    """JPEG bytes of those that were taken."""

    @property
    def signable(self) -> tuple[Change, ...]:
        """Changes of the record that wait for a signature; before any declaration none do."""
        return self.student.unsigned if self.student.declarations else ()

    @property
    def asks_alone(self) -> bool:
        """What is wrong is asked for without a declaration: there is no round to declare in."""
        return self.round is None and not self.student.left


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
    asked: Filed | None = None
    """The request that was filed without a declaration."""
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
    def filed(self) -> Filed | None:
        """The request for what was found wrong, with the declaration or without one."""
        return self.receipt.request if self.receipt else self.asked

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
