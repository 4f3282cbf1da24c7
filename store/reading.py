"""Reading one file whole, of a folder in which anybody may have put anything."""

import errno
import os
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

Stamp = tuple[int, int, int]
"""What tells a changed file: inode, time of change in nanoseconds, size in bytes."""

_SPOILED = frozenset({errno.EIO, errno.EISDIR, errno.ELOOP, errno.EBADMSG, errno.EUCLEAN})
"""What the system says of one name that cannot be read, while the others can."""


class NoFile(Exception):
    """What has the name is no file, or lies where the disk is spoiled."""


@dataclass(frozen=True, slots=True)
class Content:
    """A file as it was read."""

    data: bytes
    stamp: Stamp


def content(path: Path) -> Content:
    """Return a file as it is now.

    Raises:
        NoFile: A folder, a pipe or a link to nowhere has its name, or the disk is spoiled there.
        OSError: The folder cannot be reached, or has no such file.
    """
    try:
        with open(path, "rb", 0, opener=_at_once) as file:
            status = os.fstat(file.fileno())
            if not S_ISREG(status.st_mode):
                raise NoFile
            return Content(file.read(), stamp_of(status))
    except OSError as error:
        if error.errno in _SPOILED:
            raise NoFile from error
        raise


def _at_once(path: str, flags: int) -> int:
    """Open a file, and wait for nobody if it is a pipe."""
    return os.open(path, flags | os.O_NONBLOCK)


def stamp_of(status: os.stat_result) -> Stamp:
    """Return the stamp of a file by its status.

    Inodes are used again, so a file that may be told apart by its stamp must grow with every
    write.
    """
    return status.st_ino, status.st_mtime_ns, status.st_size
