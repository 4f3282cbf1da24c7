"""The board and the list of who is missing, as tables for other programs."""

from collections.abc import Iterable, Iterator, Sequence

import assets
from kiosk.services.pile.missing import Missing, words
from kiosk.services.pile.progress import Progress
from kiosk.services.tables import Column, Table

_HEADS = assets.table("tables/export_columns")
_STATES = assets.table("roll")["states"]
_FIGURES = (
    "total",
    "checked",
    "disputed",
    "printed",
    "handed_in",
    "missing",
    "excused",
    "manual",
)
_PATH = 3
"""College, major, class."""


def headed(name: str, rows: Iterable[Sequence[str]]) -> Table:
    """Return rows under the columns of an export (``assets/tables/export_columns.toml``)."""
    heads = _HEADS[name]
    return Table(
        heads["title"], [Column(one["head"], one["width"]) for one in heads["columns"]], rows
    )


def board_table(lines: Iterable[Progress]) -> Table:
    """Return the lines of the board; a coarser board leaves major or class empty."""
    return headed("board", map(_line, lines))


def _line(one: Progress) -> list[str]:
    path = (*one.path, *("",) * (_PATH - len(one.path)))
    return [*path, *(str(getattr(one, name)) for name in _FIGURES)]


def missing_table(found: Iterable[Missing]) -> Table:
    """Return who is missing, how far the sheet has come, and why."""
    return headed("missing", _missing(found))


def _missing(found: Iterable[Missing]) -> Iterator[list[str]]:
    for one in found:
        student = one.student
        yield [
            student.college,
            student.major,
            student.class_name,
            student.student_no,
            student.name,
            _STATES[one.state],
            words(one.excuse) if one.excuse else "",
        ]
