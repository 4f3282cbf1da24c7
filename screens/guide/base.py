"""What all screens of the guide have in common: the frame, ways between pages, printing."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

import assets
from assets import Lang
from kiosk.services.guide.handouts import Kind
from screens.base import Overlay
from screens.guide.desk import Desk
from screens.guide.page import Page
from screens.langs import Speaks, lang_of
from screens.messages import GuideAsked, HandoutAsked
from screens.widgets.keys import Hint, KeyBar
from screens.widgets.said import Said

OVERVIEW: Hint = ("f1", "screen.guide.key_overview")


class GuideBar(Speaks):
    """The first row: which page this is, and that nobody here is CHSI."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"guidebar--not"}

    def render(self) -> Content:
        """Return the row, as wide as the bar; where room is short the page's title has it."""
        screen = self.screen
        title = screen.title_in(lang_of(self)) if isinstance(screen, GuideScreen) else ""
        left = Content.assemble(self.words("screen.guide.title").stylize("bold"), "  ", title)
        note = self.words("screen.guide.not_chsi").stylize(self.get_visual_style("guidebar--not"))
        gap = self.size.width - left.cell_length - note.cell_length
        return Content.assemble(left, " " * gap, note) if gap > 1 else left


class GuideScreen(Overlay, inherit_bindings=False):
    """One page of the guide over the visit, which stays as it is."""

    ASKS_DIGITS = True
    CSS_PATH = assets.path("css/guide.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "close"),
        ("tab", "app.focus_next"),
        ("shift+tab", "app.focus_previous"),
        ("f8", "print"),
    ]
    HINTS: ClassVar[tuple[Hint, ...]] = (OVERVIEW, ("arrows", "screen.key.move"))

    def __init__(self, desk: Desk) -> None:
        """Show what the desk has."""
        super().__init__()
        self.desk = desk
        self._paper = Said("", classes="paper-state")

    def compose(self) -> ComposeResult:
        """Put the body between the two bars."""
        yield GuideBar()
        with Vertical(classes="body guide"):
            yield from self.body()
            yield self._paper
        yield Said("screen.size.title", classes="too-small")
        yield KeyBar(*self.hints())

    def hints(self) -> tuple[Hint, ...]:
        """Return the hints of the last row."""
        return (
            ("escape", "screen.key.back"),
            *self.HINTS,
            ("f8", f"screen.guide.key_{self.kind.value}"),
            ("f2", "screen.key.language"),
            ("f10", "screen.key.end"),
        )

    def body(self) -> ComposeResult:
        """Return what stands between the bars."""
        raise NotImplementedError

    def title_in(self, lang: Lang) -> str:
        """Return the page's title."""
        raise NotImplementedError

    @property
    def kind(self) -> Kind:
        """What is printed from this page."""
        return Kind.GUIDE

    @property
    def place(self) -> str:
        """What page this is: one that is open already is gone back to."""
        return type(self).__name__

    def on_key(self, event: events.Key) -> None:
        """Take the choice that a digit or letter stands before."""
        if any(page.press(event.character) for page in self.query(Page)):
            event.stop()

    def on_page_chosen(self, event: Page.Chosen) -> None:
        """Go to another page."""
        event.stop()
        self.post_message(GuideAsked(event.value))

    def action_print(self) -> None:
        """Print what belongs to this page."""
        self.tell_paper("screen.guide.paper_working")
        self.post_message(HandoutAsked(self.kind))

    def tell_paper(self, key: str, /, **values: str) -> None:
        """Tell how far the paper is, or what could not be written."""
        self._paper.say(key, **values)
        self._paper.add_class("-told")
