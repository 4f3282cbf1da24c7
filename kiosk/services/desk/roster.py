"""The roster at the desk: the files that lie there, and an import from its preview to its end."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assets import Lang
from kiosk.errors import KioskError, Problem
from kiosk.roster.grids import SUFFIXES
from kiosk.services.roster.work import GoOn, Looked, Order, Outcome, Preview, Written
from kiosk.services.work import Work, WorkBrokenOff

_OURS = frozenset({"data", "keys", "seals", "out", "log", "packs", "exports", "backups"})
"""Folders of a home in which no roster lies."""
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff", ".gif"})
_REJECTS = ".bad."
"""In the name of a file of rows that were left out before: nobody means it by chance."""


class Import:
    """One import, from the preview to its end."""

    def __init__(self, work: Work) -> None:
        """Take over work that does what ``bring`` does."""
        self._work = work
        self._told = work.told()
        self.outcome: Outcome | None = None
        """How it ended; none: it has not, or it broke off."""

    def preview(self, looked: Callable[[Looked], None]) -> Preview:
        """Return what it would do.

        Args:
            looked: Is told how many files were read.

        Raises:
            WorkRefused: A file cannot be taken.
            WorkBrokenOff: It was dropped, or the process died.
        """
        for one in self._told:
            if isinstance(one, Preview):
                return one
            looked(one)
        raise WorkBrokenOff

    def drop(self) -> None:
        """Have nothing imported: nothing was written yet."""
        self._work.break_off()

    def carry_out(self, *, skip_bad: bool, lang: Lang) -> Iterator[int]:
        """Write; yield how many students each durable step wrote.

        Args:
            skip_bad: Leave out the bad rows; they are written beside their files.
            lang: Of the reasons in those files.

        Raises:
            WorkRefused: Nothing more is written, for the reason told.
            WorkBrokenOff: The process died; importing the same files again completes it.
        """
        self._work.say(GoOn(skip_bad, lang))
        for one in self._told:
            if isinstance(one, Written):
                yield one.students
            else:
                self.outcome = one

    def stopped(self) -> Problem:
        """End it after the step of now, and return in words what was written."""
        self._work.say("stop")
        try:
            for one in self._told:
                if isinstance(one, Outcome):
                    self.outcome = one
        except KioskError as error:
            return error.problem
        return self.ended()

    def ended(self) -> Problem:
        """Return in words how it ended."""
        outcome = self.outcome
        if outcome is None:
            return WorkBrokenOff().problem
        figures = {"written": str(outcome.written), "unwritten": str(outcome.unwritten)}
        if outcome.unwritten:
            return Problem("screen.roster.stopped", figures)
        if outcome.beside:
            beside = {"files": "、".join(outcome.beside)}
            return Problem("screen.roster.done_beside", figures | beside)
        return Problem("screen.roster.done", figures)


@dataclass(frozen=True, slots=True)
class RosterDesk:
    """The import as the desk uses it."""

    folder: Path
    """Where files are looked for: the home, and what lies below it."""
    work: Callable[[Order], Work]
    """Starts a process that does what ``bring`` does."""

    def files(self) -> tuple[Path, ...]:
        """Return the rosters that lie in the folder, the newest first."""
        found = [
            one
            for one in self._visible()
            if one.suffix.lower() in SUFFIXES and _REJECTS not in one.name
        ]
        return tuple(sorted(found, key=lambda one: (-one.stat().st_mtime_ns, one)))

    def albums(self) -> tuple[Path, ...]:
        """Return the folders that hold pictures."""
        pictures = (one for one in self._visible() if one.suffix.lower() in _PICTURES)
        return tuple(sorted({one.parent for one in pictures} - {self.folder}))

    def _visible(self) -> Iterator[Path]:
        """Yield the files of the home that are not the program's own."""
        for place, folders, names in os.walk(self.folder):
            ours = _OURS if Path(place) == self.folder else frozenset[str]()
            folders[:] = [one for one in folders if one not in ours and not one.startswith(".")]
            yield from (Path(place) / one for one in names if not one.startswith("."))

    def start(self, order: Order) -> Import:
        """Begin an import."""
        return Import(self.work(order))
