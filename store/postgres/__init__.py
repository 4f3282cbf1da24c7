"""A store in PostgreSQL, for a college of several machines.

psycopg is used in this package alone. A conflict is a key violation. ``assets/sql`` holds the
tables and tells what each is for.
"""

from collections.abc import Container, Hashable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime

from kiosk.errors import StoreDamaged
from kiosk.model.events import Draft, Event
from kiosk.model.student import Summary
from kiosk.model.terminal import Beat
from kiosk.rules.attempts import Miss
from store.contract import Chain, Entry, Leaving, waits
from store.database import Condition
from store.postgres import schema
from store.postgres.beats import Beats
from store.postgres.blobs import Blobs
from store.postgres.desk import Desk
from store.postgres.holds import Holds
from store.postgres.index import Index
from store.postgres.link import Link
from store.postgres.misses import Misses
from store.postgres.retiring import retire
from store.postgres.students import Students
from store.postgres.summaries import Summaries


class PostgresStore:
    """A college's store in one database (``store.contract.Store``)."""

    def __init__(self, dsn: str) -> None:
        """Open the store, and bring its schema up to the program's if the role may.

        Args:
            dsn: Address of the database as libpq takes it; no error tells it.

        Raises:
            NotUtf8, SchemaMismatch: The database cannot be used.
            StoreUnreachable: There is no such server, database or role.
        """
        self._link = Link(dsn)
        schema.ensure(self._link)
        self._index = Index(self._link)
        self._students = Students(self._link)
        self._desk = Desk(self._link)
        self._blobs = Blobs(self._link)
        self._misses = Misses(self._link)
        self._beats = Beats(self._link)
        self._holds = Holds(self._link)
        self._summaries = Summaries(self._link, self._students)
        self._waiting = Summaries(self._link, self._students, waits)

    def condition(self) -> Condition:
        """See ``Store.condition``."""
        return schema.condition(self._link)

    def grant(self) -> None:
        """Make the program's role, or renew its rights; for the owner of the schema.

        Raises:
            StoreUnreachable: The role may not.
        """
        schema.grant(self._link)

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
        """See ``Store.retire``.

        Raises:
            MayNotRemove: The role may not.
        """
        retire(self._link, leaving)

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
        self._misses.probe()

    def hold(self, name: str) -> AbstractContextManager[bool]:
        """See ``Store.hold``."""
        return self._holds.hold(name)

    def pulse(self) -> Hashable:
        """See ``Store.pulse``."""
        return self._link.pulse()

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
        """See ``Store.strays``: tables hold rows alone."""
        return iter(())

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
        self._index.adopt(people, sheets)
