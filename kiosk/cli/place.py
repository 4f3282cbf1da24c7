"""Files put in their place whole, or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from kiosk.cli.errors import CannotWrite


@contextmanager
def written(target: Path) -> Iterator[BinaryIO]:
    """Yield what takes the bytes of a file; they are in its place when the block ends well.

    The file is readable by its owner alone. Whatever goes wrong, Ctrl+C too, leaves nothing
    behind. A device or pipe is written to as it is.

    Raises:
        CannotWrite: The disk is full, or the folder cannot be written to.
    """
    place = target.resolve()
    try:
        if place.exists() and not place.is_file():
            with place.open("wb") as device:
                yield device
            return
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=place.suffix)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(place)
        finally:
            with suppress(FileNotFoundError):
                Path(name).unlink()
    except OSError as error:
        raise CannotWrite(file=target.name) from error
