"""Photos in: a folder of files named after student or ID numbers, each as one small plain JPEG.

A name is 学号 or 证件号码, then ``_录取`` or ``_1`` (admission), ``_学历`` or ``_2`` (degree). What
comes out is upright, RGB, at most 480×640, at most 40 KB if any quality allows it, and without the
camera's notes: the same file always gives the same bytes.
"""

import hashlib
import io
import re
import struct
import unicodedata
import warnings
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from kiosk.errors import Problem
from kiosk.model.record import Photo
from kiosk.roster.errors import NoPhotoFolder
from kiosk.rules.text import half_width

_SIZE = (480, 640)
_BYTES = 40 * 1024
_QUALITIES = (90, 85, 80, 75, 70, 65, 60, 50, 40, 30, 20)
_MOST_PIXELS = 80_000_000
_DRAFT = (1280, 1280)
"""A huge JPEG is decoded at the smallest scale that is still larger than this."""
_FORMATS = ("JPEG", "PNG", "BMP", "WEBP", "TIFF", "GIF")
_NAME = re.compile(r"(.+?)_(录取|学历|1|2)\.(?:jpe?g|jpe|png|bmp|webp|tiff?|gif)", re.IGNORECASE)
_KINDS: Mapping[str, Photo] = {
    "录取": Photo.ADMISSION,
    "1": Photo.ADMISSION,
    "学历": Photo.DEGREE,
    "2": Photo.DEGREE,
}
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error)
"""What Pillow raises about files that it cannot decode."""


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """One photo that can be taken."""

    path: Path
    number: str
    """Student or ID number, as the name of the file says."""
    kind: Photo
    digest: str
    """SHA-256 in hex of the bytes that ``shrink`` gives."""


@dataclass(frozen=True, slots=True)
class PhotoRefused:
    """One file of the folder that cannot be taken."""

    path: Path
    problem: Problem


def photos_in(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder and those below it, hidden ones aside, in order.

    Raises:
        NoPhotoFolder: It is not there, or may not be read.
    """
    if not folder.is_dir():
        raise NoPhotoFolder(folder=folder.name)
    try:
        found = [one for one in folder.rglob("*") if one.is_file()]
    except OSError as error:
        raise NoPhotoFolder(folder=folder.name) from error
    return tuple(sorted(one for one in found if not one.name.startswith(".")))


def read_photo(path: Path) -> PhotoFile | PhotoRefused:
    """Return whose photo a file holds, decoded once to be sure of it."""
    named = _NAME.fullmatch(unicodedata.normalize("NFC", path.name))
    if named is None:
        return PhotoRefused(path, Problem("problem.photo_name"))
    data = shrink(path)
    if isinstance(data, Problem):
        return PhotoRefused(path, data)
    number = half_width(named[1]).replace(" ", "")
    return PhotoFile(path, number, _KINDS[named[2]], hashlib.sha256(data).hexdigest())


def shrink(path: Path) -> bytes | Problem:
    """Return a photo as the record keeps it, or why it cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=_FORMATS) as image:
                if image.width * image.height > _MOST_PIXELS:
                    return Problem("problem.photo_huge")
                image.draft(None, _DRAFT)
                return _jpeg(_plain(image))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Problem("problem.photo_huge")
    except _BROKEN:
        return Problem("problem.photo_broken")


def _plain(image: Image.Image) -> Image.Image:
    """Return an image upright, in RGB on white, small, and without anything beside the pixels."""
    upright = ImageOps.exif_transpose(image)
    if upright.has_transparency_data:
        layer = upright.convert("RGBA")
        upright = Image.new("RGBA", layer.size, "white")
        upright.alpha_composite(layer)
    colours = upright.convert("RGB")
    colours.thumbnail(_SIZE, Image.Resampling.LANCZOS)
    plain = Image.new("RGB", colours.size)
    plain.paste(colours)
    return plain


def _jpeg(image: Image.Image) -> bytes:
    data = b""
    for quality in _QUALITIES:
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=quality, optimize=True)
        data = buffer.getvalue()
        if len(data) <= _BYTES:
            break
    return data
