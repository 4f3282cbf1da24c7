"""What is printed of the guide: a hand-out for everybody, and slips to fill in or to type from."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a section, as long as it needs to be."""

    text: str
    mark: str = ""
    """What stands before it, such as ``1`` of a list."""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what belongs to it."""

    title: str
    lines: tuple[Line, ...]
    spare: bool = False
    """Left out where two pages have no room for it at a legible size."""


@dataclass(frozen=True, slots=True)
class Head:
    """What every such page begins and ends with."""

    lang: Literal["zh", "en"]
    title: str
    about: str
    """Below the title: whose it is, and of which day."""
    url: str
    """What the QR says: a topic of the guide, nothing of a person."""
    scan: str
    """Below the QR."""
    foot: str


@dataclass(frozen=True, slots=True)
class Handout:
    """The guide on two pages."""

    head: Head
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """Half a page: values in boxes, or boxes to write into."""

    head: Head
    lead: tuple[str, ...]
    """What it is for."""
    rows: tuple[tuple[str, str], ...]
    """Labels and values; an empty value is a line to write on."""
    steps: tuple[str, ...]
    """What to do with it, in order."""
    cautions: tuple[str, ...]
