"""What this machine keeps about me: for students, at any time, in plain words."""

from typing import ClassVar

from textual.app import ComposeResult

import assets
from assets import Lang
from kiosk.config import Contact
from screens.guide.page import Page
from screens.guide.rows import Look, Sheet
from screens.leaf import READ, Leaf
from screens.widgets.keys import Hint

_PARTS = ("kept", "years", "seen", "never", "printed", "right")


class PrivacyScreen(Leaf):
    """Lies over wherever one is; says what is true of the code, and of the school's rule."""

    TITLE_KEY = "screen.privacy.title"
    HINTS: ClassVar[tuple[Hint, ...]] = (READ,)

    def __init__(self, years: int, contact: Contact) -> None:
        """Tell.

        Args:
            years: After graduation, for which the school keeps a file.
            contact: Whom to turn to; nobody: staff.
        """
        super().__init__()
        self._years = str(years)
        self._who = " ".join(filter(None, (contact.name, contact.room, contact.phone)))

    def body(self) -> ComposeResult:
        """Return what is to be read."""
        yield Page(self._write)

    def _write(self, sheet: Sheet, lang: Lang) -> None:
        who = self._who or assets.say(lang, "screen.privacy.nobody")
        for part in _PARTS:
            sheet.write(assets.say(lang, f"screen.privacy.{part}.title"), Look.CAP)
            text = assets.say(lang, f"screen.privacy.{part}.text", years=self._years, who=who)
            for line in text.splitlines():
                sheet.write(line, hang=2)
            sheet.gap()
