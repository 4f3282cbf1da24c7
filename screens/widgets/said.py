"""Text on the screen, and what is wrong with a value, in the language of now."""

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from kiosk.errors import Problem
from screens.langs import Speaks, Value

if TYPE_CHECKING:
    from collections.abc import Mapping


class Said(Speaks, Static):
    """One text of ``assets/texts``; it follows the language key."""

    def __init__(
        self,
        key: str,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
        **values: Value,
    ) -> None:
        """Say a text.

        Args:
            key: As for ``assets.say``; empty says nothing.
            id: Of the widget.
            classes: Of the widget.
            values: What the braces are filled with: shown as it is, never read as markup.
        """
        super().__init__(id=id, classes=classes)
        self.key = key
        self.values: Mapping[str, Value] = values

    def say(self, key: str, /, **values: Value) -> None:
        """Say another text, or the same one with other values."""
        self.key, self.values = key, values
        if self.is_attached:
            self.retell()

    def retell(self) -> None:
        """Show the text in the language of now."""
        self.update(self.words(self.key, **self.values) if self.key else Content())


class Told(Speaks, Static):
    """What is wrong with a value, after a reversed pill; empty while nothing is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"told--pill"}

    problem: Problem | None = None
    waits = False
    """Nothing is wrong: what was asked for is being done."""

    def tell(self, problem: Problem | None, *, waits: bool = False) -> None:
        """Tell a problem, or that there is none any more, or what is being waited for."""
        self.problem, self.waits = problem, waits
        self.set_class(problem is not None, "-told")
        self.set_class(waits, "-waits")
        if self.is_attached:
            self.retell()

    def retell(self) -> None:
        """Show the problem in the language of now."""
        self.refresh(layout=True)

    def render(self) -> Content:
        """Return the pill and the words."""
        if self.problem is None:
            return Content()
        said = self.words(self.problem.text, **self.problem.values)
        if self.waits:
            return said
        pill = Content.styled(
            f" {self.words('widget.wrong')} ", self.get_visual_style("told--pill")
        )
        return Content.assemble(pill, " ", said)
