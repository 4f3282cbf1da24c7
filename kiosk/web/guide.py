"""``/guide`` and ``/guide/<topic>``: the guide for phones, the same for everybody."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from aiohttp import web

from kiosk.guide.model import Block, Inset
from kiosk.services.guide.content import Guides
from kiosk.web.paint import Paint

_CACHED = {"Cache-Control": "public, max-age=3600", "Vary": "Accept-Language"}
_PATH = "/{guide:[Gg][Uu][Ii][Dd][Ee]}"
"""Codes on paper are upper case."""


@dataclass(frozen=True, slots=True)
class GuidePages:
    """The handlers of the guide; they know nobody and set no cookie."""

    paint: Paint
    guides: Guides

    def routes(self) -> Iterator[web.RouteDef]:
        """Yield the routes."""
        yield web.get(_PATH, self._index)
        yield web.get(_PATH + "/{topic}", self._topic)

    async def _index(self, request: web.Request) -> web.Response:
        guide = await asyncio.to_thread(self.guides.read, self.paint.lang(request))
        others = [topic for topic in guide.topics if topic.step is None]
        return self._painted(request, "guide.html", guide=guide, others=others)

    async def _topic(self, request: web.Request) -> web.Response:
        guide = await asyncio.to_thread(self.guides.read, self.paint.lang(request))
        name = request.match_info["topic"].casefold()
        trouble, topic = guide.trouble(name), guide.topic(name)
        if trouble is not None:
            deeper = guide.topic(trouble.topic)
            return self._painted(
                request, "guide_trouble.html", guide=guide, trouble=trouble, deeper=deeper
            )
        if topic is None:
            raise web.HTTPNotFound
        see = [guide.topic(one) or guide.trouble(one) for one in topic.see]
        return self._painted(request, "guide_topic.html", guide=guide, topic=topic, see=see)

    def _painted(self, request: web.Request, template: str, **values: object) -> web.Response:
        answer = self.paint.page(request, template, status=HTTPStatus.OK, kind=kind, **values)
        answer.headers.update(_CACHED)
        return answer


def kind(block: Block) -> str:
    """Return the name of the macro that paints a block; of a slot its own."""
    return block.slot.value if isinstance(block, Inset) else type(block).__name__.lower()
