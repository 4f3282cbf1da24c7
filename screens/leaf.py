"""A page over the screens that is no step of a visit: a title, something to read, the keys."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

import assets
from screens.base import Overlay
from screens.widgets.keys import Hint, KeyBar
from screens.widgets.said import Said

READ: Hint = ("arrows", "screen.leaf.key_read")


class Leaf(Overlay, inherit_bindings=False):
    """Esc closes it; left alone it closes like everything else."""

    CSS_PATH: ClassVar = [assets.path("css/guide.tcss"), assets.path("css/leaves.tcss")]
    TITLE_KEY: ClassVar[str]
    """Of the text in the first row."""
    HINTS: ClassVar[tuple[Hint, ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "close"),
        ("tab", "app.focus_next"),
        ("shift+tab", "app.focus_previous"),
    ]

    def compose(self) -> ComposeResult:
        """Put the body between the title and the keys."""
        yield Said(self.TITLE_KEY, classes="school")
        with Vertical(classes="body"):
            yield from self.body()
        yield Said("screen.size.title", classes="too-small")
        yield KeyBar(
            ("escape", "screen.key.back"),
            *self.HINTS,
            ("f2", "screen.key.language"),
            ("f10", "screen.key.end"),
        )

    def body(self) -> ComposeResult:
        """Return what stands between them."""
        raise NotImplementedError
