"""Everything of a home in one file, and back: while kiosks sign, and into an empty home only.

A backup holds the home's secret, without which nobody would be found by their ID number, and all
public keys. It holds no key that signs: whoever finds a backup can make neither sheets nor seals.
A restored home draws new ones, and what the old ones signed stays genuine.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.errors import KioskError, StoreDamaged
from kiosk.model.events import Draft, Event, Kind
from kiosk.model.seal import End, Seal
from kiosk.rules import chain
from kiosk.rules import sealing as rules
from kiosk.services.evidence import archive
from kiosk.services.evidence.archive import Archive, BackupDamaged
from kiosk.services.evidence.examining import Witness, unheard
from kiosk.services.evidence.sealing import Sealing
from kiosk.services.ports import stamp
from store.contract import Chain, Store

FORMAT = 1


class StoreHasFaults(KioskError):
    """A store that is not as it was written (``count`` faults) is no backup to keep."""

    text = "seal.store_has_faults"


class NotEmpty(KioskError):
    """There is something already where a backup was to be restored."""

    text = "seal.not_empty"


@dataclass(frozen=True, slots=True)
class Newer:
    """A student of whom a seal knows more than a backup."""

    student_no: str
    here: int
    """Events that the backup has."""
    sealed: int
    """Events that the seal knows of."""


@dataclass(frozen=True, slots=True)
class BackingUp:
    """Writes backups."""

    sealing: Sealing
    files: Callable[[], Mapping[str, bytes]]
    """What the home holds beside the store: settings, secret, public keys, seals."""

    def back_up(self, path: Path, seen: Callable[[int], None] = unheard) -> Seal:
        """Seal the store, write everything in it, read it back, and return the seal.

        Args:
            path: The backup's file.
            seen: Is told how many students were sealed, written or read back since; what it raises
                ends the backup, and no file is left.

        Raises:
            StoreHasFaults: It is not as it was written; the last good backup stays.
            CannotBackUp: The file cannot be written.
        """
        seal, report = self.sealing.seal(seen)
        if report.faults:
            raise StoreHasFaults(count=str(len(report.faults)))
        archive.write(
            path,
            lambda one: self._fill(one, seal, report.ends, seen),
            lambda one: _check(one, seal, seen),
        )
        body = {"root": seal.root, "students": seal.students, "events": seal.events}
        at = stamp(self.sealing.clock())
        self._store.append_desk([Draft(at, self.sealing.actor, Kind.BACKED_UP, body)])
        return seal

    @property
    def _store(self) -> Store:
        return self.sealing.examiner.store

    def _fill(
        self, into: Archive, seal: Seal, ends: Iterable[str], seen: Callable[[int], None]
    ) -> None:
        """Write chains before indexes before blobs: what an event names, stood before it."""
        into.add_lines("about.jsonl", [{"format": FORMAT, "seal": rules.as_json(seal)}])
        for name, data in self.files().items():
            into.add(f"home/{name}", data)
        into.add_lines("students.jsonl", self._chains(set(ends), seen))
        into.add_lines("desk.jsonl", map(chain.as_json, self._store.desk()))
        into.add_lines("people.jsonl", self._store.people())
        into.add_lines("sheets.jsonl", self._store.sheets())
        for digest in self._store.blobs():
            kept = self._store.blob(digest)
            if kept is not None:
                into.add(f"blobs/{digest}", kept)

    def _chains(self, sealed: set[str], seen: Callable[[int], None]) -> Iterator[Any]:
        """Yield every chain; a listing of files that others replace may pass one over."""
        for one in self._store.chains():
            if isinstance(one, StoreDamaged):
                raise one
            sealed.discard(one[0])
            yield _line(*one)
            seen(1)
        for number in sealed:
            yield _line(number, self._store.events(number))


def _line(number: str, events: Iterable[Event]) -> list[Any]:
    return [number, [chain.as_json(event) for event in events]]


def _chains(of: Archive) -> Iterator[Chain]:
    for number, events in of.lines("students.jsonl"):
        yield number, tuple(map(chain.of_json, events))


def _check(back: Archive, seal: Seal, seen: Callable[[int], None]) -> None:
    """Look whether a backup that was just written holds what was sealed."""
    desk = tuple(map(chain.of_json, back.lines("desk.jsonl")))
    sound = not chain.fault(chain.DESK, desk) and not rules.lost(seal.desk, desk)
    sealed = dict(map(rules.end_of, rules.unpacked(back.read(f"blobs/{seal.listing}"))))
    for number, links in _chains(back):
        end = sealed.pop(number, End())
        sound = sound and not chain.fault(number, links) and not rules.lost(end, links)
        seen(1)
    for digest in back.names("blobs"):
        sound = sound and hashlib.sha256(back.read(f"blobs/{digest}")).hexdigest() == digest
    if sealed or not sound:
        raise BackupDamaged


def contents(of: Archive) -> Seal:
    """Return the seal that a backup was made under.

    Raises:
        BackupDamaged: It is of a version that nobody knows.
    """
    try:
        (about,) = of.lines("about.jsonl")
        seal = rules.of_json(about["seal"])
        if about["format"] != FORMAT:
            raise BackupDamaged
    except (KeyError, TypeError, ValueError) as error:
        raise BackupDamaged from error
    return seal


def files(of: Archive) -> Mapping[str, bytes]:
    """Return the files of the home in a backup."""
    return {name: of.read(f"home/{name}") for name in of.names("home")}


def restore(of: Archive, store: Store) -> None:
    """Write all that a backup holds into a store: blobs and indexes before events.

    Raises:
        NotEmpty: The store holds something.
        BackupDamaged: A chain does not hold, or it is not what another store can be made of.
    """
    if next(store.students(), None) is not None or store.desk():
        raise NotEmpty
    for digest in of.names("blobs"):
        store.put_blob(of.read(f"blobs/{digest}"))
    try:
        store.adopt_index(
            ((key, tuple(numbers)) for key, numbers in of.lines("people.jsonl")),
            ((sheet_id, number) for sheet_id, number in of.lines("sheets.jsonl")),
        )
        for _ in store.adopt(_chains(of)):
            pass
        store.adopt_desk(tuple(map(chain.of_json, of.lines("desk.jsonl"))))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BackupDamaged from error


def newer(ends: Mapping[str, End], witness: Witness) -> tuple[Newer, ...]:
    """Return the students of whom a seal knows events that are not here, in order."""
    sealed = map(rules.end_of, rules.unpacked(witness.listing))
    return tuple(
        Newer(number, ends.get(number, End()).length, end.length)
        for number, end in sorted(sealed)
        if ends.get(number, End()).length < end.length
    )
