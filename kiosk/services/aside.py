"""A folder for what is not whole yet, beside its place; what the dead left there is removed."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

_PREFIX = ".hedui-"
_YOUNG = 60
"""Seconds after which whoever made a folder holds it."""


@contextmanager
def aside(folder: Path) -> Iterator[Path]:
    """Yield a new folder in ``folder``, for its owner alone, until the block ends.

    Before, the folders are removed of those who were killed within such a block: a living one
    holds its own. A file system that holds no folders keeps them.

    Raises:
        OSError: It cannot be made.
    """
    for left in folder.glob(f"{_PREFIX}*"):
        _sweep(left)
    with TemporaryDirectory(prefix=_PREFIX, dir=folder) as made, _held(Path(made)):
        yield Path(made)


def _sweep(left: Path) -> None:
    with suppress(OSError), _held(left) as dead:  # tidying stops nobody
        if dead and left.stat().st_mtime < time.time() - _YOUNG:
            shutil.rmtree(left)


@contextmanager
def _held(folder: Path) -> Iterator[bool]:
    """Hold a folder until the block ends; yields false if it cannot be, as another one holds it."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            held = True
        except OSError:
            held = False
        yield held
    finally:
        os.close(descriptor)
