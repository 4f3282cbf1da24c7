"""CHSI's forms as drawn pictures: labels in their order, boxes, buttons; and the card of values."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.cells import cell_len

from kiosk.guide.model import Form, Term
from kiosk.guide.model import Row as FormRow
from screens.guide.rows import Look, Piece, Row, hung
from screens.widgets.wrapping import wrap

_BOX = 18
"""Cells of the box that stands for a field to type into."""
_LABELS = 32
"""Cells of labels before their boxes; a longer one has rows of its own."""
_EDGE = 4
"""Cells of a frame's two sides."""


def form(block: Form, width: int, values: Mapping[str, str]) -> Iterator[Row]:
    """Return the rows of a drawn form.

    Args:
        block: The form.
        width: Cells.
        values: By label: what is to be typed into a box, drawn in it.
    """
    inner = width - _EDGE
    asked = [wide for row in block.rows if (wide := _label_width(row)) <= _LABELS and not row.link]
    column = max(asked, default=0)
    lines: list[Row] = []
    for row in block.rows:
        value = values.get(row.label, "")
        lines += _link(row, inner) if row.link else _box(row, value, column, inner)
    if block.buttons:
        lines += [Row()] if lines else []
        lines += _buttons(block.buttons, column + 3 if asked else 0, inner)
    yield from _framed(block.title, block.meaning, lines, width)


def _label_width(row: FormRow) -> int:
    return cell_len(row.label) + (2 + cell_len(row.meaning) if row.meaning else 0)


def _box(row: FormRow, value: str, column: int, inner: int) -> Iterator[Row]:
    """Yield what is filled in: label, star, box, and what is to be known where there is room."""
    used = column + 3
    label: tuple[Piece, ...] = ((row.label, Look.STRONG),)
    if row.meaning:
        label = (*label, ("  " + row.meaning, Look.MUTED))
    if _label_width(row) > column:
        yield from hung(row.label, Look.STRONG, (), 0, inner)
        yield from hung(row.meaning, Look.MUTED, (), 0, inner)
        label = ()
    wide = sum(cell_len(text) for text, _ in label)
    mark = " * " if row.required else "   "
    lead: tuple[Piece, ...] = (*label, (" " * (column - wide) + mark, Look.CAP))
    room = max(_BOX, min(cell_len(value), inner - used - 2))
    beside, below = _behind(row, inner - used - room - 2)
    for line in wrap(value, room):
        filled = line + " " * (room - cell_len(line))
        yield Row((*lead, ("[", Look.LINE), (filled, Look.BOX), ("]", Look.LINE), *beside))
        lead, beside = ((" " * used, Look.PLAIN),), ()
    for text, look in below:
        yield from hung(text, look, (), used, inner)


def _behind(row: FormRow, room: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return what stands behind a box as far as there is room, and what goes below it."""
    told = [piece for piece in ((row.beside, Look.QUOTE), (row.hint, Look.MUTED)) if piece[0]]
    beside: list[Piece] = []
    while told and 2 + cell_len(told[0][0]) <= room:
        text, look = told.pop(0)
        beside.append((f"  {text}", look))
        room -= 2 + cell_len(text)
    return tuple(beside), tuple(told)


def _link(row: FormRow, inner: int) -> Iterator[Row]:
    """Yield what is only read or clicked."""
    yield from hung(row.label, Look.STRONG, (("· ", Look.LINE),), 2, inner)
    behind = ((row.meaning, Look.MUTED), (row.beside, Look.QUOTE), (row.hint, Look.MUTED))
    for text, look in behind:
        if text:
            yield from hung(text, look, (), 4, inner)


def _buttons(buttons: Sequence[Term], indent: int, inner: int) -> Iterator[Row]:
    for button in buttons:
        word = ((" " * indent, Look.PLAIN), (f" {button.word} ", Look.BUTTON))
        meaning = f"  {button.meaning}" if button.meaning else ""
        fits = indent + 2 + cell_len(button.word) + cell_len(meaning) <= inner
        yield Row((*word, (meaning if fits else "", Look.MUTED)))
        if not fits:
            yield from hung(button.meaning, Look.MUTED, (), indent + 1, inner)


def _framed(title: str, meaning: str, lines: Iterable[Row], width: int) -> Iterator[Row]:
    """Yield lines in a frame; the title stands in its upper side."""
    inner = width - _EDGE
    if cell_len(title) + _EDGE + 1 > width:
        lines = (*hung(title, Look.STRONG, (), 0, inner), *lines)
        title = ""
    head: tuple[Piece, ...] = ((" ", Look.LINE), (title, Look.STRONG), (" ", Look.LINE))
    used = cell_len(title) + 4
    if meaning and used + cell_len(meaning) + 4 <= width:
        head = (*head, (f" {meaning} ", Look.MUTED))
        used += cell_len(meaning) + 2
        meaning = ""
    yield Row((("┌─", Look.LINE), *head, ("─" * (width - used - 1) + "┐", Look.LINE)))
    if meaning:
        lines = (*hung(meaning, Look.MUTED, (), 0, inner), *lines)
    for line in lines:
        blank = (" " * (inner - cell_len(line.text)), Look.PLAIN)
        yield Row((("│ ", Look.LINE), *line.pieces, blank, (" │", Look.LINE)))
    yield Row((("└" + "─" * (width - 2) + "┘", Look.LINE),))


def card(title: str, values: Iterable[tuple[str, str]], width: int) -> Iterator[Row]:
    """Yield values in a frame, each behind its label, whole even if it takes several rows."""
    pairs = tuple(values)
    column = max((cell_len(label) for label, _ in pairs), default=0) + 2
    lines: list[Row] = []
    for label, value in pairs:
        lines += hung(value, Look.STRONG, ((label, Look.MUTED),), column, width - _EDGE)
    return _framed(title, "", lines, width)
