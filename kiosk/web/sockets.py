"""Connections that say nothing, or say it too slowly, are shown out: a phone needs a second."""

import asyncio
import resource
from collections.abc import Iterable
from typing import Protocol

from aiohttp import web

from kiosk.web.walls import PATIENCE, Handler

_MOST = 2000
"""Connections that may wait for their client; the longest waiting are closed first."""
_FILES = 4096
"""Descriptors that the process asks for, if the system lets it."""


class Connection(Protocol):
    """A client's connection, as far as it matters here."""

    def force_close(self) -> None:
        """Close it at once."""


class Sockets:
    """Knows since when each connection waits for its client.

    aiohttp ends idle connections after their first request; before it, and between the lines of
    a request, a client could be silent for ever.
    """

    def __init__(self, patience: float = PATIENCE, every: float = 1.0) -> None:
        """Begin with none.

        Args:
            patience: Seconds that a client may be silent.
            every: Seconds from one look at them to the next.
        """
        self._patience, self._every = patience, every
        self._busy: set[Connection] = set()
        self._since: dict[Connection, float] = {}

    def stand(self, app: web.Application) -> None:
        """Have an application tell which connections are being answered."""
        app.middlewares.append(self._pass)

    @web.middleware
    async def _pass(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        connection = request.protocol
        self._busy.add(connection)
        try:
            return await handler(request)
        finally:
            self._busy.discard(connection)
            self._since.pop(connection, None)

    async def watch(self, runner: web.AppRunner) -> None:
        """Look after the connections of a server until cancelled."""
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if 0 <= soft < _FILES:
            more = min(_FILES, hard) if hard >= 0 else _FILES
            resource.setrlimit(resource.RLIMIT_NOFILE, (more, hard))
        loop = asyncio.get_running_loop()
        while True:
            server = runner.server
            self.sweep(server.connections if server else (), loop.time())
            await asyncio.sleep(self._every)

    def sweep(self, connections: Iterable[Connection], now: float) -> None:
        """Close what has waited too long for its client.

        Args:
            connections: All that are open.
            now: Seconds of a clock that never goes back.
        """
        waiting = [one for one in connections if one not in self._busy]
        self._since = {one: self._since.get(one, now) for one in waiting}
        longest = sorted(self._since, key=self._since.__getitem__)
        late = [one for one in longest if now - self._since[one] >= self._patience]
        for one in late or longest[: max(0, len(longest) - _MOST)]:
            one.force_close()
