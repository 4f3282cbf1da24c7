"""A page of the guide as rows of cells: pure layout, without a terminal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import singledispatch

from rich.cells import cell_len

from kiosk.guide.model import Caution, Form, Paragraph, Quote, Steps, Term, Terms
from kiosk.guide.model import Row as FormRow
from screens.widgets.wrapping import wrap

_WIDEST = 92
"""Cells of a line: longer ones are hard to read."""
_BOX = 18
"""Cells of the box that stands for a field to type into."""
_LABELS = 32
"""Cells of labels before their boxes; a longer one has rows of its own."""
_EDGE = 4
"""Cells of a frame's two sides."""


class Look(StrEnum):
    """How a piece of a row looks; values are parts of the style sheet's names."""

    PLAIN = "plain"
    MUTED = "muted"
    STRONG = "strong"
    QUOTE = "quote"
    CAUTION = "caution"
    LINE = "line"
    BOX = "box"
    BUTTON = "button"
    CAP = "cap"


Piece = tuple[str, Look]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of cells."""

    pieces: tuple[Piece, ...] = ()
    choice: int = -1
    """Index of what is chosen here; -1: nothing."""

    @property
    def text(self) -> str:
        """What stands in it."""
        return "".join(text for text, _ in self.pieces)


@dataclass(slots=True)
class Sheet:
    """Rows in the making, and what can be chosen on them."""

    width: int
    """Cells."""
    rows: list[Row] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    caps: list[str] = field(default_factory=list)
    """The key of each choice; empty: none."""

    @property
    def measure(self) -> int:
        """Cells that a line of text takes at most."""
        return max(8, min(self.width - 1, _WIDEST))

    def gap(self) -> None:
        """Add an empty row, unless there is one or nothing is above."""
        if self.rows and self.rows[-1].pieces:
            self.rows.append(Row())

    def write(
        self, text: str, look: Look = Look.PLAIN, *, before: Sequence[Piece] = (), hang: int = 0
    ) -> None:
        """Add a paragraph.

        Args:
            text: Broken into rows as it needs.
            look: Of the text.
            before: Stands before the first row, in the room that ``hang`` leaves.
            hang: Cells that are free at the left of every row.
        """
        self.rows += _hung(text, look, before, hang, self.measure)

    def offer(self, value: str, text: str, cap: str = "", here: str = "") -> None:
        """Add something to choose.

        Args:
            value: What is posted when it is chosen.
            text: What is shown.
            cap: The key that chooses it too.
            here: A mark behind the text, such as "you are here".
        """
        index = len(self.choices)
        self.choices.append(value)
        self.caps.append(cap)
        shown = f"{cap} " if cap else "· "
        hang = 1 + cell_len(shown)
        rows = _hung(text, Look.PLAIN, ((" ", Look.PLAIN), (shown, Look.CAP)), hang, self.measure)
        *above, last = (Row(row.pieces, index) for row in rows)
        if not here:
            self.rows += (*above, last)
        elif cell_len(last.text) + cell_len(here) < self.measure:
            self.rows += (*above, Row((*last.pieces, (" ", Look.PLAIN), (here, Look.CAP)), index))
        else:
            mark = Row(((" " * hang, Look.PLAIN), (here, Look.CAP)), index)
            self.rows += (*above, last, mark)


def _hung(text: str, look: Look, before: Sequence[Piece], hang: int, width: int) -> Iterator[Row]:
    room = max(8, width - hang)
    for number, line in enumerate(wrap(text, room)):
        lead: tuple[Piece, ...] = ((" " * hang, Look.PLAIN),) if hang else ()
        if number == 0 and before:
            used = sum(cell_len(piece) for piece, _ in before)
            lead = (*before, (" " * (hang - used), Look.PLAIN))
        yield Row((*lead, (line, look)))


@singledispatch
def drawn(block: object, width: int) -> Iterable[Row]:
    """Return the rows of a block that is text or a picture.

    Raises:
        TypeError: It is neither: a face puts something of its own there.
    """
    del width
    raise TypeError(type(block).__name__)


@drawn.register
def _(block: Paragraph, width: int) -> Iterable[Row]:
    return _hung(block.text, Look.PLAIN, (), 0, width)


@drawn.register
def _(block: Caution, width: int) -> Iterable[Row]:
    pill = ((" ! ", Look.CAUTION),)
    return _hung(block.text, Look.STRONG, pill, 4, width)


@drawn.register
def _(block: Steps, width: int) -> Iterable[Row]:
    for number, item in enumerate(block.items, start=1):
        yield from _hung(item, Look.PLAIN, ((f" {number}", Look.CAP),), 4, width)


@drawn.register
def _(block: Quote, width: int) -> Iterable[Row]:
    bar = (("▌ ", Look.LINE),)
    for row in _hung(block.text, Look.QUOTE, (), 0, width - 2):
        yield Row((*bar, *row.pieces))
    if block.meaning:
        for row in _hung(block.meaning, Look.MUTED, (), 0, width - 2):
            yield Row((*bar, *row.pieces))


@drawn.register
def _(block: Terms, width: int) -> Iterable[Row]:
    yield from _hung(block.title, Look.STRONG, (), 0, width)
    for term in block.rows:
        yield from _term(term, width)


def _term(term: Term, width: int) -> Iterator[Row]:
    """Yield a word and what is to be known about it, on one row if there is room."""
    word: tuple[Piece, ...] = (("· ", Look.LINE), (term.word, Look.CAP))
    if term.meaning:
        word = (*word, (f"  {term.meaning}", Look.MUTED))
    used = sum(cell_len(text) for text, _ in word) + 2
    if used + cell_len(term.text) <= width:
        yield Row((*word, ("  " if term.text else "", Look.PLAIN), (term.text, Look.PLAIN)))
        return
    yield Row(word)
    yield from _hung(term.text, Look.PLAIN, (), 2, width)


@drawn.register
def _(block: Form, width: int) -> Iterable[Row]:
    return form(block, width, {})


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
        yield from _hung(row.label, Look.STRONG, (), 0, inner)
        yield from _hung(row.meaning, Look.MUTED, (), 0, inner)
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
        yield from _hung(text, look, (), used, inner)


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
    yield from _hung(row.label, Look.STRONG, (("· ", Look.LINE),), 2, inner)
    behind = ((row.meaning, Look.MUTED), (row.beside, Look.QUOTE), (row.hint, Look.MUTED))
    for text, look in behind:
        if text:
            yield from _hung(text, look, (), 4, inner)


def _buttons(buttons: Sequence[Term], indent: int, inner: int) -> Iterator[Row]:
    for button in buttons:
        word = ((" " * indent, Look.PLAIN), (f" {button.word} ", Look.BUTTON))
        meaning = f"  {button.meaning}" if button.meaning else ""
        fits = indent + 2 + cell_len(button.word) + cell_len(meaning) <= inner
        yield Row((*word, (meaning if fits else "", Look.MUTED)))
        if not fits:
            yield from _hung(button.meaning, Look.MUTED, (), indent + 1, inner)


def _framed(title: str, meaning: str, lines: Iterable[Row], width: int) -> Iterator[Row]:
    """Yield lines in a frame; the title stands in its upper side."""
    inner = width - _EDGE
    if cell_len(title) + _EDGE + 1 > width:
        lines = (*_hung(title, Look.STRONG, (), 0, inner), *lines)
        title = ""
    head: tuple[Piece, ...] = ((" ", Look.LINE), (title, Look.STRONG), (" ", Look.LINE))
    used = cell_len(title) + 4
    if meaning and used + cell_len(meaning) + 4 <= width:
        head = (*head, (f" {meaning} ", Look.MUTED))
        used += cell_len(meaning) + 2
        meaning = ""
    yield Row((("┌─", Look.LINE), *head, ("─" * (width - used - 1) + "┐", Look.LINE)))
    if meaning:
        lines = (*_hung(meaning, Look.MUTED, (), 0, inner), *lines)
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
        lines += _hung(value, Look.STRONG, ((label, Look.MUTED),), column, width - _EDGE)
    return _framed(title, "", lines, width)
