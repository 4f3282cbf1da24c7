"""What needs no student: the way in, the style sheet, the pulse for whoever watches the server."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from aiohttp import web

from kiosk.web.paint import Paint
from store.contract import Store

_A_DAY = "public, max-age=86400, immutable"


@dataclass(frozen=True, slots=True)
class Plain:
    """The handlers of what is the same for everybody."""

    paint: Paint
    store: Store

    def routes(self) -> Iterator[web.RouteDef]:
        """Yield the routes."""
        yield web.get("/", self._index)
        yield web.get("/healthz", self._health)
        yield web.get("/robots.txt", self._robots)
        yield web.get("/page.css", self._style)

    async def _index(self, request: web.Request) -> web.Response:
        return self.paint.page(request, "index.html")

    async def _health(self, _request: web.Request) -> web.Response:
        """Answer if the store does; else the walls say 503."""
        await asyncio.to_thread(self.store.pulse)
        return web.Response(text="ok\n")

    async def _robots(self, _request: web.Request) -> web.Response:
        return web.Response(text="User-agent: *\nDisallow: /\n")

    async def _style(self, _request: web.Request) -> web.Response:
        headers = {"Cache-Control": _A_DAY}
        return web.Response(body=self.paint.style, content_type="text/css", headers=headers)
