"""更正申请: what a student asks to be corrected, and how far each matter of it has come."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.model.record import Part


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

    @property
    def heading(self) -> str:
        """``层次-学校名称-专业-年级``, headed as an enrolment is."""
        return "-".join(filter(None, (self.level, self.school, self.major, self.entry_year)))


class RequestKind(StrEnum):
    """What a request is about."""

    FIELDS = "fields"
    MISSING = "missing_enrolment"


class RequestState(StrEnum):
    """How far one matter has come, in the order in which somebody has to act."""

    NEED_MATERIAL = "need_material"
    """待补材料: the student's turn."""
    SUBMITTED = "submitted"
    """待受理."""
    REVIEWING = "reviewing"
    """在办."""
    FORWARDED = "forwarded"
    """已上报省级."""
    AGREED = "agreed"
    """已同意: a later roster is to show it."""
    CORRECTED = "corrected"
    """已在学信网更正."""
    REFUSED = "refused"
    """不予更正."""
    WITHDRAWN = "withdrawn"
    """已撤回."""

    @property
    def open(self) -> bool:
        """Something may still happen."""
        return self not in {self.CORRECTED, self.REFUSED, self.WITHDRAWN}


class MoveKind(StrEnum):
    """What can be done with a request; ``kiosk.rules.requests`` says when and by whom."""

    TAKE = "take"
    ASK = "ask"
    SUPPLY = "supply"
    FORWARD = "forward"
    ACCEPT = "accept"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    """A move that was a mistake is undone by one more."""
    CORRECT = "correct"
    """A roster shows the claimed value."""
    DIFFER = "differ"
    """A roster shows neither the old value nor the claimed one."""
    NOTE = "note"
    RENEW_PIN = "renew_pin"


@dataclass(frozen=True, slots=True)
class Move:
    """Something that was done with a request."""

    kind: MoveKind
    parts: tuple[Part, ...]
    """The matters that it moved; none: the request as a whole."""
    text: str
    """Reason, reply, note or material in words."""
    actor: str
    at: str
    seq: int


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that a request asks for; each moves singly or with others."""

    part: Part | None
    """None: the enrolment that is missing."""
    state: RequestState = RequestState.SUBMITTED
    differs: bool = False
    """A roster brought a third value since: the registrar is to look."""
    old: str = ""
    """What the record held when the request was filed; of a photo, its digest."""


@dataclass(frozen=True, slots=True)
class Request:
    """更正申请: a correction that the student asks for."""

    number: str
    """``R-`` and a short number."""
    kind: RequestKind
    matters: tuple[Matter, ...]
    """Never empty."""
    claims: tuple[Claim, ...]
    missing: MissingEnrolment | None
    pin_hash: str
    sheet_id: str
    visit: str
    """UUID of the visit that filed it."""
    at: str
    moves: tuple[Move, ...] = ()

    @property
    def state(self) -> RequestState:
        """The state of the matter in which somebody has to act first."""
        order = list(RequestState)
        return min((matter.state for matter in self.matters), key=order.index)

    @property
    def differs(self) -> bool:
        """A roster brought a third value for one of the matters."""
        return any(matter.differs for matter in self.matters)

    def matter(self, part: Part) -> Matter | None:
        """Return how far a part has come."""
        return next((one for one in self.matters if one.part == part), None)

    @property
    def reply(self) -> str:
        """What the registrar said last, in words; empty: nothing."""
        said = (one.text for one in reversed(self.moves) if one.text and one.actor != "student")
        return next(said, "")

    def claim(self, part: Part) -> Claim | None:
        """Return what is claimed of a part."""
        return next((one for one in self.claims if one.part == part), None)
