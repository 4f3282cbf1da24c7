"""The roster comes in: what was planned against the store and shown is carried out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kiosk.errors import Conflict, Problem
from kiosk.model.events import Draft, Kind
from kiosk.roster.errors import RosterError
from kiosk.roster.findings import Reading
from kiosk.roster.photos import shrink
from kiosk.services.ports import stamp
from kiosk.services.roster.plan import Answered, Plan, Write
from kiosk.services.roster.planning import Album, Planner
from kiosk.services.roster.requests import answered, moves
from store.contract import Entry, Store

_ATTEMPTS = 5


class RosterRefused(RosterError):
    """There are bad rows, and nobody said to skip them: nothing is imported."""

    text = "roster.refused"


class PhotoChanged(RosterError):
    """A photo (``file``) is not what it was when the plan was made."""

    text = "roster.photo_changed"


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
        """Return what importing these files would do; see ``Planner.plan``."""
        return self._planner.plan(readings, album, full=full, skip_bad=skip_bad)

    @property
    def _planner(self) -> Planner:
        return Planner(self.store, self.id_hash)

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
                writes, _ = self._planner.against(write.wish for write in plan.writes)
                others = tuple(answered(self.store, plan.writes))
                left = tuple(self._planner.still(plan.left))
        self.store.append_desk(
            [Draft(at, self.actor, Kind.ROSTER_READ, body) for body in _log(plan)]
        )

    def break_off(self, plan: Plan) -> int:
        """Note in the desk's chain what was written of a plan that somebody stopped.

        Returns:
            How many students it did not come to; the same files again bring them.
        """
        writes, _ = self._planner.against(write.wish for write in plan.writes)
        open_ = {write.wish.student_no for write in writes}
        open_ |= {student_no for student_no, _ in self._planner.still(plan.left)}
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
