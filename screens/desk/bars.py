"""The rows around every page of the desk: its functions, its person, and the work behind it."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.reactive import reactive

from kiosk.model.staff import Role, Staff
from screens.desk.job import Doing
from screens.langs import Speaks
from screens.widgets.bars import press

_BAR = 20
"""Cells of a job's bar."""


class FunctionBar(Speaks):
    """The functions that the person may use, with their keys; a click on one is its key."""

    COMPONENT_CLASSES = {"functions--now", "functions--key"}  # noqa: RUF012 - Textual's own

    def __init__(self, functions: Sequence[tuple[str, str]], now: str) -> None:
        """Show functions.

        Args:
            functions: Name and key of each.
            now: Name of the one that is shown.
        """
        super().__init__()
        self._functions = functions
        self._now = now

    def _said(self) -> list[Content]:
        cap = self.get_visual_style("functions--key")
        found = []
        for name, key in self._functions:
            said = Content.assemble(
                Content.styled(key.upper(), cap), " ", self.words(f"screen.desk.{name}")
            )
            if name == self._now:
                said = Content(said.plain).stylize(self.get_visual_style("functions--now"))
            found.append(said)
        return found

    def _gap(self, said: list[Content]) -> int:
        """Return how many cells stand between functions: two where there is room."""
        whole = sum(one.cell_length + 2 for one in said) - 2
        return 2 if whole <= self.size.width else 1

    def render(self) -> Content:
        """Return the row."""
        said = self._said()
        return Content(" " * self._gap(said)).join(said)

    def on_click(self, event: events.Click) -> None:
        """Press the key of the function that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        event.stop()
        said, start = self._said(), 0
        for (_, key), one in zip(self._functions, said, strict=True):
            if start <= offset.x < start + one.cell_length:
                press(self, key)
            start += one.cell_length + self._gap(said)


class PersonBar(Speaks):
    """Who sits at the desk, as what, and for whom."""

    def __init__(self, staff: Staff) -> None:
        """Name one of the staff."""
        super().__init__()
        self._staff = staff

    def render(self) -> Content:
        """Return the row."""
        staff = self._staff
        scope = Content("、".join((*staff.colleges, *staff.classes)))
        if staff.role in {Role.SCHOOL, Role.LAB}:
            scope = self.words(f"screen.desk.scope.{staff.role.value}")
        return self.words(
            "screen.desk.person",
            name=staff.name,
            role=self.words(f"screen.desk.role.{staff.role.value}"),
            scope=scope,
        )


class JobBar(Speaks):
    """The work that goes on behind the pages; no row at all while there is none."""

    COMPONENT_CLASSES = {"job--bar"}  # noqa: RUF012 - Textual's own

    doing: reactive[Doing | None] = reactive[Doing | None](None)

    def on_mount(self) -> None:
        """Follow the work of the app."""
        self.watch(self.app, "doing", self._follow)

    def _follow(self, doing: Doing | None) -> None:
        self.doing = doing

    def watch_doing(self) -> None:
        """Take a row only while there is work."""
        self.set_class(self.doing is not None, "-doing")

    def render(self) -> Content:
        """Return the row."""
        doing = self.doing
        if doing is None:
            return Content()
        job, parts = doing.job, [self.words(doing.job.label)]
        if job.total:
            full = _BAR * min(doing.done, job.total) // job.total
            bar = Content.styled("▆" * full, self.get_visual_style("job--bar"))
            parts.append(Content.assemble(bar, "·" * (_BAR - full)))
            parts.append(Content(f"{doing.done}/{job.total}"))
        else:
            parts.append(Content(str(doing.done)))
        if doing.stopping:
            parts.append(self.words("screen.desk.job_stopping"))
        elif job.stoppable:
            parts.append(self.words("screen.desk.job_stop"))
        return Content("  ").join(parts)
