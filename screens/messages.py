"""What screens tell the app: what the student did, and what they want looked up or written."""

from dataclasses import dataclass

from textual.message import Message

from kiosk.model.request import MissingEnrolment
from kiosk.model.signature import Signature, Strokes
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
class SignatureGiven(Message):
    """The student signed; nothing is written yet."""

    signature: Signature
    strokes: Strokes | None


@dataclass
class ReadyForKeys(Message):
    """Identify can be typed into: what was scanned meanwhile may follow."""
