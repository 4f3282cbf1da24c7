"""What Welcome shows: little, so that it is painted before the rest is loaded."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.model.rounds import OpenRound
from kiosk.model.terminal import Condition
from kiosk.services.paper.queue import Queue

if TYPE_CHECKING:
    from kiosk.services.guide.terminal import Guidance
    from kiosk.services.visit.maintenance import Maintenance
    from kiosk.services.visit.terminal import Terminal


@dataclass(frozen=True, slots=True)
class Lobby:
    """A terminal while nobody is there."""

    school: str
    rounds: Callable[[], tuple[OpenRound, ...]]
    """The rounds whose dates hold today."""
    queue: Queue
    """The sheets that wait for paper."""
    terminal: "Callable[[], Terminal]"
    """The use cases of a visit; the first call loads them."""
    guidance: "Callable[[], Guidance]"
    """The guide's, likewise."""
    maintenance: "Callable[[], Maintenance]"
    """What staff do here; the first call loads it."""
    beat: Callable[[Condition], None]
    """Tells the desk how the terminal is; may block."""
    check: Callable[[], None]
    """Raises ``KioskError`` if nobody can be served now; may block."""
