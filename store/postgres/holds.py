"""Names held in the database: advisory locks of the session, which die with it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock

from kiosk.errors import StoreUnreachable
from store.postgres.link import Connection, Link

_KEY = "hashtextextended(format('hold/%%s/%%s', current_schema(), %s::text), 0)"
_TRY = f"SELECT pg_try_advisory_lock({_KEY})"
_FREE = f"SELECT pg_advisory_unlock({_KEY})"


class Holds:
    """A session may lock one key again and again, so who holds what in this program is noted."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._held: set[str] = set()
        self._noting = Lock()

    @contextmanager
    def hold(self, name: str) -> Iterator[bool]:
        """Hold a name if nobody does; a connection that is lost holds nothing any more."""
        with self._noting:
            mine = name not in self._held
            self._held.add(name)
        if not mine:
            yield False
            return
        try:
            got = self._link.again(lambda one: _asked(one, _TRY, name))
            try:
                yield got
            finally:
                if got:
                    with suppress(StoreUnreachable):  # then the lock went with its session
                        self._link.once(lambda one: _asked(one, _FREE, name))
        finally:
            with self._noting:
                self._held.discard(name)


def _asked(connection: Connection, question: str, name: str) -> bool:
    return connection.execute(question, [name]).fetchone() == (True,)
