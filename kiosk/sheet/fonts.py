"""Faces: the shipped ones, Hanazono for rarer characters, and which characters none has."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

import assets
from kiosk.sheet import variations
from kiosk.sheet.errors import FontUnreadable, Unprintable


class Weight(StrEnum):
    """The two shipped weights; values are the names of their files."""

    REGULAR = "NotoSerifSC-Regular"
    BOLD = "NotoSerifSC-Bold"


HANAZONO = (
    Path("/usr/share/fonts/truetype/hanazono/HanaMinA.ttf"),
    Path("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"),
)
"""Where Debian's ``fonts-hanazono`` lies; one weight, Unicode's extensions B to F."""

_EM = 1000
_PRIVATE = ((0xE000, 0xF8FF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD))


@dataclass(frozen=True, slots=True, order=True)
class Font:
    """The characters of one face on one plane of Unicode: what a PDF calls a font.

    Its codes are the low 16 bits of the code points. So a text is encoded the same in every
    document and every process, and no table of what was used so far is needed.
    """

    name: str
    """What pages call it: letters and digits, the same in every document."""
    path: str
    """Of the face's file."""
    plane: int

    @property
    def face(self) -> TTFontFace:
        """The parsed face."""
        return _load(self.path)

    def encode(self, text: str) -> str:
        """Return a text of this font as the hexadecimal digits of a PDF string."""
        if self.plane:
            return "".join(f"{ord(char) & 0xFFFF:04x}" for char in text)
        return text.encode("utf-16-be").hex()


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that one font prints."""

    font: Font
    text: str


class _Fonts(dict[str, Font | None]):
    """The font of each character in a weight; a character is looked up in the faces once."""

    def __init__(self, weight: Weight, further: tuple[Path, ...]) -> None:
        super().__init__()
        self._further = further
        self._chain = (assets.path(f"fonts/{weight}.ttf"), *further)

    def __missing__(self, char: str) -> Font | None:
        self[char] = found = _font_of(char, self._chain)
        return found

    @cached_property
    def _sequences(self) -> tuple[Mapping[str, str], Mapping[str, Font]]:
        """The characters that stand for variation sequences, and their fonts."""
        characters: dict[str, str] = {}
        forms: dict[str, Font] = {}
        for path in filter(Path.exists, self._further):
            some = variations.add(_load(str(path)), len(forms))
            forms |= dict.fromkeys(some.values(), _font(path, variations.FIRST >> 16))
            characters = some | characters
        return characters, forms

    def joined(self, text: str) -> str:
        """Return a text with one character for each variation sequence that a face has."""
        return variations.joined(text, lambda: self._sequences[0])

    @property
    def forms(self) -> Mapping[str, Font]:
        """The fonts of the characters that stand for sequences."""
        return self._sequences[1]

    def meant(self, char: str) -> str:
        """Return what a character of ``joined`` is copied out as."""
        if char not in self.forms:
            return char
        return next(one for one, form in self._sequences[0].items() if form == char)


class _Widths(dict[str, float]):
    """The width of each character in a weight, at a size of 1."""

    def __init__(self, fonts: _Fonts) -> None:
        super().__init__()
        self._fonts = fonts

    def __missing__(self, char: str) -> float:
        font = self._fonts[char]
        if font is None:
            raise KeyError(char)
        found: float = font.face.getCharWidth(ord(char)) / 1000
        self[char] = found
        return found


def _known(weight: Weight) -> tuple[_Fonts, _Widths]:
    """Return what was looked up so far: characters alone, nothing of who has them in a name."""
    return _tables(weight, HANAZONO)


@cache
def _tables(weight: Weight, further: tuple[Path, ...]) -> tuple[_Fonts, _Widths]:
    fonts = _Fonts(weight, further)
    return fonts, _Widths(fonts)


def meant(char: str) -> str:
    """Return what a character of a run is copied out as: itself, or a variation sequence."""
    if ord(char) < variations.FIRST:
        return char
    return _known(Weight.REGULAR)[0].meant(char)


def runs(text: str, weight: Weight = Weight.REGULAR) -> tuple[Run, ...]:
    """Return a text cut where the font changes.

    Raises:
        Unprintable: No face has some of the characters.
    """
    if not text:
        return ()
    known = _known(weight)[0]
    found = list(map(known.__getitem__, text))
    first = found[0]
    if first is not None and found.count(first) == len(found):
        return (Run(first, text),)
    if None in found:
        _refuse(text)
        text = known.joined(text)
        found = [known.forms.get(char) or known[char] for char in text]
    cut = groupby(zip(found, text, strict=True), key=itemgetter(0))
    return tuple(
        Run(font, "".join(char for _, char in pairs)) for font, pairs in cut if font is not None
    )


def _refuse(text: str) -> None:
    """Raise if some characters cannot be printed, naming them."""
    missing = unprintable(text)
    if missing:
        codes = " ".join(f"U+{ord(char):04X}" for char in missing)
        raise Unprintable(char=" ".join(missing), code=codes)


def unprintable(text: str) -> tuple[str, ...]:
    """Return the characters that no face has, each once, in order of the text.

    Private-use code points count as missing: what they look like is anybody's guess.
    """
    known = _known(Weight.REGULAR)[0]
    missing = (char for char in known.joined(text) if known[char] is None)
    return tuple(dict.fromkeys(char for char in missing if char not in known.forms))


def widths(pieces: Sequence[str], weight: Weight = Weight.REGULAR) -> list[float]:
    """Return how wide pieces of a text are at a size of 1, in the unit of the size.

    Raises:
        Unprintable: As ``runs``.
    """
    of_char = _known(weight)[1].__getitem__
    try:
        return [sum(map(of_char, piece)) for piece in pieces]
    except KeyError:
        _refuse("".join(pieces))
        return [sum(map(_width, runs(piece, weight))) for piece in pieces]


def _width(run: Run) -> float:
    wide = run.font.face.getCharWidth
    return float(sum(wide(ord(char)) for char in run.text)) / _EM


def width(text: str, weight: Weight = Weight.REGULAR) -> float:
    """Return how wide one text is; as ``widths``."""
    return widths((text,), weight)[0]


def _font_of(char: str, chain: Sequence[Path]) -> Font | None:
    code = ord(char)
    if any(first <= code <= last for first, last in _PRIVATE):
        return None
    for path in chain:
        if path.exists() and _load(str(path)).charToGlyph.get(code):
            return _font(path, code >> 16)
    return None


@cache
def _font(path: Path, plane: int) -> Font:
    initials = "".join(char for char in path.stem if char.isupper())
    return Font(f"{initials}{plane}", str(path), plane)


@cache
def _load(path: str) -> TTFontFace:
    """Parse a face, about 45 ms each; once a process.

    reportlab 5.1 gives the glyphs at the end of a face, which share one width, that width in
    thousandths of an em and not in the face's own units: they would be embedded too narrow.

    Raises:
        FontUnreadable: The file is missing or damaged.
    """
    try:
        face = TTFontFace(path)
    except (TTFError, OSError, ValueError, LookupError, struct.error) as error:
        raise FontUnreadable(file=Path(path).name) from error
    if any(one["offset"] + one["length"] > len(face._ttf_data) for one in face.tables):  # noqa: SLF001 - the bytes it read
        raise FontUnreadable(file=Path(path).name)
    if face.unitsPerEm == _EM:
        return face
    own = next(wide for wide, _ in reversed(face.hmetrics) if isinstance(wide, int))
    face.hmetrics = [(wide if isinstance(wide, int) else own, at) for wide, at in face.hmetrics]
    return face
