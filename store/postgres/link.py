"""One connection that is made anew when it was lost, and errors in the house's own words."""

import logging
import time
from collections.abc import Callable, Mapping
from threading import RLock
from typing import Any, TypeVar
from weakref import finalize

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from kiosk.errors import Conflict, StoreUnreachable

T = TypeVar("T")
Connection = psycopg.Connection[tuple[Any, ...]]

CHANNEL = "hedui"
"""On which every write to a chain is told."""

_PATIENCE = 10.0
"""Seconds that a reader waits for a server that restarts."""
logging.getLogger("psycopg").addHandler(logging.NullHandler())  # it quotes server and address

_SAME_KEY = "23505"
_ROLLED_BACK = "40"
_DURABLE = """
SELECT set_config('synchronous_commit', 'on', false)
WHERE current_setting('synchronous_commit') = 'off'
"""
_FIRST_WAIT, _LONGEST_WAIT = 0.05, 1.0
_SETTINGS: Mapping[str, int | str] = {
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,
    "application_name": "hedui",
    "client_encoding": "utf8",
}
"""Of a connection, unless its address says otherwise: a dead network is noticed within seconds."""


class _Ear:
    """Counts notices; the connection holds it, and must not hold the link that closes it."""

    def __init__(self) -> None:
        self.heard = 0

    def __call__(self, _notice: psycopg.Notify) -> None:
        self.heard += 1


class Link:
    """A connection to one database, used by one thread at a time.

    What libpq says may hold the values of a row, or the address with its password; so its errors
    are told by their SQLSTATE alone, and are nobody's cause.
    """

    def __init__(self, dsn: str) -> None:
        """Connect.

        Args:
            dsn: Address of the database as libpq takes it.

        Raises:
            StoreUnreachable: There is no such server, database or role.
        """
        self._dsn = dsn
        self._lock = RLock()
        self._ear = _Ear()
        self.life = 0
        """Which connection this is: what was remembered of an earlier one may be out of date."""
        self._connection = self._run(self._connect)

    def again(self, work: Callable[[Connection], T]) -> T:
        """Return what some work returns that does no harm when it is done twice.

        A lost connection is made anew, with growing pauses, for ten seconds.

        Raises:
            StoreUnreachable: It was not done in that time, or is refused.
        """
        until = time.monotonic() + _PATIENCE
        wait = _FIRST_WAIT
        while True:
            try:
                return self.once(work)
            except StoreUnreachable:
                if not self._connection.closed or time.monotonic() + wait > until:
                    raise
            time.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT)

    def once(self, work: Callable[[Connection], T]) -> T:
        """Return what some work returns that must not be done twice.

        Raises:
            Conflict: Another writer was first; nothing was written.
            StoreUnreachable: Whether it was done is unknown.
        """
        return self._run(lambda: work(self._open()))

    def pulse(self) -> tuple[int, int]:
        """Return a value that is another one after each notice, and after each lost connection."""
        self.again(lambda connection: connection.execute("SELECT"))
        return self.life, self._ear.heard

    def _run(self, work: Callable[[], T]) -> T:
        with self._lock:
            try:
                return work()
            except psycopg.Error as error:
                state = error.sqlstate or ""
                if state == _SAME_KEY or state.startswith(_ROLLED_BACK):
                    raise Conflict from None
                raise StoreUnreachable(reason=state) from None

    def _open(self) -> Connection:
        if self._connection.closed:
            self._connection = self._connect()
        return self._connection

    def _connect(self) -> Connection:
        given = conninfo_to_dict(self._dsn)
        connection = psycopg.connect(
            make_conninfo(
                self._dsn, **{key: _SETTINGS[key] for key in _SETTINGS.keys() - given.keys()}
            ),
            autocommit=True,
        )
        finalize(self, connection.close)
        connection.add_notify_handler(self._ear)
        connection.execute(f"LISTEN {CHANNEL}")
        connection.execute(_DURABLE)
        self.life += 1
        return connection
