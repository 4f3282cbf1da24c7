"""What a list has no room for: the row under the cursor, whole, below the list."""

from screens.widgets.said import Said


class Whole(Said):
    """A text that is shown as it is; no row at all while there is none."""

    def __init__(self) -> None:
        """Begin without."""
        super().__init__("", classes="whole")
        self.display = False

    def tell(self, text: str) -> None:
        """Show a text, or nothing."""
        self.display = bool(text)
        if text:
            self.say("screen.desk.whole", text=text)
