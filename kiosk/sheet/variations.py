"""Variation sequences: a character and a selector that together mean one form of it.

Names hold them (葛 with U+E0100), and the form is the name. Here each sequence that a face has a
glyph for is one character of a private plane, and everything behind treats it as one.

Source: Unicode, "Ideographic Variation Database"; OpenType, "cmap", format 14.
"""

import re
import struct
from collections.abc import Callable, Iterator, Mapping

from reportlab.pdfbase.ttfonts import TTFontFace

FIRST = 0xF0000
"""Of the code points that stand for sequences."""
_OURS = re.compile("[\U000f0000-\U000fffff]")
_NOBODYS = "\U0010fffd"
"""Private as well, and refused: a text from outside does not name our forms."""
_SEQUENCE = re.compile("[^\U000e0100-\U000e01ef][\U000e0100-\U000e01ef]")
_SELECTORS = "\U000e0100"
_FORMAT = 14
_HEADER, _RECORD, _MAPPING = 10, 11, 5
"""Bytes in the table."""


def add(face: TTFontFace, after: int) -> dict[str, str]:
    """Give a face a character for each sequence that it has a glyph of its own for.

    Args:
        face: Is changed.
        after: How many sequences the faces before it gave.

    Returns:
        The character by sequence; the same in every process.
    """
    found: dict[str, str] = {}
    for code, (sequence, glyph) in enumerate(sorted(_glyphs(face).items()), FIRST + after):
        found[sequence] = chr(code)
        face.charToGlyph[code] = glyph
        face.charWidths[code] = face.getCharWidth(ord(sequence[0]))
    return found


def joined(text: str, known: Callable[[], Mapping[str, str]]) -> str:
    """Return a text with one character for each sequence that is known.

    Args:
        text: From outside.
        known: Returns the characters; asked only if there is a sequence.
    """
    if text.isascii() or max(text) < _SELECTORS:
        return text
    characters = known()
    text = _OURS.sub(_NOBODYS, text)
    return _SEQUENCE.sub(lambda found: characters.get(found[0], found[0]), text)


def _glyphs(face: TTFontFace) -> dict[str, int]:
    table: bytes = face.get_table("cmap")
    (count,) = struct.unpack_from(">H", table, 2)
    for number in range(count):
        (start,) = struct.unpack_from(">L", table, 8 + 8 * number)
        if struct.unpack_from(">H", table, start)[0] == _FORMAT:
            return dict(_forms(table[start:]))
    return {}


def _forms(table: bytes) -> Iterator[tuple[str, int]]:
    """Yield each sequence that has another glyph than its character alone."""
    (selectors,) = struct.unpack_from(">L", table, 6)
    for at in range(_HEADER, _HEADER + _RECORD * selectors, _RECORD):
        selector = chr(int.from_bytes(table[at : at + 3], "big"))
        (place,) = struct.unpack_from(">L", table, at + 7)
        if not place or selector < _SELECTORS:
            continue
        (count,) = struct.unpack_from(">L", table, place)
        for entry in range(place + 4, place + 4 + _MAPPING * count, _MAPPING):
            char = chr(int.from_bytes(table[entry : entry + 3], "big"))
            yield char + selector, struct.unpack_from(">H", table, entry + 3)[0]
