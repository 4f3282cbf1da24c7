"""The board: how far the sheets have come, by college, major and class."""

from typing import ClassVar

from textual.app import ComposeResult

from kiosk.model.rounds import Round
from kiosk.services.board import DEEPEST, Page
from kiosk.services.desk import Desk
from kiosk.services.progress import Path, Progress
from screens.desk.base import DeskScreen
from screens.desk.rows import Cell, Column, Row, Rows
from screens.widgets.bars import Hint
from screens.widgets.said import Said

FIGURES = ("total", "unchecked", "disputed", "to_print", "printed", "handed_in", "excused")


class BoardScreen(DeskScreen[Page]):
    """What lies below one line of the board; Enter opens a line, Esc goes back up."""

    NAME = "board"
    HINTS: ClassVar[tuple[Hint, ...]] = (("arrows", "screen.key.move"),)

    def __init__(self, desk: Desk, path: Path = (), round_: Round | None = None) -> None:
        """Show what lies below ``path``."""
        super().__init__(desk)
        self._path = path
        self._round = round_
        self._title = Said("", classes="title")
        self._rows = Rows()

    def body(self) -> ComposeResult:
        """Return the head, and the lines."""
        yield self._title
        yield self._rows

    def read(self) -> Page | None:
        """Return the page as it is now."""
        return self.desk.board.page(self._path, self._round)

    def show(self, shown: Page) -> None:
        """Show the lines."""
        head = [Column("")]
        head += [Column(f"screen.board.{name}", right=True) for name in FIGURES]
        self._rows.show(head, [self._row(one) for one in shown.lines])

    def _row(self, one: Progress) -> Row:
        cells: list[Cell] = [one.path[-1]]
        cells += [str(getattr(one, name)) for name in FIGURES]
        return Row("\x1f".join(one.path), tuple(cells))

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the line."""
        event.stop()
        path = tuple(event.key.split("\x1f"))
        if len(path) < DEEPEST:
            self.app.push_screen(BoardScreen(self.desk, path, self._round))
