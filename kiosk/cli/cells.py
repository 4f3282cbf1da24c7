"""Text in terminal cells: a Chinese character takes two."""

import re
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import combining, east_asian_width

_PIECE = re.compile(r"\n|(?:[!-~]+|[^\n])[，。；：、）！？”》]*")
"""What stays together on a line; no line begins with closing punctuation."""


def width(text: str) -> int:
    """Return how many cells a text takes."""
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if combining(char):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def padded(text: str, cells: int) -> str:
    """Return a text with spaces behind it, up to so many cells."""
    return text + " " * (cells - width(text))


def pieces(text: str) -> list[str]:
    """Return the parts of a text between which a line may end."""
    found: list[str] = _PIECE.findall(text)
    return found


def wrapped(text: str, cells: int) -> list[str]:
    """Return a text in lines of at most so many cells; its own line breaks stay."""
    lines = [""]
    for piece in pieces(text):
        if piece == "\n":
            lines.append("")
        elif width(lines[-1]) + width(piece) > cells:
            lines.append(piece.lstrip(" "))
        else:
            lines[-1] += piece
    return [line.rstrip(" ") for line in lines]


def columns(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield rows as lines, each column as wide as its widest cell."""
    kept = [tuple(row) for row in rows]
    widths = [max(map(width, column)) for column in zip(*kept, strict=True)]
    for row in kept:
        yield "  ".join(map(padded, row, widths)).rstrip(" ")
