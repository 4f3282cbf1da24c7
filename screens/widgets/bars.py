"""The first row of the screen, which tells where one is, and the last, which tells what keys do."""

from enum import IntEnum
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.reactive import reactive

import assets
from screens.langs import Speaks, lang_of


class Stage(IntEnum):
    """The steps of a visit as the step bar counts them."""

    IDENTITY = 1
    CHECK = 2
    STATEMENT = 3
    SIGN = 4
    PRINT = 5
    DONE = 6
    """All of them are behind."""


class StepBar(Speaks):
    """身份 · 核对 · 声明 · 签名 · 打印: what is done, where one is, what is left, and who."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "stepbar--done",
        "stepbar--now",
        "stepbar--later",
        "stepbar--line",
    }

    stage: reactive[Stage] = reactive(Stage.IDENTITY)
    who: reactive[str] = reactive("")
    """The student's name, masked; empty before they are known."""

    def __init__(self, stage: Stage, who: str = "") -> None:
        """Begin at a stage."""
        super().__init__()
        self.set_reactive(StepBar.stage, stage)
        self.set_reactive(StepBar.who, who)

    def render(self) -> Content:
        """Return the row, as wide as the bar."""
        line = Content.styled(" ── ", self.get_visual_style("stepbar--line"))
        steps = [self._step(stage) for stage in Stage if stage is not Stage.DONE]
        row = line.join(steps)
        who = Content(self.who)
        gap = self.size.width - row.cell_length - who.cell_length
        return Content.assemble(row, " " * max(1, gap), who)

    def _step(self, stage: Stage) -> Content:
        name = self.words(f"widget.stage.{stage.name.lower()}")
        if stage < self.stage:
            return Content.assemble(name, " ✓").stylize(self.get_visual_style("stepbar--done"))
        numbered = Content.assemble(f"{stage.value} ", name)
        if stage > self.stage:
            return numbered.stylize(self.get_visual_style("stepbar--later"))
        return Content.assemble(" ", numbered, " ").stylize(self.get_visual_style("stepbar--now"))


Hint = tuple[str, str]
"""A key as Textual names it (or ``arrows``), and the key of the text that tells what it does."""


class KeyBar(Speaks):
    """What keys do here. A click on one is that key."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keybar--key"}

    def __init__(self, *hints: Hint) -> None:
        """Show hints from left to right."""
        super().__init__()
        self._hints = hints

    def tell(self, *hints: Hint) -> None:
        """Show other hints."""
        self._hints = hints
        self.refresh()

    def _said(self) -> list[Content]:
        texts = assets.texts(lang_of(self))
        cap = self.get_visual_style("keybar--key")
        return [
            Content.assemble(
                Content.styled(texts.get(f"widget.key.{key}", key.upper()), cap),
                " ",
                self.words(text),
            )
            for key, text in self._hints
        ]

    def _gap(self, said: list[Content]) -> int:
        """Return how many cells stand between hints: two where there is room."""
        whole = sum(one.cell_length + 2 for one in said) - 2
        return 2 if whole <= self.size.width else 1

    def render(self) -> Content:
        """Return the row."""
        said = self._said()
        return Content(" " * self._gap(said)).join(said)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        event.stop()
        said, start = self._said(), 0
        for (key, _), one in zip(self._hints, said, strict=True):
            if start <= offset.x < start + one.cell_length:
                press(self, key)
            start += one.cell_length + self._gap(said)


_CHARACTERS = {"space": " "}


def press(widget: Speaks, key: str) -> None:
    """Act as if a key had been pressed; keys that stand for several (``arrows``, ``1 2 3``) do not.

    Args:
        widget: Of the app.
        key: As Textual names it.
    """
    if key == "arrows" or " " in key:
        return
    character = key if len(key) == 1 else _CHARACTERS.get(key)
    widget.app.post_message(events.Key(key, character))
