"""Which terminals somebody has to go to; light enough to be asked all the time."""

from kiosk.rules.terminals import standing
from kiosk.services.ports import Clock
from store.contract import Store


def alarms(store: Store, clock: Clock) -> tuple[str, ...]:
    """Return the names of the terminals that stopped or give no answer."""
    now = clock()
    return tuple(one.terminal for one in store.beats() if standing(one, now).alarms)
