"""The lines of the board as rows: a name, a bar if there is room, and the figures."""

from rich.cells import cell_len

from assets import Lang
from kiosk.services.pile.board import Page
from kiosk.services.pile.progress import Path
from screens.desk.columns import Cell, Column, Row
from screens.desk.figures import COLUMNS, bar, figures
from screens.langs import spoken

_PART = "\x1f"
"""Between the names of a path in the key of a row: no name holds it."""
_BARS = ((132, 34), (100, 30), (0, 24))
"""Cells of a bar, by the width that there is at least."""
_SHORTEST = 8
"""Where there is less room, there is none."""
_EDGES = 2
"""Cells beside the list."""


def key_of(path: Path) -> str:
    """Return the key of a line's row."""
    return _PART.join(path)


def path_of(key: str) -> Path:
    """Return the path of the line that a row's key means."""
    return tuple(key.split(_PART))


def listed(page: Page, lang: Lang, room: int) -> tuple[list[Column], list[Row]]:
    """Return the lines of a page.

    Args:
        page: Of the board.
        lang: Of the heads.
        room: In cells.
    """
    empty = spoken(lang, "screen.board.no_name").plain
    names = [one.path[-1] or empty for one in page.lines]
    longest = next(length for least, length in _BARS if least <= room + _EDGES)
    left = _left(page, lang, room - max(map(cell_len, names), default=0))
    length = min(left, longest) if left >= _SHORTEST else 0
    columns = [Column(""), *COLUMNS]
    rows: list[Row] = []
    for name, one in zip(names, page.lines, strict=True):
        cells: list[Cell] = [name, *figures(one)]
        if length:
            cells.insert(1, bar(one, length))
        rows.append(Row(key_of(one.path), tuple(cells)))
    if length:
        columns.insert(1, Column("screen.board.bar"))
    return columns, rows


def _left(page: Page, lang: Lang, room: int) -> int:
    """Return the room that the figures leave beside the longest name."""
    for at, column in enumerate(COLUMNS):
        figure = max((len(figures(one)[at]) for one in page.lines), default=0)
        room -= max(cell_len(spoken(lang, column.head).plain), figure) + 1
    return room - len("▌    ")
