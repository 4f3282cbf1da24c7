"""Terminal cells to pixels, as a terminal would show them."""

import shutil
import subprocess
from collections.abc import Iterable
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont
from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style

import assets

_CELL = (9, 20)
"""Pixels across and down."""
_LETTERS = 17
_HALVES = {"▀": (0, 1, 2, 0), "▄": (0, 1, 2, 1), "█": (0, 1, 1, 0), "▌": (0, 2, 1, 0)}
"""Filled, not written: from where, by what share across and down, and whether the lower one."""


def screen_shot(rows: Iterable[Iterable[Segment]], size: tuple[int, int]) -> Image.Image:
    """Draw what a terminal shows.

    Args:
        rows: What stands in each line.
        size: Columns and lines.
    """
    wide, high = _CELL
    image = Image.new("RGB", (size[0] * wide, size[1] * high))
    pen = ImageDraw.Draw(image)
    for y, row in enumerate(rows):
        x = 0
        for segment in row:
            for char in segment.text:
                cells = cell_len(char)
                _cell(pen, (x * wide, y * high, cells * wide), char, segment.style or Style())
                x += cells
    return image


def _cell(pen: ImageDraw.ImageDraw, at: tuple[int, int, int], char: str, style: Style) -> None:
    x, y, wide = at
    high = _CELL[1]
    ink, paper = _rgb(style.color, (238, 241, 236)), _rgb(style.bgcolor, (15, 21, 29))
    if style.reverse:
        ink, paper = paper, ink
    pen.rectangle((x, y, x + wide - 1, y + high - 1), fill=paper)
    if char in _HALVES:
        left, across, down, low = _HALVES[char]
        top = y + low * high // 2
        pen.rectangle((x + left, top, x + wide // across - 1, top + high // down - 1), fill=ink)
    elif char != " ":
        pen.text((x + wide / 2, y + high - 4), char, ink, _font(bool(style.bold)), anchor="ms")
    if style.underline:
        pen.line((x, y + high - 2, x + wide - 1, y + high - 2), fill=ink)


@lru_cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    """Return a Chinese sans if the machine has one, else the face that sheets are printed in."""
    if shutil.which("fc-match"):
        wanted = f"Noto Sans Mono CJK SC:{'bold' if bold else 'regular'}"
        form = "--format=%{family[0]}\t%{file}\t%{index}"
        found = subprocess.run(
            ["fc-match", form, wanted], capture_output=True, text=True, check=True
        ).stdout.split("\t")
        if "CJK" in found[0]:
            return ImageFont.truetype(found[1], _LETTERS, index=int(found[2]) & 0xFFFF)
    face = "NotoSerifSC-Bold.ttf" if bold else "NotoSerifSC-Regular.ttf"
    return ImageFont.truetype(assets.path(f"fonts/{face}"), _LETTERS)


def _rgb(color: Color | None, default: tuple[int, int, int]) -> tuple[int, int, int]:
    """Return a colour as Pillow takes it."""
    return tuple(color.get_truecolor()) if color else default  # type: ignore[return-value]
