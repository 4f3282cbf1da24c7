"""The reference: a Textual app of one widget, named by the argument."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import Input, Static

TEXT = "one widget stands here"


class OneWidget(App[None]):
    """Shows ``static`` or ``input``."""

    def compose(self) -> ComposeResult:
        """Return the widget."""
        yield Input(placeholder=TEXT) if sys.argv[1:] == ["input"] else Static(TEXT)


if __name__ == "__main__":
    OneWidget().run()
