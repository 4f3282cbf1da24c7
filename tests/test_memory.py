"""What this process holds stays its own; what it freed it does not keep."""

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
