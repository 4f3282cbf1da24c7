"""Every student at a glance, from the rows that stand beside the chains."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress

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
_NONE = -1
"""No life of the link: whatever is held was read in another one."""
_FETCH = 5_000
_DECODE = json.JSONDecoder().raw_decode
"""Half the time of ``json.loads``, which also looks for space around."""


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
        self._held: dict[str, Summary] = {}
        self._since = _EVER
        self._life = _NONE

    def all(self) -> Iterator[Summary]:
        """Yield every student.

        Raises:
            StoreDamaged: After the last student that could be read; of the first damaged chain.
        """
        damage: StoreDamaged | None = None
        for student_no, changed in self._link.again(self._read):
            try:
                self._fold(student_no, changed)
            except StoreDamaged as error:
                damage = damage or error
        yield from tuple(self._held.values())
        if damage:
            raise damage

    def let_go(self) -> None:
        """Keep nobody in memory; a reader under way may still keep whom it comes to."""
        self._held, self._life = {}, _NONE

    def _read(self, connection: Connection) -> list[tuple[str, str]]:
        """Read what changed; return whose summary this program cannot read, and its writer."""
        if self._life != self._link.life:
            self._held, self._since, self._life = {}, _EVER, self._link.life
        strange: list[tuple[str, str]] = []
        with connection.transaction(), connection.cursor("summaries") as cursor:
            (now,) = connection.execute(_NOW).fetchone() or (_EVER,)
            cursor.itersize = _FETCH
            for student_no, changed, format_, text in cursor.execute(_CHANGED, [self._since]):
                if format_ == glance.GONE:
                    self._held.pop(student_no, None)
                    continue
                summary = _summary(format_, text)
                if summary is None:
                    strange.append((student_no, changed))
                else:
                    self._hold(summary)
        self._since = now
        return strange

    def _hold(self, summary: Summary) -> None:
        if self._wanted is None or self._wanted(summary):
            self._held[summary.student_no] = summary
        else:
            self._held.pop(summary.student_no, None)

    def _fold(self, student_no: str, changed: str) -> None:
        """Summarize a student anew, for the next reader too if nobody wrote since."""
        events = self._students.events(student_no)
        format_, text = writing.summarized(student_no, events)
        summary = _summary(format_, text)
        if summary is None:
            raise rows.damaged(student_no, 0)
        self._hold(summary)
        renewed = [format_, text, student_no, changed]
        with suppress(StoreUnreachable):  # who may only read still gets every summary
            self._link.again(lambda one: one.execute(_RENEW, renewed))


def _summary(format_: int, text: str) -> Summary | None:
    if format_ != glance.FORMAT:
        return None
    try:
        return glance.of_json(json.loads(text))
    except (AttributeError, LookupError, TypeError, ValueError, RecursionError):
        return None
