"""Terminals' signs of life."""

from datetime import timedelta

from kiosk.errors import StoreDamaged
from kiosk.model.terminal import Beat, Condition
from kiosk.rules.shapes import moment
from store.postgres.link import Connection, Link

_KEPT = timedelta(days=30)
_BEAT = """
INSERT INTO beat (terminal, at, told, condition, version) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (terminal) DO UPDATE SET
    at = excluded.at, told = excluded.told,
    condition = excluded.condition, version = excluded.version
"""
_FORGET = "DELETE FROM beat WHERE at < %s"
_FORGET_ONE = "DELETE FROM beat WHERE terminal = %s"
_ALL = "SELECT terminal, told, condition, version FROM beat ORDER BY terminal"


class Beats:
    """A row a terminal."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def beat(self, beat: Beat) -> None:
        """Keep one, and forget the terminals that gave none for long."""
        row = [beat.terminal, beat.at, beat.at.isoformat(), beat.condition.value, beat.version]

        def keep(connection: Connection) -> None:
            connection.execute(_BEAT, row)
            connection.execute(_FORGET, [beat.at - _KEPT])

        self._link.again(keep)

    def all(self) -> tuple[Beat, ...]:
        """Return the last one of each terminal."""
        found = self._link.again(lambda one: one.execute(_ALL).fetchall())
        try:
            return tuple(
                Beat(terminal, moment(told), Condition(condition), version)
                for terminal, told, condition, version in found
            )
        except ValueError as error:
            raise StoreDamaged(file="beat", offset="0") from error

    def forget(self, terminal: str) -> bool:
        """Forget one, and tell whether it was known."""
        return self._link.again(lambda one: one.execute(_FORGET_ONE, [terminal]).rowcount > 0)
