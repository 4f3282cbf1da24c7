"""Where the 18 fields and the two photos stand on a screen: pure, by width."""

from dataclasses import dataclass
from enum import IntEnum

import assets
from assets import Lang
from kiosk.model.record import PARTS, Field, Part, Record
from kiosk.rules import form, mask
from screens.widgets.wrapping import wrap

TAKEN = "✓"
NARROWEST = 78
"""Cells that the grid is made for: 36 + 1 + 41."""
_LEFT = 36
_BEFORE_LABEL = 4  # focus 1, pill 2, gap 1
_LABELS = (12, 8)


class Air(IntEnum):
    """How many blank lines there are."""

    NONE = 0
    EVERY_THIRD = 1
    """After every third row."""
    EVERY = 2
    """After every row."""


@dataclass(frozen=True, slots=True)
class Item:
    """What a cell shows."""

    part: Part
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One part of the record in its place."""

    part: Part
    row: int
    """0 for 姓名 and 性别; the photos stand in the last."""
    column: int
    """0 or 1."""
    top: int
    """First line."""
    left: int
    """First cell column."""
    width: int
    label_width: int
    label: tuple[str, ...]
    value: tuple[str, ...]

    @property
    def height(self) -> int:
        """Lines that the longer of label and value takes."""
        return max(len(self.label), len(self.value))

    @property
    def value_width(self) -> int:
        """Cells that the value has."""
        return self.width - _BEFORE_LABEL - self.label_width - 1


@dataclass(frozen=True, slots=True)
class Layout:
    """All cells, two in a row, in the order of the form."""

    cells: tuple[Cell, ...]
    height: int

    def at(self, row: int, column: int) -> Cell:
        """Return the cell in a row and column."""
        return self.cells[row * 2 + column]

    def under(self, x: int, y: int) -> Cell | None:
        """Return the cell that covers a place, if one does."""
        for cell in self.cells:
            inside = cell.left <= x < cell.left + cell.width
            if inside and cell.top <= y < cell.top + cell.height:
                return cell
        return None


def items(record: Record, lang: Lang, revealed: bool) -> tuple[Item, ...]:
    """Return what the cells show.

    Args:
        record: The student's.
        lang: Of the labels.
        revealed: ID number and birth date are shown in full.
    """
    texts = assets.texts(lang)
    return tuple(
        Item(
            one,
            texts[f"field.{one.value}"],
            _value(record, one, texts["widget.no_photo"], revealed),
        )
        for one in PARTS
    )


def _value(record: Record, part: Part, missing: str, revealed: bool) -> str:
    if not isinstance(part, Field):
        return TAKEN if record.get(part) else missing
    if part in mask.MASKED and not revealed:
        return mask.field(record, part)
    return form.value(record, part)


def lay(shown: tuple[Item, ...], width: int, air: Air) -> Layout:
    """Place items in two columns.

    Args:
        shown: As ``items`` gives them.
        width: Cells; below ``NARROWEST`` the values wrap more.
        air: Blank lines.
    """
    left = max(_BEFORE_LABEL + _LABELS[0] + 3, _LEFT + (width - NARROWEST) // 3)
    columns = ((0, left), (left + 1, max(_BEFORE_LABEL + _LABELS[1] + 3, width - left - 1)))
    cells: list[Cell] = []
    top = 0
    for row, (first, second) in enumerate(zip(shown[::2], shown[1::2], strict=True)):
        top += _blank_before(row, len(shown) // 2, air)
        pair = [
            _cell(item, row, column, top, columns[column])
            for column, item in enumerate((first, second))
        ]
        cells += pair
        top += max(cell.height for cell in pair)
    return Layout(tuple(cells), top)


def _blank_before(row: int, rows: int, air: Air) -> int:
    if row == 0 or air is Air.NONE:
        return 0
    return 1 if air is Air.EVERY or row % 3 == 0 or row == rows - 1 else 0


def _cell(item: Item, row: int, column: int, top: int, place: tuple[int, int]) -> Cell:
    left, width = place
    label_width = _LABELS[column]
    return Cell(
        part=item.part,
        row=row,
        column=column,
        top=top,
        left=left,
        width=width,
        label_width=label_width,
        label=wrap(item.label, label_width, at_marks=True),
        value=wrap(item.value, width - _BEFORE_LABEL - label_width - 1),
    )


def fitting(shown: tuple[Item, ...], width: int, height: int) -> Layout:
    """Return the airiest layout that is not higher than ``height``, else the densest."""
    for air in sorted(Air, reverse=True):
        layout = lay(shown, width, air)
        if layout.height <= height:
            return layout
    return lay(shown, width, Air.NONE)
