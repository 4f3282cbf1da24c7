"""A folder that stands for a printer: each sheet lies there as one PDF file."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.printing.contract import Job, Outcome, Readiness, Told, is_pdf

_UNFINISHED = ".part"


class FolderPrinter:
    """Writes each sheet whole or not at all, readable by the owner only."""

    def __init__(self, folder: Path) -> None:
        """Stand for ``folder``, which is made when first used."""
        self._folder = folder

    @property
    def name(self) -> str:
        """The folder's own name, without the path to it."""
        return f"folder:{self._folder.name}"

    def ready(self) -> Readiness:
        """Return ``UNREACHABLE`` if nothing can be written there."""
        try:
            with self._alone():
                writable = os.access(self._folder, os.W_OK | os.X_OK)
        except OSError:
            writable = False
        return Readiness(None if writable else Outcome.UNREACHABLE)

    def print(self, job: Job, told: Told) -> Outcome:  # noqa: ARG002 - nobody waits for a folder
        """Write the sheet and sync it before it is called printed."""
        if not is_pdf(job.pdf):
            return Outcome.REFUSED
        try:
            with self._alone() as folder:
                self._write(self._sheet(job.name), job.pdf)
                os.fsync(folder)
        except OSError:
            return Outcome.UNREACHABLE
        return Outcome.PRINTED

    def found(self, name: str, told: Told) -> Outcome | None:  # noqa: ARG002 - as above
        """Return ``PRINTED`` if the sheet lies there."""
        return Outcome.PRINTED if self._sheet(name).exists() else None

    def _sheet(self, name: str) -> Path:
        return self._folder / f"{name}.pdf"

    @contextmanager
    def _alone(self) -> Iterator[int]:
        """Hold the folder among all processes; what a crashed one left unfinished is removed."""
        self._folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            self._tidy()
            try:
                yield handle
            finally:
                self._tidy()
        finally:
            os.close(handle)

    def _tidy(self) -> None:
        for left in self._folder.glob(f"*{_UNFINISHED}"):
            left.unlink()

    def _write(self, target: Path, data: bytes) -> None:
        unfinished = target.with_name(target.name + _UNFINISHED)
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
