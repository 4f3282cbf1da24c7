"""A student's file: what the fold of their events shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.model.paper import Answer, Excuse, HandIn, Print
from kiosk.model.record import Field, Record
from kiosk.model.request import Claim, Request
from kiosk.model.rounds import Round, Verdict
from kiosk.model.signature import Signature


@dataclass(frozen=True, slots=True)
class Source:
    """The roster that a record came from."""

    name: str = ""
    exported: str = ""
    """ISO date of the file."""
    sha256: str = ""
    manual: bool = False
    """Typed in by staff, for somebody whom no roster has named yet."""


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
    terminal: str
    """Where it was signed; empty: at no terminal."""
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
class Confirmation:
    """The student's signature under a change of the record."""

    signature: Signature
    at: str


@dataclass(frozen=True, slots=True)
class Change:
    """学籍信息变更记录: one field that a later roster changed."""

    field: Field
    old: str
    new: str
    at: str
    seq: int
    """Of the event of the roster that changed it."""
    confirmed: Confirmation | None = None
    """By the student; none: still to be signed."""


@dataclass(frozen=True, slots=True)
class SecondWay:
    """One use of 提供学籍或者学历信息 on CHSI, as the student told it (Annex 1, exception 1)."""

    visit: str
    """UUID of the visit in which they told it: a visit tells of one use."""
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
    dropped: frozenset[str] = frozenset()
    """Sheets that staff took out of the queue for paper."""
    handins: tuple[HandIn, ...] = ()
    """Sheets that lie in the pile; one that was given back is not among them."""
    excuses: tuple[Excuse, ...] = ()
    second_ways: tuple[SecondWay, ...] = ()
    """Told of in this enrolment; they count for the person (``kiosk.rules.second_way``)."""
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
        """Return how often a sheet was printed, spoiled copies included."""
        return sum(one.sheet_id == sheet_id for one in self.prints)

    def on_paper(self, sheet_id: str) -> bool:
        """Tell whether a copy was printed that nobody called missing, blank or broken."""
        return any(
            one.sheet_id == sheet_id and one.answer not in {Answer.NO, Answer.BROKEN}
            for one in self.prints
        )

    @property
    def to_print(self) -> Declaration | None:
        """The latest declaration, if its sheet still has to be printed."""
        if not self.declarations:
            return None
        latest = self.declarations[-1]
        done = self.on_paper(latest.sheet_id) or latest.sheet_id in self.dropped
        return None if done else latest

    @property
    def unsigned(self) -> tuple[Change, ...]:
        """The changes of the record that the student has still to sign."""
        return tuple(one for one in self.changes if one.confirmed is None)

    def handed_in(self, sheet_id: str) -> HandIn | None:
        """Return when and by whom a sheet was put on the pile; none: it does not lie there."""
        return next((one for one in self.handins if one.sheet_id == sheet_id), None)

    def excuse(self, round_: Round) -> Excuse | None:
        """Return why the sheet of a round may be missing; none: it may not."""
        found = [one for one in self.excuses if one.round == round_]
        return found[-1] if found else None

    def request(self, number: str) -> Request | None:
        """Return a correction request by its number."""
        return next((one for one in self.requests if one.number == number), None)


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
    days: Mapping[str, str]
    """ISO date of the latest declaration, by round."""
    printed: bool
    """The sheet of the latest declaration is on paper, as far as anybody said."""
    waiting: str
    """When the sheet was signed that still has to be printed (ISO 8601); empty: none has to."""
    waiting_at: str
    """The terminal where it was signed, and where it is to be printed; empty: at none."""
    handed_in: tuple[str, ...]
    """Rounds whose latest declaration stands on a sheet in the pile; a sheet carries all before."""
    excuses: Mapping[str, str]
    """Reason why the sheet may be missing, by round."""
    requests: Mapping[str, str]
    """State by number of correction request."""
    rev: int
    head: str
    manual: bool = False
    """Added by hand; no roster has named the student yet."""
