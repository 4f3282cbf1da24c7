"""Files put in their place whole, or not at all."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kiosk.cli import out
from kiosk.cli.errors import CannotWrite
from kiosk.services.aside import aside

STREAM = Path("-")
"""As a file: standard input, or standard output."""


def ending(target: Path, named: str | None) -> str:
    """Return what a file's name ends with; of standard output, what was asked for instead."""
    return f".{named}" if named else target.suffix


@contextmanager
def written(target: Path) -> Iterator[BinaryIO]:
    """Yield what takes the bytes of a file; they are in its place when the block ends well.

    The file is readable by its owner alone. Whatever goes wrong, Ctrl+C too, leaves nothing
    behind. A device or pipe is written to as it is; so is standard output for ``-``, and what the
    command has to say goes to stderr then.

    Raises:
        CannotWrite: The disk is full, or the folder cannot be written to.
    """
    if target == STREAM:
        out.make_way()
        yield sys.stdout.buffer
        return
    place = target.resolve()
    try:
        if place.exists() and not place.is_file():
            with place.open("wb") as device:
                yield device
            return
        with aside(place.parent) as folder:
            handle, name = tempfile.mkstemp(dir=folder)
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(place)
    except OSError as error:
        raise CannotWrite(file=target.name) from error
