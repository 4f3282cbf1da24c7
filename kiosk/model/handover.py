"""交接清单: the list that goes with a class's pile from the counselor to the registrar."""

from dataclasses import dataclass

from kiosk.model.roll import State
from kiosk.model.rounds import Verdict


@dataclass(frozen=True, slots=True)
class Filed:
    """A sheet in the pile."""

    student_no: str
    name: str
    sheet_id: str
    verdict: Verdict
    outdated: bool = False
    """A roster changed the record since: the student is to check again."""


@dataclass(frozen=True, slots=True)
class Absent:
    """A sheet that is not there."""

    student_no: str
    name: str
    state: State
    """How far it has come."""
    reason: str
    """Why it may be missing, in words; empty: it may not."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is handed over: the digest is made of this, and of nothing else."""

    round: str
    """As commands write it."""
    college: str
    major: str
    class_name: str
    grade: str
    """Empty: students of whatever 年级."""
    grades: tuple[str, ...]
    """年级 of the students, in order: who repeats a year keeps the own."""
    school: str
    filed: tuple[Filed, ...]
    """In the order of the pile."""
    absent: tuple[Absent, ...]
    """In the order of the pile."""

    @property
    def excused(self) -> int:
        """How many of the absent have a reason."""
        return sum(bool(one.reason) for one in self.absent)

    @property
    def students(self) -> int:
        """How many are on the roster."""
        return len(self.filed) + len(self.absent)


@dataclass(frozen=True, slots=True)
class Handover:
    """A list as it was handed over: an event of the desk."""

    content: Content
    digest: str
    """SHA-256 in hex of the content's canonical JSON."""
    at: str
    seal: str
    """Root, in hex, of a seal that covers every student of the class …"""
    sealed_at: str
    """… and when that was made."""
    replaces: str = ""
    """Digest of the list before, which said something else; empty: there was none …"""
    replaced_at: str = ""
    """… and when that was handed over."""
