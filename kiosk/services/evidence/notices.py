"""What the desk's chain says of sheets that the store cannot tell of: retired ones, other keys."""

from collections.abc import Hashable, Sequence

from kiosk.model.events import Kind
from kiosk.model.keys import KeyChange
from kiosk.rules import sealing
from store.contract import Store

_SHORT = 8
"""Characters of a sheet id that stand on the paper in clear."""


class Notices:
    """Reads each event of the desk once, so that whoever tries many codes costs nothing."""

    def __init__(self, store: Store) -> None:
        """Read the desk's chain of ``store``."""
        self._store = store
        self._pulse: Hashable = None
        self._after = 0
        self._retired: dict[str, tuple[str, str]] = {}
        self._changes: list[KeyChange] = []

    def retired(self, sheet_id: str) -> tuple[str, str] | None:
        """Return number and sheet id of a student who was taken out; nothing: it is nobody's.

        Args:
            sheet_id: 15 characters, or the first 8 of them.
        """
        self._read()
        found = self._retired.get(sheet_id[:_SHORT])
        return found if found and found[1].startswith(sheet_id) else None

    def key_changes(self) -> Sequence[KeyChange]:
        """Return the keys that began to sign after others, the oldest first."""
        self._read()
        return self._changes

    def _read(self) -> None:
        pulse = self._store.pulse()
        if pulse == self._pulse:
            return
        new = self._store.desk(self._after)
        for number, times in sealing.retired(new).items():
            for sheet_id in (sheet_id for one in times for sheet_id in one.sheets):
                self._retired[sheet_id[:_SHORT]] = number, sheet_id
        self._changes += [
            KeyChange.of(event.body) for event in new if event.kind is Kind.KEY_CHANGED
        ]
        self._after = new[-1].seq if new else self._after
        self._pulse = pulse
