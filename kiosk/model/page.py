"""The archive sheet as values: everything that the page shows, nothing to look up."""

from dataclasses import dataclass, field

from kiosk.model.record import Record
from kiosk.model.rounds import Round
from kiosk.model.signature import Strokes
from kiosk.model.student import Change, Source


@dataclass(frozen=True, slots=True)
class Signed:
    """What stands on a line for a signature."""

    strokes: Strokes | None = None
    """As drawn on the pad."""
    name: str = ""
    """As typed; of a proxy with the mark that the form asks for.

    Empty and no strokes: sign by hand.
    """
    date: str = ""
    """ISO date; empty: to be filled by hand."""


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One row of the table of later rounds."""

    label: str
    """核对类型, such as 第二学年学年注册."""
    verdict: str = ""
    """核对结论 in words; empty: not yet."""
    signed: Signed = field(default_factory=Signed)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row of the table of changes."""

    change: Change
    signed: Signed = field(default_factory=Signed)
    """Without a date: still to be signed. With a date alone: signed by hand on that day."""


@dataclass(frozen=True, slots=True)
class Page:
    """One archive sheet 《个人学信档案》 (Annex 2)."""

    record: Record
    source: Source
    enrolments: int
    """The N of 您一共有 N 个学籍."""
    admission_photo: bytes | None
    degree_photo: bytes | None
    statement: str
    """The sentence as declared; empty before any declaration (the page says 未核对)."""
    request_number: str
    """Where the rest of a statement stands that does not fit; empty without one."""
    copy_by_hand: bool
    """The page leaves grey model text and ruled lines (``statement = "paper"``)."""
    signed: Signed
    account: str
    """Masked."""
    rounds: tuple[RoundRow, ...]
    changes: tuple[ChangeRow, ...]
    round: Round | None
    """The round that the sheet was issued in; none before any declaration."""
    url: str
    """What the QR says, upper case; empty before any declaration: no QR."""
    host: str
    """The host in clear beside the QR."""
    sheet_number: str
    """Short sheet number, grouped 4-4-1."""
    day: str
    """ISO date of the last event that changed the page."""
    rev: int
    head: str
