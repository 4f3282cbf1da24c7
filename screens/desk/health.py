"""Health: what doctor finds and the cure, what waits for paper, how old the evidence is."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from kiosk.errors import Problem
from kiosk.services.desk.desk import Desk
from kiosk.services.desk.health import Report
from kiosk.services.desk.task import Task
from kiosk.services.doctor import Check, Finding
from screens.desk.base import DeskScreen
from screens.desk.job import Job
from screens.desk.rows import Column, Row, Rows
from screens.desk.whole import Whole
from screens.langs import lang_of, spoken
from screens.widgets.keys import Hint
from screens.widgets.said import Said

_COLUMNS = (Column(""), Column("screen.health.check"), Column("screen.health.found"))
_EVERY = 60
"""Seconds after which everything is examined anew."""
_MINUTE = 16
_BY_SCHOOL: tuple[Hint, ...] = (
    ("v", "screen.evidence.key_check"),
    ("b", "screen.evidence.key_keep"),
)
"""Who may run ``kiosk backup``."""


class HealthScreen(DeskScreen[Report]):
    """Trouble first, then terminals, then all other checks; what to do about it stands below."""

    NAME = "health"
    HINTS: ClassVar[tuple[Hint, ...]] = (("r", "screen.health.key_again"),)
    BINDINGS: ClassVar[list[BindingType]] = [("r", "again"), ("v", "check"), ("b", "keep")]

    def __init__(self, desk: Desk) -> None:
        """Examine."""
        super().__init__(desk)
        self._figures = Said("screen.health.examining", classes="title")
        self._paper = Said("")
        self._evidence = Said("", classes="muted")
        self._rows = Rows()
        self._whole = Whole()

    def body(self) -> ComposeResult:
        """Return the figures, the checks, and the one under the cursor in full."""
        yield self._figures
        yield self._paper
        yield self._evidence
        yield self._rows
        yield self._whole

    def on_mount(self) -> None:
        """Examine again from time to time."""
        self.set_interval(_EVERY, self.renew)

    def read(self) -> Report:
        """Return how everything is."""
        return self.desk.office().health.report()

    def show(self, shown: Report) -> None:
        """Show it."""
        poor = sum(not one.ok for one in shown.findings)
        key = "screen.health.poor" if poor else "screen.health.fine"
        at = f"{shown.examined:%H:%M}"
        self._figures.say(key, n=str(poor), total=str(len(shown.findings)), at=at)
        waiting = "waiting" if shown.waiting else "none_waits"
        since = _minute(shown.since)
        self._paper.say(f"screen.health.{waiting}", n=str(shown.waiting), since=since)
        never = spoken(lang_of(self), "screen.health.never").plain
        self._evidence.say(
            "screen.health.evidence",
            sealed=_minute(shown.sealed) or never,
            backed_up=_minute(shown.backed_up) or never,
            roster=_minute(shown.roster) or never,
        )
        found = sorted(enumerate(shown.findings), key=_order)
        self._rows.show(_COLUMNS, [self._row(at, one) for at, one in found])
        self._tell_whole()
        self.tell_keys(*self.HINTS, *(_BY_SCHOOL if self.desk.may("backup") else ()))

    def _row(self, at: int, one: Finding) -> Row:
        mark = ("✓", "good") if one.ok else (spoken(lang_of(self), "widget.wrong").plain, "wrong")
        title = spoken(lang_of(self), f"doctor.{one.check}.title").plain
        return Row(str(at), ((mark,), title, self._said(one.detail)))

    def _said(self, problem: Problem) -> str:
        return spoken(lang_of(self), problem.text, **problem.values).plain

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Say what to do about it."""
        event.stop()
        self._tell_whole()

    def _tell_whole(self) -> None:
        if self.shown is None or not self._rows.key:
            return
        one = self.shown.findings[int(self._rows.key)]
        text = self._said(one.detail)
        if one.cure is not None:
            cure = spoken(lang_of(self), "cli.doctor.cure", cure=self._said(one.cure)).plain
            text = f"{text}\n{cure.strip()}"
        self._whole.tell(text)

    def action_again(self) -> None:
        """Examine everything now."""
        self._figures.say("screen.health.examining")
        self.desk.office().health.again()
        self.renew()

    def action_check(self) -> None:
        """Have the whole store looked through, behind the pages."""
        evidence = self.desk.office().evidence
        self.run_worker(self._begin("screen.evidence.check_job", evidence.check), exclusive=True)

    def action_keep(self) -> None:
        """Have a backup made, behind the pages."""
        evidence = self.desk.office().evidence
        self.run_worker(self._begin("screen.evidence.keep_job", evidence.keep), exclusive=True)

    async def _begin(self, label: str, begin: Callable[[], tuple[int, Task[Any]]]) -> None:
        if not self.desk.may("backup"):
            return
        if self.desk_app.doing is not None:
            self.tell(Problem("screen.desk.job_first"))
            return
        begun = await self.ask(begin)
        if begun is not None:
            total, task = begun
            self.desk_app.start(Job(label, total, task.steps, task.told))


def _order(one: tuple[int, Finding]) -> tuple[bool, bool]:
    """Return what sorts a row: trouble first, and of what is in order the terminals."""
    return one[1].ok, one[1].check is not Check.TERMINALS


def _minute(at: str) -> str:
    return at[:_MINUTE].replace("T", " ")
