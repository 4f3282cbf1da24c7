"""Memory that a program has freed in pieces, and what it still holds of it."""

import psutil

PIECES = 40_000
_PIECE = 1_000
"""Bytes: too many for Python's own pool, too few for a mapping of their own."""
_KEPT = 100
"""One piece of so many stays, so that the heap cannot simply shrink."""
MOST = 25_000_000
"""Bytes: most of what is freed; whole pages can be given back, and no parts of them."""


def scatter() -> list[bytes]:
    """Write 40 MB, free all but a hundredth, and return what must not be let go of."""
    return [b"x" * _PIECE for _ in range(PIECES)][::_KEPT]


def held() -> int:
    """Return how many bytes of memory this process holds."""
    return int(psutil.Process().memory_info().rss)
