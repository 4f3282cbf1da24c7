"""What the demo's faces are drawn with."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (480, 640)
"""Pixels, as CHSI asks of photos."""

MIDDLE = 240
"""The column that faces are centred on."""

_FINER = 2
"""Drawn so many times larger and shrunk: smooth edges."""
_QUALITY = 74
_GROUND = "#4A90D9"

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

Points = Sequence[tuple[float, float]]
"""Corners, each from the left and from the top."""


@dataclass(frozen=True, slots=True)
class Look:
    """What tells one face from the next."""

    skin: str
    shade: str
    hair: str
    clothes: str
    collar: str
    cut: str
    """Of the hair: a name in ``hair.FRINGES``."""
    width: int
    """Half the width of the face."""
    glasses: bool = False
    smile: int = 16


class Pen:
    """Draws in the photo's own pixels on a finer sheet."""

    def __init__(self) -> None:
        self._sheet = Image.new("RGB", (SIZE[0] * _FINER, SIZE[1] * _FINER), _GROUND)
        self._draw = ImageDraw.Draw(self._sheet)

    def oval(self, box: Box, colour: str) -> None:
        """Fill an ellipse."""
        self._draw.ellipse([value * _FINER for value in box], fill=colour)

    def block(self, box: Box, round_: int, colour: str) -> None:
        """Fill a rectangle with round corners."""
        self._draw.rounded_rectangle([value * _FINER for value in box], round_ * _FINER, colour)

    def shape(self, points: Points, colour: str) -> None:
        """Fill a polygon."""
        self._draw.polygon([(x * _FINER, y * _FINER) for x, y in points], fill=colour)

    def arc(self, box: Box, between: tuple[int, int], colour: str, width: int) -> None:
        """Draw a part of an ellipse's edge, between two angles clockwise from the right."""
        self._draw.arc([value * _FINER for value in box], *between, colour, width * _FINER)

    def slice(self, box: Box, between: tuple[int, int], colour: str) -> None:
        """Fill what a chord cuts from an ellipse, between two angles."""
        self._draw.chord([value * _FINER for value in box], *between, fill=colour)

    def jpeg(self) -> bytes:
        """Return the photo, the same bytes for the same strokes."""
        data = BytesIO()
        photo = self._sheet.resize(SIZE, Image.Resampling.BOX)
        photo.save(data, "JPEG", quality=_QUALITY, optimize=True)
        return data.getvalue()
