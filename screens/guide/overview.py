"""F1: what the step of now asks for, the nine steps with one's place, and everything else."""

from string import ascii_lowercase
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

import assets
from assets import Lang
from kiosk.visit import Step
from screens.guide.base import GuideScreen
from screens.guide.desk import Desk
from screens.guide.page import Page
from screens.guide.rows import Sheet
from screens.langs import Speaks, lang_of
from screens.widgets.keys import Hint
from screens.widgets.said import Said

_HERE = 9
"""The step of the registration that a visit at this terminal is."""
_NOWHERE = frozenset({Step.WELCOME})


class Whom(Speaks, Static):
    """Whom to ask about the record."""

    def __init__(self, desk: Desk) -> None:
        """Name whom the desk names."""
        super().__init__(classes="whom")
        self._desk = desk

    def render(self) -> Content:
        """Return a line."""
        contact = self._desk.contact(lang_of(self))
        who = "  ".join(part for part in (contact.name, contact.room, contact.phone) if part)
        return self.words("screen.guide.whom", who=who)


class OverviewScreen(GuideScreen):
    """The help of the step comes first: who is in a hurry reads it and goes back."""

    AUTO_FOCUS = ""
    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("arrows", "screen.key.move"),
        ("enter", "screen.guide.key_open"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ("left", "go('#steps')"),
        ("right", "go('#more')"),
    ]

    def __init__(self, desk: Desk) -> None:
        """Show what the desk has."""
        super().__init__(desk)
        self._steps = Page(self._write_steps, id="steps")
        self._more = Page(self._write_more, id="more")

    def body(self) -> ComposeResult:
        """Return the help, the two lists, and whom to ask."""
        desk = self.desk
        with VerticalScroll(can_focus=False):
            if desk.hints:
                yield Static(Content("\n".join(desk.hints)), classes="blk")
            yield Said(f"screen.help.{desk.step.value}", classes="now-help")
            yield Said("screen.help.keys", classes="blk muted")
            with Horizontal(classes="menus"):
                with Vertical(classes="menu"):
                    yield Said("screen.guide.steps", classes="menu-title")
                    yield self._steps
                with Vertical(classes="menu"):
                    yield Said("screen.guide.more", classes="menu-title")
                    yield self._more
            yield Whom(desk)
            yield Said("screen.help.chsi", classes="whom muted")

    def on_mount(self) -> None:
        """Begin in the steps, with what stands above them in sight."""
        self._steps.focus(scroll_visible=False)
        if self.desk.step not in _NOWHERE:
            self._steps.set_reactive(Page.cursor, _HERE - 1)

    def title_in(self, lang: Lang) -> str:
        """Return what the guide is about."""
        return assets.say(lang, "screen.guide.about")

    def _write_steps(self, sheet: Sheet, lang: Lang) -> None:
        here = assets.say(lang, "screen.guide.here") if self.desk.step not in _NOWHERE else ""
        for topic in self.desk.book(lang).steps:
            mark = here if topic.step == _HERE else ""
            sheet.offer(topic.name, topic.title, str(topic.step), mark)

    def _write_more(self, sheet: Sheet, lang: Lang) -> None:
        others = (topic for topic in self.desk.book(lang).topics if topic.step is None)
        for cap, topic in zip(ascii_lowercase, others, strict=False):
            sheet.offer(topic.name, topic.title, cap)

    def action_go(self, menu: str) -> None:
        """Go to the other list."""
        self.query_one(menu, Page).focus()
