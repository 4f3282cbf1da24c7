"""Private-use code points of older character sets, and the characters that they meant.

Source: GB 18030-2022; the table is ``assets/tables/private_use.toml``.
"""

from collections.abc import Mapping

import assets

_CHARACTERS: Mapping[str, str] = assets.table("tables/private_use")["characters"]
_TODAY = {int(old, 16): new for old, new in _CHARACTERS.items()}


def repaired(text: str) -> str:
    """Return a text with today's characters where old private-use code points are certain.

    Others stay: what they look like, only the machine knows that they were typed on.
    """
    return text if text.isascii() else text.translate(_TODAY)


def told(text: str) -> tuple[str, str]:
    """Return what ``repaired`` changes, for people: the old code points, the new characters."""
    found = dict.fromkeys(char for char in text if ord(char) in _TODAY)
    old = " ".join(f"U+{ord(char):04X}" for char in found)
    new = " ".join(f"{_TODAY[ord(char)]} U+{ord(_TODAY[ord(char)]):04X}" for char in found)
    return old, new
