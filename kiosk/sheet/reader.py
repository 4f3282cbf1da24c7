"""Sheets read back from a PDF, written by us, printed and scanned, or altered: code and text."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import zxingcpp
from pypdfium2 import raw

from kiosk.sheet.errors import UnreadablePdf

_DPI = (150, 300)
"""Most codes are read at once from the first; a poor scan is looked at again."""
_INCH = 72


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands on one page."""

    codes: tuple[str, ...]
    """What its QR codes say."""
    text: str
    """Its text without spaces; empty: a scan."""


def pages(path: Path) -> Iterator[Seen]:
    """Yield what stands on each page of a PDF.

    Raises:
        UnreadablePdf: It is none, is locked, or cannot be read.
    """
    try:
        with pypdfium2.PdfDocument(path) as document:
            for number in range(len(document)):
                page = document[number]
                text = "" if _is_scan(page) else page.get_textpage().get_text_bounded()
                yield Seen(_codes(page), "".join(text.split()))
                page.close()
    except (pypdfium2.PdfiumError, OSError) as error:
        raise UnreadablePdf(file=path.name) from error


def _is_scan(page: pypdfium2.PdfPage) -> bool:
    """Tell whether a picture covers the page: text behind it is a machine's guess."""
    size = page.get_width() * page.get_height()
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) > size / 2:
            return True
    return False


_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
"""Of other kinds, a decoder sees some in dense characters."""


def _codes(page: pypdfium2.PdfPage) -> tuple[str, ...]:
    for dpi in _DPI:
        image = page.render(scale=dpi / _INCH, grayscale=True).to_pil()
        found = [one.text for one in zxingcpp.read_barcodes(image, _QR) if one.text]
        if found:
            return tuple(found)
    return ()
