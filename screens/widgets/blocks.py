"""Pixels as half blocks: two rows of pixels in one row of cells."""

from collections.abc import Sequence
from itertools import zip_longest

Bitmap = Sequence[Sequence[bool]]

_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def half_blocks(rows: Bitmap) -> list[str]:
    """Return lines of text for a bitmap; an odd last row has nothing below it.

    Args:
        rows: Of equal length; true is drawn.
    """
    nothing = (False,) * len(rows[0]) if rows else ()
    return [
        "".join(
            _BLOCKS[bool(upper), bool(lower)] for upper, lower in zip(above, below, strict=True)
        )
        for above, below in zip_longest(rows[::2], rows[1::2], fillvalue=nothing)
    ]
