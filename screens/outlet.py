"""The one way of text to the terminal: nothing on it acts, whatever the store held."""

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from kiosk.rules.text import inert


class Outlet(LineFilter):
    """Goes over each line that a widget drew, before Textual adds its own sequences.

    Textual itself sends whatever a text holds: controls, C1 and overrides of direction included.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the line without what acts, as many cells wide as it was."""
        del background  # holds for every colour
        return [Segment(_still(text), style, control) for text, style, control in segments]


def _still(text: str) -> str:
    left = inert(text)
    return left if left == text else set_cell_size(left, cell_len(text))
