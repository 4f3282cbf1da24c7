"""Faces: the shipped ones, Hanazono for rarer characters, and which characters none has.

Source: spec/form.md, "Rare characters"; facts/pdf.md, "Fonts".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont

import assets
from kiosk.sheet.errors import Unprintable


class Weight(StrEnum):
    """The two shipped weights; values are the names of their files."""

    REGULAR = "NotoSerifSC-Regular"
    BOLD = "NotoSerifSC-Bold"


HANAZONO = (
    Path("/usr/share/fonts/truetype/hanazono/HanaMinA.ttf"),
    Path("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"),
)
"""Where Debian's ``fonts-hanazono`` lies; one weight, Unicode's extensions B to F."""

_PRIVATE = ((0xE000, 0xF8FF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD))
_BFCHARS = 100


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that one face prints."""

    font: TTFont
    text: str


def initial() -> str:
    """Return the face that a canvas begins with: its own would be Helvetica, not embedded."""
    return str(_shipped(Weight.REGULAR).fontName)


def runs(text: str, weight: Weight = Weight.REGULAR) -> tuple[Run, ...]:
    """Return a text cut where the face changes.

    Raises:
        Unprintable: No face has some of the characters.
    """
    if not text:
        return ()
    shipped = _shipped(weight)
    if all(map(shipped.face.charToGlyph.get, map(ord, text))):
        return (Run(shipped, text),)
    missing = unprintable(text)
    if missing:
        codes = " ".join(f"U+{ord(char):04X}" for char in missing)
        raise Unprintable(char=" ".join(missing), code=codes)
    cut = groupby(text, key=lambda char: _face_of(char, weight))
    return tuple(Run(font, "".join(chars)) for font, chars in cut if font is not None)


def unprintable(text: str) -> tuple[str, ...]:
    """Return the characters that no face has, each once, in order of the text.

    Private-use code points count as missing: what they look like is anybody's guess.
    """
    return tuple(dict.fromkeys(char for char in text if _face_of(char, Weight.REGULAR) is None))


def widths(pieces: Sequence[str], weight: Weight = Weight.REGULAR) -> list[float]:
    """Return how wide pieces of a text are at a size of 1, in the unit of the size.

    Raises:
        Unprintable: As ``runs``.
    """
    of_char: dict[str, float] = {}
    for run in runs("".join(dict.fromkeys("".join(pieces))), weight):
        get = run.font.face.getCharWidth
        of_char |= {char: get(ord(char)) / 1000 for char in run.text}
    return [sum(map(of_char.__getitem__, piece)) for piece in pieces]


def width(text: str, weight: Weight = Weight.REGULAR) -> float:
    """Return how wide one text is; as ``widths``."""
    return widths((text,), weight)[0]


def _face_of(char: str, weight: Weight) -> TTFont | None:
    code = ord(char)
    if any(first <= code <= last for first, last in _PRIVATE):
        return None
    shipped = _shipped(weight)
    if shipped.face.charToGlyph.get(code):
        return shipped
    rare = (_load(path.stem, path) for path in HANAZONO if path.exists())
    return next((font for font in rare if font.face.charToGlyph.get(code)), None)


def _shipped(weight: Weight) -> TTFont:
    return _load(weight.value, assets.path(f"fonts/{weight}.ttf"))


@cache
def _load(name: str, path: Path) -> TTFont:
    """Parse a face, about 45 ms each, and let reportlab know it; once a process."""
    font = TTFont(name, path, asciiReadable=False, shapable=False)
    pdfmetrics.registerFont(font)
    return font


def _to_unicode(fontname: str, subset: Iterable[int]) -> str:
    """Return the CMap that says which characters the codes of a subset mean.

    Stands in for reportlab's own, which writes a code point beyond U+FFFF as five hex digits
    where UTF-16 is due: 𬭎 was copied out as Ⲵ (reportlab 5.1, facts/pdf.md). It also keeps to
    the 100 entries that a block may have.
    """
    codes = [
        f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>"
        for code, char in enumerate(subset)
    ]
    blocks = [codes[start : start + _BFCHARS] for start in range(0, len(codes), _BFCHARS)]
    body = "\n".join(
        "\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo << /Registry ({fontname}) /Ordering ({fontname}) /Supplement 0 >> def\n"
        f"/CMapName /{fontname} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <{len(codes) - 1:02X}>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


ttfonts.makeToUnicodeCMap = _to_unicode
