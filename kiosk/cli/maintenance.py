"""What staff do at the terminal, put together from a home."""

from functools import partial

from kiosk.cli.doctor import draw_test_page, subject
from kiosk.cli.home import Home, node, now
from kiosk.services.visit.maintenance import Maintenance


def maintenance(home: Home) -> Maintenance:
    """Return the use cases behind the staff PIN."""
    page = partial(draw_test_page, home.config.school)
    return Maintenance(home.store, home.keys, now, node(), subject(home.path), page)
