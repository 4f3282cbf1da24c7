"""The field that a scanner types into, or that codes are pasted into, each on a line."""

from textual import events
from textual.message import Message

from kiosk.rules.text import clean
from screens.widgets.entry import Entry, Line


class ScanLine(Line):
    """A line that takes each line of a paste for a scan of its own."""

    class Pasted(Message):
        """Codes were pasted."""

        def __init__(self, codes: tuple[str, ...]) -> None:
            """Tell which."""
            super().__init__()
            self.codes = codes

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        codes = tuple(filter(None, map(clean, event.text.splitlines())))
        self.post_message(self.Pasted(codes))


class ScanField(Entry):
    """Where scans arrive."""

    LINE = ScanLine
