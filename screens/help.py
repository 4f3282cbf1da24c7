"""F1: what this screen is for, what the keys do, whom to ask."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kiosk.config import Contact
from kiosk.visit import Step
from screens.base import Overlay
from screens.widgets.bars import KeyBar
from screens.widgets.buttons import Press, Primary
from screens.widgets.said import Said


class HelpScreen(Overlay, inherit_bindings=False):
    """Lies over the step that it explains, which stays as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,f1,enter", "close"),
    ]

    def __init__(self, step: Step, contact: Contact, hints: Sequence[str] = ()) -> None:
        """Explain a step.

        Args:
            step: Which one.
            contact: Whom to ask.
            hints: Whom to be in a demo.
        """
        super().__init__()
        self._hints = hints
        self._step = step
        self._contact = contact

    def compose(self) -> ComposeResult:
        """Lay the page out."""
        with VerticalScroll(classes="sheet"):
            yield Said("screen.help.title", classes="h1")
            if self._hints:
                yield Static(Content("\n".join(self._hints)), classes="blk")
            yield Said(f"screen.help.{self._step.value}", classes="blk")
            yield Said("screen.help.keys", classes="blk")
            yield Said("screen.help.chsi", classes="blk")
            if self._contact.name:
                yield Said(
                    "screen.help.contact",
                    classes="blk",
                    name=self._contact.name,
                    room=self._contact.room,
                    phone=self._contact.phone,
                )
            yield Primary("screen.key.close", "enter")
        yield KeyBar(("escape", "screen.key.close"), ("f2", "screen.key.language"))

    def on_press_pressed(self, event: Press.Pressed) -> None:
        """Go back to the step."""
        event.stop()
        self.action_close()
