"""What lists of a class have in common: head, rows, foot, and the lines for the handover."""

from collections.abc import Sequence
from dataclasses import dataclass

import assets
from kiosk.sheet import fonts
from kiosk.sheet.density import BOTTOM, LEFT, TOP, WIDTH
from kiosk.sheet.fonts import Weight
from kiosk.sheet.pen import HAIR, Box, Pen
from kiosk.sheet.table import PAD, Row
from kiosk.sheet.text import SMALL, Setting, Style, fit

_WORDS = assets.table("roll")
_TITLE = Style(18, 18, 18, Weight.BOLD)
ABOUT = Style(10.5, 9.5, 7.5)
_CELL = Style(9.5, 9, 7)
SIGNED_ROW = 6.6
"""Height in mm of a row with a cell that is signed; others may be lower."""
HEAD = 7.0
"""Height in mm of a table's head."""
GAP = 3.0
_SIGN = 11.0
"""Height of a line that is signed."""
HANDOVER = 2 * GAP + 3 * _SIGN
"""Height in mm that the count and the lines for the handover take."""
FOOT = 5.0
_HALF = WIDTH / 2
_TITLE_HEIGHT = 9.0


@dataclass(frozen=True, slots=True)
class About:
    """The head of a list: its title, and whose it is, in two columns."""

    title: str
    pairs: tuple[tuple[Setting, Setting], ...]

    @classmethod
    def of(cls, title: str, pairs: Sequence[tuple[str, str]]) -> "About":
        """Set the texts."""
        settings = ((told(a, _HALF - GAP, ABOUT), told(b, _HALF, ABOUT)) for a, b in pairs)
        return cls(title, tuple(settings))

    @property
    def bottom(self) -> float:
        """Where the first table begins, in mm from the top of the page."""
        return TOP + _TITLE_HEIGHT + 2 * GAP + sum(map(_height, self.pairs))

    def draw(self, pen: Pen) -> None:
        """Draw at the top of the page."""
        pen.centred(fit(self.title, WIDTH, _TITLE), Box(LEFT, TOP, WIDTH, _TITLE_HEIGHT))
        y = TOP + _TITLE_HEIGHT + GAP
        for left, right in self.pairs:
            pen.text(left, LEFT, y)
            pen.text(right, LEFT + _HALF, y)
            y += _height((left, right))


def _height(pair: Sequence[Setting]) -> float:
    return max(one.height for one in pair) + 1


def row(texts: Sequence[str], columns: Sequence[float], least: float = SIGNED_ROW) -> Row:
    """Return a row of texts under columns of widths in mm, no lower than ``least`` mm."""
    pairs = zip(texts, columns, strict=False)
    return Row.of([told(text, width - PAD, _CELL) for text, width in pairs], least)


def told(text: str, width: float, style: Style) -> Setting:
    """Set a text with a mark in place of what no face has: a list must not stop for one name.

    The mark is the printers' own for a missing type; what is missing stands beside it.
    """
    for char in fonts.unprintable(text):
        text = text.replace(char, _WORDS["missing_glyph"])
    return fit(text, width, style)


def foot(pen: Pen, text: str) -> None:
    """Draw the foot line at the right."""
    setting = told(text, WIDTH, SMALL)
    pen.flush_right(setting, Box(LEFT, BOTTOM - setting.height, WIDTH, setting.height))


def signatures(pen: Pen, top: float) -> None:
    """Draw who gives and who takes the pile, below a line of text at ``top`` mm."""
    for number, words in enumerate(("counselor_signs", "registrar_signs"), start=1):
        base = top + number * _SIGN + 4
        pen.line(fit(_WORDS[words], WIDTH, ABOUT), LEFT, base)
        pen.rule(Box(LEFT + 42, base + 1, 60, 0), HAIR, 0.4)
        pen.line(fit(_WORDS["date"], WIDTH, ABOUT), LEFT + _HALF + 20, base)
