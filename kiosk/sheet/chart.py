"""A chart as SVG or PNG: the same strokes and words for both, on 960 × 540 points."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from io import BytesIO
from itertools import accumulate, pairwise

import assets
from kiosk.model.chart import Chart

_WIDTH, _HEIGHT = 960, 540
_LEFT, _RIGHT, _TOP, _BOTTOM = 80, 890, 110, 480
_INK, _FAINT, _LINE, _BARS = "#0B1016", "#C3CBD3", "#004F46", "#8ADBC8"
_FONT = "fonts/NotoSerifSC-Regular.ttf"
_QUARTERS = 4
_DATES = 8
"""At most so many days are named."""
_SCALE = 2
"""Pixels of a PNG for one point."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float


@dataclass(frozen=True, slots=True)
class Word:
    """A line of text with its baseline at ``y``."""

    x: float
    y: float
    text: str
    size: int
    anchor: str
    """``start``, ``middle``, ``end``: which part of it is at ``x``."""


Mark = Stroke | Word


def marks(chart: Chart) -> Iterator[Mark]:
    """Yield what is drawn, the hindmost first."""
    yield Word(_LEFT, 50, chart.title, 24, "start")
    yield Word(_LEFT, 82, chart.caption, 15, "start")
    top = max(chart.total, 1)
    for quarter in range(_QUARTERS + 1):
        y = _y(quarter / _QUARTERS)
        yield Stroke(((_LEFT, y), (_RIGHT, y)), _FAINT if quarter else _INK, 1)
        yield Word(_LEFT - 10, y + 5, str(round(top * quarter / _QUARTERS)), 14, "end")
        yield Word(_RIGHT + 10, y + 5, f"{100 * quarter // _QUARTERS}%", 14, "start")
    if chart.days:
        yield from _course(chart, top)


def _y(share: float) -> float:
    return _BOTTOM - share * (_BOTTOM - _TOP)


def _course(chart: Chart, top: int) -> Iterator[Mark]:
    """Yield a bar for each day, and how many there were by its evening."""
    first, last = chart.days[0][0], chart.days[-1][0]
    span = (last - first).days + 1
    step = (_RIGHT - _LEFT) / span
    places = [_LEFT + ((day - first).days + 0.5) * step for day, _ in chart.days]
    for x, (_, n) in zip(places, chart.days, strict=True):
        yield Stroke(((x, _BOTTOM), (x, _y(n / top))), _BARS, max(1.0, min(step * 0.6, 40)))
    sums = list(accumulate(n for _, n in chart.days))
    points: list[tuple[float, float]] = [(_LEFT, _BOTTOM)]
    for x, (before, now) in zip(places, pairwise([0, *sums]), strict=True):
        points += [(x, _y(before / top)), (x, _y(now / top))]
    points.append((_RIGHT, _y(sums[-1] / top)))
    yield Stroke(tuple(points), _LINE, 3)
    apart = -(-span // _DATES)
    for days in range(0, span, apart):
        day = first + timedelta(days)
        yield Word(_LEFT + (days + 0.5) * step, _BOTTOM + 24, f"{day:%m-%d}", 14, "middle")
    yield Word(_LEFT, _BOTTOM + 46, f"{first:%Y}", 14, "start")


def svg(chart: Chart) -> bytes:
    """Return a chart as SVG."""
    size = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">',
        f"<title>{escape(chart.title)}</title>",
        f"<desc>{escape(chart.caption)}</desc>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#FFFFFF"/>',
        '<g font-family="Noto Serif SC, Noto Serif CJK SC, SimSun, serif">',
        *(_svg(one) for one in marks(chart)),
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines).encode() + b"\n"


def _svg(one: Mark) -> str:
    if isinstance(one, Word):
        where = f'x="{one.x:.1f}" y="{one.y:.1f}"'
        how = f'font-size="{one.size}" text-anchor="{one.anchor}" fill="{_INK}"'
        return f"<text {where} {how}>{escape(one.text)}</text>"
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in one.points)
    how = f'fill="none" stroke="{one.colour}" stroke-width="{one.width:.1f}"'
    return f'<polyline points="{points}" {how}/>'


def png(chart: Chart) -> bytes:
    """Return a chart as PNG, two pixels a point."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415 - 80 ms that SVG does not need

    image = Image.new("RGB", (_WIDTH * _SCALE, _HEIGHT * _SCALE), "#FFFFFF")
    draw = ImageDraw.Draw(image)
    anchors = {"start": "ls", "middle": "ms", "end": "rs"}
    for one in marks(chart):
        if isinstance(one, Word):
            font = ImageFont.truetype(assets.path(_FONT), one.size * _SCALE)
            at = (one.x * _SCALE, one.y * _SCALE)
            draw.text(at, one.text, _INK, font, anchor=anchors[one.anchor])
        else:
            points = [(x * _SCALE, y * _SCALE) for x, y in one.points]
            draw.line(points, one.colour, round(one.width * _SCALE))
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()
