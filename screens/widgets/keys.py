"""Rows of keys with what they do: a click on one is that key."""

from abc import abstractmethod
from typing import ClassVar

from textual import events
from textual.content import Content

import assets
from screens.langs import Speaks, lang_of

Hint = tuple[str, str]
"""A key as Textual names it (or ``arrows``), and the key of the text that tells what it does."""

_CHARACTERS = {"space": " "}


class KeyRow(Speaks):
    """Keys from left to right."""

    @abstractmethod
    def row(self) -> list[tuple[str, Content]]:
        """Return each key as Textual names it, with what stands for it."""

    def _gap(self, row: list[tuple[str, Content]]) -> int:
        """Return how many cells stand between keys: two where there is room."""
        whole = sum(said.cell_length + 2 for _, said in row) - 2
        return 2 if whole <= self.size.width else 1

    def render(self) -> Content:
        """Return the row."""
        row = self.row()
        return Content(" " * self._gap(row)).join([said for _, said in row])

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        event.stop()
        row, start = self.row(), 0
        for key, said in row:
            if start <= offset.x < start + said.cell_length:
                self._press(key)
            start += said.cell_length + self._gap(row)

    def _press(self, key: str) -> None:
        """Press a key, unless it stands for several (``arrows``, ``1 2 3``)."""
        if key == "arrows" or " " in key:
            return
        character = key if len(key) == 1 else _CHARACTERS.get(key)
        self.app.post_message(events.Key(key, character))


class KeyBar(KeyRow):
    """What keys do here."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keybar--key"}

    def __init__(self, *hints: Hint) -> None:
        """Show hints from left to right."""
        super().__init__()
        self._hints = hints

    def tell(self, *hints: Hint) -> None:
        """Show other hints."""
        self._hints = hints
        self.refresh()

    def row(self) -> list[tuple[str, Content]]:
        """Return the hints in the language of now."""
        texts = assets.texts(lang_of(self))
        cap = self.get_visual_style("keybar--key")
        return [
            (
                key,
                Content.assemble(
                    Content.styled(texts.get(f"widget.key.{key}", key.upper()), cap),
                    " ",
                    self.words(text),
                ),
            )
            for key, text in self._hints
        ]
