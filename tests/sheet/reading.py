"""The sheet as a reader sees it that is not its writer: pypdfium2, and zxing-cpp for the code."""

import io
from dataclasses import dataclass
from itertools import islice

import pypdfium2
import zxingcpp
from pypdfium2 import raw

MM = 72 / 25.4
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


@dataclass(frozen=True)
class Area:
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def within(self, other: "Area") -> bool:
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.bottom <= self.bottom
            and self.top <= other.top
        )

    def struck_by(self, rule: "Area") -> bool:
        """Tell whether a rule's middle runs through; readers add a reach around a line."""
        if rule.left >= self.right or self.left >= rule.right:
            return False
        if rule.bottom >= self.top or self.bottom >= rule.top:
            return False
        if rule.width > rule.height:
            y = (rule.bottom + rule.top) / 2
            return self.bottom < y - 0.1 and y + 0.1 < self.top
        x = (rule.left + rule.right) / 2
        return self.left < x - 0.1 and x + 0.1 < self.right

    def meets(self, other: "Area", slack: float = 0.0) -> bool:
        return (
            self.right - other.left > slack
            and other.right - self.left > slack
            and self.top - other.bottom > slack
            and other.top - self.bottom > slack
            and min(self.width, other.width, self.height, other.height) > slack
        )


class Reading:
    """One page, lengths in mm from the lower left corner."""

    def __init__(self, pdf: bytes) -> None:
        self.document = pypdfium2.PdfDocument(pdf)
        self.page = self.document[0]
        self._text = self.page.get_textpage()

    @property
    def text(self) -> str:
        return str(self._text.get_text_range())

    @property
    def letters(self) -> str:
        """The text without any space: where lines break is not looked at."""
        return "".join(self.text.split())

    def chars(self) -> list[tuple[str, Area]]:
        found = []
        for number in range(self._text.count_chars()):
            char = self._text.get_text_range(number, 1)
            if char.strip():
                box = self._text.get_charbox(number)
                found.append((char, Area(*(edge / MM for edge in box))))
        return found

    def sizes(self) -> set[float]:
        """Sizes of type, in points."""
        found = set()
        for thing in self.page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            found.add(round(thing.get_font_size() * thing.get_matrix().a, 2))
        return found

    def paths(self) -> list[Area]:
        return self._areas(raw.FPDF_PAGEOBJ_PATH)

    def images(self) -> list[Area]:
        return self._areas(raw.FPDF_PAGEOBJ_IMAGE)

    def _areas(self, kind: int) -> list[Area]:
        things = self.page.get_objects(filter=[kind])
        return [Area(*(edge / MM for edge in thing.get_bounds())) for thing in things]

    def rules(self) -> list[Area]:
        """Straight lines, without the reach that the reader adds around them."""
        return [one for one in self.paths() if min(one.width, one.height) < 0.5]

    def codes(self, dpi: int) -> list[str]:
        """What a decoder of QR codes reads from the page's pixels."""
        image = self.page.render(scale=dpi / 72).to_pil()
        found = zxingcpp.read_barcodes(image, formats=_QR)
        return [code.text for code in found]

    def collisions(self) -> list[str]:
        """Characters that touch each other, a photo, the code or a rule, or leave the margins."""
        chars = sorted(self.chars(), key=lambda one: one[1].bottom)
        large = [*self.images(), *(one for one in self.paths() if one.height == one.width)]
        rules = self.rules()
        margins = Area(15, 7, 196, 291)
        found = []
        for number, (char, area) in enumerate(chars):
            for other, near in islice(chars, number + 1, None):
                if near.bottom > area.top:
                    break
                if area.meets(near, 0.2):
                    found.append(f"{char} on {other}")
            if any(map(area.meets, large)) or not area.within(margins):
                found.append(f"{char} out of place")
            if any(map(area.struck_by, rules)):
                found.append(f"{char} on a rule")
        return found


def texts(pdf: bytes) -> list[str]:
    """Return what each page says, without white space."""
    document = pypdfium2.PdfDocument(pdf)
    pages = (document[number].get_textpage().get_text_range() for number in range(len(document)))
    return ["".join(text.split()) for text in pages]


def pages(pdf: bytes) -> list[Reading]:
    """Return each page as a sheet of its own."""
    document = pypdfium2.PdfDocument(pdf)
    readings = []
    for number in range(len(document)):
        single = pypdfium2.PdfDocument.new()
        single.import_pages(document, [number])
        out = io.BytesIO()
        single.save(out)
        readings.append(Reading(out.getvalue()))
    return readings
