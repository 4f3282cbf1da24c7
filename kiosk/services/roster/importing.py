"""The roster comes in: what the files say is planned against the store, shown, and carried out.

A column that a file does not have keeps what the store holds; an empty cell in a column that it has
erases. Photos stay until a file replaces them. Importing the same files twice changes nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.errors import Conflict, Problem
from kiosk.model.events import Draft, Kind
from kiosk.roster.errors import RosterError
from kiosk.roster.findings import Finding, Reading
from kiosk.roster.photos import PhotoFile, PhotoRefused, shrink
from kiosk.rules.fold import fold
from kiosk.rules.showing import showings
from kiosk.services.ports import stamp
from kiosk.services.roster.match import Matched, Present, match_photos, match_rows, student_in
from kiosk.services.roster.plan import Answered, Plan, Wish, Write
from kiosk.services.roster.requests import answered, moves
from kiosk.services.roster.returning import came_back
from store.contract import Entry, Store

_ATTEMPTS = 5


class RosterRefused(RosterError):
    """There are bad rows, and nobody said to skip them: nothing is imported."""

    text = "roster.refused"


class PhotoChanged(RosterError):
    """A photo (``file``) is not what it was when the plan was made."""

    text = "roster.photo_changed"


@dataclass(frozen=True, slots=True)
class Album:
    """A folder of photos, looked through."""

    folder: Path
    photos: tuple[PhotoFile | PhotoRefused, ...]


@dataclass(frozen=True, slots=True)
class Importer:
    """Plans an import and carries it out."""

    store: Store
    id_hash: Callable[[str], str]
    """Keyed hash of an ID number: the store never sees one in its index."""
    clock: Callable[[], datetime]
    """With time zone."""
    actor: str
    """``staff:NAME``."""

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
        writes, unchanged = self._against_store(matched.wishes.values())
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

    def carry_out(self, plan: Plan) -> Iterator[int]:
        """Write what was planned; yields how many students each durable step wrote.

        A student that someone else wrote meanwhile is read again. Call ``write_bad_rows`` first.

        Raises:
            RosterRefused: The plan has bad rows and does not skip them.
            PhotoChanged: A photo was changed or removed since the plan was made.
            StoreError: The store could not write; what was yielded is kept.
        """
        if plan.refused:
            raise RosterRefused(count=str(len(plan.bad)))
        at = self.clock().isoformat(timespec="seconds")
        writes, others, left = plan.writes, plan.answered, plan.left
        for attempt in range(_ATTEMPTS):
            try:
                yield from self.store.append_many(self._entries(at, writes, others, left))
                break
            except Conflict:
                if attempt == _ATTEMPTS - 1:
                    raise
                writes, _ = self._against_store(write.wish for write in plan.writes)
                others = tuple(answered(self.store, plan.writes))
                left = tuple(self._still(plan.left))
        self.store.append_desk(
            [Draft(at, self.actor, Kind.ROSTER_READ, body) for body in _log(plan)]
        )

    def break_off(self, plan: Plan) -> int:
        """Note in the desk's chain what was written of a plan that somebody stopped.

        Returns:
            How many students it did not come to; the same files again bring them.
        """
        writes, _ = self._against_store(write.wish for write in plan.writes)
        open_ = {write.wish.student_no for write in writes}
        open_ |= {student_no for student_no, _ in self._still(plan.left)}
        done = replace(
            plan,
            writes=tuple(one for one in plan.writes if one.wish.student_no not in open_),
            left=tuple(one for one in plan.left if one[0] not in open_),
        )
        self.store.append_desk(
            [
                Draft(
                    stamp(self.clock()), self.actor, Kind.ROSTER_READ, body | {"open": len(open_)}
                )
                for body in _log(done)
            ]
        )
        return len(open_)

    def _against_store(self, wishes: Iterable[Wish]) -> tuple[tuple[Write, ...], tuple[Wish, ...]]:
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

    def _still(self, left: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
        for student_no, _ in left:
            student = student_in(self.store, student_no)
            if not student.left:
                yield student_no, student.rev

    def _entries(
        self,
        at: str,
        writes: Iterable[Write],
        others: Iterable[Answered],
        left: Iterable[tuple[str, int]],
    ) -> Iterator[Entry]:
        waiting = {one.student_no: one for one in others}
        for write in writes:
            self._keep_photos(write)
            other = waiting.pop(write.wish.student_no, None)
            shown = write.showings + (other.showings if other else ())
            body = {"record": write.new.json(), "source": _source(write)}
            number = write.new.id_number
            known = write.old.id_number if write.old else ""
            yield Entry(
                write.wish.student_no,
                write.after,
                (
                    Draft(at, self.actor, Kind.IMPORTED, body),
                    *moves(at, self.actor, shown),
                ),
                id_hash=self.id_hash(number) if number and number != known else "",
            )
        for student_no, after in left:
            other = waiting.pop(student_no, None)
            drafts = tuple(moves(at, self.actor, other.showings)) if other else ()
            yield Entry(student_no, after, (Draft(at, self.actor, Kind.LEFT, {}), *drafts))
        for one in waiting.values():
            yield Entry(one.student_no, one.after, tuple(moves(at, self.actor, one.showings)))

    def _keep_photos(self, write: Write) -> None:
        """Put the bytes of new photos before the event that names them."""
        for kind, photo in write.wish.photos.items():
            if write.old and write.old.get(kind) == photo.digest:
                continue
            data = shrink(photo.path)
            if isinstance(data, Problem) or self.store.put_blob(data) != photo.digest:
                raise PhotoChanged(file=photo.path.name)


def _place(finding: Finding) -> tuple[str, str, int]:
    return str(finding.path), finding.sheet, finding.row


def _source(write: Write) -> Mapping[str, str | bool]:
    source = write.source
    kept: dict[str, str | bool] = {
        "name": source.name,
        "exported": source.exported,
        "sha256": source.sha256,
    }
    return kept | ({"manual": True} if source.manual else {})


def _log(plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield what the desk's chain keeps of each file: figures, no names of people."""
    for reading in plan.readings:
        mine = [write for write in plan.writes if write.wish.source == reading.source]
        added = sum(write.old is None for write in mine)
        yield {
            "name": reading.source.name,
            "exported": reading.source.exported,
            "sha256": reading.source.sha256,
            "added": added,
            "changed": len(mine) - added,
            "unchanged": sum(one.source == reading.source for one in plan.unchanged),
            "skipped": len(plan.skipped(reading)),
            "left": len(plan.left),
        }
