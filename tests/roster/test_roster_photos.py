"""Photos of every sort become small plain JPEGs; what cannot is told by the name of its file."""

import hashlib
import io
import random
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kiosk.errors import Problem
from kiosk.model.record import Photo
from kiosk.roster.errors import NoPhotoFolder
from kiosk.roster.photos import PhotoFile, PhotoRefused, photos_in, read_photo, shrink

BLUE, RED = (30, 90, 200), (200, 30, 30)
ORIENTATION = 0x0112


def halves(mode: str = "RGB", size: tuple[int, int] = (480, 640)) -> Image.Image:
    """Return a picture that is red above and blue below."""
    image = Image.new("RGB", size, BLUE)
    image.paste(RED, (0, 0, size[0], size[1] // 2))
    return image.convert(mode)


def save(path: Path, image: Image.Image, **options: Any) -> Path:
    image.save(path, **options)
    return path


def opened(path: Path) -> Image.Image:
    data = shrink(path)
    assert isinstance(data, bytes)
    assert len(data) <= 40 * 1024
    image = Image.open(io.BytesIO(data))
    assert image.format == "JPEG"
    assert image.mode == "RGB"
    assert image.width <= 480
    assert image.height <= 640
    return image


def near(image: Image.Image, at: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    found = image.getpixel(at)
    assert isinstance(found, tuple)
    return all(abs(one - other) < 40 for one, other in zip(found, colour, strict=True))


SORTS: dict[str, Callable[[Path], Path]] = {
    "jpeg": lambda folder: save(folder / "a.jpg", halves()),
    "png": lambda folder: save(folder / "a.png", halves()),
    "bmp": lambda folder: save(folder / "a.bmp", halves()),
    "webp": lambda folder: save(folder / "a.webp", halves()),
    "tiff": lambda folder: save(folder / "a.tif", halves()),
    "cmyk": lambda folder: save(folder / "a.jpg", halves("CMYK")),
    "palette": lambda folder: save(folder / "a.png", halves("P")),
    "huge": lambda folder: save(folder / "a.jpg", halves(size=(3000, 4000))),
    "wrong ending": lambda folder: save(folder / "a.jpg", halves(), format="PNG"),
}


@pytest.mark.parametrize("sort", SORTS)
def test_every_sort_comes_out_alike(sort: str, tmp_path: Path) -> None:
    image = opened(SORTS[sort](tmp_path))
    assert image.size == (480, 640)
    assert near(image, (240, 100), RED)
    assert near(image, (240, 540), BLUE)


def test_a_turned_photo_is_turned_back_and_its_notes_are_gone(tmp_path: Path) -> None:
    notes = Image.Exif()
    notes[ORIENTATION] = 6
    notes[0x010E] = "somebody's phone"
    turned = halves().transpose(Image.Transpose.ROTATE_90)
    path = save(tmp_path / "a.jpg", turned, exif=notes.tobytes(), comment=b"note")
    image = opened(path)
    assert image.size == (480, 640)
    assert near(image, (240, 100), RED)
    data = shrink(path)
    assert isinstance(data, bytes)
    assert b"phone" not in data
    assert b"note" not in data
    assert b"Exif" not in data


def test_what_can_be_seen_through_becomes_white(tmp_path: Path) -> None:
    image = halves("RGBA")
    image.putalpha(0)
    assert near(opened(save(tmp_path / "a.png", image)), (240, 320), (255, 255, 255))
    palette = halves().quantize(2)
    path = save(tmp_path / "b.png", palette, transparency=palette.getpixel((0, 0)))
    assert near(opened(path), (240, 100), (255, 255, 255))


def test_a_small_photo_is_not_blown_up(tmp_path: Path) -> None:
    assert opened(save(tmp_path / "a.png", halves(size=(90, 120)))).size == (90, 120)


def test_quality_falls_until_it_fits(tmp_path: Path) -> None:
    noise = Image.frombytes("RGB", (480, 640), random.Random(1).randbytes(480 * 640 * 3))  # noqa: S311
    rough = noise.resize((160, 213)).resize((480, 640))
    assert opened(save(tmp_path / "a.png", rough)).size == (480, 640)


def bomb() -> bytes:
    """Return a PNG that says it is 60,000 pixels wide and high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + check

    header = (60_000).to_bytes(4, "big") * 2 + bytes((8, 2, 0, 0, 0))
    pixels = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels)


BROKEN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "problem.photo_broken"),
    "garbage": (b"not a photo" * 100, "problem.photo_broken"),
    "bomb": (bomb(), "problem.photo_huge"),
    "document": (b"%PDF-1.4\n", "problem.photo_broken"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_cannot_be_read_is_told(case: str, tmp_path: Path) -> None:
    data, problem = BROKEN[case]
    path = tmp_path / "2019000001_录取.jpg"
    path.write_bytes(data)
    assert read_photo(path) == PhotoRefused(path, Problem(problem))


@pytest.mark.parametrize("ending", ["jpg", "png", "bmp", "webp"])
def test_a_torn_photo_is_told(ending: str, tmp_path: Path) -> None:
    path = save(tmp_path / f"2019000001_1.{ending}", halves())
    path.write_bytes(path.read_bytes()[:-200])
    found = read_photo(path)
    assert isinstance(found, PhotoRefused)
    assert found.problem.text == "problem.photo_broken"


@pytest.mark.parametrize(
    ("name", "number", "kind"),
    [
        ("2019000001_录取.jpg", "2019000001", Photo.ADMISSION),
        ("2019000001_学历.JPG", "2019000001", Photo.DEGREE),
        ("61010320010901001X_1.png", "61010320010901001X", Photo.ADMISSION),
        ("a_1_2.png", "a_1", Photo.DEGREE),
    ],
)
def test_the_name_says_whose_and_which(name: str, number: str, kind: Photo, tmp_path: Path) -> None:
    path = save(tmp_path / name, halves(size=(48, 64)))
    found = read_photo(path)
    data = shrink(path)
    assert isinstance(data, bytes)
    assert found == PhotoFile(path, number, kind, hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(
    "name", ["2019000001.jpg", "_1.jpg", "2019_3.jpg", "2019_1.txt", "Thumbs.db"]
)
def test_a_name_that_says_nothing_is_told(name: str, tmp_path: Path) -> None:
    found = read_photo(tmp_path / name)
    assert isinstance(found, PhotoRefused)
    assert found.problem.text == "problem.photo_name"


def test_folders_below_are_looked_into_and_hidden_files_are_not(tmp_path: Path) -> None:
    (tmp_path / "一班").mkdir()
    for name in ("b_1.jpg", "一班/a_1.jpg", ".DS_Store"):
        (tmp_path / name).write_bytes(b"")
    assert [path.name for path in photos_in(tmp_path)] == ["b_1.jpg", "a_1.jpg"]
    with pytest.raises(NoPhotoFolder):
        photos_in(tmp_path / "二班")
