"""A bare app for trying widgets, and what a person sees of them."""

from pathlib import PurePath
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.events import Key
from textual.message import Message
from textual.widget import Widget

import assets
from kiosk.model.record import Record
from screens.langs import LangApp
from screens.theme import THEMES

RECORD = Record(
    name="林小满",
    gender="女",
    birth_date="2001-02-03",
    ethnicity="汉族",
    id_number="110101200102030029",
    school="陕西国防工业职业技术学院",
    level="专科",
    major="机械产品检测检验技术",
    duration="3",
    category="普通高等教育",
    study_mode="普通全日制",
    college="机械工程学院",
    department="质量检测教研室",
    class_name="质检3192",
    student_no="31219201",
    entry_date="2019-09-01",
    expected_graduation="2022-07-01",
    status="在籍（注册学籍）",
    admission_photo="a" * 64,
)


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
