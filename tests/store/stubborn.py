"""A process that signs, and tries the same visit again until it is done.

``python -m tests.store.stubborn FOLDER WRITER COUNT`` says what was acknowledged, and what was
refused and why, one line each.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

from kiosk.errors import StoreUnreachable
from store.contract import Entry
from store.tiny import TinyStore
from tests.store.samples import declared, imported, visits

_SHARDS = 40


def sign(store: TinyStore, number: str, visit: str) -> None:
    """Write one visit, unless an earlier try did."""
    store.put_blob(visit.encode())
    known = store.events(number)
    first = () if known else (imported(number),)
    new = () if visit in visits(known) else (*first, declared(visit))
    store.append(Entry(number, len(known), new, id_hash=number))


def main(folder: str, writer: str, count: str) -> None:
    store = TinyStore(Path(folder))
    for n in range(int(count)):
        number, visit = f"20{n % _SHARDS:02}{writer}", f"{writer}-{n}"
        while True:
            try:
                sign(store, number, visit)
            except StoreUnreachable as error:
                say("refused", error.problem.values["reason"])
            else:
                break
        say(number, visit)


def say(*words: str) -> None:
    """Write a line to stdout, where calls are made to fail as well."""
    line = " ".join(words).encode() + b"\n"
    while True:
        with suppress(OSError):
            os.write(1, line)
            return


if __name__ == "__main__":
    main(*sys.argv[1:])
