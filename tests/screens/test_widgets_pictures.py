"""QR codes and photos: what is painted."""

import io

import pytest
import zxingcpp
from PIL import Image
from rich.segment import SegmentLines
from textual.geometry import Size

from kiosk.sheet.qr import matrix
from screens.widgets.photo import PhotoView, scaled
from screens.widgets.qr import QrView
from tests.screens.widget_stage import Stage, screen_text

URL = "HTTPS://XJ.EXAMPLE.EDU.CN/S/0123456789ABCDE"


def jpeg(width: int = 480, height: int = 640, mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height)).save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize("theme", ["dark", "light", "dark16", "light16"])
async def test_the_qr_is_read_from_what_is_painted(theme: str) -> None:
    code = matrix(URL)
    view = QrView(code)
    app = Stage(view, theme=theme)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        assert view.size == Size(len(code) + 8, (len(code) + 9) // 2)
        picture = Image.new("L", (view.size.width, view.size.height * 2), 255)
        strips = app.screen._compositor.render_strips()[: view.size.height]
        for y, strip in enumerate(strips):
            row = "".join(segment.text for segment in strip)[: view.size.width]
            for x, char in enumerate(row):
                picture.putpixel((x, 2 * y), 0 if char in "▀█" else 255)
                picture.putpixel((x, 2 * y + 1), 0 if char in "▄█" else 255)
        big = picture.resize((picture.width * 8, picture.height * 8), Image.Resampling.NEAREST)
        assert zxingcpp.read_barcodes(big)[0].text == URL
        style = next(iter(strips[4])).style
        assert style is not None
        assert style.bgcolor is not None
        assert style.bgcolor.name in {"#ffffff", "color(15)"}


def lines_of(found: SegmentLines | None) -> list[str]:
    assert found is not None
    return ["".join(segment.text for segment in line) for line in found.lines]


@pytest.mark.parametrize("size", [(16, 11), (22, 15), (10, 40), (60, 8)])
def test_a_photo_fits_its_box_and_keeps_its_shape(size: tuple[int, int]) -> None:
    lines = [line for line in lines_of(scaled(jpeg(), Size(*size))) if line]
    assert max(map(len, lines)) <= size[0]
    assert len(lines) <= size[1]
    width, height = len(lines[0].strip()), 2 * len(lines)
    assert width / height == pytest.approx(480 / 640, rel=0.15)


def test_a_grey_photo_is_shown_and_a_broken_one_is_not() -> None:
    assert scaled(jpeg(mode="L"), Size(16, 11)) is not None
    assert scaled(b"\xff\xd8 no", Size(16, 11)) is None
    assert scaled(jpeg()[:300], Size(16, 11)) is None


@pytest.mark.parametrize(
    ("photo", "theme", "text"),
    [
        (jpeg(), "dark", "▀▀▀▀▀▀"),
        (jpeg(), "dark16", "见纸质档案"),
        (b"no", "light", "见纸质档案"),
        (None, "dark", "未采集"),
        (None, "light16", "未采集"),
    ],
)
async def test_a_photo_or_its_frame(photo: bytes | None, theme: str, text: str) -> None:
    view = PhotoView(photo)
    app = Stage(view, theme=theme)
    async with app.run_test(size=(100, 30)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert text in "\n".join(screen_text(app))
