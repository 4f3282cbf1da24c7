"""What every store does; ``tests/store/contract.py`` is the suite that each one passes."""

from collections.abc import Container, Hashable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.errors import StoreDamaged
from kiosk.model.events import Draft, Event
from kiosk.model.student import Summary
from kiosk.model.terminal import Beat
from kiosk.rules.attempts import Miss
from store.database import Condition


@dataclass(frozen=True, slots=True)
class Entry:
    """What one student's chain is to be given, with the index entries that must stand before."""

    student_no: str
    after: int
    """How many events the drafts were based on."""
    new: tuple[Draft, ...]
    id_hash: str = ""
    """Keyed hash of the ID number to be found by; empty: the index stays as it is."""
    sheet_id: str = ""
    """Sheet or request number (15 base32 characters) to be found by; empty: none."""
    head: str = ""
    """Hash of the last event that the drafts were based on; empty: its number alone is compared."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A student who is to be taken out, with all by which they are found."""

    student_no: str
    after: int
    """How many events the decision was based on …"""
    head: str
    """… and the hash of the last."""
    id_hashes: tuple[str, ...]
    """Keyed hash of each ID number that the record ever had."""
    sheet_ids: tuple[str, ...]
    """Sheets and requests, 15 characters each."""
    told: Draft
    """What the desk's chain keeps of it."""


def waits(student: Summary) -> bool:
    """Tell whether a student's sheet still has to be printed."""
    return bool(student.waiting)


Chain = tuple[str, Sequence[Event]]
"""A student's number and events."""


class Store(Protocol):
    """Chains of students, the desk's own chain, indexes, blobs and wrong answers.

    Every method may raise ``StoreUnreachable`` (disk full, read-only, gone) and ``StoreDamaged``.
    Several processes may use one store at once.

    What is kept can be listed whole (``chains``, ``desk``, ``blobs``, ``people``, ``sheets``)
    and taken over as it is by another store (``adopt``, ``adopt_desk``, ``put_blob``,
    ``adopt_index``); wrong answers and signs of life are no evidence and stay behind.
    """

    def events(self, student_no: str) -> tuple[Event, ...]:
        """Return a student's chain; empty for a number that nobody has."""

    def events_of(self, students: Iterable[str]) -> Iterator[Chain]:
        """Yield each of these students' chains as ``events`` returns it, in the order given.

        In the order of their numbers it costs far less than asking for one after the other.
        """

    def append(self, entry: Entry) -> tuple[Event, ...]:
        """Write new events atomically and durably, and return the whole chain.

        After ``StoreUnreachable`` the outcome is unknown: read again, and look for the visit's
        UUID before trying once more. If it is there, an append of nothing makes it durable.

        Raises:
            Conflict: The chain is not ``entry.after`` events long any more, or has another head.
            ValueError: There is no student of such a number, or a chain takes no such body.
        """

    def append_many(self, entries: Iterable[Entry]) -> Iterator[int]:
        """Write many students' events, a batch at a time, each student's atomically.

        For imports: far fewer syncs than one ``append`` a student. Yields how many entries each
        durable batch held, for a progress bar.

        Raises:
            Conflict: A chain is longer than its entry says; the batches yielded before are kept.
        """

    def summaries(self) -> Iterator[Summary]:
        """Yield every student in no particular order; re-reads only what changed.

        Raises:
            StoreDamaged: Only after every student that can be read.
        """

    def waiting(self) -> Iterator[Summary]:
        """Yield the students whose sheet still has to be printed, as ``summaries`` does.

        Nobody else is kept in memory: a terminal that only counts them stays small.
        """

    def let_go(self) -> None:
        """Keep nobody in memory for ``summaries`` any more; who asks next reads all anew.

        Between two students at a terminal, which keeps nothing of anybody.
        """

    def students_of(self, id_hash: str) -> tuple[str, ...]:
        """Return the student numbers (enrolments) of a person, in order; may be empty."""

    def student_of(self, sheet_id: str) -> str | None:
        """Return whose sheet or request it is, by its 15 or its first 8 characters.

        An index entry without an event is harmless, so callers confirm it against the chain.
        """

    def desk(self, after: int = 0) -> tuple[Event, ...]:
        """Return the desk's own chain from the event after number ``after``."""

    def append_desk(self, new: Sequence[Draft]) -> tuple[Event, ...]:
        """Write events at the end of the desk's chain and return them, linked."""

    def put_blob(self, data: bytes) -> str:
        """Keep bytes durably under their SHA-256 in hex, which is returned."""

    def blob(self, digest: str) -> bytes | None:
        """Return the bytes of that digest, or nothing if they were never put.

        Raises:
            StoreDamaged: The bytes are not those of the digest.
        """

    def misses(self, key: str) -> tuple[Miss, ...]:
        """Return the wrong answers counted under a key (a hash, or a terminal), oldest first."""

    def add_miss(self, key: str, miss: Miss, keep_since: datetime) -> tuple[Miss, ...]:
        """Count a wrong answer, forget those before ``keep_since``, return what remains.

        Other keys may be forgotten whose answers lie more than a day before ``keep_since``.
        """

    def forget_misses(self, key: str, terminal: str) -> None:
        """Forget what was counted under a key on one terminal."""

    def beat(self, beat: Beat) -> None:
        """Keep a terminal's sign of life in place of the one before; the pulse stays as it is.

        Terminals may be forgotten that gave none in the thirty days before it.
        """

    def beats(self) -> tuple[Beat, ...]:
        """Return the last sign of life of each terminal, in the order of their names."""

    def forget_terminal(self, terminal: str) -> bool:
        """Forget a terminal until it gives another sign of life; tell whether it was known."""

    def check_writable(self) -> None:
        """Write, sync and remove a probe, so that trouble is told before a student signs.

        Raises:
            StoreUnreachable: It could not be written.
        """

    def hold(self, name: str) -> AbstractContextManager[bool]:
        """Hold a name among all threads and processes on the store, until the block ends.

        Yields true, or false at once if somebody else holds it. Whoever dies holds nothing.

        Args:
            name: Any text, such as ``print/7K3M9Q2WABCDEFG``; held names are independent.
        """

    def condition(self) -> Condition | None:
        """Return how the database stands that keeps the store; nothing if files do."""

    def pulse(self) -> Hashable:
        """Return a value that is another one as soon as anybody wrote to a chain in between.

        Costs next to nothing: ask every second, and read again when it differs.
        """

    def students(self) -> Iterator[str]:
        """Yield the number of every student that has a chain, in no particular order.

        Raises:
            StoreDamaged: Only after every student that can be read.
        """

    def chains(self, part: int = 0, parts: int = 1) -> Iterator[Chain | StoreDamaged]:
        """Yield the chain of every student, in no particular order, for whoever reads them all.

        A chain that cannot be read is yielded as the error that tells whose it is, if that is
        known, and from which event on; of a damaged file whose students are not known, one error.

        Args:
            part: From 0 on; the parts hold every student once between them.
            parts: How many there are, so that as many processes can share the work.
        """

    def blobs(self) -> Iterator[str]:
        """Yield the digest of every blob, in no particular order; their bytes are not checked."""

    def strays(self) -> Iterator[str]:
        """Yield the names of files that lie in the store and are none of it; they are not read."""

    def people(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield every keyed hash of an ID number with what ``students_of`` returns for it."""

    def sheets(self) -> Iterator[tuple[str, str]]:
        """Yield every sheet or request number (15 characters) and whose it is."""

    def adopt(self, chains: Iterable[Chain]) -> Iterator[int]:
        """Write whole chains of students as they are, hashes included, a batch at a time.

        What is there already is not written again. Yields how many chains each durable batch held.

        Raises:
            Conflict: Something is there that is no beginning of the given chain; the batches
                yielded before are kept.
            ValueError: A chain does not hold, or has no student number.
        """

    def retire(self, leaving: Leaving) -> None:
        """Take a student out: the desk is told first, then index entries and chain are gone.

        Atomic against every other writer, and durable. After ``StoreUnreachable`` the desk may
        have been told while the chain is still there: do it again.

        Raises:
            Conflict: The chain is not as it was; nothing was done.
        """

    def drop_blobs(self, named: Container[str], before: datetime) -> int:
        """Remove blobs durably and return how many.

        Args:
            named: Digests that somebody still names; they stay.
            before: What was put after this stays too: its event may be under way.
        """

    def adopt_desk(self, events: Sequence[Event]) -> None:
        """Write the desk's whole chain as it is; raises what ``adopt`` does."""

    def adopt_index(
        self, people: Iterable[tuple[str, Sequence[str]]], sheets: Iterable[tuple[str, str]]
    ) -> None:
        """Write entries of the indexes durably, as ``people`` and ``sheets`` yield them."""
