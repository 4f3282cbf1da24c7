"""What is shown at the desk as a file: in the home's folder, or by a command over SSH."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import Problem
from kiosk.services.ports import Clock
from kiosk.services.tables import Table


@dataclass(frozen=True, slots=True)
class Exports:
    """Writes tables where whoever sits at the desk can take them."""

    folder: Path
    clock: Clock
    save: Callable[[Table, Path], None]
    """Writes a table whole or not at all."""
    remote: bool
    """Over SSH nobody reaches the folder: the command is told that sends the same."""

    def export(self, table: Table, command: str) -> Problem:
        """Write a table, or tell how to get it, and return what to say.

        Args:
            table: What is shown.
            command: Of the command line, without ``-o``; its first word names the file.

        Raises:
            KioskError: There is no room.
        """
        if self.remote:
            return Problem("screen.desk.export_by", {"command": f"{command} -o - --format xlsx"})
        self.folder.mkdir(mode=0o700, exist_ok=True)
        name = command.partition(" ")[0]
        file = self.folder / f"{name}-{self.clock():%Y%m%d-%H%M%S}.xlsx"
        self.save(table, file)
        return Problem("screen.desk.exported", {"file": str(file)})
