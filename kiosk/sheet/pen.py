"""Drawing in millimetres from the upper left corner: what is drawn becomes a page's operators."""

import hashlib
import re
import struct
import zlib
from dataclasses import dataclass, field
from io import BytesIO

from reportlab.pdfbase.pdfdoc import PDFError
from reportlab.pdfbase.pdfutils import readJPEGInfo

from kiosk.model.signature import Strokes
from kiosk.sheet import curve, fonts
from kiosk.sheet.errors import PhotoUnreadable
from kiosk.sheet.fonts import Font
from kiosk.sheet.text import MM, Setting

PAGE_WIDTH = 210.0
PAGE_HEIGHT = 297.0

BLACK = 0.0
HAIR = 0.2
"""Widths of lines in mm."""
FRAME = 0.35
_INK = 0.45
_FINE = 10
"""Steps of a curve in a point: 0.04 mm, a tenth of the ink."""
_COLOURS = {1: "DeviceGray", 3: "DeviceRGB"}
"""By components; of four, PDF/A with an RGB intent has none."""
_EFFORT = 4
"""Of compression: more takes a third longer and saves 200 bytes a page."""
_DARK = re.compile(b"\x01+")


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the page, in mm from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def inset(self, by: float) -> "Box":
        """Return the place that a margin on all sides leaves."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)


@dataclass(frozen=True, slots=True)
class Photo:
    """A JPEG as a PDF holds it."""

    name: str
    """What pages call it; the same for the same bytes."""
    jpeg: bytes
    width: int
    """Pixels."""
    height: int
    colours: str
    """The colour space's name."""

    @classmethod
    def read(cls, jpeg: bytes) -> "Photo":
        """Return a photo.

        Raises:
            PhotoUnreadable: It is no JPEG, or of colours that an archive does not take.
        """
        try:
            width, height, components, _ = readJPEGInfo(BytesIO(jpeg))
            colours = _COLOURS[components]
        except (PDFError, struct.error, KeyError, IndexError) as error:
            raise PhotoUnreadable from error
        name = f"P{hashlib.sha256(jpeg).hexdigest()[:16]}"
        return cls(name, jpeg, width, height, colours)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished page: its operators, and what they refer to by name."""

    content: bytes
    """Compressed."""
    chars: dict[Font, frozenset[str]]
    photos: tuple[Photo, ...]


@dataclass(slots=True)
class Pen:
    """Draws one page."""

    _operators: list[str] = field(default_factory=lambda: ["1 J 1 j"])
    _chars: dict[Font, set[str]] = field(default_factory=dict)
    _photos: dict[str, Photo] = field(default_factory=dict)
    _grey: float = BLACK
    """Of text, as it stands …"""
    _type: tuple[Font, float] | None = None
    """… and its font and size."""

    def drawn(self) -> Drawn:
        """Return the page as far as it is drawn."""
        content = zlib.compress("\n".join(self._operators).encode(), _EFFORT)
        chars = {font: frozenset(used) for font, used in self._chars.items()}
        return Drawn(content, chars, tuple(self._photos.values()))

    def line(self, setting: Setting, x: float, baseline: float, grey: float = BLACK) -> None:
        """Draw the one line of a setting with its baseline given."""
        self._line(setting.lines[0], setting, (x, baseline), grey)

    def text(self, setting: Setting, x: float, top: float, grey: float = BLACK) -> None:
        """Draw all lines of a setting, flush left."""
        baseline = top + setting.first_baseline
        for line in setting.lines:
            self._line(line, setting, (x, baseline), grey)
            baseline += setting.leading

    def centred(self, setting: Setting, box: Box, grey: float = BLACK) -> None:
        """Draw all lines of a setting in the middle of a box."""
        self._placed(setting, box, 0.5, grey)

    def flush_right(self, setting: Setting, box: Box) -> None:
        """Draw all lines of a setting at a box's right edge, in the middle of its height."""
        self._placed(setting, box, 1, BLACK)

    def middle(self, setting: Setting, box: Box, grey: float = BLACK) -> None:
        """Draw all lines of a setting flush left, in the middle of a box's height."""
        self.text(setting, box.x, box.y + (box.height - setting.height) / 2, grey)

    def _placed(self, setting: Setting, box: Box, share: float, grey: float) -> None:
        """Draw lines with that share of the free width at their left."""
        baseline = box.y + (box.height - setting.height) / 2 + setting.first_baseline
        for line in setting.lines:
            wide = fonts.width(line.rstrip(" "), setting.weight) * setting.size / MM
            self._line(line, setting, (box.x + (box.width - wide) * share, baseline), grey)
            baseline += setting.leading

    def _line(self, text: str, how: Setting, at: tuple[float, float], grey: float) -> None:
        out = f"BT {at[0] * MM:.2f} {(PAGE_HEIGHT - at[1]) * MM:.2f} Td"
        if grey != self._grey:
            self._grey = grey
            out += f" {grey:g} g"
        for run in fonts.runs(text, how.weight):
            self._chars.setdefault(run.font, set()).update(run.text)
            if (run.font, how.size) != self._type:
                self._type = run.font, how.size
                out += f" /{run.font.name} {how.size:g} Tf"
            out += f" <{run.font.encode(run.text)}> Tj"
        self._operators.append(f"{out} ET")

    def rule(self, box: Box, width: float = HAIR, grey: float = BLACK) -> None:
        """Draw a straight line from a box's upper left to its lower right corner."""
        start, end = _at(box.x, box.y), _at(box.right, box.bottom)
        self._operators.append(f"{grey:g} G {width * MM:.3f} w {start} m {end} l S")

    def frame(self, box: Box, width: float = FRAME, grey: float = BLACK) -> None:
        """Draw the outline of a box."""
        size = f"{box.width * MM:.2f} {box.height * MM:.2f}"
        place = _at(box.x, box.bottom)
        self._operators.append(f"{grey:g} G {width * MM:.3f} w {place} {size} re S")

    def modules(self, matrix: tuple[tuple[bool, ...], ...], box: Box) -> None:
        """Fill the dark modules of a QR code into a square, as one path of upright strips."""
        module = box.width * MM / len(matrix)
        left, bottom = box.x * MM, (PAGE_HEIGHT - box.bottom) * MM
        out = [f"q 0 g {module:.6f} 0 0 {module:.6f} {left:.3f} {bottom:.3f} cm"]
        for y, row in enumerate(reversed(matrix)):
            for dark in _DARK.finditer(bytes(row)):
                start, end = dark.span()
                out.append(f"{start} {y} {end - start} 1 re")
        self._operators.append("\n".join((*out, "f Q")))

    def strokes(self, strokes: Strokes, box: Box) -> None:
        """Draw a signature as large as its ink fits into a box, in its middle."""
        room = box.inset(_INK / 2)
        curves = curve.fitted(strokes, room.x, room.y, room.width, room.height)
        if not curves:
            return
        fine, high = _FINE * MM, _FINE * PAGE_HEIGHT * MM
        out = [f"q {1 / _FINE:g} 0 0 {1 / _FINE:g} 0 0 cm 0 G {_INK * fine:.1f} w"]
        for ((x, y),), *parts in curves:
            out.append(f"{x * fine:.0f} {high - y * fine:.0f} m")
            out += [
                f"{ax * fine:.0f} {high - ay * fine:.0f} {bx * fine:.0f} {high - by * fine:.0f}"
                f" {x * fine:.0f} {high - y * fine:.0f} c"
                for (ax, ay), (bx, by), (x, y) in parts
            ]
        self._operators.append("\n".join((*out, "S Q")))

    def photo(self, jpeg: bytes, box: Box) -> None:
        """Draw a JPEG as large as it fits into a box, its bytes embedded as they are.

        Raises:
            PhotoUnreadable: It is no JPEG.
        """
        photo = Photo.read(jpeg)
        self._photos[photo.name] = photo
        scale = min(box.width / photo.width, box.height / photo.height)
        wide, high = photo.width * scale, photo.height * scale
        left, low = box.x + (box.width - wide) / 2, box.bottom - (box.height - high) / 2
        size = f"{wide * MM:.3f} 0 0 {high * MM:.3f}"
        self._operators.append(f"q {size} {_at(left, low)} cm /{photo.name} Do Q")


def _at(x: float, y: float) -> str:
    """Return a point as operators take it."""
    return f"{x * MM:.2f} {(PAGE_HEIGHT - y) * MM:.2f}"
