"""A store in TinyDB files: small shards, replaced atomically, under locks.

TinyDB as it comes writes in place and knows of no second process; ``AtomicStorage`` and
``UnitOfWork`` mend both.
"""

import time
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from itertools import chain as joined
from pathlib import Path
from typing import Any
from zlib import crc32

from tinydb import TinyDB
from tinydb.middlewares import Middleware
from tinydb.storages import Storage
from tinydb.table import Document

from kiosk.errors import StoreDamaged
from kiosk.model.events import Draft, Event
from kiosk.model.student import Summary
from kiosk.model.terminal import Beat
from kiosk.rules.attempts import Miss
from store import layout
from store.beats import Beats
from store.blobs import Blobs
from store.contract import Chain, Entry, Leaving, waits
from store.desk import Desk
from store.files import LOCKS, Files, Stamp, is_temp, told
from store.holds import held
from store.index import Index
from store.jsonfile import JsonFile, Tables
from store.misses import Misses
from store.shards import Row
from store.students import Students
from store.summaries import Summaries

_FOLDERS = (
    layout.STUDENTS,
    layout.PEOPLE,
    layout.SHEETS,
    layout.DESK,
    layout.MISSES,
    layout.BEATS,
    layout.BLOBS,
    layout.SUMMARIES,
)
_CHAINS = (layout.STUDENTS, layout.DESK)
_TICK_NS = 50_000_000
"""Longer than any kernel's."""
_PROBE_BYTES = 128 * 1024
"""More than any one write of a visit: a shard of ten students with four rounds has 73 KB."""


class AtomicStorage(Storage):
    """Hands TinyDB a file that is replaced atomically instead of written in place."""

    def __init__(self, file: JsonFile) -> None:
        """Keep the tables in that file."""
        self._file = file

    def read(self) -> Tables | None:
        """Return the tables, or nothing if there is no file."""
        return self._file.read()

    def write(self, data: Mapping[str, Any]) -> None:
        """Replace the file."""
        self._file.write(data)


class UnitOfWork(Middleware):
    """Reads once, holds what is written, and writes it once when told to."""

    def __init__(self, storage: type[AtomicStorage]) -> None:
        """Wrap that kind of storage, as TinyDB's middlewares do."""
        super().__init__(storage)
        self._read = False
        self._changed = False
        self._tables: Tables | None = None

    def read(self) -> Tables | None:
        """Return the tables as they stand in this unit of work."""
        if not self._read:
            self._tables = self.storage.read()
            self._read = True
        return self._tables

    def write(self, data: Tables) -> None:
        """Hold the tables until ``commit``."""
        self._tables = data
        self._changed = True

    def commit(self) -> None:
        """Write what was held, if anything was."""
        if self._changed and self._tables is not None:
            self.storage.write(self._tables)


class TinyShard:
    """The TinyDB tables of one file (``store.shards.Shard``)."""

    def __init__(self, files: Files, name: str) -> None:
        """Open the file of that name; it is read when first asked for."""
        self._file = JsonFile(files, name)
        self._work = UnitOfWork(AtomicStorage)
        self._db = TinyDB(self._file, storage=self._work)

    @property
    def stamp(self) -> Stamp | None:
        """Of the file that was read; nothing if there was none."""
        return self._file.stamp

    def tables(self) -> Sequence[str]:
        """Return the names of the tables, in the order of their making."""
        return tuple(self._work.read() or ())

    def rows(self, table: str) -> Sequence[Row]:
        """Return the rows of a table in order."""
        return tuple((self._work.read() or {}).get(table, {}).values())

    def add(self, table: str, rows: Mapping[int, Row]) -> None:
        """Write rows, by their ids, behind the last one."""
        self._db.table(table).insert_multiple(Document(row, id_) for id_, row in rows.items())

    def drop(self, table: str) -> None:
        """Remove a table, if it is there."""
        self._db.drop_table(table)

    def damaged(self, table: str, row: int = 0) -> StoreDamaged:
        """Return the error that names the file and where in it the table stands."""
        return self._file.damaged(table, row)

    def commit(self) -> None:
        """Write the file if anything changed."""
        self._work.commit()


class TinyShards:
    """Opens shards (``store.shards.Shards``)."""

    def __init__(self, files: Files) -> None:
        """Open them among these files."""
        self._files = files

    def read(self, name: str) -> TinyShard:
        """Return a shard to look at."""
        return TinyShard(self._files, name)

    @contextmanager
    def work(self, name: str, *, sync: bool = True) -> Iterator[TinyShard]:
        """Open a shard under its lock and write it at the end."""
        with self._files.locked(name):
            shard = TinyShard(self._files, name)
            yield shard
            shard.commit()
            if sync:
                self.settle(name.partition("/")[0])

    def settle(self, folder: str) -> None:
        """Make durable what was written in a folder."""
        self._files.sync_folder(self._files.path(folder))

    def names(self, folder: str, part: int = 0, parts: int = 1) -> Iterator[str]:
        """Yield the names of all shards in a folder, or of one part of them."""
        for entry in self._files.scan(folder):
            if not is_temp(entry.name) and crc32(entry.name.encode()) % parts == part:
                yield f"{folder}/{entry.name}"


class TinyStore:
    """A college's store in one folder (``store.contract.Store``); processes may share it."""

    def __init__(self, home_data: Path, files: Files | None = None) -> None:
        """Open the store, make its folders, and sweep what writers who died left.

        Args:
            home_data: Its folder; made if the folder above is there.
            files: How files are reached, for tests that count or break the calls.

        Raises:
            StoreUnreachable: The folder cannot be made or read.
        """
        self._files = files or Files(home_data)
        shards = TinyShards(self._files)
        for folder in (*_FOLDERS, LOCKS):
            self._files.make_folder(folder)
        self._files.sync_folder(self._files.root)  # whoever made them may not have come further
        blobs = (f"{layout.BLOBS}/{entry.name}" for entry in self._files.scan(layout.BLOBS))
        for folder in joined(_FOLDERS, blobs):
            self._files.sweep(folder)
        self._index = Index(shards)
        self._students = Students(shards, self._index)
        self._desk = Desk(self._files, shards)
        self._blobs = Blobs(self._files)
        self._misses = Misses(shards)
        self._beats = Beats(shards)
        self._summaries = Summaries(self._files, shards)
        self._waiting = Summaries(self._files, shards, waits)

    def events(self, student_no: str) -> tuple[Event, ...]:
        """See ``Store.events``."""
        return self._students.events(student_no)

    def events_of(self, students: Iterable[str]) -> Iterator[Chain]:
        """See ``Store.events_of``."""
        return self._students.events_of(students)

    def append(self, entry: Entry) -> tuple[Event, ...]:
        """See ``Store.append``."""
        return self._students.append(entry)

    def append_many(self, entries: Iterable[Entry]) -> Iterator[int]:
        """See ``Store.append_many``."""
        return self._students.append_many(entries)

    def summaries(self) -> Iterator[Summary]:
        """See ``Store.summaries``."""
        return self._summaries.all()

    def waiting(self) -> Iterator[Summary]:
        """See ``Store.waiting``."""
        return self._waiting.all()

    def students_of(self, id_hash: str) -> tuple[str, ...]:
        """See ``Store.students_of``."""
        return self._index.students_of(id_hash)

    def student_of(self, sheet_id: str) -> str | None:
        """See ``Store.student_of``."""
        return self._index.student_of(sheet_id)

    def desk(self, after: int = 0) -> tuple[Event, ...]:
        """See ``Store.desk``."""
        return self._desk.events(after)

    def append_desk(self, new: Sequence[Draft]) -> tuple[Event, ...]:
        """See ``Store.append_desk``."""
        return self._desk.append(new)

    def retire(self, leaving: Leaving) -> None:
        """See ``Store.retire``."""
        beside = Path(layout.student(leaving.student_no)).name

        def tell() -> None:
            self._desk.append([leaving.told])
            self._summaries.forget(beside)  # now, for a power cut

        self._students.retire(leaving, tell)
        self._summaries.forget(beside)  # again, for who read in between

    def drop_blobs(self, named: Container[str], before: datetime) -> int:
        """See ``Store.drop_blobs``."""
        return self._blobs.drop(named, before)

    def put_blob(self, data: bytes) -> str:
        """See ``Store.put_blob``."""
        return self._blobs.put(data)

    def blob(self, digest: str) -> bytes | None:
        """See ``Store.blob``."""
        return self._blobs.get(digest)

    def misses(self, key: str) -> tuple[Miss, ...]:
        """See ``Store.misses``."""
        return self._misses.of(key)

    def add_miss(self, key: str, miss: Miss, keep_since: datetime) -> tuple[Miss, ...]:
        """See ``Store.add_miss``."""
        return self._misses.add(key, miss, keep_since)

    def forget_misses(self, key: str, terminal: str) -> None:
        """See ``Store.forget_misses``."""
        self._misses.forget(key, terminal)

    def beat(self, beat: Beat) -> None:
        """See ``Store.beat``."""
        self._beats.beat(beat)

    def beats(self) -> tuple[Beat, ...]:
        """See ``Store.beats``."""
        return self._beats.all()

    def forget_terminal(self, terminal: str) -> bool:
        """See ``Store.forget_terminal``."""
        return self._beats.forget(terminal)

    def check_writable(self) -> None:
        """See ``Store.check_writable``."""
        self._files.probe("probe", _PROBE_BYTES)

    def hold(self, name: str) -> AbstractContextManager[bool]:
        """See ``Store.hold``."""
        return held(self._files, name)

    def condition(self) -> None:
        """See ``Store.condition``."""

    def pulse(self) -> Hashable:
        """See ``Store.pulse``: a file that is replaced changes its folder's time.

        That time goes on in ticks. So one that is young may hide a second write, and is told apart
        from the same one grown old.
        """
        with told():
            times = [self._files.path(one).stat().st_mtime_ns for one in _CHAINS]
        return (*times, max(times) > time.time_ns() - _TICK_NS)

    def students(self) -> Iterator[str]:
        """See ``Store.students``."""
        return self._students.numbers()

    def chains(self, part: int = 0, parts: int = 1) -> Iterator[Chain | StoreDamaged]:
        """See ``Store.chains``."""
        return self._students.chains(part, parts)

    def blobs(self) -> Iterator[str]:
        """See ``Store.blobs``."""
        return self._blobs.digests()

    def people(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """See ``Store.people``."""
        return self._index.people()

    def sheets(self) -> Iterator[tuple[str, str]]:
        """See ``Store.sheets``."""
        return self._index.sheets()

    def adopt(self, chains: Iterable[Chain]) -> Iterator[int]:
        """See ``Store.adopt``."""
        return self._students.adopt(chains)

    def adopt_desk(self, events: Sequence[Event]) -> None:
        """See ``Store.adopt_desk``."""
        self._desk.adopt(events)

    def adopt_index(
        self, people: Iterable[tuple[str, Sequence[str]]], sheets: Iterable[tuple[str, str]]
    ) -> None:
        """See ``Store.adopt_index``."""
        entries = ((key, number) for key, numbers in people for number in numbers)
        self._index.add_many(entries, sheets)
