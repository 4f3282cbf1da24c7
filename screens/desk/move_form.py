"""The line below a request in which a move's words are typed."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from kiosk.errors import Problem
from kiosk.model.request import MoveKind
from kiosk.rules.requests import MOVES
from kiosk.services.requests.checks import LONGEST_TEXT
from screens.langs import lang_of, spoken
from screens.widgets.entry import Entry
from screens.widgets.said import Said


class MoveForm(Vertical):
    """Hidden until a move is asked for. What was typed for one is kept until it is made."""

    def __init__(self) -> None:
        """Ask for nothing yet."""
        super().__init__(classes="act")
        self._asked = Said("", classes="asked")
        self._entry = Entry("", longest=LONGEST_TEXT, classes="-slim")
        self._drafts: dict[MoveKind, str] = {}
        self.kind: MoveKind | None = None

    def compose(self) -> ComposeResult:
        """Put the line below what is said about the move."""
        yield self._asked
        yield self._entry

    def on_mount(self) -> None:
        """Hide."""
        self.display = False

    @property
    def text(self) -> str:
        """What is typed."""
        return self._entry.value

    @property
    def wordless(self) -> bool:
        """The move takes no words: Enter alone makes it."""
        return self.kind is MoveKind.RENEW_PIN

    def ask(self, kind: MoveKind, what: Content) -> None:
        """Ask for a move.

        Args:
            kind: Which.
            what: As for ``say``.
        """
        self.put_away()
        self.kind = kind
        self.display = True
        self.say(kind, what)
        self._entry.display = not self.wordless
        self._entry.value = self._drafts.get(kind, "")
        self._entry.tell(None)
        self.screen.set_focus(None)
        if not self.wordless:
            self._entry.focus()

    def say(self, kind: MoveKind, what: Content) -> None:
        """Say what is asked, in the language of now.

        Args:
            kind: The move.
            what: The matters it is made with, in words.
        """
        needed = "needed" if MOVES[kind].words else "free"
        words = spoken(lang_of(self), f"screen.desk_requests.words.{needed}")
        self._asked.say(f"screen.desk_requests.ask.{kind}", what=what, words=words)

    def put_away(self) -> None:
        """Ask for nothing; the words stay for the next time."""
        if self.kind is not None:
            self._drafts[self.kind] = self.text
        self.kind = None
        self.display = False

    def made(self) -> None:
        """Forget the words of a move that was made."""
        kind = self.kind
        self.put_away()
        if kind is not None:
            self._drafts.pop(kind, None)

    def refuse(self, problem: Problem) -> None:
        """Tell why the move was not made; what was typed stays."""
        self._entry.display = True
        self._entry.tell(problem)
