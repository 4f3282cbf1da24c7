"""The students' chains: one table a student, about ten students a file."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from kiosk.errors import Conflict, StoreDamaged
from kiosk.model.events import Event
from kiosk.rules import chain
from store import layout
from store.contract import Chain, Entry, Leaving
from store.index import Index
from store.shards import Shard, Shards, add_links, links

T = TypeVar("T")

_WINDOW = 32_768
"""Entries sorted by file at once (some 60 MB): each file is written once for as many."""
_CHAINS = 2_048
"""Whole chains sorted by file at once; they come in an order that keeps files together."""
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

    def events_of(self, students: Iterable[str]) -> Iterator[Chain]:
        """Yield chains; of students who follow each other, a file is read once."""
        last, shard = "", None
        for student_no in students:
            try:
                name = layout.student(student_no)
            except ValueError:
                yield student_no, ()
                continue
            if shard is None or name != last:
                last, shard = name, self._shards.read(name)
            yield student_no, links(shard, student_no)

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

    def retire(self, leaving: Leaving, tell: Callable[[], object]) -> None:
        """Take one student out, after the desk was told; nobody writes to the chain meanwhile.

        The index goes before the chain, by which alone a broken-off removal is found again.

        Raises:
            Conflict, StoreDamaged: As in ``append``.
        """
        number = leaving.student_no
        with self._shards.work(layout.student(number)) as shard:
            _based(shard, Entry(number, leaving.after, (), head=leaving.head))
            tell()
            self._index.forget(number, leaving.id_hashes, leaving.sheet_ids)
            shard.drop(number)

    def append_many(self, entries: Iterable[Entry]) -> Iterator[int]:
        """Extend many chains; yield how many entries each durable batch held."""
        rest = iter(entries)
        while window := tuple(islice(rest, _WINDOW)):
            by_file = _by_file((entry.student_no, entry) for entry in window)
            self._index.add_many(
                [(entry.id_hash, entry.student_no) for entry in window if entry.id_hash],
                [(entry.sheet_id, entry.student_no) for entry in window if entry.sheet_id],
            )
            yield from self._write(by_file, _extend)

    def adopt(self, chains: Iterable[Chain]) -> Iterator[int]:
        """Write whole chains as they are; yield how many each durable batch held."""
        rest = iter(chains)
        while window := tuple(islice(rest, _CHAINS)):
            yield from self._write(_by_file((chain[0], chain) for chain in window), _adopt)

    def numbers(self) -> Iterator[str]:
        """Yield every student's number.

        Raises:
            StoreDamaged: After the last that could be read; of the first damaged file.
        """
        damage: StoreDamaged | None = None
        for name in self._shards.names(layout.STUDENTS):
            try:
                students = self._shards.read(name).tables()
                yield from (one for one in students if layout.is_in(name, one))
            except StoreDamaged as error:
                damage = damage or error
        if damage:
            raise damage

    def chains(self, part: int, parts: int) -> Iterator[Chain | StoreDamaged]:
        """Yield every chain of a part of the students, each file read once."""
        for name in self._shards.names(layout.STUDENTS, part, parts):
            shard = self._shards.read(name)
            try:
                students = shard.tables()
            except StoreDamaged as error:
                yield error
                continue
            for student_no in students:
                if not layout.is_in(name, student_no):  # nobody is looked for there
                    yield shard.damaged(student_no)
                    continue
                try:
                    yield student_no, links(shard, student_no)
                except StoreDamaged as error:
                    yield error

    def _write(
        self, by_file: dict[str, list[T]], write: Callable[[Shard, T], None]
    ) -> Iterator[int]:
        written = 0
        for name, ones in by_file.items():
            with self._shards.work(name, sync=False) as shard:
                for one in ones:
                    write(shard, one)
            written += len(ones)
            if written >= _BATCH:
                self._shards.settle(layout.STUDENTS)
                yield written
                written = 0
        if written:
            self._shards.settle(layout.STUDENTS)
            yield written


def _by_file(ones: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    """Return what is about each student, by the student's file."""
    files: dict[str, list[T]] = {}
    for student_no, one in ones:
        files.setdefault(layout.student(student_no), []).append(one)
    return files


def _extend(shard: Shard, entry: Entry) -> None:
    _, new = _based(shard, entry)
    add_links(shard, entry.student_no, new)


def _adopt(shard: Shard, given: Chain) -> None:
    student_no, events = given
    add_links(shard, student_no, missing(student_no, links(shard, student_no), events))


def missing(owner: str, old: Sequence[Event], events: Sequence[Event]) -> Sequence[Event]:
    """Return what a chain lacks to be another one.

    Args:
        owner: Student number or ``chain.DESK``.
        old: What is there.
        events: The whole chain as it shall be.

    Raises:
        Conflict: It is no beginning of ``events``.
        ValueError: ``events`` do not hold.
    """
    if chain.fault(owner, events):
        raise ValueError("a chain that does not hold")
    if tuple(events[: len(old)]) != tuple(old):
        raise Conflict
    return events[len(old) :]


def _based(shard: Shard, entry: Entry) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    old = links(shard, entry.student_no)
    head = old[-1].hash if old else ""
    if len(old) != entry.after or (entry.head and entry.head != head):
        raise Conflict
    if chain.fault(entry.student_no, old):
        raise shard.damaged(entry.student_no)
    return old, chain.extend(entry.student_no, old, entry.new)
