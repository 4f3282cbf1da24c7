"""The figures of the board: their columns, and the bar that draws them."""

from kiosk.services.pile.progress import Progress
from screens.desk.rows import Column, Piece

FIGURES = (
    "total",
    "unchecked",
    "checked",
    "disputed",
    "to_print",
    "printed",
    "handed_in",
    "excused",
)
COLUMNS = tuple(Column(f"screen.board.{name}", right=True) for name in FIGURES)
_PARTS = (("▆", "good"), ("▄", "half"), ("▂", "wrong"), ("·", "line"))
"""Handed in, declared, of these wrong, not declared: told apart by height as well as by colour."""


def figures(one: Progress) -> tuple[str, ...]:
    """Return the figures of a line; nothing stands for none."""
    return tuple(str(getattr(one, name) or "·") for name in FIGURES)


def bar(one: Progress, length: int) -> tuple[Piece, ...]:
    """Return how a line is drawn.

    Args:
        one: The line.
        length: In cells. Nothing that is there is drawn as if it were not.
    """
    wrong = min(one.disputed, one.checked - min(one.handed_in, one.checked))
    half = max(one.checked - one.handed_in - wrong, 0)
    counts = (one.handed_in, half, wrong, one.unchecked)
    cells = _shared(counts, length)
    return tuple(
        (char * count, look) for (char, look), count in zip(_PARTS, cells, strict=True) if count
    )


def legend() -> tuple[Piece, ...]:
    """Return the parts of a bar, in the order of ``screen.board.legend``."""
    return tuple((char * 2, look) for char, look in _PARTS)


def _shared(counts: tuple[int, ...], length: int) -> list[int]:
    """Share cells among counts: each that is not 0 gets one at least, the largest pays for it."""
    total = max(sum(counts), 1)
    cells = [max(round(length * count / total), 1) if count else 0 for count in counts]
    over = sum(cells) - length
    if any(counts):
        cells[cells.index(max(cells))] -= over
    return cells
