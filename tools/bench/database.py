"""The same college in PostgreSQL, on a server of its own that syncs what it acknowledges."""

import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median

import psycopg

from kiosk.model.events import Draft, Kind
from kiosk.rules.fold import fold
from store.contract import Entry, Store
from store.postgres import PostgresStore
from tests.postgres import Places, Server, programs
from tools.bench.crowd import at_once, sign
from tools.bench.figures import Figure, Reference, milliseconds, percentile
from tools.bench.years import imported, number_of

_FEW, _MANY = 1_000, 100_000
_SIGNINGS = 300
_KIND = "PostgreSQL: "
_SAFE = {"fsync": "on", "full_page_writes": "on", "shared_buffers": "128MB"}


def database() -> Iterator[Figure]:
    """Yield the store's figures on PostgreSQL; none where no server is installed."""
    found = programs()
    if found is None:
        return
    with _server(found) as server:
        places = Places(server.dsn)
        place = places.empty()
        store = PostgresStore(place)
        small = list(_signings(_filled(store, _FEW), _FEW))
        yield _imports(store)
        large = list(_signings(store, _MANY))
        yield Figure(
            name=f"{_KIND}signing, {_MANY} students",
            unit="ms",
            samples=large,
            bar_of_ratio=1.5,
            reference=Reference(name=f"the same with {_FEW}", median=median(small)),
            note=f"p99 {percentile(large, 99):.1f} ms",
        )
        yield _one_row(server, large)
        yield _loads(store)
        yield from _scans(store, place)
        yield _notices(store, place)
        yield from at_once([places.empty() for _ in range(3)], _KIND)


@contextmanager
def _server(found: Path) -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        place = Path(folder, "server")
        place.mkdir()
        server = Server(found, place, **_SAFE)
        server.start()
        yield server
        server.kill()


def _entry(student: int) -> Entry:
    return Entry(number_of(student), 0, (imported(student),), id_hash=f"{student:064}")


def _filled(store: Store, students: int) -> Store:
    for _ in store.append_many(map(_entry, range(students))):
        pass
    return store


def _imports(store: Store) -> Figure:
    began = time.perf_counter()
    for _ in store.append_many(map(_entry, range(_FEW, _FEW + _MANY))):
        pass
    took = [time.perf_counter() - began]
    return Figure(name=f"{_KIND}{_MANY} new students", unit="s", samples=took, bar=20)


def _signings(store: Store, students: int) -> Iterator[float]:
    chance = random.Random(1)  # noqa: S311 - no secret
    for n in range(_SIGNINGS):
        number = number_of(chance.randrange(students))
        yield milliseconds(partial(sign, store, number, f"{students}-{n}"))


def _one_row(server: Server, signings: list[float]) -> Figure:
    """Return a signing (two transactions) beside the least that a durable row can cost."""
    with psycopg.connect(server.dsn, autocommit=True) as connection:
        connection.execute("CREATE TABLE plain (id bigserial PRIMARY KEY, body text)")
        insert = partial(connection.execute, "INSERT INTO plain (body) VALUES (%s)", ["x" * 2000])
        took = [milliseconds(insert) for _ in range(_SIGNINGS)]
    reference = Reference(name="one plain insert", median=median(took))
    return Figure(
        name=f"{_KIND}signing, beside an insert", unit="ms", samples=signings, reference=reference
    )


def _loads(store: Store) -> Figure:
    chance = random.Random(2)  # noqa: S311 - no secret
    numbers = [number_of(chance.randrange(_MANY)) for _ in range(500)]
    took = [milliseconds(lambda: fold(no, store.events(no))) for no in numbers]  # noqa: B023 - called at once
    return Figure(name=f"{_KIND}load and fold", unit="ms", samples=took, bar=0.5)


def _scans(store: Store, place: str) -> Iterator[Figure]:
    readers = [PostgresStore(place) for _ in range(3)]
    cold = [milliseconds(lambda: list(one.summaries())) / 1000 for one in readers]  # noqa: B023 - called at once
    warm = []
    for n in range(20):
        sign(store, number_of(n), f"warm-{n}")
        warm.append(milliseconds(lambda: list(readers[0].summaries())))
    name = f"{_KIND}all summaries of {_MANY}"
    yield Figure(name=f"{name}, cold", unit="s", samples=cold, bar=1)
    yield Figure(name=f"{name}, warm", unit="ms", samples=warm, bar=60)


def _notices(store: Store, place: str) -> Figure:
    """Return how long after a commit another terminal knows of it, asking all the time."""
    other = PostgresStore(place)
    looked = Draft("2023-09-01T08:00:00+00:00", "staff:lin", Kind.ROSTER_READ, {})
    took = []
    for _ in range(200):
        before = other.pulse()
        store.append_desk([looked])
        took.append(milliseconds(lambda: _wait(other, before)))  # noqa: B023 - called at once
    return Figure(name=f"{_KIND}another terminal knows", unit="ms", samples=took, bar=1000)


def _wait(store: Store, before: object) -> None:
    while store.pulse() == before:
        pass
