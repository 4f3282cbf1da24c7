"""A bare app for trying widgets, and what a person sees of them."""

from dataclasses import replace
from pathlib import PurePath
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.events import Key
from textual.message import Message
from textual.widget import Widget

import assets
from screens.langs import LangApp
from screens.theme import THEMES
from tests import school

RECORD = replace(school.RECORD, school="陕西国防工业职业技术学院", admission_photo="a" * 64)


class Stage(LangApp):
    """Shows widgets and keeps what they post."""

    ENABLE_COMMAND_PALETTE = False
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        assets.path("css/theme.tcss"),
        assets.path("css/widgets.tcss"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-medium"), (40, "-tall")]  # noqa: RUF012 - as App

    def __init__(self, *shown: Widget, theme: str = "dark") -> None:
        super().__init__()
        for one in THEMES:
            self.register_theme(one)
        self.theme = theme
        self.shown = shown
        self.posted: list[Message] = []
        self.keys: list[str] = []

    def compose(self) -> ComposeResult:
        yield from self.shown

    def keep(self, message: Message) -> None:
        self.posted.append(message)

    on_press_pressed = on_entry_changed = on_entry_submitted = on_record_grid_marked = keep
    on_pick_list_picked = on_pick_list_submitted = on_signature_pad_drawn = keep

    def on_key(self, event: Key) -> None:
        self.keys.append(event.key)


def screen_text(app: App[int]) -> list[str]:
    """Return the rows of the screen as text."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]
