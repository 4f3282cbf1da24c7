"""Welcome (待机): whose terminal this is, which round is open, what is shown, kept and printed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from kiosk.model.rounds import OpenRound
from kiosk.visit import PrintState, Started
from screens.langs import Speaks
from screens.messages import Did
from screens.widgets.bigtype import BigType
from screens.widgets.buttons import Press, Primary
from screens.widgets.keys import Hint, KeyBar
from screens.widgets.said import Said

REST = 10
"""Seconds that Welcome waits for somebody before waiting sheets are printed, again and again."""
CHORD = "ctrl+right_square_bracket"
"""Staff's way in: one byte in every terminal (0x1D), and no habit of anybody's hand."""
_NOT_A_START = frozenset({"f1", "f2", "f3", "f10", "f12", "escape", "ctrl+q", CHORD})


@dataclass(frozen=True, slots=True)
class Backlog:
    """The sheets that wait for paper."""

    waiting: int = 0
    trouble: PrintState | None = None
    """What the printer said when it was last given one of them."""


class BacklogLine(Speaks, Static):
    """How many sheets wait, and for what; not there while none does."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__(classes="backlog")
        self._told = Backlog()
        self.display = False

    def tell(self, backlog: Backlog) -> None:
        """Tell of other ones."""
        if backlog != self._told:
            self._told = backlog
            self.display = bool(backlog.waiting)
            self.refresh(layout=True)

    def render(self) -> Content:
        """Return the line."""
        n = str(self._told.waiting)
        if self._told.trouble is None:
            return self.words("screen.welcome.waiting", n=n)
        trouble = self.words(f"screen.paper.{self._told.trouble.value}")
        return self.words("screen.welcome.waiting_trouble", n=n, trouble=trouble)


class RoundLine(Speaks, Static):
    """The open round and its dates."""

    def __init__(self, rounds: tuple[OpenRound, ...] | None) -> None:
        """Tell the round that was opened last; of further ones only how many."""
        super().__init__(classes="round")
        self._rounds = rounds

    def renew(self, rounds: tuple[OpenRound, ...]) -> None:
        """Tell other rounds."""
        if rounds != self._rounds:
            self._rounds = rounds
            self.refresh(layout=True)

    def render(self) -> Content:
        """Return two lines, empty while nothing is known; one when nothing is open."""
        if self._rounds is None:
            return Content("\n")
        if not self._rounds:
            return self.words("screen.welcome.no_round")
        latest = self._rounds[-1]
        year = latest.round.year
        lines = [
            self.words(
                "screen.welcome.round",
                **{"from": str(year), "until": str(year + 1)},
                kind=self.words(f"screen.rounds.{latest.round.kind}"),
            ).stylize("bold"),
            self._dates(latest),
        ]
        if len(self._rounds) > 1:
            lines.append(self.words("screen.welcome.more", n=str(len(self._rounds) - 1)))
        return Content("\n").join(lines)

    def _dates(self, latest: OpenRound) -> Content:
        if latest.starts and latest.ends:
            starts, ends = self._day(latest.starts), self._day(latest.ends)
            return self.words("screen.welcome.dates", starts=starts, ends=ends)
        if latest.ends:
            return self.words("screen.welcome.until", ends=self._day(latest.ends))
        return self.words("screen.welcome.always")

    def _day(self, iso: str) -> Content:
        day = date.fromisoformat(iso)
        return self.words("screen.welcome.day", month=str(day.month), day=str(day.day))


class WelcomeScreen(Screen[None], inherit_bindings=False):
    """Waits for anybody; a digit typed or scanned here already begins the number."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, school: str, rounds: tuple[OpenRound, ...] | None, *, demo: bool) -> None:
        """Welcome to a school's rounds.

        Args:
            school: Its name; empty while it is not known.
            rounds: Those that are open today; nothing while it is not known.
            demo: The college is made up: the help tells whom to be, and there is a way out.
        """
        super().__init__()
        self._school = Static(school, classes="school", markup=False)
        self._rounds = RoundLine(rounds)
        self._backlog = BacklogLine()
        self._demo = demo

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self._school
        with Vertical(classes="body mid"), Vertical(classes="column"):
            yield BigType("screen.welcome.title")
            yield self._rounds
            with Vertical(classes="notice"):
                yield Said("screen.welcome.shown")
                yield Said("screen.welcome.kept")
                yield Said("screen.welcome.printed")
            yield Primary("screen.welcome.start")
            yield self._backlog
        yield Said("screen.size.title", classes="too-small")
        yield KeyBar(*self._hints())

    def _hints(self) -> tuple[Hint, ...]:
        usual: tuple[Hint, ...] = (
            ("f2", "screen.key.language"),
            ("f3", "screen.key.light"),
            ("f12", "screen.privacy.key"),
        )
        if self._demo:
            return (("f1", "screen.key.whom"), *usual, ("ctrl+q", "screen.key.leave"))
        return (("f1", "screen.key.help"), *usual)

    def renew(self, school: str, rounds: tuple[OpenRound, ...] | None) -> None:
        """Welcome to what is known now, even if nothing is laid out yet."""
        if self._school.content != school:
            self._school.update(school)
        if rounds is not None:
            self._rounds.renew(rounds)

    def tell(self, backlog: Backlog) -> None:
        """Tell how many sheets wait for paper."""
        self._backlog.tell(backlog)

    @staticmethod
    def begun(event: events.Key | events.Paste) -> Started | None:
        """Return how a key or a scan begins a visit; nothing for keys that mean something else."""
        if isinstance(event, events.Paste):
            return Started(event.text.strip())
        if event.key in _NOT_A_START:
            return None
        begins = event.is_printable and event.character is not None and event.character.isalnum()
        return Started(event.character or "" if begins else "")

    def on_click(self) -> None:
        """Begin with a tap anywhere."""
        self.post_message(Did(Started()))

    def on_press_pressed(self, event: Press.Pressed) -> None:
        """Begin with the button."""
        event.stop()
        self.post_message(Did(Started()))
