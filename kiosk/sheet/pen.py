"""Drawing in millimetres from the upper left corner, on top of reportlab's canvas."""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFImageXObject
from reportlab.pdfgen.canvas import Canvas

from kiosk.model.signature import Strokes
from kiosk.sheet import fonts
from kiosk.sheet.errors import PhotoUnreadable
from kiosk.sheet.text import MM, Setting

PAGE_WIDTH = 210.0
PAGE_HEIGHT = 297.0

BLACK = 0.0
HAIR = 0.2
"""Widths of lines in mm."""
FRAME = 0.35

rl_config.useA85 = 0  # binary streams: a fifth smaller, and nobody mails PDFs as text


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


class Pen:
    """Draws onto one page of a canvas."""

    def __init__(self, canvas: Canvas) -> None:
        """Draw onto the canvas's current page."""
        self._canvas = canvas
        canvas.setLineCap(1)
        canvas.setLineJoin(1)

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
        out = self._canvas.beginText(at[0] * MM, (PAGE_HEIGHT - at[1]) * MM)
        out.setFillGray(grey)
        for run in fonts.runs(text, how.weight):
            out.setFont(run.font.fontName, how.size)
            out.textOut(run.text)
        self._canvas.drawText(out)

    def rule(self, box: Box, width: float = HAIR, grey: float = BLACK) -> None:
        """Draw a straight line from a box's upper left to its lower right corner."""
        canvas = self._canvas
        canvas.setStrokeGray(grey)
        canvas.setLineWidth(width * MM)
        canvas.line(
            box.x * MM,
            (PAGE_HEIGHT - box.y) * MM,
            box.right * MM,
            (PAGE_HEIGHT - box.bottom) * MM,
        )

    def frame(self, box: Box, width: float = FRAME, grey: float = BLACK) -> None:
        """Draw the outline of a box."""
        canvas = self._canvas
        canvas.setStrokeGray(grey)
        canvas.setLineWidth(width * MM)
        canvas.rect(box.x * MM, (PAGE_HEIGHT - box.bottom) * MM, box.width * MM, box.height * MM)

    def modules(self, matrix: tuple[tuple[bool, ...], ...], box: Box) -> None:
        """Fill the dark modules of a QR code into a square, as one path of upright strips."""
        canvas = self._canvas
        module = box.width * MM / len(matrix)
        left, top = box.x * MM, (PAGE_HEIGHT - box.y) * MM
        path = canvas.beginPath()
        for number, row in enumerate(matrix):
            start = 0
            while start < len(row):
                end = start
                while end < len(row) and row[end]:
                    end += 1
                if end > start:
                    bottom = top - (number + 1) * module
                    path.rect(left + start * module, bottom, (end - start) * module, module)
                start = end + 1
        canvas.setFillGray(BLACK)
        canvas.drawPath(path, stroke=0, fill=1)

    def strokes(self, strokes: Strokes, box: Box) -> None:
        """Draw a signature as large as its ink fits into a box, in its middle."""
        points = [point for line in strokes.lines for point in line]
        if not points:
            return
        left, top = (min(axis) for axis in zip(*points, strict=True))
        right, bottom = (max(axis) for axis in zip(*points, strict=True))
        scale = min(box.width / max(1, right - left), box.height / max(1, bottom - top))
        beside = box.x + (box.width - (right - left) * scale) / 2
        above = box.y + (box.height - (bottom - top) * scale) / 2
        path = self._canvas.beginPath()
        for line in strokes.lines:
            if not line:
                continue
            placed = [
                ((beside + (x - left) * scale) * MM, (PAGE_HEIGHT - above - (y - top) * scale) * MM)
                for x, y in line
            ]
            path.moveTo(*placed[0])
            for x, y in placed[1:] or placed:
                path.lineTo(x, y)
        self._canvas.setStrokeGray(BLACK)
        self._canvas.setLineWidth(0.45 * MM)
        self._canvas.drawPath(path, stroke=1, fill=0)

    def photo(self, jpeg: bytes, box: Box) -> None:
        """Draw a JPEG as large as it fits into a box, its bytes embedded as they are.

        Raises:
            PhotoUnreadable: It is no JPEG.
        """
        canvas = self._canvas
        name = hashlib.sha256(jpeg).hexdigest()[:16]
        image = PDFImageXObject(name)
        if not image.loadImageFromJPEG(BytesIO(jpeg)):
            raise PhotoUnreadable
        if not canvas.hasForm(name):
            document = canvas._doc  # noqa: SLF001 - drawImage would decode the photo to name it
            document.Reference(image, document.getXObjectName(name))
            document.addForm(name, image)
        scale = min(box.width / image.width, box.height / image.height)
        wide, high = image.width * scale, image.height * scale
        canvas.saveState()
        canvas.translate(
            (box.x + (box.width - wide) / 2) * MM,
            (PAGE_HEIGHT - box.bottom + (box.height - high) / 2) * MM,
        )
        canvas.scale(wide * MM, high * MM)
        canvas.doForm(name)
        canvas.restoreState()
