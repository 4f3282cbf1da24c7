"""A drawing as vectors, and as dots in cells: what the signature pad stands on."""

from collections.abc import Iterator
from itertools import pairwise
from math import ceil, hypot

from kiosk.model.signature import Strokes

UNITS_ACROSS, UNITS_DOWN = 10, 20
"""Units of a square pixel in one cell."""
_NEAREST = 2.0
"""Points closer than this to the one before are left out."""
_MOST = 8000
"""Points that a drawing holds; more make no ink."""
_SHORTEST = 120.0
"""Units of line that a signature has at least: twelve cells across."""
_BROADEST = 40
"""Units that it is wide or high at least."""

FloatPoint = tuple[float, float]
_BRAILLE = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_THICK = ((0, 0), (1, 0), (0, 1), (1, 1))


class Drawing:
    """Strokes of a pen, in units of a square pixel, y downwards."""

    def __init__(self) -> None:
        """Begin with an empty sheet."""
        self.lines: list[list[FloatPoint]] = []
        self._points = 0

    def begin(self, point: FloatPoint) -> None:
        """Put the pen down."""
        self.lines.append([point])
        self._points += 1

    def go(self, point: FloatPoint) -> FloatPoint | None:
        """Move the pen; return where the ink comes from, or nothing if no ink flowed."""
        last = self.lines[-1][-1]
        if self._points >= _MOST or hypot(point[0] - last[0], point[1] - last[1]) < _NEAREST:
            return None
        self.lines[-1].append(point)
        self._points += 1
        return last

    def undo(self) -> None:
        """Take the last stroke back."""
        if self.lines:
            self._points -= len(self.lines.pop())

    def strokes(self, width: int, height: int) -> Strokes | None:
        """Return the drawing on a sheet of at least this many units; nothing if it is empty."""
        if not self.lines:
            return None
        lines = tuple(tuple((round(x), round(y)) for x, y in line) for line in self.lines)
        across = max(x for line in lines for x, _ in line)
        down = max(y for line in lines for _, y in line)
        return Strokes(max(width, across + 1), max(height, down + 1), lines)

    @property
    def enough(self) -> bool:
        """Whether this can be a signature: not empty, not a dot or a tick of the hand."""
        length = sum(
            hypot(x2 - x1, y2 - y1) for line in self.lines for (x1, y1), (x2, y2) in pairwise(line)
        )
        if length < _SHORTEST:
            return False
        across = [x for line in self.lines for x, _ in line]
        down = [y for line in self.lines for _, y in line]
        return max(max(across) - min(across), max(down) - min(down)) >= _BROADEST


class Dots:
    """The ink in cells: two by four dots a cell (braille), or one by two (half blocks)."""

    def __init__(self, blocks: bool) -> None:
        """Begin with no ink."""
        self._blocks = blocks
        self._unit = 10 if blocks else 5
        self._pen = ((0, 0),) if blocks else _THICK
        self._cells: dict[tuple[int, int], int] = {}

    def line(self, start: FloatPoint, end: FloatPoint) -> set[tuple[int, int]]:
        """Draw a thick line; return the cells (x, y) that it touched."""
        touched = set()
        for x, y in self._along(start, end):
            for right, down in self._pen:
                touched.add(self._dot(x + right, y + down))
        return touched

    def _along(self, start: FloatPoint, end: FloatPoint) -> Iterator[tuple[int, int]]:
        (x1, y1), (x2, y2) = start, end
        steps = max(1, ceil(max(abs(x2 - x1), abs(y2 - y1)) / self._unit * 2))
        for step in range(steps + 1):
            part = step / steps
            x, y = x1 + (x2 - x1) * part, y1 + (y2 - y1) * part
            yield int(x // self._unit), int(y // self._unit)

    def _dot(self, x: int, y: int) -> tuple[int, int]:
        if self._blocks:
            cell, bit = (x, y // 2), 1 << y % 2
        else:
            cell, bit = (x // 2, y // 4), _BRAILLE[y % 4][x % 2]
        self._cells[cell] = self._cells.get(cell, 0) | bit
        return cell

    def char(self, x: int, y: int) -> str:
        """Return what stands in a cell; a space if there is no ink."""
        bits = self._cells.get((x, y), 0)
        if self._blocks:
            return " ▀▄█"[bits]
        return chr(0x2800 + bits) if bits else " "
