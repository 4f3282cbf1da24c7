"""A process that writes to a store and says what was acknowledged, one line each.

``python -m tests.store.writer PLACE own WRITER COUNT``: its own students, in files that all the
writers share. ``… same WRITER COUNT``: one student, one attempt for each round. A place is a folder
or the address of a database.
"""

import sys
from pathlib import Path

from kiosk.errors import Conflict
from store.contract import Entry, Store
from store.tiny import TinyStore
from tests.store.samples import declared, imported

SHARDS = 40


def say(*words: object) -> None:
    print(*words, flush=True)  # noqa: T201 - the test reads it


def write_own(store: Store, writer: str, count: int) -> None:
    for n in range(count):
        number = f"20{n % SHARDS:02}{writer}"
        visit = f"{writer}-{n}"
        after = len(store.events(number))
        first = () if after else (imported(number),)
        store.put_blob(visit.encode())
        store.append(Entry(number, after, (*first, declared(visit)), id_hash=number))
        say(number, visit)


def write_same(store: Store, writer: str, count: int) -> None:
    for n in range(count):
        try:
            store.append(Entry("1", n, (declared(f"{writer}-{n}"),)))
        except Conflict:
            say("conflict", n)
        else:
            say("won", n)


def opened(place: str) -> Store:
    if "://" not in place:
        return TinyStore(Path(place))
    from store.postgres import PostgresStore  # noqa: PLC0415 - slow, and most write to files

    return PostgresStore(place)


if __name__ == "__main__":
    place_, act, writer_, count_ = sys.argv[1:]
    acts = {"own": write_own, "same": write_same}
    acts[act](opened(place_), writer_, int(count_))
