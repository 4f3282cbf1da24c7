"""Digits to touch, for terminals without a keyboard."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Grid
from textual.content import Content
from textual.widgets import Static

_KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "X", "0", "⌫")
_BACKSPACE = "⌫"


class Cap(Static):
    """One key of the pad; it never takes the focus from what is typed into."""

    def __init__(self, key: str) -> None:
        """Show the key's character."""
        super().__init__(Content(key), classes="cap")
        self._key = key

    def on_click(self, event: events.Click) -> None:
        """Press the key for whatever has the focus."""
        event.stop()
        if self._key == _BACKSPACE:
            self.app.post_message(events.Key("backspace", None))
        else:
            self.app.post_message(events.Key(self._key.lower(), self._key))


class Keypad(Grid):
    """1 to 9, X, 0 and backspace. Style sheets show it where there is room."""

    def compose(self) -> ComposeResult:
        """Lay the keys out in rows of three."""
        for key in _KEYS:
            yield Cap(key)
