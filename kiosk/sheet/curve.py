"""A signature as smooth curves that stay in their box."""

from collections.abc import Sequence
from itertools import pairwise

from kiosk.model.signature import Point, Strokes

Place = tuple[float, float]
Curve = tuple[tuple[Place, ...], ...]
"""A start of one point; then of each Bézier curve its two control points and its end."""

_FINEST = 160
"""Points closer together than this part of the ink's size say nothing that paper shows."""


def fitted(strokes: Strokes, x: float, y: float, width: float, height: float) -> tuple[Curve, ...]:
    """Return a signature as large as it fits into a box, in its middle.

    A curve lies within the polygon of its control points, so these are what is fitted: the ink
    cannot leave the box however wildly it swings.

    Args:
        strokes: As drawn; the axes of the curves are the same.
        x: Left edge of the box.
        y: Its upper edge.
        width: Of the box.
        height: Of the box.
    """
    curves = [_smooth(line) for line in _thinned(strokes.lines)]
    points = [point for one in curves for part in one for point in part]
    if not points:
        return ()
    left, top = (min(axis) for axis in zip(*points, strict=True))
    right, bottom = (max(axis) for axis in zip(*points, strict=True))
    scale = min(width / max(1.0, right - left), height / max(1.0, bottom - top))
    beside = x + (width - (right - left) * scale) / 2 - left * scale
    above = y + (height - (bottom - top) * scale) / 2 - top * scale
    return tuple(
        tuple(tuple((beside + px * scale, above + py * scale) for px, py in part) for part in one)
        for one in curves
    )


def _thinned(lines: Sequence[Sequence[Point]]) -> list[list[Point]]:
    """Return the lines without points that lie close to the one before; ends are kept."""
    points = [point for line in lines for point in line]
    if not points:
        return []
    size = max(max(axis) - min(axis) for axis in zip(*points, strict=True))
    kept: list[list[Point]] = []
    for line in filter(None, lines):
        thin = [line[0]]
        for px, py in line[1:-1]:
            if max(abs(px - thin[-1][0]), abs(py - thin[-1][1])) * _FINEST > size:
                thin.append((px, py))
        kept.append([*thin, line[-1]])
    return kept


def _smooth(line: Sequence[Point]) -> Curve:
    """Return a line of at least two points as a Catmull-Rom spline in Bézier form."""
    around = [line[0], *line, line[-1]]
    found: list[tuple[Place, ...]] = [(line[0],)]
    for at, (start, end) in enumerate(pairwise(line)):
        before, after = around[at], around[at + 3]
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        found.append((first, second, end))
    return tuple(found)
