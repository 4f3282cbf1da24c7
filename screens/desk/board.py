"""The board: how far the sheets have come, by college, major and class."""

from abc import abstractmethod
from functools import partial
from typing import ClassVar, TypeVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType

from kiosk.errors import Problem
from kiosk.model.rounds import Round
from kiosk.services.board import DEEPEST, ClassPage, Page
from kiosk.services.desk import Desk
from kiosk.services.progress import Path, Progress
from screens.desk.base import DeskScreen
from screens.desk.board_head import BoardHead
from screens.desk.figures import COLUMNS, bar, figures
from screens.desk.rows import Cell, Column, Row, Rows
from screens.langs import lang_of, spoken
from screens.widgets.bars import Hint

T = TypeVar("T", Page, ClassPage)

_PART = "\x1f"
"""Between the names of a path in the key of a row: no name holds it."""
_LONGEST, _SHORTEST = 34, 8
"""Cells of a bar; where there is less room there is none."""


class BoardPage(DeskScreen[T]):
    """A page of the board: its round can be changed, and what it shows be kept as a table."""

    NAME = "board"
    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("n", "screen.board.key_round"),
        ("e", "screen.board.key_export"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [("n", "round"), ("e", "export")]

    def __init__(self, desk: Desk, path: Path = (), round_: Round | None = None) -> None:
        """Show what lies below ``path``."""
        super().__init__(desk)
        self.path = path
        self.round = round_
        self.head = BoardHead()
        self.rows = Rows()

    def body(self) -> ComposeResult:
        """Return the head, and the lines."""
        yield self.head
        yield self.rows

    @abstractmethod
    def page(self, shown: T) -> Page:
        """Return the page of the board in what is shown."""

    def show_head(self, page: Page) -> None:
        """Show the head of a page, and tell of what could not be counted."""
        self.head.show(page)
        if page.damage is not None:
            self.tell(page.damage)

    def action_round(self) -> None:
        """Look at another round."""
        if self.shown is None:
            return
        page = self.page(self.shown)
        later = page.rounds.index(page.round) + 1 if page.round in page.rounds else 0
        self.round = page.rounds[later % len(page.rounds)]
        self.renew()

    @abstractmethod
    def export(self, shown: T) -> Problem:
        """Keep what is shown as a table, and return what to say; called in a thread."""

    async def action_export(self) -> None:
        """Keep what is shown as a table, or tell which command does it from elsewhere."""
        if self.shown is not None:
            told = await self.ask(partial(self.export, self.shown))
            if told is not None:
                self.tell(told, well=True)


class BoardScreen(BoardPage[Page]):
    """The lines below one line of the board; Enter opens a line, Esc goes back up.

    The way down to the classes stays on one screen: over a slow line only what changes is sent.
    """

    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("arrows", "screen.key.move"),
        ("enter", "screen.board.key_open"),
        *BoardPage.HINTS,
    )

    def __init__(self, desk: Desk) -> None:
        """Begin with the colleges."""
        super().__init__(desk)
        self._under = ""
        """Key of the line that the cursor is to stand on."""

    def read(self) -> Page:
        """Return the page as it is now."""
        return self.desk.board.page(self.path, self.round)

    def page(self, shown: Page) -> Page:
        """Return the page itself."""
        return shown

    def export(self, shown: Page) -> Problem:
        """Keep the lines."""
        return self.desk.export_board(shown)

    def show(self, shown: Page) -> None:
        """Show the lines, each with its bar if there is room."""
        if shown.path != self.path:
            return  # read before somebody went on
        self.show_head(shown)
        names = [self._label(one) for one in shown.lines]
        length = self._room(shown, max(map(cell_len, names), default=0))
        columns = [Column(""), *COLUMNS]
        rows: list[Row] = []
        for name, one in zip(names, shown.lines, strict=True):
            cells: list[Cell] = [name, *figures(one)]
            if length:
                cells.insert(1, bar(one, length))
            rows.append(Row(_PART.join(one.path), tuple(cells)))
        if length:
            columns.insert(1, Column("screen.board.bar"))
        self.rows.show(columns, rows)
        if self._under:
            self.rows.go(self._under)
            self._under = ""

    def _label(self, one: Progress) -> str:
        return one.path[-1] or spoken(lang_of(self), "screen.board.no_name").plain

    def _room(self, shown: Page, names: int) -> int:
        """Return how long a bar can be beside the longest name and the figures."""
        lang = lang_of(self)
        wide = 0
        for at, column in enumerate(COLUMNS):
            figure = max((len(figures(one)[at]) for one in shown.lines), default=0)
            wide += max(cell_len(spoken(lang, column.head).plain), figure) + 1
        room = self.rows.scrollable_content_region.width - names - wide - len("▌    ")
        return min(room, _LONGEST) if room >= _SHORTEST else 0

    def on_resize(self) -> None:
        """Give the bars the room there is."""
        if self.shown is not None:
            self.call_after_refresh(self.show, self.shown)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the line."""
        event.stop()
        path = tuple(event.key.split(_PART))
        if self.shown is None or self.shown.path != path[:-1]:
            return
        if len(path) < DEEPEST:
            self.path = path
            self.renew()
        else:
            from screens.desk.members import ClassScreen  # noqa: PLC0415 - it is a page of this one

            self.desk_app.go_on(ClassScreen(self.desk, path, self.round))

    def action_back(self) -> None:
        """Go up, to the line that one came from."""
        if self.path:
            self._under = _PART.join(self.path)
            self.path = self.path[:-1]
            self.renew()
