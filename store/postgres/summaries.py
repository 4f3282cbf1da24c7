"""Every student at a glance, from the rows that stand beside the chains."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from kiosk.errors import StoreDamaged, StoreUnreachable
from kiosk.model.student import Summary
from store import glance
from store.postgres import rows, writing
from store.postgres.link import Connection, Link
from store.postgres.students import Students

_NOW = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text"
_CHANGED = """
SELECT student_no, changed::text, format, summary FROM summary WHERE changed >= %s::xid8
"""
_RENEW = """
UPDATE summary SET format = %s, summary = %s WHERE student_no = %s AND changed = %s::xid8
"""
_EVER = "0"
_FETCH = 5_000
_DECODE = json.JSONDecoder().raw_decode
"""Half the time of ``json.loads``, which also looks for space around."""


@dataclass(slots=True)
class _Held:
    """What was read so far."""

    life: int = -1
    """Of the link, in which it was read; -1: in none."""
    since: str = _EVER
    students: dict[str, Summary] = field(default_factory=dict)
    strange: dict[str, str] = field(default_factory=dict)
    """Whose summary this program cannot read, and its writer."""

    def forget(self, student_no: str) -> None:
        """Hold nothing of a student."""
        self.students.pop(student_no, None)
        self.strange.pop(student_no, None)


class Summaries:
    """Holds what it read, and reads what was written since.

    Transactions do not commit in the order of their numbers. So it remembers the oldest one that
    was under way when it looked, and the next time reads what that one and all later ones wrote.
    """

    def __init__(
        self, link: Link, students: Students, wanted: Callable[[Summary], bool] | None = None
    ) -> None:
        """Read through ``link``.

        Args:
            link: To the database.
            students: For summaries that another program wrote.
            wanted: Who is yielded and kept in memory; None: everybody.
        """
        self._link = link
        self._students = students
        self._wanted = wanted
        self._held = _Held()

    def all(self) -> Iterator[Summary]:
        """Yield every student.

        Raises:
            StoreDamaged: After the last student that could be read; of the first damaged chain.
        """
        damage: StoreDamaged | None = None
        held = self._link.again(self._read)
        for student_no, changed in tuple(held.strange.items()):
            try:
                self._hold(held, self._fold(student_no, changed))
            except StoreDamaged as error:
                damage = damage or error
        yield from tuple(held.students.values())
        if damage:
            raise damage

    def let_go(self) -> None:
        """Keep nobody in memory; a reader under way reads on, and keeps nobody when it ends."""
        self._held = _Held()

    def _read(self, connection: Connection) -> _Held:
        """Read what changed, and return all."""
        held = self._held
        if held.life != self._link.life:
            held = self._held = _Held(self._link.life)
        with connection.transaction(), connection.cursor("summaries") as cursor:
            (now,) = connection.execute(_NOW).fetchone() or (_EVER,)
            cursor.itersize = _FETCH
            for student_no, changed, format_, text in cursor.execute(_CHANGED, [held.since]):
                summary = _summary(format_, text)
                if summary is not None:
                    self._hold(held, summary)
                    continue
                held.forget(student_no)
                if format_ != glance.GONE:
                    held.strange[student_no] = changed
        held.since = now
        return held

    def _hold(self, held: _Held, summary: Summary) -> None:
        if self._wanted is None or self._wanted(summary):
            held.students[summary.student_no] = summary
            held.strange.pop(summary.student_no, None)
        else:
            held.forget(summary.student_no)

    def _fold(self, student_no: str, changed: str) -> Summary:
        """Summarize a student anew, for the next reader too if nobody wrote since."""
        events = self._students.events(student_no)
        format_, text = writing.summarized(student_no, events)
        summary = _summary(format_, text)
        if summary is None:
            raise rows.damaged(student_no, 0)
        renewed = [format_, text, student_no, changed]
        with suppress(StoreUnreachable):  # who may only read still gets every summary
            self._link.again(lambda one: one.execute(_RENEW, renewed))
        return summary


def _summary(format_: int, text: str) -> Summary | None:
    if format_ != glance.FORMAT:
        return None
    try:
        return glance.of_json(json.loads(text))
    except (AttributeError, LookupError, TypeError, ValueError, RecursionError):
        return None
