"""The server dies in the middle of signings, and comes back."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Event as Flag

import pytest

from kiosk.errors import Conflict, StoreUnreachable
from store.contract import Entry
from store.postgres import PostgresStore
from tests.postgres import Places, Server
from tests.store.samples import assert_holds, declared, imported, visits

KIOSKS = 4
LIVES = 3


@pytest.fixture(scope="module")
def server(new_server: Callable[[], Server]) -> Server:
    return new_server()


@pytest.fixture
def place(server: Server) -> str:
    return Places(server.dsn).empty()


def sign(store: PostgresStore, number: str, visit: str, unknown: list[str]) -> None:
    """Declare as the use case does, and note when the outcome was unknown."""
    while visit not in visits(before := store.events(number)):
        try:
            store.append(Entry(number, len(before), (declared(visit),), head=before[-1].hash))
        except Conflict:
            continue
        except StoreUnreachable:
            unknown.append(visit)
            continue
        return


def test_nothing_acknowledged_is_lost_or_doubled(server: Server, place: str) -> None:
    numbers = [f"201900{n}" for n in range(10)]
    store = PostgresStore(place)
    for number in numbers:
        store.append(Entry(number, 0, (imported(number),)))
    over = Flag()
    unknown: list[str] = []

    def signings(kiosk: int, mine: PostgresStore) -> Iterator[tuple[str, str]]:
        for n in count():
            if over.is_set():
                return
            number, visit = numbers[n % 10], f"{kiosk}-{n}"
            sign(mine, number, visit, unknown)
            yield number, visit

    stores = [PostgresStore(place) for _ in range(KIOSKS)]  # a kiosk begins while there is a server
    with ThreadPoolExecutor(KIOSKS) as pool:
        kiosks = [pool.submit(lambda k: list(signings(k, stores[k])), k) for k in range(KIOSKS)]
        for life in count(1):
            before = store.pulse()
            while store.pulse() == before:
                pass
            server.kill()
            server.start()
            if life >= LIVES and unknown:
                break
        over.set()
        acknowledged = [one for kiosk in kiosks for one in kiosk.result()]
    written = Counter(
        (number, visit) for number in numbers for visit in visits(store.events(number))
    )
    assert written == Counter(acknowledged)
    for number in numbers:
        assert_holds(store, number)
    assert {one.rev for one in store.summaries()} == {
        len(store.events(number)) for number in numbers
    }


def test_readers_wait_for_a_server_that_comes_back(server: Server, place: str) -> None:
    store = PostgresStore(place)
    before = store.append(Entry("1", 0, (imported("1"),), id_hash="p"))
    pulse = store.pulse()
    list(store.summaries())
    server.kill()
    with ThreadPoolExecutor(6) as pool:
        reads = [
            pool.submit(read)
            for read in (
                lambda: store.events("1"),
                lambda: store.students_of("p"),
                lambda: store.blob(store.put_blob(b"strokes")),
                lambda: [one.head for one in store.summaries()],
                lambda: store.pulse() != pulse,
            )
        ]
        while not store._link._connection.closed:  # until the readers found nobody
            pass
        assert not any(one.done() for one in reads)
        server.start()
        found = [one.result() for one in reads]
    assert found == [before, ("1",), b"strokes", [before[-1].hash], True]


def test_what_was_held_of_a_server_that_went_back_in_time_is_forgotten(
    server: Server, place: str
) -> None:
    """As after a restore of the database's own backup, under a kiosk that goes on."""
    store = PostgresStore(place)
    store.append(Entry("1", 0, (imported("1"),)))
    assert [one.student_no for one in store.summaries()] == ["1"]
    other = PostgresStore(place)
    other._link.once(lambda one: one.execute("DELETE FROM summary"))
    server.kill()
    server.start()
    assert list(store.summaries()) == []


def test_patience_ends(server: Server, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.postgres.link._PATIENCE", 0.3)
    store = PostgresStore(place)
    server.kill()
    began = time.monotonic()
    with pytest.raises(StoreUnreachable):
        store.events("1")
    assert 0.1 < time.monotonic() - began < 2
    server.start()
    assert store.events("1") == ()
