"""The page put together, and served until a signal ends it."""

import asyncio
import signal
from collections.abc import Callable

from aiohttp import web

from kiosk.errors import KioskError
from kiosk.services.guide.content import Guides
from kiosk.services.requests.page import Page
from kiosk.services.watchdog import UNWATCHED, Watchdog
from kiosk.web import logs
from kiosk.web.answers import Answers
from kiosk.web.guide import GuidePages
from kiosk.web.paint import Paint
from kiosk.web.plain import Plain
from kiosk.web.session import Sealer
from kiosk.web.sockets import Sockets
from kiosk.web.walls import LARGEST_BODY, PATIENCE, Walls

SOCKETS = web.AppKey("sockets", Sockets)

_LAST_WORDS = 10.0
"""Seconds that running requests have after a signal."""


class CannotListen(KioskError):
    """The address of the page is taken, or not this machine's."""

    text = "page.cannot_listen"


def application(page: Page, key: bytes, school: str, guides: Guides) -> web.Application:
    """Return the page's routes behind its walls.

    Args:
        page: The use cases.
        key: Signs cookies and forms.
        school: Its name as shown.
        guides: The guide's content.
    """
    paint = Paint(page.config, school)
    walls = Walls(paint)
    app = web.Application(client_max_size=LARGEST_BODY)
    app[SOCKETS] = Sockets()
    app[SOCKETS].stand(app)
    walls.stand(app)
    for routes in (
        Plain(paint, page.store).routes(),
        GuidePages(paint, guides).routes(),
        Answers(page, paint, walls, Sealer(key, page.clock)).routes(),
    ):
        app.add_routes(routes)
    return app


async def serve(
    app: web.Application,
    host: str,
    port: int,
    ready: Callable[[int], None],
    watchdog: Watchdog = UNWATCHED,
) -> None:
    """Serve until SIGTERM or SIGINT; requests that run then are answered.

    Args:
        app: As ``application`` gives it.
        host: Address to listen on.
        port: 0 takes a free one.
        ready: Called with the port when the page answers.
        watchdog: Is told so too, that the loop turns, and of the end.

    Raises:
        CannotListen: Nobody can be answered there.
    """
    runner = web.AppRunner(
        app,
        access_log=None,
        logger=logs.LOGGER,
        shutdown_timeout=_LAST_WORDS,
        lingering_time=1.0,
        keepalive_timeout=PATIENCE,
    )
    await runner.setup()
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    try:
        site = web.TCPSite(runner, host, port, backlog=1024)
        try:
            await site.start()
        except OSError as error:
            raise CannotListen(host=host, port=str(port)) from error
        ready(runner.addresses[0][1])
        watchdog.ready()
        beside = [asyncio.create_task(one) for one in (app[SOCKETS].watch(runner), _live(watchdog))]
        await stopped.wait()
        watchdog.stopping()
        for one in beside:
            one.cancel()
    finally:
        await runner.cleanup()


async def _live(watchdog: Watchdog) -> None:
    """Tell from time to time that the loop turns, if anybody waits for it."""
    while watchdog.every:
        watchdog.alive()
        await asyncio.sleep(watchdog.every)
