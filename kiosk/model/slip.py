"""The personal checklist: what a student brings for a correction, and where."""

from dataclasses import dataclass

from assets import Lang
from kiosk.config import Contact


@dataclass(frozen=True, slots=True)
class ToBring:
    """One matter of the request, and what goes with it."""

    label: str
    """The form's label of the part; of an enrolment that is missing, which one it is."""
    claimed: str
    """What would be right; masked where the screen masks it; empty: the label says it."""
    decides: str
    """Empty: the registrar tells."""
    proofs: tuple[str, ...]
    patience: str
    """When it is not an error yet; empty: it is one."""


@dataclass(frozen=True, slots=True)
class Checklist:
    """One A4 page that the student keeps; no name, no PIN."""

    lang: Lang
    number: str
    """Of the request."""
    matters: tuple[ToBring, ...]
    windows: tuple[str, ...]
    """When corrections are taken, each said once."""
    refusals: tuple[str, ...]
    """What is not taken, likewise."""
    college: str
    contact: Contact
    """The branch registrar, or the school's office; empty: nobody is named."""
    url: str
    """What the QR says."""
    host: str
    """In clear, so that a forged QR can be noticed."""
    source: str
    """Where the rules are written; empty: none were needed."""
