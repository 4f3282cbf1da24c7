"""Wrong answers, counted for lock-outs."""

from datetime import datetime, timedelta

from kiosk.errors import StoreDamaged
from kiosk.rules.attempts import Miss
from kiosk.rules.shapes import moment
from store.postgres.link import Connection, Link

_LONGEST_RULE = timedelta(days=1)
"""No rule looks back further (``kiosk.rules.attempts``)."""
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
_OF = "SELECT terminal, told FROM miss WHERE key = %s ORDER BY place"
_FORGET_OLD = "DELETE FROM miss WHERE (key = %s AND at < %s) OR at < %s"
_ADD = "INSERT INTO miss (key, terminal, at, told) VALUES (%s, %s, %s, %s)"
_FORGET = "DELETE FROM miss WHERE key = %s AND terminal = %s"
_PROBE = "INSERT INTO miss (key, terminal, at, told) VALUES ('', '', now(), '')"
_FORGET_PROBE = "DELETE FROM miss WHERE key = ''"


class Misses:
    """A row an answer; those of one key are counted one at a time."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def of(self, key: str) -> tuple[Miss, ...]:
        """Return what was counted under a key, oldest first."""
        return self._link.again(lambda one: _misses(one, key))

    def add(self, key: str, miss: Miss, keep_since: datetime) -> tuple[Miss, ...]:
        """Count one, forget those of the key before ``keep_since``, return what remains."""

        def count(connection: Connection) -> tuple[Miss, ...]:
            with connection.transaction():
                connection.execute(_ONE_AT_A_TIME, [key])
                connection.execute(_FORGET_OLD, [key, keep_since, keep_since - _LONGEST_RULE])
                connection.execute(_ADD, [key, miss.terminal, miss.at, miss.at.isoformat()])
                return _misses(connection, key)

        return self._link.again(count)

    def forget(self, key: str, terminal: str) -> None:
        """Forget what was counted under a key on one terminal."""
        self._link.again(lambda one: one.execute(_FORGET, [key, terminal]))

    def probe(self) -> None:
        """Write something durably that is gone again at once."""

        def write(connection: Connection) -> None:
            with connection.transaction():
                connection.execute(_PROBE)
                connection.execute(_FORGET_PROBE)

        self._link.again(write)


def _misses(connection: Connection, key: str) -> tuple[Miss, ...]:
    found = connection.execute(_OF, [key])
    try:
        return tuple(Miss(terminal, moment(told)) for terminal, told in found)
    except ValueError as error:
        raise StoreDamaged(file="miss", offset="0") from error
