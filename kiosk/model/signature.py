"""How a student signs."""

from dataclasses import dataclass
from enum import StrEnum


class SignedBy(StrEnum):
    """The ways of signing; a school limits them in ``visit.sign``."""

    PAD = "pad"
    NAME = "name"
    PAPER = "paper"


Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Strokes:
    """A signature as drawn: lines of points in units of a square pixel, y downwards."""

    width: int
    height: int
    lines: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature as the declaration keeps it."""

    by: SignedBy
    blob: str = ""
    """SHA-256 of the strokes' canonical JSON when drawn on the pad."""
    name: str = ""
    """The name as typed, or a proxy's name."""
