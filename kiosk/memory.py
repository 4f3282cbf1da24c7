"""What this process holds stays its own, in no core dump and before no other process's eyes.

What it freed it does not keep.
"""

import resource
import sys
from contextlib import suppress
from ctypes import CDLL

_PR_SET_DUMPABLE = 4
_M_ARENA_MAX = -8


def no_dumps() -> None:
    """Keep this process from ever leaving its memory in a file when it crashes."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def shut_memory() -> None:
    """Keep other processes of this account from reading this one's memory.

    It also means no dump where dumps are piped to a program: there, the limit does not count.
    """
    if sys.platform == "linux":
        CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def share_heap() -> None:
    """Have all threads of this process share one heap; to be called before there are others.

    Else glibc makes up to eight for each processor, and each keeps what once was needed to draw a
    sheet. Another C library is left to itself.
    """
    with suppress(AttributeError):
        CDLL(None).mallopt(_M_ARENA_MAX, 1)


def give_back() -> None:
    """Give what was freed back to the system, which empties it; only glibc has to be asked."""
    with suppress(AttributeError):
        CDLL(None).malloc_trim(0)
