"""The board: how far the sheets have come, by college, major and class, down to the student."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from kiosk.errors import Problem
from kiosk.model.roll import State
from kiosk.services.desk.desk import Desk
from kiosk.services.pile.board import DEEPEST, ClassPage, Member, Page
from kiosk.services.pile.progress import Path
from screens.desk import lines, members
from screens.desk.base import DeskScreen
from screens.desk.board_head import BoardHead
from screens.desk.excusing import ExcuseDialog
from screens.desk.file import FileScreen
from screens.desk.handin import HandInScreen
from screens.desk.rows import Rows
from screens.langs import lang_of
from screens.widgets.keys import Hint
from screens.widgets.said import Said

if TYPE_CHECKING:
    from kiosk.model.rounds import Round

_ROUND_AND_EXPORT: tuple[Hint, ...] = (
    ("n", "screen.board.key_round"),
    ("e", "screen.board.key_export"),
)


class BoardScreen(DeskScreen[Page | ClassPage]):
    """One page of the board; Enter opens a line, Esc goes back up.

    The way down stays on one screen: over a slow line only what changes is sent.
    """

    NAME = "board"
    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("arrows", "screen.key.move"),
        ("enter", "screen.board.key_open"),
        *_ROUND_AND_EXPORT,
    )
    IN_A_CLASS: ClassVar[tuple[Hint, ...]] = (
        ("enter", "screen.board.key_file"),
        ("m", "screen.board.key_missing"),
        ("r", "screen.board.key_reason"),
        ("h", "screen.board.key_hand_in"),
        *_ROUND_AND_EXPORT,
        ("escape", "screen.key.back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ("n", "round"),
        ("e", "export"),
        ("m", "missing"),
        ("r", "reason"),
        ("h", "hand_in"),
    ]

    def __init__(self, desk: Desk) -> None:
        """Begin with the colleges."""
        super().__init__(desk)
        self.path: Path = ()
        self._round: Round | None = None
        self._missing = False
        self._under = ""
        """Key of the row that the cursor is to stand on."""
        self._head = BoardHead()
        self._filter = Said("", classes="filter")
        self.rows = Rows()

    def body(self) -> ComposeResult:
        """Return the head, who of a class is left out, and the rows."""
        yield self._head
        yield self._filter
        yield self.rows

    def on_mount(self) -> None:
        """Begin above the classes."""
        self._filter.display = False

    def read(self) -> Page | ClassPage:
        """Return the page as it is now."""
        board = self.desk.board
        page = board.class_page if len(self.path) == DEEPEST else board.page
        return page(self.path, self._round)

    @property
    def up_to_date(self) -> bool:
        """Tell whether the page is that of where one went."""
        return self.shown is not None and _page(self.shown).path == self.path

    def show(self, shown: Page | ClassPage) -> None:
        """Show the page, unless somebody went on since it was read."""
        page = _page(shown)
        if page.path != self.path:
            return
        self._head.show(page)
        if page.damage is not None:
            self.tell(page.damage)
        self._filter.display = isinstance(shown, ClassPage)
        lang = lang_of(self)
        if isinstance(shown, ClassPage):
            key, values = members.told(shown, missing=self._missing)
            self._filter.say(key, **values)
            self.rows.show(*members.listed(shown, lang, missing=self._missing))
            self.tell_keys(*self.IN_A_CLASS)
        else:
            self.rows.show(*lines.listed(shown, lang, self.rows.scrollable_content_region.width))
            self.tell_keys(*self.HINTS)
        if self._under:
            self.rows.go(self._under)
            self._under = ""

    def on_resize(self) -> None:
        """Give the bars the room there is."""
        if self.shown is not None:
            self.call_after_refresh(self.show, self.shown)

    # The way down and up

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the line, or the student's file."""
        event.stop()
        if self.shown is None or _page(self.shown).path != self.path:
            return
        if isinstance(self.shown, ClassPage):
            self.desk_app.go_on(FileScreen(self.desk, event.key))
        else:
            self._go(lines.path_of(event.key))

    def action_back(self) -> None:
        """Go up, to the line that one came from."""
        if self.path:
            self._under = lines.key_of(self.path)
            self._go(self.path[:-1])

    def _go(self, path: Path) -> None:
        self.tell(None)
        self.path, self._missing = path, False
        self.renew()

    def action_round(self) -> None:
        """Look at another round."""
        if self.shown is None:
            return
        page = _page(self.shown)
        later = page.rounds.index(page.round) + 1 if page.round in page.rounds else 0
        self._round = page.rounds[later % len(page.rounds)]
        self.renew()

    async def action_export(self) -> None:
        """Keep what is shown as a table, or tell which command does it from elsewhere."""
        shown = self.shown
        if shown is None:
            return
        desk = self.desk
        if isinstance(shown, ClassPage):
            told = await self.ask(partial(desk.export_missing, shown))
        else:
            told = await self.ask(partial(desk.export_board, shown))
        if told is not None:
            self.tell(told, well=True)

    # In a class

    def _member(self) -> Member | None:
        """Return who is under the cursor; above the classes nobody is."""
        shown = self.shown.members if isinstance(self.shown, ClassPage) else ()
        return next((one for one in shown if one.student.student_no == self.rows.key), None)

    def action_missing(self) -> None:
        """Leave out whose sheet is in, or show everybody again."""
        if isinstance(self.shown, ClassPage):
            self._missing = not self._missing
            self.show(self.shown)

    def action_reason(self) -> None:
        """Write why the sheet of the student under the cursor may be missing."""
        one = self._member()
        if one is None or self.shown is None:
            return
        if one.state is State.HANDED_IN:
            self.tell(Problem("error.nothing_missing"))
            return
        self.tell(None)
        self.app.push_screen(ExcuseDialog(self.desk, one, _page(self.shown).round))

    def action_hand_in(self) -> None:
        """Collect the sheets of this class."""
        if not isinstance(self.shown, ClassPage):
            return
        self.desk_app.action_open(HandInScreen.NAME)
        page = self.desk_app.page
        if isinstance(page, HandInScreen):
            page.collect(self.path)


def _page(shown: Page | ClassPage) -> Page:
    return shown.page if isinstance(shown, ClassPage) else shown
