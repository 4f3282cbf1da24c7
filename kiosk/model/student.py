"""A student's file: what the fold of their events shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.model.record import Field, Part, Record
from kiosk.model.rounds import Round, Verdict
from kiosk.model.signature import Signature


@dataclass(frozen=True, slots=True)
class Source:
    """The roster that a record came from."""

    name: str = ""
    exported: str = ""
    """ISO date of the file."""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a student says is wrong, and what would be right."""

    part: Part
    value: str
    """The right value, as the record would hold it."""
    reason: str = ""
    since: str = ""
    """ISO date or month, as given; empty: not said."""


@dataclass(frozen=True, slots=True)
class MissingEnrolment:
    """An enrolment that the student says CHSI does not show."""

    school: str
    level: str
    major: str
    entry_year: str


@dataclass(frozen=True, slots=True)
class Declaration:
    """核对结论 of one student in one round, signed."""

    visit: str
    """UUID of the visit: declaring twice with the same one returns the first."""
    round: Round
    verdict: Verdict
    statement: str
    claims: tuple[Claim, ...]
    account: str
    """学信网帐号, masked; empty: not given."""
    signature: Signature
    proxy: str
    """Name of the helper who declared instead of the student (代办); else empty."""
    factor: str
    """Which second factor let the student in: ``tail``, ``name``, ``none``; ``proxy``: a helper."""
    sheet_id: str
    """72 random bits in Crockford base32 (15 characters)."""
    code: str
    """The signed sheet code (141 characters)."""
    at: str
    seq: int
    """Of its event."""

    @property
    def wrong(self) -> Mapping[str, str]:
        """The right value by wrong field."""
        return {claim.part.value: claim.value for claim in self.claims}


@dataclass(frozen=True, slots=True)
class Request:
    """更正申请: a correction that the student asks for."""

    number: str
    """``R-`` and a short number."""
    kind: str
    """``fields`` or ``missing_enrolment``."""
    state: str
    claims: tuple[Claim, ...]
    missing: MissingEnrolment | None
    pin_hash: str
    sheet_id: str
    visit: str
    """UUID of the visit that filed it."""
    at: str


@dataclass(frozen=True, slots=True)
class Change:
    """学籍信息变更记录: one field that a later roster changed."""

    field: Field
    old: str
    new: str
    at: str
    seq: int


@dataclass(frozen=True, slots=True)
class Print:
    """One copy of a sheet that a printer took."""

    sheet_id: str
    printer: str
    at: str


@dataclass(frozen=True, slots=True)
class Student:
    """The fold of one student's events: one enrolment and all that happened to it."""

    student_no: str
    record: Record = field(default_factory=Record)
    source: Source = field(default_factory=Source)
    declarations: tuple[Declaration, ...] = ()
    requests: tuple[Request, ...] = ()
    changes: tuple[Change, ...] = ()
    prints: tuple[Print, ...] = ()
    left: bool = False
    """A full roster no longer held this student."""
    record_seq: int = 0
    """Of the event that last changed the record."""
    rev: int = 0
    """How many events there are."""
    head: str = ""
    """Hash of the last."""
    page_rev: int = 0
    """Of the last event that changed what the sheet shows."""
    page_head: str = ""
    page_at: str = ""

    def declared(self, round_: Round) -> Declaration | None:
        """Return the latest declaration in a round; the earlier ones are superseded."""
        found = [one for one in self.declarations if one.round == round_]
        return found[-1] if found else None

    def copies(self, sheet_id: str) -> int:
        """Return how often a sheet was printed."""
        return sum(one.sheet_id == sheet_id for one in self.prints)


@dataclass(frozen=True, slots=True)
class Summary:
    """A student as boards, lists and queues need them."""

    student_no: str
    name: str
    grade: str
    level: str
    college: str
    department: str
    major: str
    class_name: str
    school: str
    left: bool
    verdicts: Mapping[str, str]
    """Verdict of the latest declaration, by round."""
    waiting: bool
    """The latest declaration was never printed."""
    rev: int
    head: str
