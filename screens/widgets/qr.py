"""A QR code on the screen."""

from textual.content import Content
from textual.widget import Widget

from screens.widgets.blocks import Bitmap, half_blocks

QUIET = 4
"""Light modules around the code (ISO/IEC 18004)."""


class QrView(Widget):
    """Half blocks, always black on white, with the quiet zone; 37 × 19 cells for a version 3."""

    def __init__(self, matrix: Bitmap) -> None:
        """Show a code.

        Args:
            matrix: Rows of modules without quiet zone; true is dark.
        """
        super().__init__()
        width = len(matrix[0]) + 2 * QUIET
        above = [(False,) * width] * QUIET
        side = (False,) * QUIET
        rows = [*above, *((*side, *row, *side) for row in matrix), *above]
        self._content = Content("\n".join(half_blocks(rows)))

    def render(self) -> Content:
        """Return the code."""
        return self._content
