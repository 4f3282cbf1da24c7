"""The roster: which files are to be read, and with what; what they would do is shown first."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from kiosk.errors import Problem
from kiosk.services.desk.desk import Desk
from kiosk.services.roster.work import Order
from screens.desk.adding import adding
from screens.desk.base import DeskScreen
from screens.desk.preview import PreviewScreen
from screens.desk.rows import Column, Row, Rows
from screens.langs import lang_of, spoken
from screens.widgets.keys import Hint
from screens.widgets.said import Said

_COLUMNS = (
    Column(""),
    Column("screen.roster.file"),
    Column("screen.roster.size", right=True),
    Column("screen.roster.changed"),
)
_ADD: Hint = ("a", "screen.roster.key.add")
_KILO = 1024


@dataclass(frozen=True, slots=True)
class Lying:
    """One file that may be a roster."""

    name: str
    """Its path below the folder."""
    size: int
    """Bytes."""
    changed: str
    """Day and minute."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What lies in the folder."""

    folder: Path
    files: tuple[Lying, ...]
    albums: tuple[str, ...]
    """Folders of photos, by their paths below the folder."""


class RosterScreen(DeskScreen[Shelf]):
    """The files of the home; Space ticks several that form one roster, Enter shows what they do."""

    NAME = "roster"
    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("enter", "screen.roster.key.preview"),
        ("space", "screen.desk_requests.key.tick"),
        ("p", "screen.roster.key.photos"),
        ("l", "screen.roster.key.full"),
        _ADD,
        ("r", "screen.roster.key.again"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ("space", "tick"),
        ("p", "photos"),
        ("l", "full"),
        ("a", "add"),
        ("r", "renew"),
    ]

    def __init__(self, desk: Desk) -> None:
        """Show the files."""
        super().__init__(desk)
        self._ticked: frozenset[str] = frozenset()
        self._album = ""
        self._full = False
        self._imports = desk.may("import")
        self._rows = Rows()
        self._empty = Said("", classes="hint")
        self._photos = Said("")
        self._left = Said("")

    def body(self) -> ComposeResult:
        """Return the files, what goes with them, and how files come here."""
        yield Said("screen.roster.title", classes="title")
        if not self._imports:
            yield Said("screen.roster.not_yours", classes="hint")
            return
        yield self._rows
        yield self._empty
        yield self._photos
        yield self._left
        yield Said("screen.roster.by_ssh", classes="hint gap")

    def read(self) -> Shelf:
        """Return what lies in the folder."""
        roster = self.desk.office().roster
        if not self._imports:
            return Shelf(roster.folder, (), ())
        folder = roster.folder
        return Shelf(
            folder,
            tuple(_lying(folder, one) for one in roster.files()),
            tuple(str(one.relative_to(folder)) for one in roster.albums()),
        )

    def show(self, shown: Shelf) -> None:
        """Show it."""
        if not self._imports:
            self.tell_keys(_ADD)
            return
        self._ticked &= {one.name for one in shown.files}
        self._rows.show(_COLUMNS, [self._row(one) for one in shown.files])
        key = "" if shown.files else "screen.roster.none"
        self._empty.say(key, **({"folder": str(shown.folder)} if key else {}))
        self._tell_options()

    def _row(self, one: Lying) -> Row:
        tick = "√" if one.name in self._ticked else " "
        size = f"{-(-one.size // _KILO)} KB"
        return Row(one.name, (f"[{tick}]", one.name, size, one.changed))

    def _tell_options(self) -> None:
        lang = lang_of(self)
        photos = self._album or spoken(lang, "screen.roster.no_photos")
        self._photos.say("screen.roster.photos", folder=photos)
        self._left.say(f"screen.roster.{'full' if self._full else 'partial'}")

    def action_tick(self) -> None:
        """Tick the file under the cursor, or take the tick back."""
        if self.shown is not None and self._rows.key:
            self._ticked ^= {self._rows.key}
            self.show(self.shown)

    def action_photos(self) -> None:
        """Have another folder of photos come with the files, or none."""
        if self.shown is not None:
            choices = ("", *self.shown.albums)
            at = choices.index(self._album) if self._album in choices else 0
            self._album = choices[(at + 1) % len(choices)]
            self._tell_options()

    def action_full(self) -> None:
        """Say whether the files hold everybody, so that whoever is not in them has left."""
        self._full = not self._full
        self._tell_options()

    def action_renew(self) -> None:
        """Look into the folder again."""
        self.renew()

    def action_add(self) -> None:
        """Add somebody by hand."""
        self.app.push_screen(adding(self.desk, self))

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Show what the ticked files would do; without ticks, the one under the cursor."""
        event.stop()
        if self.shown is None:
            return
        if self.desk_app.doing is not None:
            self.tell(Problem("screen.desk.job_first"))
            return
        names = sorted(self._ticked) or [event.key]
        folder = self.shown.folder
        album = folder / self._album if self._album else None
        order = Order(tuple(folder / name for name in names), album, self._full)
        self.app.push_screen(self.desk_app.sized(PreviewScreen(self.desk, order)))


def _lying(folder: Path, file: Path) -> Lying:
    found = file.stat()
    changed = datetime.fromtimestamp(found.st_mtime).astimezone()
    return Lying(str(file.relative_to(folder)), found.st_size, f"{changed:%Y-%m-%d %H:%M}")
