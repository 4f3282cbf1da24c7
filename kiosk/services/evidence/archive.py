"""A backup's file: a zip whose comment is the SHA-256 of all that stands before it.

So any program opens it, and a single changed byte is noticed before anything is believed.
"""

import hashlib
import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from lzma import LZMAError
from pathlib import Path
from typing import IO, Any, Self
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from kiosk.errors import KioskError
from kiosk.keys.safe import sync
from kiosk.services.aside import aside

_DIGEST = 64
_BLOCK = 1 << 20
_FAST = 1
_UNREADABLE = (
    BadZipFile,
    EOFError,
    KeyError,
    LZMAError,
    OSError,
    RuntimeError,
    ValueError,
    zlib.error,
)
"""What the readers of zip and JSON raise; among ``RuntimeError``: a password, JSON too deep."""


class CannotBackUp(KioskError):
    """A file named ``file`` cannot be written."""

    text = "seal.cannot_back_up"


class BackupDamaged(KioskError):
    """The file is no backup, or not what was written."""

    text = "seal.backup_damaged"


class Archive:
    """The parts of a backup, by name."""

    def __init__(self, zipped: ZipFile, opened: AbstractContextManager[object]) -> None:
        """Use an open zip; ``opened`` is what leaving the archive closes."""
        self._zip = zipped
        self._opened = opened

    def __enter__(self) -> Self:
        """Return the archive."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._opened.__exit__(None, None, None)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Return a backup that is as it was written.

        Raises:
            BackupDamaged: It is not, or cannot be read.
        """
        with ExitStack() as opened:
            try:
                file = opened.enter_context(path.open("rb"))
                whole = _digest(file) == file.read()
                zipped = opened.enter_context(ZipFile(file)) if whole else None
            except _UNREADABLE as error:
                raise BackupDamaged from error
            if zipped is None:
                raise BackupDamaged
            return cls(zipped, opened.pop_all())

    def names(self, folder: str) -> Iterator[str]:
        """Yield the names of the parts in a folder, without the folder's."""
        for name in self._zip.namelist():
            if name.startswith(f"{folder}/"):
                yield name.removeprefix(f"{folder}/")

    def read(self, name: str) -> bytes:
        """Return one part.

        Raises:
            BackupDamaged: There is none that can be read.
        """
        try:
            return self._zip.read(name)
        except _UNREADABLE as error:
            raise BackupDamaged from error

    def lines(self, name: str) -> Iterator[Any]:
        """Yield the JSON values of a part, one a line.

        Raises:
            BackupDamaged: There are none, or none that can be read.
        """
        try:
            with self._zip.open(name) as part:
                for line in part:
                    yield json.loads(line)
        except _UNREADABLE as error:
            raise BackupDamaged from error

    def add(self, name: str, data: bytes) -> None:
        """Write one part."""
        self._zip.writestr(name, data)

    def add_lines(self, name: str, values: Iterable[Any]) -> int:
        """Write JSON values as they come, and return how many."""
        count = 0
        with self._zip.open(name, "w", force_zip64=True) as part:
            for count, value in enumerate(values, 1):  # noqa: B007 - wanted after
                text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
                part.write(text.encode() + b"\n")
        return count


def write(path: Path, fill: Callable[[Archive], None], check: Callable[[Archive], None]) -> None:
    """Write a backup: aside, durably, read back, and only then under its name.

    Args:
        path: Its file; one of the same name is replaced.
        fill: Writes the parts.
        check: Looks through what can be read back.

    Raises:
        CannotBackUp: It cannot be written, or a folder or device has its name.
        BackupDamaged: It cannot be read back.
    """
    if path.exists() and not path.is_file():
        raise CannotBackUp(file=path.name)
    try:
        with aside(path.parent) as folder:
            temp = folder / path.name
            _write(temp, fill)
            with Archive.open(temp) as archive:
                check(archive)
            temp.replace(path)
            sync(path.parent)
    except OSError as error:
        raise CannotBackUp(file=path.name) from error


def _write(path: Path, fill: Callable[[Archive], None]) -> None:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w+b") as file:  # noqa: PTH123 - the mode is set at birth
        with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=_FAST) as zipped:
            fill(Archive(zipped, zipped))
            zipped.comment = b" " * _DIGEST
        file.write(_digest(file))
        file.flush()
        os.fsync(descriptor)


def _digest(file: IO[bytes]) -> bytes:
    """Return the digest of all but the comment, and leave the file there."""
    rest = file.seek(-_DIGEST, os.SEEK_END)
    file.seek(0)
    digest = hashlib.sha256()
    while rest:
        block = file.read(min(rest, _BLOCK))
        if not block:
            raise BackupDamaged
        digest.update(block)
        rest -= len(block)
    file.seek(-_DIGEST, os.SEEK_END)
    return digest.hexdigest().encode()
