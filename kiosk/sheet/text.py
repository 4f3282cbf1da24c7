"""Setting of text: measuring, breaking lines as Chinese does, shrinking into a box."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kiosk.sheet import fonts
from kiosk.sheet.fonts import Weight

MM = 72 / 25.4
"""Points in a millimetre."""

_NOT_FIRST = "）〕】》〉」』、，。；：？！·…—％‰℃)]}>,.;:?!%’”"
"""Never at the beginning of a line (JIS X 4051 calls them kinsoku; GB/T 15834 as well)."""
_NOT_LAST = "（〔【《〈「『([{<‘“-"
"""Never at the end of a line; of a hyphen there, readers think that it only divides a word."""
_MARKS = "\u0300-\u036f\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
_PIECE = re.compile(
    f"[{re.escape(_NOT_LAST)}]*"
    "(?:[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[0-9A-Za-z]+|.)"
    f"[{_MARKS}]*[{re.escape(_NOT_FIRST)}/@_{_MARKS}]*[ ]*",
    re.DOTALL,
)
_LEADING = 1.28
_TIGHT_LEADING = 1.2
"""Of text that had to shrink."""
_SHRUNK = 9
_TWO = 2
_ASCENT = 0.88
"""Of the shipped face: the em box reaches so far above the baseline."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text may be set: the wanted size, and how far it may shrink, in points."""

    size: float
    two_lines: float
    """Size at which a text that is too long for one line is given a second."""
    least: float
    """No smaller than this; as many lines as it takes."""
    weight: Weight = Weight.REGULAR


VALUE = Style(10, 9, 7.5)
"""Values of the record: what needs more than two lines of 9 points shrinks, to 7.5 at the least."""
SMALL = Style(7, 7, 7)
"""The foot."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A text broken into lines at a size."""

    lines: tuple[str, ...]
    size: float
    """Points."""
    weight: Weight

    @property
    def leading(self) -> float:
        """From baseline to baseline, in mm."""
        return self.size * self._factor / MM

    @property
    def _factor(self) -> float:
        return _LEADING if self.size >= _SHRUNK else _TIGHT_LEADING

    @property
    def height(self) -> float:
        """Of all lines, in mm."""
        return len(self.lines) * self.leading

    @property
    def first_baseline(self) -> float:
        """From the upper edge to the first baseline, in mm."""
        return ((self._factor - 1) / 2 + _ASCENT) * self.size / MM

    @property
    def last_baseline(self) -> float:
        """From the upper edge to the last baseline, in mm."""
        return self.first_baseline + self.height - self.leading


def fit(text: str, width: float, style: Style = VALUE) -> Setting:
    """Return a text set into a width in mm.

    On one line if the size for two lines or more allows, else on two, smaller by half points as
    needed; else on as many as the least size takes: nothing is ever cut.

    Raises:
        Unprintable: No face has some of the characters.
    """
    wide = fonts.width(text.rstrip(" "), style.weight)
    for size in _half_points(style.size, style.two_lines):
        if wide * size <= width * MM:
            return Setting((text,) if text else (), size, style.weight)
    pieces = _measured(_PIECE.findall(text), style.weight)
    for size in _half_points(style.two_lines, style.least):
        lines = _lines(pieces, width * MM / size, style.weight)
        if len(lines) <= _TWO:
            return Setting(lines, size, style.weight)
    return Setting(
        _lines(pieces, width * MM / style.least, style.weight), style.least, style.weight
    )


wording = cache(fit)
"""The same for words of the form, which stand on every sheet: set once a process."""


@cache
def _half_points(most: float, least: float) -> tuple[float, ...]:
    return tuple(most - half / 2 for half in range(int((most - least) * 2) + 1))


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stays together on a line: a character with the marks that may not leave it, a word."""

    text: str
    width: float
    """At a size of 1."""
    inked: float
    """Without the spaces at its end, which may hang out of a line."""

    def characters(self, weight: Weight) -> "tuple[_Piece, ...]":
        """Return a piece for each character, for a word longer than a line."""
        return _measured(tuple(self.text), weight)


def _measured(texts: Sequence[str], weight: Weight) -> tuple[_Piece, ...]:
    wide = fonts.widths(texts, weight)
    inked = fonts.widths([text.rstrip(" ") for text in texts], weight)
    return tuple(map(_Piece, texts, wide, inked))


def _lines(pieces: Sequence[_Piece], width: float, weight: Weight) -> tuple[str, ...]:
    """Return the lines of a width given in multiples of the size; of no text, none."""
    lines: list[str] = []
    line, room = "", width
    for piece in _no_wider(pieces, width, weight):
        if line and piece.inked > room:
            lines.append(line)
            line, room = "", width
        line += piece.text
        room -= piece.width
    return (*lines, line) if line else ()


def _no_wider(pieces: Sequence[_Piece], width: float, weight: Weight) -> Iterator[_Piece]:
    for piece in pieces:
        if piece.inked > width:
            yield from piece.characters(weight)
        else:
            yield piece
