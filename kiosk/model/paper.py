"""A sheet on paper: printed, seen by its owner, put on the pile, or excused from it."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.model.rounds import Round


class Answer(StrEnum):
    """What the student says when the printer reports that a sheet is done."""

    YES = "yes"
    """It is in their hand."""
    NO = "no"
    """Nothing came out."""
    BROKEN = "broken"
    """It is blank, smeared or torn."""
    UNSURE = "unsure"
    """Nobody answered."""


@dataclass(frozen=True, slots=True)
class Print:
    """One copy of a sheet that a printer took."""

    sheet_id: str
    printer: str
    at: str
    answer: Answer = Answer.UNSURE


@dataclass(frozen=True, slots=True)
class HandIn:
    """A sheet that lies in the pile."""

    sheet_id: str
    at: str
    actor: str
    """``staff:NAME`` of whoever took it."""
    scan: str = ""
    """UUID of the scan that put it there: two desks that scan one sheet at once differ in it."""


class Reason(StrEnum):
    """Why someone's sheet is missing."""

    SUSPENDED = "suspended"
    """休学."""
    ENLISTED = "enlisted"
    """参军."""
    RETAINED = "retained"
    """保留入学资格."""
    WAIVED = "waived"
    """放弃入学资格."""
    WITHDRAWN = "withdrawn"
    """退学."""
    OTHER = "other"
    """As the note says."""


@dataclass(frozen=True, slots=True)
class Excuse:
    """Someone's sheet of one round may be missing."""

    round: Round
    reason: Reason
    note: str
    """In words; of ``OTHER`` never empty."""
    at: str
    actor: str
