"""``kiosk serve``: the correction page, until a signal ends it."""

import asyncio
import os

from kiosk.cli import out
from kiosk.cli.commands import command
from kiosk.cli.home import Home, now, pass_home
from kiosk.cli.usecases import verifier
from kiosk.cli.words import say
from kiosk.services.guide.content import Guides
from kiosk.services.requests.filing import Requests
from kiosk.services.requests.page import Page
from kiosk.services.watchdog import Watchdog


@command()
@pass_home
def serve(home: Home) -> None:
    """Serve the page and log to stderr."""
    from kiosk.web import app, logs  # noqa: PLC0415 - 300 ms that only this command needs

    rules = home.config.serve
    requests = Requests(home.store, home.keys, now, home.config.province)
    page = Page(home.store, home.keys, requests, verifier(home), home.config, now)
    guides = Guides(home.path, home.config, lambda: now().date())
    logs.to()
    served = app.application(page, home.keys.page_key, home.school, guides)

    def tell(port: int) -> None:
        out.aside(say("page.serving", host=rules.host, port=port))

    watchdog = Watchdog.of(os.environ, os.getpid())
    asyncio.run(app.serve(served, rules.host, rules.port, tell, watchdog))
