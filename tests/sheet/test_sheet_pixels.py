"""What the printer makes of a sheet: compared with a page that was looked at, and scanned badly.

``KIOSK_GOLDEN=1`` writes the page anew, to be looked at before it is committed.
"""

import os
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageFilter

import kiosk.sheet
from kiosk.model.page import Page
from kiosk.rules import code

GOLDEN = Path(__file__).with_name("golden.png")
DPI = 100
VISIBLE = 64
"""Of 255; below it is how libraries smooth the edges of letters."""


def scan(page: Page, dpi: int) -> Image.Image:
    document = pypdfium2.PdfDocument(kiosk.sheet.draw(page))
    image: Image.Image = document[0].render(scale=dpi / 72, grayscale=True).to_pil()
    return image


def test_the_page_looks_as_it_did_when_it_was_looked_at(disputed: Page) -> None:
    drawn = scan(disputed, DPI).convert("L")
    if os.environ.get("KIOSK_GOLDEN"):
        drawn.quantize(16).save(GOLDEN, optimize=True)
    golden = Image.open(GOLDEN).convert("L")
    assert drawn.size == golden.size
    difference = ImageChops.difference(drawn, golden).point(lambda value: 255 * (value > VISIBLE))
    assert difference.getbbox() is None


def poor(image: Image.Image, seed: int) -> Image.Image:
    """Return a page as a poor copier gives it: grey, turned by 2°, blurred, noisy."""
    turned = image.convert("L").rotate(2, Image.Resampling.BICUBIC, fillcolor=255)
    grey = turned.point(lambda value: 40 + value * 180 // 255)
    soft = grey.filter(ImageFilter.GaussianBlur(0.7))
    noise = Image.effect_noise(image.size, 20 + seed)
    return ImageChops.add(soft, noise, scale=1, offset=-128)


@pytest.mark.parametrize("seed", [0, 2, 4])
def test_the_code_is_read_from_a_poor_scan_at_150_dpi(correct: Page, seed: int) -> None:
    signed = code.encode(bytes((seed * 37 + at) % 256 for at in range(88)))
    url = f"HTTPS://XJ.EXAMPLE.EDU.CN/R/{signed}"
    page = scan(replace(correct, url=url), 150)
    (found,) = zxingcpp.read_barcodes(poor(page, seed))
    assert found.text == url
