"""What screens tell the app: what the student did, and what they want looked up or written."""

from dataclasses import dataclass

from textual.message import Message

from kiosk.model.paper import Answer
from kiosk.model.record import Part
from kiosk.model.request import MissingEnrolment, MoveKind
from kiosk.model.signature import Signature, Strokes
from kiosk.services.guide.handouts import Kind
from kiosk.visit import Event


@dataclass
class Did(Message):
    """The student did something that moves the visit by itself."""

    event: Event


@dataclass
class NumbersGiven(Message):
    """The student gave a number and the second factor."""

    number: str
    """As typed or scanned."""
    second: str


@dataclass
class MissingGiven(Message):
    """The student described an enrolment that is not shown."""

    missing: MissingEnrolment


@dataclass
class ClaimsConfirmed(Message):
    """The student wants corrected what they found wrong, without declaring; nothing is written."""


@dataclass
class SignatureGiven(Message):
    """The student signed; nothing is written yet."""

    signature: Signature
    strokes: Strokes | None


@dataclass
class PaperSeen(Message):
    """The student said whether the printed sheet is in their hand."""

    answer: Answer


@dataclass
class RequestActed(Message):
    """The student did something with one of their requests; nothing is written yet."""

    number: str
    kind: MoveKind
    text: str
    """In words; empty for what takes none."""
    parts: tuple[Part, ...]
    """The matters that are meant; none: the whole request."""


@dataclass
class SlipWanted(Message):
    """The student wants the checklist of a request on paper."""

    number: str


@dataclass
class GuideAsked(Message):
    """The student wants a page of the guide."""

    place: str
    """Name of a topic or a trouble; of a node of a decision after ``#``."""


@dataclass
class SecondWayTold(Message):
    """The student says that they have just used 提供学籍或者学历信息 on CHSI."""

    place: str
    """The page of the guide that follows."""


@dataclass
class HandoutAsked(Message):
    """The student wants something of the guide on paper."""

    kind: Kind
