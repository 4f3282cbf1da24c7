"""What a student does with a request: in words, or by a deliberate tick."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Vertical

from kiosk.errors import Problem
from kiosk.model.request import MoveKind
from screens.widgets.entry import Entry
from screens.widgets.said import Said, Told
from screens.widgets.tick import Tick

LONGEST = 200
"""Characters that are typed at the terminal; the page takes longer texts."""

TICKED: Mapping[MoveKind, str] = {
    MoveKind.WITHDRAW: "screen.requests.withdraw_tick",
    MoveKind.RENEW_PIN: "screen.requests.renew_pin_tick",
}
"""Acts that cannot be taken back, or make something worthless: ticked, not typed."""


class ActForm(Vertical):
    """Asks for one act; hidden until there is one."""

    def __init__(self) -> None:
        """Ask for nothing yet."""
        super().__init__(classes="act-form")
        self._about = Said("", classes="blk")
        self._told = Told()
        self.kind: MoveKind | None = None

    def compose(self) -> ComposeResult:
        """Put the entry and the ticks below what is said about the act."""
        yield self._about
        yield Entry("screen.requests.words", longest=LONGEST, classes="-slim")
        for key in TICKED.values():
            yield Tick(key)
        yield self._told

    def on_mount(self) -> None:
        """Hide."""
        self.ask(None)

    def ask(self, kind: MoveKind | None) -> None:
        """Ask for an act anew, or for none."""
        self.kind = kind
        self.display = kind is not None
        self._told.tell(None)
        entry, ticks = self.query_one(Entry), self.query(Tick)
        entry.value = ""
        entry.display = kind is not None and kind not in TICKED
        for key, tick in zip(TICKED, ticks, strict=True):
            tick.ticked = False
            tick.display = key is kind
            if key is kind:
                tick.focus()
        if kind is not None:
            self._about.say(f"screen.requests.about.{kind.value}")
        if entry.display:
            entry.focus()

    def given(self) -> str | Problem:
        """Return the words, empty for what is ticked, or what is missing."""
        if self.kind in TICKED:
            ticked = any(tick.ticked for tick in self.query(Tick))
            return "" if ticked else Problem("screen.requests.tick_first")
        words = self.query_one(Entry).value
        spoken = any(char.isalpha() for char in words)  # a stray scan is digits alone
        return words if spoken else Problem("screen.requests.words_first")

    def tell(self, problem: Problem) -> None:
        """Tell what stands in the way; what was typed stays."""
        self._told.tell(problem)
