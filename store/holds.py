"""Names held among all threads and processes on a folder."""

import fcntl
import hashlib
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager

from store.files import Files, told

_SIDE_FILE = "holds"
_HIGHEST = (1 << 62) - 1


@contextmanager
def held(files: Files, name: str) -> Iterator[bool]:
    """Hold any name if nobody does: one byte of a side file, at a place that its hash gives.

    The lock belongs to this opening of the file, so it parts threads too, and goes with the
    process.

    Source: fcntl(2), "Open file description locks".
    """
    place = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) & _HIGHEST
    byte = struct.pack("hhqqi0q", fcntl.F_WRLCK, os.SEEK_SET, place, 1, 0)
    with told():
        descriptor = files.open_lock(_SIDE_FILE)
    try:
        with told():
            got = _locked(descriptor, byte)
        yield got
    finally:
        os.close(descriptor)


def _locked(descriptor: int, byte: bytes) -> bool:
    try:
        fcntl.fcntl(descriptor, fcntl.F_OFD_SETLK, byte)
    except BlockingIOError:
        return False
    return True
