"""How long nobody has moved."""

from dataclasses import dataclass
from enum import Enum


class Quiet(Enum):
    """What a second of silence calls for."""

    NOTHING = "nothing"
    ASK = "ask"
    COUNT = "count"
    WIPE = "wipe"


@dataclass(slots=True)
class Silence:
    """Counts seconds without a key, a scan, a tap or a movement of the mouse."""

    idle: int
    """Seconds until the screen is covered and asks."""
    wipe: int
    """Further seconds until the visit is wiped."""
    seconds: int = 0

    @property
    def left(self) -> int:
        """Seconds until the visit is wiped."""
        return self.idle + self.wipe - self.seconds

    def broken(self) -> None:
        """Somebody moved."""
        self.seconds = 0

    def pass_second(self) -> Quiet:
        """Count one second and return what it calls for."""
        self.seconds += 1
        if self.left <= 0:
            return Quiet.WIPE
        if self.seconds == self.idle:
            return Quiet.ASK
        return Quiet.COUNT if self.seconds > self.idle else Quiet.NOTHING
