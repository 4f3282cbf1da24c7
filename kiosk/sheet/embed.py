"""Fonts as a PDF embeds them: the glyphs that are used, their widths, what they are copied as."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportlab.pdfbase.ttfonts import TTFontFace

from kiosk.sheet.fonts import Font, meant

_BFCHARS = 100
"""Entries that one block of a CMap may have."""
_SYMBOLIC = 4
_EM = 1000


@dataclass(frozen=True, slots=True)
class Embedded:
    """What a PDF says of one font, ready to be written."""

    name: str
    """With the tag of a subset."""
    face: TTFontFace
    glyphs: bytes
    """A TrueType file of the used glyphs alone."""
    glyph_of: bytes
    """Two bytes a code: its glyph in that file."""
    has: bytes
    """A bit a code: whether that file has it."""
    widths: str
    """Of codes that are not a full em wide."""
    to_unicode: bytes

    @classmethod
    def of(cls, font: Font, chars: Iterable[str]) -> "Embedded":
        """Return what there is to write of a font of which these characters are used."""
        face = font.face
        codes = sorted(map(ord, chars))
        tag = _tag(hashlib.sha256("".join(map(chr, codes)).encode()).digest())
        glyphs = face.makeSubset(codes)
        last = codes[-1] & 0xFFFF
        glyph_of, has = bytearray(2 * last + 2), bytearray(last // 8 + 1)
        has[0] = 0x80  # the glyph for what is missing has the code 0
        for code, glyph in zip(codes, _numbers(face, codes), strict=True):
            low = code & 0xFFFF
            glyph_of[2 * low : 2 * low + 2] = glyph.to_bytes(2, "big")
            has[low // 8] |= 0x80 >> low % 8
        name = face.name.decode("ascii") if isinstance(face.name, bytes) else face.name
        return cls(
            f"{tag}+{name}",
            face,
            glyphs,
            bytes(glyph_of),
            bytes(has),
            " ".join(_widths(face, codes)),
            _to_unicode(codes).encode(),
        )

    @property
    def descriptor(self) -> str:
        """The entries of the font descriptor that are figures."""
        face = self.face
        box = " ".join(f"{edge:g}" for edge in face.bbox)
        return (
            f"/FontName /{self.name} /Flags {_SYMBOLIC} /FontBBox [{box}]"
            f" /ItalicAngle {face.italicAngle:g} /Ascent {face.ascent:g}"
            f" /Descent {face.descent:g} /CapHeight {face.capHeight:g} /StemV {face.stemV:g}"
        )


def _tag(digest: bytes) -> str:
    """Return six letters that differ between different subsets."""
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _numbers(face: TTFontFace, codes: Iterable[int]) -> Iterator[int]:
    """Yield the glyph of each code in the file that ``makeSubset`` makes: in order of first use."""
    seen = {0: 0}
    for code in codes:
        yield seen.setdefault(face.charToGlyph[code], len(seen))


def _widths(face: TTFontFace, codes: Iterable[int]) -> Iterator[str]:
    for code in codes:
        wide = face.getCharWidth(code)
        if round(wide) != _EM:
            yield f"{code & 0xFFFF} [{wide:g}]"


def _to_unicode(codes: Iterable[int]) -> str:
    """Return the CMap by which text is copied out; beyond U+FFFF in UTF-16, as it must be."""
    entries = [
        f"<{code & 0xFFFF:04X}> <{meant(chr(code)).encode('utf-16-be').hex()}>" for code in codes
    ]
    blocks = [entries[at : at + _BFCHARS] for at in range(0, len(entries), _BFCHARS)]
    body = "\n".join(
        "\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )
