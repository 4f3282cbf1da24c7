"""A store in TinyDB files: small shards, replaced atomically, under locks."""

import time
from collections.abc import Container, Hashable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

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
from store.files import LOCKS, Files, told
from store.holds import held
from store.index import Index
from store.misses import Misses
from store.strays import strays
from store.students import Students
from store.summaries import Summaries
from store.tiny.shards import TinyShards

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
        self._blobs = Blobs(self._files)
        for folder in (*_FOLDERS, *self._blobs.folders()):
            self._files.sweep(folder)
        self._index = Index(shards)
        self._students = Students(shards, self._index)
        self._desk = Desk(self._files, shards)
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

    def let_go(self) -> None:
        """See ``Store.let_go``."""
        self._summaries.let_go()

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

    def strays(self) -> Iterator[str]:
        """See ``Store.strays``."""
        return strays(self._files, self._blobs.folders())

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
