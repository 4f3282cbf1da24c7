"""The guide of a home, put together for the terminal and for paper."""

from kiosk.cli.home import Home, now, printers
from kiosk.model.handout import Handout, Slip
from kiosk.services.guide.content import Guides
from kiosk.services.guide.handouts import Handouts
from kiosk.services.guide.leaflets import Leaflets
from kiosk.services.guide.second_way import SecondWays
from kiosk.services.guide.terminal import Guidance


def leaflets(home: Home) -> Leaflets:
    """Return what sets the guide out for paper."""
    guides = Guides(home.path, home.config, lambda: now().date())
    return Leaflets(guides, lambda: home.school)


def guidance(home: Home) -> Guidance:
    """Return the guide's use cases; the sheet's libraries are loaded by the first page."""
    pages = leaflets(home)
    handouts = Handouts(printers(home.path, home.config), now)
    return Guidance(pages.guides, pages, handouts, draw, SecondWays(home.store, now))


def draw(page: Handout | Slip) -> bytes:
    """Return a page of the guide as PDF; its library is loaded by the first call."""
    from kiosk.sheet import handout  # noqa: PLC0415 - few visits print one

    return handout.draw(page)
