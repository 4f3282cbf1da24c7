"""How much time is left, as a bar and in words. The screen owns the clock."""

from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive

from screens.langs import Speaks

_WIDEST = 24


class Countdown(Speaks):
    """A bar that the screen shortens by assigning ``left``."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"countdown--left", "countdown--gone"}

    left: reactive[int] = reactive(0)
    """Seconds, or whatever the text counts."""

    def __init__(self, key: str, whole: int) -> None:
        """Begin full.

        Args:
            key: Of the text; its brace ``n`` is what is left.
            whole: What a full bar stands for.
        """
        super().__init__()
        self._key, self._whole = key, whole
        self.set_reactive(Countdown.left, whole)

    def render(self) -> Content:
        """Return the bar and the words."""
        words = self.words(self._key, n=str(self.left))
        width = max(0, min(_WIDEST, self.size.width - words.cell_length - 1))
        filled = round(width * min(self.left, self._whole) / self._whole)
        return Content.assemble(
            Content.styled(" " * filled, self.get_visual_style("countdown--left")),
            Content.styled("·" * (width - filled), self.get_visual_style("countdown--gone")),
            " ",
            words,
        )
