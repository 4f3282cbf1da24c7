"""A page of the guide as rows of cells: pure layout, without a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import singledispatch

from rich.cells import cell_len

from kiosk.guide.model import Caution, Paragraph, Quote, Steps, Term, Terms
from screens.widgets.wrapping import wrap

_WIDEST = 92
"""Cells of a line: longer ones are hard to read."""


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
        self.rows += hung(text, look, before, hang, self.measure)

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
        rows = hung(text, Look.PLAIN, ((" ", Look.PLAIN), (shown, Look.CAP)), hang, self.measure)
        *above, last = (Row(row.pieces, index) for row in rows)
        if not here:
            self.rows += (*above, last)
        elif cell_len(last.text) + cell_len(here) < self.measure:
            self.rows += (*above, Row((*last.pieces, (" ", Look.PLAIN), (here, Look.CAP)), index))
        else:
            mark = Row(((" " * hang, Look.PLAIN), (here, Look.CAP)), index)
            self.rows += (*above, last, mark)


def hung(text: str, look: Look, before: Sequence[Piece], hang: int, width: int) -> Iterator[Row]:
    """Yield the rows of a paragraph; the arguments are those of ``Sheet.write``, and cells."""
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
    return hung(block.text, Look.PLAIN, (), 0, width)


@drawn.register
def _(block: Caution, width: int) -> Iterable[Row]:
    pill = ((" ! ", Look.CAUTION),)
    return hung(block.text, Look.STRONG, pill, 4, width)


@drawn.register
def _(block: Steps, width: int) -> Iterable[Row]:
    for number, item in enumerate(block.items, start=1):
        yield from hung(item, Look.PLAIN, ((f" {number}", Look.CAP),), 4, width)


@drawn.register
def _(block: Quote, width: int) -> Iterable[Row]:
    bar = (("▌ ", Look.LINE),)
    for row in hung(block.text, Look.QUOTE, (), 0, width - 2):
        yield Row((*bar, *row.pieces))
    if block.meaning:
        for row in hung(block.meaning, Look.MUTED, (), 0, width - 2):
            yield Row((*bar, *row.pieces))


@drawn.register
def _(block: Terms, width: int) -> Iterable[Row]:
    yield from hung(block.title, Look.STRONG, (), 0, width)
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
    yield from hung(term.text, Look.PLAIN, (), 2, width)
