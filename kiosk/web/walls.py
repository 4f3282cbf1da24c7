"""What stands between the page and the net: headers, a pace, time-outs, plain words for errors."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from ipaddress import IPv6Address, IPv6Network, ip_address

from aiohttp import hdrs, web

from kiosk.errors import StoreError
from kiosk.keys import KeysUnusable
from kiosk.web import logs
from kiosk.web.paint import Paint

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

LARGEST_BODY = 8 * 1024
"""Bytes of a form."""
PATIENCE = 10.0
"""Seconds for a body to come and an answer to be made."""
_BURST, _A_SECOND = 300, 10
"""Requests of one address, behind which a whole dormitory may sit: at once, and then on."""
_ADDRESSES = 20_000
"""Of how many addresses the pace is kept."""
_SITE_BITS = 64
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
_SAID = frozenset(
    {
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.METHOD_NOT_ALLOWED,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    }
)
"""What has words of its own (``page.message.<status>``)."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none';"
        " base-uri 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex",
    "Server": "hedui",
}
_HSTS = "max-age=31536000"


_handle_error = web.RequestHandler.handle_error


def _refuse(
    handler: web.RequestHandler,
    request: web.BaseRequest,
    status: int = HTTPStatus.INTERNAL_SERVER_ERROR,
    exc: BaseException | None = None,
    message: str | None = None,
) -> web.StreamResponse:
    """Refuse what is no HTTP; aiohttp would name its version, and send back what it was sent."""
    del message  # quotes the request
    response = _handle_error(handler, request, status, exc, _plainly(status))
    response.headers.update(HEADERS)
    return response


web.RequestHandler.handle_error = _refuse  # type: ignore[method-assign,assignment] # no app is asked then


def _plainly(status: int) -> str:
    return f"{status} {HTTPStatus(status).phrase}\n"


class Pace:
    """How fast one address may ask: a bucket of requests that fills up again."""

    def __init__(self) -> None:
        """Begin with full buckets."""
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, address: str, now: float) -> bool:
        """Take a request out of an address's bucket, if one is left.

        Args:
            address: As ``Walls.address`` gives it.
            now: Seconds of a clock that never goes back.
        """
        left, then = self._buckets.pop(address, (float(_BURST), now))
        left = min(float(_BURST), left + (now - then) * _A_SECOND)
        self._buckets[address] = (max(0.0, left - 1), now)
        if len(self._buckets) > _ADDRESSES:
            self._buckets.popitem(last=False)
        return left >= 1


@dataclass(frozen=True, slots=True)
class Walls:
    """What every request passes through."""

    paint: Paint
    pace: Pace = field(default_factory=Pace)

    def stand(self, app: web.Application) -> None:
        """Put an application behind the walls."""
        app.middlewares.append(self._pass)
        app.on_response_prepare.append(self._head)

    def address(self, request: web.Request) -> str:
        """Return where a request comes from, as it is counted by.

        Proxies that the settings trust are looked through, from the nearest on. Of an IPv6
        address the network is meant: whoever has one has 2 to the 64 of them.
        """
        trusted = self.paint.config.serve.trusted_proxies
        path = ",".join(request.headers.getall("X-Forwarded-For", [])).split(",")
        found = _parsed(request.remote or "")
        while found in trusted and path:
            found = _parsed(path.pop()) or found
        return _site(found)

    @web.middleware
    async def _pass(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        clock = asyncio.get_running_loop().time
        began = clock()
        status = HTTPStatus.INTERNAL_SERVER_ERROR.value
        try:
            response = await self._answered(request, handler, began)
            status = response.status
        finally:
            resource = request.match_info.route.resource
            logs.say(
                method=request.method if request.method in _METHODS else "?",
                route=resource.canonical if resource else "?",
                status=status,
                ms=round(1000 * (clock() - began), 1),
            )
        return response

    async def _answered(
        self, request: web.Request, handler: Handler, now: float
    ) -> web.StreamResponse:
        """Return an answer; what went wrong is told in words, and nothing else is."""
        if not self.pace.allows(self.address(request), now):
            return self.paint.message(request, "429", HTTPStatus.TOO_MANY_REQUESTS)
        try:
            async with asyncio.timeout(PATIENCE):
                return await handler(request)
        except web.HTTPException as error:
            if error.status not in _SAID:
                raise
            said = self.paint.message(request, str(error.status), error.status)
            if hdrs.ALLOW in error.headers:
                said.headers[hdrs.ALLOW] = error.headers[hdrs.ALLOW]
            return said
        except (StoreError, KeysUnusable):
            return self.paint.message(request, "503", HTTPStatus.SERVICE_UNAVAILABLE)
        except TimeoutError:
            return self.paint.message(request, "408", HTTPStatus.REQUEST_TIMEOUT)

    async def _head(self, _request: web.Request, response: web.StreamResponse) -> None:
        """Give an answer the headers that all have; one that nobody here wrote tells no more."""
        if isinstance(response, web.HTTPException):
            response.text = _plainly(response.status)
        for name, value in HEADERS.items():
            response.headers[name] = value
        response.headers.setdefault("Cache-Control", "no-store")
        if self.paint.secure:
            response.headers["Strict-Transport-Security"] = _HSTS


def _parsed(text: str) -> str:
    """Return an address in its usual spelling; empty: it is none."""
    try:
        found = ip_address(text.strip())
    except ValueError:
        return ""
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return str(mapped or found)


def _site(address: str) -> str:
    if ":" not in address:
        return address
    return str(IPv6Network((address.partition("%")[0], _SITE_BITS), strict=False))
