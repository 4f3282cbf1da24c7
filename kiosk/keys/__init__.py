"""The home's secret and its signing keys: what binds a code or a seal to this college."""

from kiosk.keys.ring import KeyRing, new_sheet_id
from kiosk.keys.safe import KeysUnusable

__all__ = ["KeyRing", "KeysUnusable", "new_sheet_id"]
