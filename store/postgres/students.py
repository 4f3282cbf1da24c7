"""The students' chains: a row an event."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from kiosk.errors import Conflict, StoreDamaged
from kiosk.model.events import Event
from kiosk.rules import chain
from store import names
from store.contract import Chain, Entry
from store.postgres import rows
from store.postgres.link import Connection, Link
from store.postgres.writing import Batch
from store.students import missing

T = TypeVar("T")
_Rows = list[tuple[int, str]]

_BATCH = 512
"""Entries or chains written in one transaction."""
_PAGE = 1_000
"""Students listed, or read, at once."""
_CHAINS = """
SELECT student_no, seq, event FROM event WHERE student_no = ANY(%s) ORDER BY student_no, seq
"""
_NUMBERS = """
SELECT DISTINCT student_no FROM event
WHERE student_no > %s AND abs(hashtext(student_no)::bigint) %% %s = %s
ORDER BY student_no LIMIT %s
"""


class Students:
    """Reads and extends chains.

    A write reads the chain and sends one statement. Nobody can come in between: the links that it
    was based on never change, and the next one's number is taken by whoever writes it first.
    """

    def __init__(self, link: Link) -> None:
        self._link = link

    def events(self, student_no: str) -> tuple[Event, ...]:
        """Return a student's chain; empty for a number that nobody has or could have."""
        if not names.is_number(student_no):
            return ()
        return rows.links(student_no, self._read([student_no])[student_no])

    def events_of(self, students: Iterable[str]) -> Iterator[Chain]:
        """Yield chains; many are read at once."""
        rest = iter(students)
        while page := tuple(islice(rest, _PAGE)):
            found = self._read([number for number in page if names.is_number(number)])
            for number in page:
                yield number, rows.links(number, found.get(number, []))

    def append(self, entry: Entry) -> tuple[Event, ...]:
        """Extend one chain, durably.

        Raises:
            Conflict: The chain is not what the entry was based on.
            StoreDamaged: The chain does not hold.
            ValueError: The entry has no student number, or a body that no chain takes.
        """
        batch = self._extended([entry])
        self._link.once(batch.write)
        return tuple(batch.whole[entry.student_no])

    def append_many(self, entries: Iterable[Entry]) -> Iterator[int]:
        """Extend many chains; yield how many entries each durable batch held."""
        return self._write(entries, self._extended)

    def adopt(self, chains: Iterable[Chain]) -> Iterator[int]:
        """Write whole chains as they are; yield how many each durable batch held."""
        return self._write(chains, self._adopted)

    def _write(self, ones: Iterable[T], batch: Callable[[Sequence[T]], Batch]) -> Iterator[int]:
        rest = iter(ones)
        while some := tuple(islice(rest, _BATCH)):
            self._link.once(batch(some).write)
            yield len(some)

    def _extended(self, entries: Sequence[Entry]) -> Batch:
        """Return what several entries write; a student may have more than one of them."""
        batch = Batch()
        there = self._there(entry.student_no for entry in entries)
        for entry in entries:
            number = entry.student_no
            old = there[number]
            head = old[-1].hash if old else ""
            if len(old) != entry.after or (entry.head and entry.head != head):
                raise Conflict
            new = chain.extend(number, old, entry.new)
            batch.new.extend((number, event) for event in new)
            batch.whole[number] = there[number] = (*old, *new)
            if entry.id_hash:
                batch.people.append((entry.id_hash, number))
            if entry.sheet_id:
                names.check_sheet_id(entry.sheet_id)
                batch.sheets.append((entry.sheet_id, number))
        return batch

    def _adopted(self, chains: Sequence[Chain]) -> Batch:
        batch = Batch()
        there = self._there(number for number, _ in chains)
        for number, events in chains:
            new = missing(number, there[number], events)
            batch.new.extend((number, event) for event in new)
            if new:
                batch.whole[number] = there[number] = tuple(events)
        return batch

    def _there(self, numbers: Iterable[str]) -> dict[str, tuple[Event, ...]]:
        """Return the chains that are there, and hold."""
        wanted = list(dict.fromkeys(numbers))
        for number in wanted:
            names.check_number(number)
        found: dict[str, tuple[Event, ...]] = {}
        for number, texts in self._read(wanted).items():
            found[number] = rows.links(number, texts)
            fault = chain.fault(number, found[number])
            if fault:
                raise rows.damaged(number, fault)
        return found

    def numbers(self) -> Iterator[str]:
        """Yield every student's number."""
        for page in self._pages(0, 1):
            yield from page

    def chains(self, part: int, parts: int) -> Iterator[Chain | StoreDamaged]:
        """Yield every chain of a part of the students."""
        for page in self._pages(part, parts):
            for number, texts in self._read(page).items():
                try:
                    yield number, rows.links(number, texts)
                except StoreDamaged as error:
                    yield error

    def _pages(self, part: int, parts: int) -> Iterator[list[str]]:
        last = ""
        while page := self._link.again(lambda one: _numbers(one, last, part, parts)):  # noqa: B023 - called at once
            yield page
            last = page[-1]

    def _read(self, numbers: Sequence[str]) -> dict[str, _Rows]:
        return self._link.again(lambda one: _texts(one, numbers))


def _numbers(connection: Connection, after: str, part: int, parts: int) -> list[str]:
    found = connection.execute(_NUMBERS, [after, parts, part, _PAGE])
    return [number for (number,) in found]


def _texts(connection: Connection, numbers: Sequence[str]) -> dict[str, _Rows]:
    found: dict[str, _Rows] = {number: [] for number in numbers}
    for number, seq, text in connection.execute(_CHAINS, [list(numbers)]):
        found[number].append((seq, text))
    return found
