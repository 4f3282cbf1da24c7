"""What this process holds stays its own: in no core dump, and before no other process's eyes."""

import resource
import sys
from ctypes import CDLL

_PR_SET_DUMPABLE = 4


def no_dumps() -> None:
    """Keep this process from ever leaving its memory in a file when it crashes."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def shut_memory() -> None:
    """Keep other processes of this account from reading this one's memory.

    It also means no dump where dumps are piped to a program: there, the limit does not count.
    """
    if sys.platform == "linux":
        CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
