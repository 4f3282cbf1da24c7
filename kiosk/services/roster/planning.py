"""What the files say is held against the store: the plan of an import. Nothing is written.

A column that a file does not have keeps what the store holds; an empty cell in a column that it has
erases. Photos stay until a file replaces them. The same files twice change nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import Problem
from kiosk.roster.findings import Finding, Reading
from kiosk.roster.photos import PhotoFile, PhotoRefused
from kiosk.rules.fold import fold
from kiosk.rules.showing import showings
from kiosk.services.roster.match import Matched, Present, match_photos, match_rows, student_in
from kiosk.services.roster.plan import Plan, Wish, Write
from kiosk.services.roster.requests import answered
from kiosk.services.roster.returning import came_back
from store.contract import Store


@dataclass(frozen=True, slots=True)
class Album:
    """A folder of photos, looked through."""

    folder: Path
    photos: tuple[PhotoFile | PhotoRefused, ...]


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans an import."""

    store: Store
    id_hash: Callable[[str], str]
    """Keyed hash of an ID number."""

    def plan(
        self,
        readings: Sequence[Reading],
        album: Album | None = None,
        *,
        full: bool = False,
        skip_bad: bool = False,
    ) -> Plan:
        """Return what importing these files would do. Writes nothing.

        Args:
            readings: The files, as ``kiosk.roster.files.read`` gives them; they form one roster.
            album: Photos that came with them.
            full: Students that are in none of the files have left.
            skip_bad: The bad rows are left out instead of stopping everything.
        """
        once: dict[str, Reading] = {}
        for reading in readings:
            once.setdefault(reading.source.sha256, reading)
        kept = tuple(once.values())
        matched = match_rows(kept)
        for reading in readings:
            if once[reading.source.sha256] is not reading:
                same = Problem("problem.same_file")
                matched.warnings.append(Finding(reading.path, "", 0, "", "", same))
        for reading in kept:
            matched.bad.extend(reading.bad)
            matched.warnings.extend(reading.warnings)
        left = self._left(kept, matched) if full else ()
        if album:
            leaving = frozenset(student_no for student_no, _ in left)
            present = Present(self.store, self.id_hash, leaving)
            match_photos(matched, album.folder, album.photos, present)
        writes, unchanged = self.against(matched.wishes.values())
        matched.warnings.extend(came_back(self.store, writes))
        return Plan(
            readings=kept,
            writes=writes,
            answered=tuple(answered(self.store, writes)),
            unchanged=unchanged,
            left=left,
            bad=tuple(sorted(matched.bad, key=_place)),
            warnings=tuple(sorted(matched.warnings, key=_place)),
            skip_bad=skip_bad,
        )

    def against(self, wishes: Iterable[Wish]) -> tuple[tuple[Write, ...], tuple[Wish, ...]]:
        """Return what differs from the store, and what does not, in the order of the numbers."""
        writes: list[Write] = []
        unchanged: list[Wish] = []
        by_number = {wish.student_no: wish for wish in wishes}
        for student_no, events in self.store.events_of(sorted(by_number)):
            wish, student = by_number[student_no], fold(student_no, events)
            new = wish.onto(student.record)
            returned = student.left and wish.row is not None
            confirmed = student.source.manual and wish.row is not None
            if student.record_seq and new == student.record and not (returned or confirmed):
                unchanged.append(wish)
                continue
            old = student.record if student.record_seq else None
            source = wish.source or student.source
            told = tuple(showings(student, new)) if student.requests else ()
            writes.append(Write(wish, new, old, source, student.rev, returned, told))
        return tuple(writes), tuple(unchanged)

    def still(self, left: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
        """Yield those of the students to leave who have not yet, as they are now."""
        for student_no, _ in left:
            student = student_in(self.store, student_no)
            if not student.left:
                yield student_no, student.rev

    def _left(self, readings: Sequence[Reading], matched: Matched) -> tuple[tuple[str, int], ...]:
        """Return who is in the store and in no file; nobody while a number could not be read.

        Who was added by hand was on no roster before; that the next one lacks them says nothing.
        """
        for reading in readings:
            if reading.nameless:
                problem = Problem("problem.left_withheld", {"count": str(reading.nameless)})
                matched.warnings.append(Finding(reading.path, "", 0, "", "", problem))
        if any(reading.nameless for reading in readings):
            return ()
        mentioned: AbstractSet[str] = frozenset().union(*(one.mentioned for one in readings))
        return tuple(
            sorted(
                (one.student_no, one.rev)
                for one in self.store.summaries()
                if not (one.left or one.manual or one.student_no in mentioned)
            )
        )


def _place(finding: Finding) -> tuple[str, str, int]:
    return str(finding.path), finding.sheet, finding.row
