"""Cleaning of text that comes from outside: keys, paste, files, the web, the configuration."""

import re
import unicodedata
from collections.abc import Mapping

ACTING = (
    *range(0x20),  # C0: escape sequences begin here
    *range(0x7F, 0xA0),  # DEL and C1
    *range(0x200B, 0x2010),  # zero width, and the marks of direction
    *range(0x202A, 0x202F),  # embedding and override of direction
    *range(0x2060, 0x2065),  # word joiner and invisible operators
    *range(0x2066, 0x2070),  # isolates and deprecated format characters
    *range(0xD800, 0xE000),  # lone surrogates
    0x061C,  # Arabic letter mark
    0x2028,
    0x2029,
    0xFEFF,  # byte order mark
    *range(0xE0000, 0xE0080),  # tags
)
"""Code points that act instead of being read."""
_COMBINING = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0e31-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
_MOST_COMBINING = 4
"""No name of any writing has more marks on one letter; a flood of them covers other lines."""
_FLOOD = re.compile(f"([{_COMBINING}]{{{_MOST_COMBINING}}})[{_COMBINING}]+")
_ACCENTED = re.compile("[A-Za-z\u00c0-\u024f][\u0300-\u036f]+")
_AS_SPACE = dict.fromkeys((0x09, 0x0A, 0x0D, 0x85, 0xA0, 0x2028, 0x2029, 0x3000), " ")
_CLEAN: dict[int, str | None] = {**dict.fromkeys(ACTING), **_AS_SPACE}
_INERT: dict[int, None] = dict.fromkeys(ACTING)


def scrub(text: str) -> str:
    """Return ``text`` without anything that acts instead of being read.

    Controls, direction marks and zero-width characters go, and from the fifth on the marks that
    stand on one letter; every kind of space becomes a plain one. Nothing is normalised and no
    character is refused by its Unicode category: Python knows fewer ideographs than names have.
    """
    return _FLOOD.sub(r"\1", _translated(text, _CLEAN))


def inert(text: str) -> str:
    """Return ``text`` as it may be sent to a terminal: without what acts, spaces as they are.

    For the way out. What comes in is scrubbed; this holds against what was put into the store past
    that: by a terminal that was broken into, or by hand.
    """
    return _FLOOD.sub(r"\1", _translated(text, _INERT))


def _translated(text: str, table: Mapping[int, str | None]) -> str:
    """Return a text translated; one that Python calls printable holds nothing of the table."""
    return text if text.isprintable() else text.translate(table)


def clean(text: str) -> str:
    """Return scrubbed text with its ends stripped."""
    return scrub(text).strip()


def squeeze(text: str) -> str:
    """Return cleaned text with each run of spaces as one, and letters with their accents as one.

    Only Latin letters are composed: Unicode would make another character of some ideographs.
    """
    composed = _ACCENTED.sub(lambda found: unicodedata.normalize("NFC", found[0]), clean(text))
    return " ".join(composed.split())


def half_width(text: str) -> str:
    """Return cleaned text with full-width letters, digits and punctuation as ASCII.

    For numbers, dates and codes only: in a name the full-width form may be meant.
    """
    return "".join(
        unicodedata.normalize("NFKC", char) if "！" <= char <= "～" else char
        for char in clean(text)
    )


def comparable(text: str) -> str:
    """Return text folded for comparing what a person copied out.

    NFKC, the punctuation of both widths made one, no spaces.
    """
    folded = unicodedata.normalize("NFKC", clean(text)).translate(_PUNCTUATION)
    return "".join(folded.split())


_PUNCTUATION = str.maketrans({"。": ".", "、": ",", "·": ".", "•": ".", "“": '"', "”": '"'})
