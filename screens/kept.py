"""What the screens of a terminal that nobody looks after are given: how they end."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.services.watchdog import Watchdog


@dataclass(frozen=True, slots=True)
class Kept:
    """Ends the screens cannot see to themselves."""

    crashed: Callable[[BaseException], object]
    """Takes the terminal over from screens that failed, for good; from any thread."""
    due: Callable[[int], bool]
    """Whether a terminal that nobody uses is to begin anew, after so many visits."""
    ask_to_end: Callable[[Callable[[], object]], None]
    """Is given what ends the screens in order; it is called from another thread."""
    watchdog: Watchdog
    """Is told that Welcome is painted, that the loop turns, and of the end."""
