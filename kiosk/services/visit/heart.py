"""A terminal's signs of life, by which the desk sees from afar how it is."""

from dataclasses import dataclass
from functools import cache

from kiosk.model.terminal import Beat, Condition
from kiosk.services.ports import Clock
from store.contract import Store

EVERY = 30
"""Seconds between two beats."""


@dataclass(frozen=True, slots=True)
class Heart:
    """Tells the desk of one terminal."""

    store: Store
    terminal: str
    """Its name."""
    clock: Clock

    def beat(self, condition: Condition) -> None:
        """Tell how the terminal is now; may block.

        Raises:
            StoreError: Nobody could be told.
        """
        self.store.beat(Beat(self.terminal, self.clock(), condition, _version()))


@cache
def _version() -> str:
    from importlib import metadata  # noqa: PLC0415 - Welcome is painted before

    try:
        return metadata.version("hedui-kiosk")
    except metadata.PackageNotFoundError:  # started from its source, as doctor tells
        return ""
