"""A folder that stands for a printer: each sheet lies there as one PDF file."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from kiosk.printing.contract import Job, Outcome

_PDF = b"%PDF-"


class FolderPrinter:
    """Writes each sheet whole or not at all, readable by the owner only."""

    def __init__(self, folder: Path) -> None:
        """Stand for ``folder``, which is made when first used."""
        self._folder = folder

    @property
    def name(self) -> str:
        """The folder's own name, without the path to it."""
        return f"folder:{self._folder.name}"

    def ready(self) -> Outcome | None:
        """Return ``UNREACHABLE`` if nothing can be written there."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return Outcome.UNREACHABLE
        return None if os.access(self._folder, os.W_OK | os.X_OK) else Outcome.UNREACHABLE

    def print(self, job: Job) -> Outcome:
        """Write the sheet and sync it before it is called printed."""
        if not job.pdf.startswith(_PDF):
            return Outcome.REFUSED
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._write(self._folder / f"{job.name}.pdf", job.pdf)
        except OSError:
            return Outcome.UNREACHABLE
        return Outcome.PRINTED

    def _write(self, target: Path, data: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(target)
        except OSError:
            with suppress(OSError):
                Path(name).unlink()
            raise
