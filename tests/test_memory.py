"""What this process holds stays its own; what it freed it does not keep."""

import subprocess
import sys
from threading import Thread

from kiosk.memory import give_back
from tests.scattered import MOST, held, scatter


def test_what_was_freed_in_pieces_is_given_back() -> None:
    pieces = scatter()
    before = held()
    give_back()
    assert before - held() > MOST
    assert pieces


def test_so_is_what_another_thread_freed() -> None:
    pieces: list[bytes] = []
    thread = Thread(target=lambda: pieces.extend(scatter()))
    thread.start()
    thread.join()
    before = held()
    give_back()
    assert before - held() > MOST
    assert pieces


_HEAPS = """
from concurrent.futures import ThreadPoolExecutor
from ctypes import CDLL, c_char_p, c_void_p
from threading import Barrier
import sys
from kiosk.memory import share_heap

if sys.argv[1] == "shared":
    share_heap()
meet = Barrier(4)

def work(_):
    meet.wait()
    return b"x" * 1000

with ThreadPoolExecutor(4) as pool:
    held = list(pool.map(work, range(4)))
libc = CDLL(None)
libc.fdopen.restype = c_void_p
out = c_void_p(libc.fdopen(1, c_char_p(b"w")))
libc.malloc_info(0, out)
libc.fflush(out)
"""


def heaps(kind: str) -> int:
    """Return how many heaps a program with four threads has."""
    command = [sys.executable, "-c", _HEAPS, kind]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return told.count("<heap nr=")


def test_all_threads_share_one_heap() -> None:
    assert heaps("shared") == 1
    assert heaps("each its own") > 1
