"""The rows around every page of the desk: its functions, its person, and the work behind it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.content import Content

from kiosk.model.staff import Role, Staff
from screens.desk.job import Doing
from screens.langs import Speaks
from screens.widgets.keys import KeyRow

if TYPE_CHECKING:
    from screens.desk.app import DeskApp

_BAR = 20
"""Cells of a job's bar."""


class FunctionBar(KeyRow):
    """The functions that the person may use, with their keys."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"functions--now", "functions--key"}

    def __init__(self, functions: Sequence[tuple[str, str]], now: str) -> None:
        """Show functions.

        Args:
            functions: Name and key of each.
            now: Name of the one that is shown.
        """
        super().__init__()
        self._functions = functions
        self._now = now

    def row(self) -> list[tuple[str, Content]]:
        """Return the functions, the one of now marked."""
        cap, now = map(self.get_visual_style, ("functions--key", "functions--now"))
        row = []
        for name, key in self._functions:
            said = Content.assemble(
                Content.styled(key.upper(), cap), " ", self.words(f"screen.desk.{name}")
            )
            row.append((key, Content(said.plain).stylize(now) if name == self._now else said))
        return row


class PersonBar(Speaks):
    """Who sits at the desk, as what, and for whom; at its end, that a terminal needs somebody."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"person--pill", "person--alarm"}

    def __init__(self, staff: Staff) -> None:
        """Name one of the staff."""
        super().__init__()
        self._staff = staff

    def render(self) -> Content:
        """Return the row; the person gives way where there is no room for both."""
        person, alarm = self._person(), self._alarm()
        if not alarm:
            return person
        room = self.content_size.width - alarm.cell_length - 1
        return Content.assemble(person.truncate(room, ellipsis=True, pad=True), " ", alarm)

    def _alarm(self) -> Content:
        alarms = cast("DeskApp", self.app).alarms
        if not alarms:
            return Content()
        key = "screen.alarm.one" if len(alarms) == 1 else "screen.alarm.many"
        said = self.words(key, name=alarms[0], n=str(len(alarms)))
        pill, style = map(self.get_visual_style, ("person--pill", "person--alarm"))
        return Content.assemble(Content.styled(" ! ", pill), " ", said.stylize(style))

    def _person(self) -> Content:
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

    @property
    def _doing(self) -> Doing | None:
        return cast("DeskApp", self.app).doing

    def retell(self) -> None:
        """Take a row only while there is work."""
        self.set_class(self._doing is not None, "-doing")
        super().retell()

    def render(self) -> Content:
        """Return the row."""
        doing = self._doing
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
