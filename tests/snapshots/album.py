"""Pictures of the screens as text: what stands where, and in which of the palette's colours.

``KIOSK_SNAPSHOTS=update pytest tests/snapshots`` writes them anew; look at each difference.
"""

import os
from collections.abc import Iterable, Sequence
from itertools import product, zip_longest
from pathlib import Path

from rich.segment import Segment
from rich.style import Style

from assets import Lang
from tests.screens.person import Person
from tests.screens.turning import SIZES, turn

_HERE = Path(__file__).parent
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


class Album:
    """What was seen and is kept otherwise: the lines that differ, by the picture's name."""

    def __init__(self) -> None:
        self.seen: dict[str, list[str]] = {}
        self.kept: dict[str, list[str]] = {}

    def add(self, name: str, person: Person) -> None:
        """Hold what somebody sees against the picture that is kept."""
        seen = _picture(person.strips())
        file = _HERE / f"{name}.txt"
        if os.environ.get("KIOSK_SNAPSHOTS") == "update":
            file.write_text(seen, encoding="utf-8")
        kept = file.read_text(encoding="utf-8") if file.exists() else ""
        if seen != kept:
            lines = zip_longest(seen.split("\n"), kept.split("\n"), fillvalue="")
            other = [pair for pair in lines if pair[0] != pair[1]]
            self.seen[name], self.kept[name] = [one for one, _ in other], [one for _, one in other]

    async def add_all(self, name: str, person: Person, langs: Sequence[Lang]) -> None:
        """Do so in languages and sizes, which a name has braces for, without leaving the page."""
        for size, lang in product(SIZES, langs):
            await turn(person, lang, size)
            self.add(name.format(lang=lang, size=f"{size[0]}x{size[1]}"), person)


def _picture(strips: Iterable[Iterable[Segment]]) -> str:
    """Return rows of text, rows of letters for styles, and what the letters mean."""
    legend: dict[str, str] = {}
    words, styles = [], []
    for strip in strips:
        segments = tuple(strip)
        words.append("".join(segment.text for segment in segments).rstrip())
        row = ""
        for segment in segments:
            look = _looks(segment.style or Style())
            letter = legend.setdefault(look, _LETTERS[len(legend) % len(_LETTERS)])
            row += letter * segment.cell_length
        styles.append(row)
    meaning = [f"{letter} {look}" for look, letter in legend.items()]
    return "\n".join([*words, "", *styles, "", *meaning, ""])


def _looks(style: Style) -> str:
    """Return a style in words."""
    ink = style.color.name if style.color else "default"
    paper = style.bgcolor.name if style.bgcolor else "default"
    extras = [name for name in ("bold", "underline", "reverse", "dim") if getattr(style, name)]
    return " ".join([ink, "on", paper, *extras])
