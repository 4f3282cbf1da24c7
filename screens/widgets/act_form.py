"""What a student does with a request: in words, or by a deliberate tick."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from kiosk.errors import Problem
from kiosk.model.record import Part
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


@dataclass(frozen=True, slots=True)
class Given:
    """What the form holds."""

    text: str = ""
    """In words; empty for what is ticked."""
    parts: tuple[Part, ...] = ()
    """What was ticked of several matters; none: the whole request."""


class PartTick(Tick):
    """One of several matters of a request, to be withdrawn."""

    def __init__(self, part: Part) -> None:
        """Offer a matter."""
        super().__init__("screen.requests.withdraw_part")
        self.part = part

    def render(self) -> Content:
        """Return the matter's label with its box."""
        label = self.words(f"field.{self.part.value}")
        return self.words(self._key, box=self.box, label=label)


class PartTicks(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The matters of a request, as many rows as there is room for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "app.focus_previous"),
        ("down", "app.focus_next"),
    ]


class ActForm(Vertical):
    """Asks for one act; hidden until there is one."""

    def __init__(self) -> None:
        """Ask for nothing yet."""
        super().__init__(classes="act-form")
        self._about = Said("", classes="blk")
        self._told = Told()
        self._wholes = {kind: Tick(key) for kind, key in TICKED.items()}
        self._parts: tuple[PartTick, ...] = ()
        self.kind: MoveKind | None = None

    def compose(self) -> ComposeResult:
        """Put the entry and the ticks below what is said about the act."""
        yield self._about
        yield Entry("screen.requests.words", longest=LONGEST, classes="-slim")
        yield from self._wholes.values()
        yield PartTicks()
        yield self._told

    def on_mount(self) -> None:
        """Hide."""
        self.ask(None)

    def ask(self, kind: MoveKind | None, parts: Sequence[Part] = ()) -> None:
        """Ask for an act anew, or for none.

        Args:
            kind: What is to be done.
            parts: Of these one or more are to be ticked; none: it is done with the whole request.
        """
        self.kind = kind
        self.display = kind is not None
        self._told.tell(None)
        entry = self.query_one(Entry)
        entry.value = ""
        entry.display = kind is not None and kind not in TICKED
        self._ask_which(parts)
        for key, tick in self._wholes.items():
            tick.ticked = False
            tick.display = key is kind and not parts
        if kind is not None:
            self._about.say(f"screen.requests.about.{kind.value}{'_some' if parts else ''}")
            entry_or_tick = (entry, *self._parts, *self._wholes.values())
            next(one for one in entry_or_tick if one.display).focus()

    def _ask_which(self, parts: Sequence[Part]) -> None:
        box = self.query_one(PartTicks)
        box.display = bool(parts)
        box.remove_children()
        self._parts = tuple(map(PartTick, parts))
        box.mount_all(self._parts)

    def given(self) -> Given | Problem:
        """Return what was typed or ticked, or what is missing."""
        if self.kind in TICKED:
            parts = tuple(one.part for one in self._parts if one.ticked)
            whole = any(tick.ticked for tick in self._wholes.values())
            return Given(parts=parts) if whole or parts else Problem("screen.requests.tick_first")
        words = self.query_one(Entry).value
        spoken = any(char.isalpha() for char in words)  # a stray scan is digits alone
        return Given(words) if spoken else Problem("screen.requests.words_first")

    def tell(self, problem: Problem, *, waits: bool = False) -> None:
        """Tell what stands in the way, or is being waited for; what was typed stays."""
        self._told.tell(problem, waits=waits)
