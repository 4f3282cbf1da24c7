"""The tables of one file, as TinyDB keeps them.

TinyDB as it comes writes in place and knows of no second process; ``AtomicStorage`` and
``UnitOfWork`` mend both.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from zlib import crc32

from tinydb import TinyDB
from tinydb.middlewares import Middleware
from tinydb.storages import Storage
from tinydb.table import Document

from kiosk.errors import StoreDamaged
from store import layout
from store.files import Files
from store.jsonfile import JsonFile, Tables
from store.reading import Stamp
from store.shards import Row


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
        """Return the names of the tables that hold something, in the order of their making."""
        return tuple(name for name, rows in (self._work.read() or {}).items() if rows)

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
            ours = layout.is_ours(folder, entry.name)
            if ours and crc32(os.fsencode(entry.name)) % parts == part:
                yield f"{folder}/{entry.name}"
