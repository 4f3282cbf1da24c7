"""A signature as smooth curves that stay in their box."""

from collections.abc import Sequence
from itertools import pairwise

from kiosk.model.signature import Point, Strokes

Place = tuple[float, float]
Curve = tuple[tuple[Place, ...], ...]
"""A start of one point; then of each Bézier curve its two control points and its end."""

_CLOSE = 0.6
"""Points closer together than so many mm say nothing that a pen 0.45 mm wide shows."""


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
    lines = [line for line in strokes.lines if line]
    if not lines:
        return ()
    _, _, scale = _fit([point for line in lines for point in line], width, height)
    curves = [_smooth(_thinned(line, _CLOSE / scale)) for line in lines]
    controls = [point for one in curves for part in one for point in part]
    (left, right), (top, bottom), scale = _fit(controls, width, height)
    beside = x + (width - (left + right) * scale) / 2
    above = y + (height - (top + bottom) * scale) / 2
    return tuple(
        tuple(
            [tuple([(beside + px * scale, above + py * scale) for px, py in part]) for part in one]
        )
        for one in curves
    )


def _fit(points: Sequence[Place], width: float, height: float) -> tuple[Place, Place, float]:
    """Return how far points reach across and down, and what makes them as large as a box."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    across, down = (min(xs), max(xs)), (min(ys), max(ys))
    scale = min(width / max(1.0, across[1] - across[0]), height / max(1.0, down[1] - down[0]))
    return across, down, scale


def _thinned(line: Sequence[Point], least: float) -> list[Point]:
    """Return a line without points that lie closer to the one before; both ends are kept."""
    last = line[0]
    thin = [last]
    for point in line[1:-1]:
        if abs(point[0] - last[0]) > least or abs(point[1] - last[1]) > least:
            thin.append(point)
            last = point
    return [*thin, line[-1]]


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
