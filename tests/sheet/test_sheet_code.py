import hashlib
from dataclasses import replace

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

import kiosk.sheet
from kiosk.model.page import Page
from kiosk.rules import code
from kiosk.sheet import qr
from tests.sheet.reading import Area, Reading

URL = "HTTPS://XJ.EXAMPLE.EDU.CN/R/"


@pytest.mark.parametrize("dpi", [100, 200])
def test_the_code_is_read_from_pixels(correct: Page, dpi: int) -> None:
    assert Reading(kiosk.sheet.draw(correct)).codes(dpi) == [correct.url]


def test_the_code_is_25_mm_in_the_upper_right_corner_with_a_quiet_zone(worst: Page) -> None:
    reading = Reading(kiosk.sheet.draw(worst))
    (square,) = [one for one in reading.paths() if one.width == pytest.approx(25, abs=0.01)]
    assert square.height == pytest.approx(25, abs=0.01)
    assert square.right == pytest.approx(195, abs=0.01)
    assert square.top > 285
    zone = 4 * 25 / 45
    quiet = Area(square.left - zone, square.bottom - zone, square.right + zone, square.top + zone)
    assert [char for char, area in reading.chars() if area.meets(quiet)] == []
    assert [one for one in reading.images() if one.meets(quiet)] == []
    assert reading.codes(100) == [worst.url]


@settings(max_examples=10, deadline=None)
@given(st.binary(max_size=4))
def test_every_signed_code_is_a_version_7_that_decodes(seed: bytes) -> None:
    signed = hashlib.sha512(seed).digest() + hashlib.sha256(seed).digest()[:24]
    url = URL + code.encode(signed)
    modules = qr.matrix(url)
    assert len(modules) == 45  # only alphanumeric mode gets 169 characters into version 7
    assert all(len(row) == 45 for row in modules)
    image = Image.new("L", (53, 53), 255)
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            if dark:
                image.putpixel((x + 4, y + 4), 0)
    (found,) = zxingcpp.read_barcodes(image.resize((212, 212), Image.Resampling.NEAREST))
    assert found.text == url
    assert found.ec_level == "M"


@settings(max_examples=60, deadline=None)
@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", min_size=1, max_size=400))
def test_our_codes_are_the_librarys(text: str) -> None:
    text = f"A{text}"  # of digits alone the library makes a denser one
    assert qr.matrix(text) == qr.by_library(text)


def test_a_text_in_other_characters_is_left_to_the_library() -> None:
    assert qr.matrix("https://例") == qr.by_library("https://例")


def test_the_short_code_for_the_screen_is_a_version_3() -> None:
    assert len(qr.matrix("HTTPS://XJ.EXAMPLE.EDU.CN/S/7K3M9Q2WTB4XE0R")) == 29


def test_a_longer_address_grows_the_code_and_still_decodes(correct: Page) -> None:
    url = correct.url.replace("XJ.EXAMPLE.EDU.CN", "XUEJI.HEDUI.XJ.EXAMPLE.EDU.CN")
    assert Reading(kiosk.sheet.draw(replace(correct, url=url))).codes(200) == [url]
