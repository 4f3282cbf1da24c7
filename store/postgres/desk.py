"""The desk's own chain, in a table of its own."""

from collections.abc import Sequence

from psycopg.errors import UniqueViolation

from kiosk.errors import Conflict
from kiosk.model.events import Draft, Event
from kiosk.rules import chain
from store.postgres import rows
from store.postgres.link import CHANNEL, Connection, Link
from store.students import missing

_AFTER = "SELECT seq, event FROM desk_event WHERE seq > %s ORDER BY seq"
_LAST = "SELECT seq, event FROM desk_event ORDER BY seq DESC LIMIT 1"
_WRITE = """
WITH new AS (
    INSERT INTO desk_event (seq, event)
    SELECT * FROM unnest(%s::integer[], %s::text[])
)
SELECT pg_notify(%s, '')
"""


class Desk:
    """Every event's number is taken by whoever writes it first; the others look again."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def events(self, after: int) -> tuple[Event, ...]:
        """Return the chain from the event after number ``after``."""
        found = self._link.again(lambda one: one.execute(_AFTER, [after]).fetchall())
        return rows.links(chain.DESK, found, after + 1)

    def append(self, drafts: Sequence[Draft]) -> tuple[Event, ...]:
        """Extend the chain durably by all of the drafts, or none, and return the new links."""
        while True:
            new = chain.extend(chain.DESK, self._last(), drafts)
            try:
                self._write(new)
            except Conflict:
                continue
            return new

    @staticmethod
    def tell(connection: Connection, draft: Draft) -> None:
        """Extend the chain by one event as a part of the transaction that is under way."""
        while True:
            (new,) = chain.extend(chain.DESK, _checked(_last(connection)), [draft])
            try:
                with connection.transaction():
                    connection.execute(_WRITE, [[new.seq], [rows.text(new)], CHANNEL])
            except UniqueViolation:
                continue
            return

    def adopt(self, events: Sequence[Event]) -> None:
        """Write the whole chain durably as it is."""
        self._write(missing(chain.DESK, self.events(0), events))

    def _write(self, new: Sequence[Event]) -> None:
        seqs, texts = [one.seq for one in new], [rows.text(one) for one in new]
        if new:
            self._link.once(lambda one: one.execute(_WRITE, [seqs, texts, CHANNEL]))

    def _last(self) -> tuple[Event, ...]:
        """Return the last link, if any."""
        return _checked(self._link.again(_last))


def _last(connection: Connection) -> tuple[int, str] | None:
    return connection.execute(_LAST).fetchone()


def _checked(found: tuple[int, str] | None) -> tuple[Event, ...]:
    if found is None:
        return ()
    last = rows.link(chain.DESK, found[0], *found)
    if chain.fault(chain.DESK, [last], last.seq - 1, last.prev):
        raise rows.damaged(chain.DESK, last.seq)
    return (last,)
