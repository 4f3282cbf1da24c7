"""The checker: what is going to be typed on CHSI, looked at beforehand, and nothing of it kept."""

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.strip import Strip
from textual.widgets import Input, Static

import assets
from assets import Lang
from kiosk.guide.checking import Checker, CheckerGone
from kiosk.guide.checks import Finding, What
from screens.apart import apart
from screens.guide.base import OVERVIEW, GuideScreen
from screens.guide.desk import Desk
from screens.langs import Speaks
from screens.widgets.entry import Entry, Line
from screens.widgets.keys import Hint
from screens.widgets.said import Said

_LONGEST = 80


class Verdict(Speaks, Static):
    """What is to be said about a value, below it; empty while nothing was checked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"verdict--wrong", "verdict--right"}

    finding: Finding | None = None

    def show(self, finding: Finding | None) -> None:
        """Say a finding, or nothing."""
        self.finding = finding
        self.retell()

    def render(self) -> Content:
        """Return a mark and the words."""
        if self.finding is None:
            return Content()
        key, look = ("right", "verdict--right") if self.finding.ok else ("wrong", "verdict--wrong")
        mark = self.words(f"screen.guide.check_{key}").stylize(self.get_visual_style(look))
        told = (*self.finding.problems, *self.finding.advice)
        said = [self.words(one.text, **one.values) for one in told]
        if self.finding.strength is not None:
            strength = self.words(f"checker.strength.{self.finding.strength.value}")
            said.insert(0, self.words("screen.guide.strength", strength=strength))
        return Content.assemble(mark, " ", Content(" ").join(said))


class FleetingLine(Line):
    """Shown character by character: rich remembers the texts that it measures or cuts."""

    def render_line(self, y: int) -> Strip:
        """Return the row; of a long value its end."""
        if self.password or y != 0:
            return super().render_line(y)
        cursor = self.get_component_rich_style("input--cursor")
        at = self.cursor_position if self.has_focus else -1
        shown = [
            Segment(char, cursor if place == at else None)
            for place, char in enumerate((*self.value, " "))
        ]
        room = self.size.width
        while sum(one.cell_length for one in shown) > room:
            del shown[0]
        return Strip(shown).adjust_cell_length(room).apply_style(self.rich_style)


class Fleeting(Entry):
    """An entry whose value can be forgotten at once, without a message that would carry it."""

    LINE = FleetingLine

    def __init__(self, what: What) -> None:
        """Ask for something; a password shows as dots."""
        super().__init__(
            f"checker.what.{what.value}",
            longest=_LONGEST,
            masked=what is What.PASSWORD,
            classes="-slim",
        )
        self.what = what

    def forget(self) -> None:
        """Hold nothing of what was typed."""
        self._about = ""
        self._line.set_reactive(Input.value, "")


class CheckerScreen(GuideScreen):
    """An entry for each thing that CHSI's form asks and that can be checked."""

    AUTO_FOCUS = ""
    HINTS: ClassVar[tuple[Hint, ...]] = (
        OVERVIEW,
        ("enter", "screen.guide.key_check"),
        ("tab", "screen.key.next_field"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "app.focus_previous"),
        ("down", "app.focus_next"),
    ]

    def __init__(self, desk: Desk) -> None:
        """Check nothing yet; the process that checks is started when the screen is shown."""
        super().__init__(desk)
        self._entries = {what: Fleeting(what) for what in What}
        self._verdicts = {what: Verdict() for what in What}
        self._checker: Checker | None = None

    def body(self) -> ComposeResult:
        """Return the entries, each with its verdict below."""
        with VerticalScroll(can_focus=False):
            yield Said("screen.guide.check_intro", classes="blk muted")
            for what in What:
                yield self._entries[what]
                yield self._verdicts[what]

    def on_mount(self) -> None:
        """Begin in the first entry.

        The process is started here, in a few milliseconds: a worker that is cancelled when the
        screen is left would let go of one that nobody ends.
        """
        self._entries[What.PHONE].focus()
        self._checker = Checker()

    def on_unmount(self) -> None:
        """Forget everything, however the screen was left, and end the process that checked."""
        for entry in self._entries.values():
            entry.forget()
        if self._checker is not None:
            self._checker.close()
            self._checker = None

    def title_in(self, lang: Lang) -> str:
        """Return the page's title."""
        return assets.say(lang, "screen.guide.checker")

    def on_entry_changed(self, event: Entry.Changed) -> None:
        """Say nothing about what is no longer there."""
        event.stop()
        if isinstance(event.entry, Fleeting):
            self._verdicts[event.entry.what].show(None)

    def on_entry_submitted(self, event: Entry.Submitted) -> None:
        """Go on to the next entry; leaving one has it checked."""
        event.stop()
        if not isinstance(event.entry, Fleeting):
            return
        order = list(What)
        at = order.index(event.entry.what)
        if at + 1 < len(order):
            self._entries[order[at + 1]].focus()
        else:
            self._look_at(event.entry)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check what was typed as soon as it is left."""
        left = event.widget.parent
        if isinstance(left, Fleeting):
            self._look_at(left)

    def _look_at(self, entry: Fleeting) -> None:
        if entry.value:
            self.run_worker(self._check(entry), group=entry.what.value, exclusive=True)

    async def _check(self, entry: Fleeting) -> None:
        """Have a value checked beside the screen; it goes nowhere else."""
        if self._checker is None:
            return
        try:
            finding = await apart(self._checker.check, entry.what, entry.value)
        except CheckerGone as error:
            finding = Finding(problems=(error.problem,))
        self._verdicts[entry.what].show(finding)
