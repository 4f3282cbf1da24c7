"""The students' chains: one table a student, about ten students a file."""

from collections.abc import Iterable, Iterator
from itertools import islice

from kiosk.errors import Conflict
from kiosk.model.events import Event
from kiosk.rules import chain
from store import layout
from store.contract import Entry
from store.index import Index
from store.shards import Shard, Shards, add_links, links

_WINDOW = 32_768
"""Entries sorted by file at once (some 60 MB): each file is written once for as many."""
_BATCH = 512
"""Entries made durable together."""


class Students:
    """Reads and extends chains; the index entries stand before the events that they find."""

    def __init__(self, shards: Shards, index: Index) -> None:
        self._shards = shards
        self._index = index

    def events(self, student_no: str) -> tuple[Event, ...]:
        """Return a student's chain; empty for a number that nobody has or could have."""
        try:
            name = layout.student(student_no)
        except ValueError:
            return ()
        return links(self._shards.read(name), student_no)

    def append(self, entry: Entry) -> tuple[Event, ...]:
        """Extend one chain, durably.

        Raises:
            Conflict: The chain is not what the entry was based on.
            StoreDamaged: The chain does not hold.
            ValueError: The entry has no student number, or a body that no chain takes.
        """
        with self._shards.work(layout.student(entry.student_no)) as shard:
            old, new = _based(shard, entry)
            if entry.id_hash:
                self._index.add_person(entry.id_hash, entry.student_no)
            if entry.sheet_id:
                self._index.add_sheet(entry.sheet_id, entry.student_no)
            add_links(shard, entry.student_no, new)
        return old + new

    def append_many(self, entries: Iterable[Entry]) -> Iterator[int]:
        """Extend many chains; yield how many entries each durable batch held."""
        rest = iter(entries)
        while window := tuple(islice(rest, _WINDOW)):
            files: dict[str, list[Entry]] = {}
            for entry in window:
                files.setdefault(layout.student(entry.student_no), []).append(entry)
            self._index.add_many(
                [(entry.id_hash, entry.student_no) for entry in window if entry.id_hash],
                [(entry.sheet_id, entry.student_no) for entry in window if entry.sheet_id],
            )
            yield from self._write(files)

    def _write(self, files: dict[str, list[Entry]]) -> Iterator[int]:
        written = 0
        for name, entries in files.items():
            with self._shards.work(name, sync=False) as shard:
                for entry in entries:
                    _, new = _based(shard, entry)
                    add_links(shard, entry.student_no, new)
            written += len(entries)
            if written >= _BATCH:
                self._shards.settle(layout.STUDENTS)
                yield written
                written = 0
        if written:
            self._shards.settle(layout.STUDENTS)
            yield written


def _based(shard: Shard, entry: Entry) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    old = links(shard, entry.student_no)
    head = old[-1].hash if old else ""
    if len(old) != entry.after or (entry.head and entry.head != head):
        raise Conflict
    if chain.fault(entry.student_no, old):
        raise shard.damaged(entry.student_no)
    return old, chain.extend(entry.student_no, old, entry.new)
