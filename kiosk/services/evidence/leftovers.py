"""Files beside the store that show students: printed sheets, and what the desk made of many."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.model.seal import Retired
from kiosk.rules.code import short_number


class CannotRemove(KioskError):
    """A file in the folder ``file`` cannot be removed."""

    text = "retention.cannot_remove"


@dataclass(frozen=True, slots=True)
class Leftovers:
    """Folders of the home, which need not be there."""

    printed: tuple[Path, ...]
    """What printed into a folder: files named after the sheet or the request."""
    made: tuple[Path, ...]
    """Packs and lists of the desk, which can be made again of who is left."""

    def clear(self, gone: Iterable[Retired], last: datetime) -> int:
        """Remove what may show somebody who was taken out, and return how many files it were.

        Args:
            gone: They.
            last: When the last of them was: no pack or list from before stays.

        Raises:
            CannotRemove: At the first file that stays.
        """
        count = 0
        numbers = {short_number(sheet_id) for one in gone for sheet_id in one.sheets}
        for folder in (*self.printed, *self.made):
            try:
                for path in _files(folder):
                    old = folder in self.made and path.stat().st_mtime <= last.timestamp()
                    if old or _number(path) in numbers:
                        path.unlink()
                        count += 1
            except OSError as error:
                raise CannotRemove(file=folder.name) from error
        return count

    def count(self) -> int:
        """Return how many packs and lists there are."""
        return sum(len(_files(folder)) for folder in self.made)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []


def _number(path: Path) -> str:
    """Return the sheet's number in ``<number>.<copy>.pdf`` or ``R-<number>.list.pdf``."""
    return path.name.partition(".")[0].removeprefix("R-")
