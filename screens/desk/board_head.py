"""What stands above every page of the board: where one is, the round, 核查率 and the figures."""

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive

from kiosk.services.pile.board import Page
from screens.desk.figures import FIGURES, legend
from screens.desk.outlook import Outlook
from screens.langs import Speaks, lang_of, spoken
from screens.widgets.said import Said

_BETWEEN = " › "
_FEWEST = 2
"""Names that are left when no more can give way: an ``…``, and where one is."""


class Where(Speaks):
    """The names on the way down; where there is no room, the first ones give way."""

    names: reactive[tuple[str, ...]] = reactive[tuple[str, ...]](())

    def render(self) -> Content:
        """Return the row."""
        names = [name or self.words("screen.board.no_name").plain for name in self.names]
        whole = [self.words("screen.board.where").plain, *names]
        while cell_len(_BETWEEN.join(whole)) > self.size.width and len(whole) > _FEWEST:
            whole[:_FEWEST] = ["…"]
        return Content(_BETWEEN.join(whole))


class BoardHead(Vertical):
    """The head of a page of the board."""

    def __init__(self) -> None:
        """Begin with nothing to show."""
        super().__init__()
        self._where = Where(classes="title where")
        self._round = Said("", classes="round")
        self._outlook = Outlook()
        self._sums = Said("", classes="sums")

    def compose(self) -> ComposeResult:
        """Put the figures below the picture."""
        with Horizontal(classes="line"):
            yield self._where
            yield self._round
        yield self._outlook
        yield self._sums

    def show(self, page: Page) -> None:
        """Show the head of a page."""
        self._where.names = page.path
        year = page.round.year
        self._round.say(
            "screen.welcome.round",
            **{"from": str(year), "until": str(year + 1)},
            kind=spoken(lang_of(self), f"screen.rounds.{page.round.kind}"),
        )
        self._outlook.today = page.today
        self._outlook.figures = page.whole
        whole = page.whole.progress
        self._sums.say(
            "screen.board.sums",
            **{name: str(getattr(whole, name)) for name in FIGURES},
            **{f"bar{n}": Content(text) for n, (text, _) in enumerate(legend())},
        )
