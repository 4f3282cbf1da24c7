"""The one thing to do next on a screen, and what else may be done."""

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

import assets
from screens.langs import Speaks, Value, lang_of


class Press(Speaks, Static, can_focus=True):
    """Something to press, by Enter, click or touch. The class ``-slim`` makes it one row high."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "press")]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"press--key"}

    class Pressed(Message):
        """The button was pressed."""

        def __init__(self, button: "Press") -> None:
            """Tell which."""
            super().__init__()
            self.button = button

        @property
        def control(self) -> "Press":
            """The button, for selectors in ``on``."""
            return self.button

    def __init__(
        self,
        key: str,
        cap: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
        **values: Value,
    ) -> None:
        """Label a button.

        Args:
            key: Key of the label's text.
            cap: The key that does the same, such as ``enter``, shown after the label.
            id: Of the widget.
            classes: Of the widget.
            values: For the label's braces.
        """
        super().__init__(id=id, classes=classes)
        self._key, self._cap, self._values = key, cap, values

    def say(self, key: str, /, **values: Value) -> None:
        """Change the label."""
        self._key, self._values = key, values
        if self.is_attached:
            self.retell()

    def render(self) -> Content:
        """Return the label and its key."""
        label = self.words(self._key, **self._values)
        if not self._cap:
            return label
        name = assets.texts(lang_of(self)).get(f"widget.key.{self._cap}", self._cap.upper())
        cap = Content.styled(name, self.get_visual_style("press--key"))
        return Content.assemble(label, "   ", cap)

    def action_press(self) -> None:
        """Be pressed."""
        if not self.disabled:
            self.post_message(self.Pressed(self))

    def on_click(self, event: events.Click) -> None:
        """Be pressed."""
        event.stop()
        self.action_press()


class Primary(Press):
    """The one obvious thing to do: filled."""


class Secondary(Press):
    """What may be done instead."""
