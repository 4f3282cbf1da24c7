"""The correction coach: who decides, what to bring, when it is taken, what is not corrected."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assets import Lang
from kiosk.model.record import Part, Record
from kiosk.rules.proofs import Advice, Case, advice
from screens.base import Overlay
from screens.langs import Speaks, lang_of
from screens.leaf import READ
from screens.widgets.buttons import Press, Primary
from screens.widgets.keys import KeyBar
from screens.widgets.said import Said

_BLOCKS = ("decides", "proofs", "patience", "windows", "refusals", "source")
_ROOM = {"windows": "coach--window", "refusals": "coach--roomy", "source": "coach--roomy"}
"""What is shown beside the editor only where there are rows enough; else a key shows it."""


@dataclass(frozen=True, slots=True)
class About:
    """What the coach is asked about."""

    part: Part
    record: Record
    province: str
    today: date
    since: str = ""
    """ISO day or month; empty: not said."""

    def advice(self, lang: Lang) -> Advice:
        """Return the advice in a language."""
        case = Case(self.record, self.since, self.today)
        return advice(self.part, lang, self.province, case)


class Block(Speaks, Static):
    """One thing the coach says, under its title."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"coach--title"}

    def __init__(self, what: str, about: About) -> None:
        """Say one of the things about a part."""
        super().__init__(classes=_ROOM.get(what, ""))
        self._what, self._about = what, about

    def ask(self, about: About) -> None:
        """Say it about something else."""
        self._about = about
        self.retell()

    def retell(self) -> None:
        """Show the words in the language of now; nothing where there is nothing to say."""
        self.set_class(not self._lines(), "-silent")
        super().retell()

    def _lines(self) -> tuple[str, ...]:
        told: str | tuple[str, ...] = getattr(self._about.advice(lang_of(self)), self._what)
        return tuple(filter(None, (told,) if isinstance(told, str) else told))

    def render(self) -> Content:
        """Return title and lines."""
        title = self.words(f"screen.coach.{self._what}")
        titled = title.stylize(self.get_visual_style("coach--title"))
        return Content("\n").join([titled, *map(Content, self._lines())])


class Coach(Vertical):
    """Stands beside the editor."""

    def __init__(self, about: About) -> None:
        """Advise about one part."""
        super().__init__(classes="aside")
        self.about = about
        self._blocks = [Block(what, about) for what in _BLOCKS]
        self._make_room()

    def compose(self) -> ComposeResult:
        """Put the blocks one under the other, and how to see the rest."""
        yield from self._blocks
        yield Said("screen.coach.more", classes="coach--less muted")

    def since(self, since: str) -> None:
        """Take into account since when it is wrong."""
        if since != self.about.since:
            self.about = replace(self.about, since=since)
            for block in self._blocks:
                block.ask(self.about)
            self._make_room()

    def _make_room(self) -> None:
        """Note whether one has to wait: on few rows that stands in the place of the windows."""
        self.set_class(bool(self.about.advice("zh").patience), "-waits")


class CoachScreen(Overlay, inherit_bindings=False):
    """All that the coach says, over the step."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,f5,enter", "close"),
    ]

    def __init__(self, about: About) -> None:
        """Say it about one part."""
        super().__init__()
        self._about = about

    def compose(self) -> ComposeResult:
        """Lay the page out."""
        with VerticalScroll(classes="sheet coach"):
            yield Said(f"field.{self._about.part.value}", classes="h1")
            for what in _BLOCKS:
                yield Block(what, self._about)
            yield Said("screen.coach.locally", classes="blk muted")
            yield Primary("screen.key.close", "enter", classes="-slim")
        yield KeyBar(("escape", "screen.key.close"), READ, ("f2", "screen.key.language"))

    def on_press_pressed(self, event: Press.Pressed) -> None:
        """Go back to the step."""
        event.stop()
        self.action_close()
