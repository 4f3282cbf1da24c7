"""What is left in memory of a visit that is over, and of texts that were painted."""

import gc

from rich.cells import cached_cell_len
from textual._styles_cache import StylesCache

from kiosk.memory import give_back


def forget() -> None:
    """Have libraries let go of the width of every text, and the painted lines of gone widgets."""
    cached_cell_len.cache_clear()
    StylesCache.get_inner_outer.cache_clear()


def sweep() -> None:
    """Free what a visit left now, and not in the midst of another one, which would wait for it."""
    gc.collect()
    give_back()
