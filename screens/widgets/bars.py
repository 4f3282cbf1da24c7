"""The first row of the screen, which tells where one is, and the last, which tells what keys do."""

from enum import IntEnum
from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive

from screens.langs import Speaks


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
