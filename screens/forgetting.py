"""What libraries remember of texts that were painted, beyond the widgets that showed them."""

from rich.cells import cached_cell_len
from textual._styles_cache import StylesCache


def forget() -> None:
    """Let go of it: the width of every text, and the painted lines of widgets that are gone."""
    cached_cell_len.cache_clear()
    StylesCache.get_inner_outer.cache_clear()
