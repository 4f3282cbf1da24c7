"""The troubleshooter: what the screen says, typed roughly, or looked for in the list."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

import assets
from assets import Lang
from screens.apart import apart
from screens.guide.base import OVERVIEW, GuideScreen
from screens.guide.desk import Desk
from screens.langs import Speaks, lang_of
from screens.messages import GuideAsked
from screens.widgets.choices import Choice, Choices
from screens.widgets.entry import Entry
from screens.widgets.keys import Hint
from screens.widgets.said import Said

_LONGEST = 120


class TroublesScreen(Speaks, GuideScreen):
    """A field to type into, and the troubles that may be meant, the likeliest first."""

    AUTO_FOCUS = ""
    HINTS: ClassVar[tuple[Hint, ...]] = (
        OVERVIEW,
        ("arrows", "screen.key.choose"),
        ("enter", "screen.guide.key_open"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)"),
        ("down", "move(1)"),
        ("pageup", "move(-5)"),
        ("pagedown", "move(5)"),
    ]

    def __init__(self, desk: Desk) -> None:
        """Search what the desk has."""
        super().__init__(desk)
        self._entry = Entry("screen.guide.says", longest=_LONGEST)
        self._choices = Choices()
        self._none = Said("screen.guide.nothing_found", classes="muted")
        self._names: dict[str, str] = {}

    def body(self) -> ComposeResult:
        """Return the field above the list."""
        yield self._entry
        yield self._none
        yield self._choices

    def on_mount(self) -> None:
        """Begin in the field, with all troubles to browse."""
        self._entry.focus()
        # letters need the readings of pinyin, which take 40 ms to load: not with the first key
        self.run_worker(apart(self.desk.search, self.desk.book(lang_of(self)), "a"))

    def title_in(self, lang: Lang) -> str:
        """Return the page's title."""
        return assets.say(lang, "screen.guide.troubles")

    def retell(self) -> None:
        """List what may be meant, in the language of now."""
        book = self.desk.book(lang_of(self))
        typed = self._entry.value
        found = self.desk.search(book, typed) if typed else book.troubles
        self._names = {one.title: one.name for one in found}
        self._choices.offer(tuple(map(Choice, self._names)), 0, begin=True)
        self._none.display = not found

    def on_entry_changed(self, event: Entry.Changed) -> None:
        """Leave what may be meant."""
        event.stop()
        self.retell()

    def on_entry_submitted(self, event: Entry.Submitted) -> None:
        """Open what the cursor is on."""
        event.stop()
        choice = self._choices.current
        if choice is not None:
            self._open(choice.value)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Open what was clicked."""
        event.stop()
        self._open(event.value)

    def _open(self, title: str) -> None:
        if title in self._names:  # else the list became another since it was clicked
            self.post_message(GuideAsked(self._names[title]))

    def action_move(self, by: int) -> None:
        """Move through the list."""
        self._choices.move(by)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move through the list."""
        event.stop()
        self.action_move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move through the list."""
        event.stop()
        self.action_move(-1)
