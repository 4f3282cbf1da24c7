"""Cleaning of text that comes from outside: keys, paste, files, the web, the configuration."""

import re
import unicodedata

ACTING = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0, DEL and C1: escape sequences begin here
    "\u2028\u2029\ufff9-\ufffb\ud800-\udfff"  # ends of lines, annotations, lone surrogates
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
    "]"
)
"""A character that acts, or hides, instead of being read.

From the soft hyphen on: what Unicode has nothing seen of (``Default_Ignorable_Code_Point`` in
DerivedCoreProperties.txt), marks of direction and zero width among it. Left out are the selectors
of a character's form, which names are spelled with.
"""
_VOWEL_SEPARATOR = "\u180e"
"""Tells Mongolian words apart that have the same letters."""
_COMBINING = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0e31-\u0e3a\u0e47-\u0e4e\u180b-\u180d"
    "\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
_MOST_COMBINING = 4
"""No name of any writing has more marks on one letter; a flood of them covers other lines."""
_FLOOD = re.compile(f"[{_COMBINING}]{{{_MOST_COMBINING + 1},}}")
_ACCENTED = re.compile("[A-Za-z\u00c0-\u024f][\u0300-\u036f]+")
_SPACES = re.compile("[\t\n\r\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000]")
"""Those that Unicode calls so, ends of lines, and braille without a dot."""


def scrub(text: str) -> str:
    """Return ``text`` without anything that acts or hides instead of being read.

    Controls, direction marks and what nobody sees go, and from the fifth on the marks that stand
    on one letter; every kind of space becomes a plain one. Nothing is normalised and no character
    is refused because Python does not know it: names have more ideographs.
    """
    return inert(_SPACES.sub(" ", text))


def inert(text: str) -> str:
    """Return ``text`` as it may be sent to a terminal: without what acts, spaces as they are.

    For the way out. What comes in is scrubbed; this holds against what was put into the store past
    that: by a terminal that was broken into, or by hand.
    """
    return _FLOOD.sub(_first_marks, ACTING.sub(_what_stays, text))


def _what_stays(found: re.Match[str]) -> str:
    """Return nothing of a character that acts, but the separator of vowels in a Mongolian word."""
    before = found.string[max(0, found.start() - 1) : found.start()]
    in_place = "\u180b" <= before <= "\u18aa" and before != _VOWEL_SEPARATOR
    return found[0] if found[0] == _VOWEL_SEPARATOR and in_place else ""


def _first_marks(found: re.Match[str]) -> str:
    return found[0][:_MOST_COMBINING]


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
