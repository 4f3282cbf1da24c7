"""Words as high as eight rows, from bitmaps of sixteen."""

from textual.content import Content
from textual.widgets import Static

import assets
from screens.langs import Speaks
from screens.widgets.blocks import half_blocks

ROWS = 16


def bitmap(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return a word as 16 rows of pixels, with one column between characters.

    Args:
        text: Of characters in ``assets/tables/bigtype.toml``; a space is half as wide as a letter.

    Raises:
        KeyError: There is no such glyph.
    """
    rows: list[list[bool]] = [[] for _ in range(ROWS)]
    for char in text:
        for row, pixels in zip(rows, _glyph(char), strict=True):
            row += [*pixels, False]
    return tuple(tuple(row) for row in rows)


def _glyph(char: str) -> tuple[tuple[bool, ...], ...]:
    if char == " ":
        return ((False,) * 4,) * ROWS
    digits: str = assets.table("tables/bigtype")["glyphs"][char]
    width = len(digits) // ROWS
    pixels = width * 4
    lines = (int(digits[at : at + width], 16) for at in range(0, len(digits), width))
    return tuple(tuple(bool(line >> pixels - 1 - x & 1) for x in range(pixels)) for line in lines)


class BigType(Speaks, Static):
    """One word of ``assets/texts`` in big letters; it follows the language key."""

    def __init__(self, key: str, *, classes: str | None = None) -> None:
        """Show a text of glyphs that ``bitmap`` knows."""
        super().__init__(classes=classes)
        self._key = key

    def retell(self) -> None:
        """Draw the word in the language of now."""
        rows = bitmap(self.words(self._key).plain)
        self.update(Content("\n".join(half_blocks(rows))))
