"""Is the whole store as it was written? Chains, seals, photos and signatures are gone through."""

import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context

from kiosk.errors import StoreDamaged
from kiosk.model.events import Event, Kind
from kiosk.model.seal import End, Fault, FaultKind, Seal
from kiosk.rules import chain, sealing
from kiosk.services.evidence.faults import blob_faults, broken_at, file_of
from kiosk.services.ports import Seals
from store.contract import Store

Claims = Mapping[str, Sequence[End]]
"""What seals say of each student: ends that the chain went through."""

_PARTS = 20
"""In so many parts the students are gone through, each of which can be told."""
_MANY = 20_000
"""Students from which on a process for each core is worth its start."""


def unheard(_students: int) -> None:
    """Tell nobody how far the work is."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A seal that came from outside, with its listing."""

    seal: Seal
    listing: bytes


@dataclass(slots=True)
class Report:
    """What was found."""

    events: int = 0
    """Of students whose chains hold."""
    ends: dict[str, End] = field(default_factory=dict)
    """Of every chain that holds and keeps what was sealed."""
    faults: list[Fault] = field(default_factory=list)
    desk: tuple[Event, ...] = ()
    seals: tuple[Seal, ...] = ()
    """Those that are genuine, newest first."""
    strays: tuple[str, ...] = ()
    """Files in the store that are none of it, and no fault."""

    @property
    def students(self) -> int:
        """How many there are, sound or not."""
        return len(self.ends.keys() | {one.student_no for one in self.faults if one.student_no})


@dataclass(frozen=True, slots=True)
class Examiner:
    """Goes through a whole store; other processes may write meanwhile."""

    store: Store
    seals: Seals
    reopen: Callable[[], Store]
    """Opens the same store in another process; can be pickled."""

    def examine(
        self, witnesses: Iterable[Witness] = (), seen: Callable[[int], None] = unheard
    ) -> Report:
        """Return everything that is wrong.

        Args:
            witnesses: Seals from outside to compare with as well.
            seen: Is told how many students were gone through since; what it raises ends it.
        """
        report = Report(strays=tuple(self.store.strays()))
        claims = self._claims(report, witnesses)
        for share in self._shares(claims):
            report.events += share.events
            report.ends |= share.ends
            report.faults += share.faults
            seen(share.students)
        known = report.ends.keys() | {one.student_no for one in report.faults}
        for number in claims.keys() - known:
            self._unseen(report, number, claims[number])
        if report.faults:
            self._excuse(report)
        report.faults.sort()
        return report

    def _excuse(self, report: Report) -> None:
        """Drop the faults of students who were taken out while they were looked at."""
        with suppress(StoreDamaged):
            gone = sealing.retired(self.store.desk(report.desk[-1].seq if report.desk else 0))
            report.faults = [one for one in report.faults if one.student_no not in gone]

    def _claims(self, report: Report, witnesses: Iterable[Witness]) -> Claims:
        """Look at the desk and at all seals; return what they say of the students."""
        report.desk = tuple(self._desk(report))
        outside = {one.seal: one.listing for one in witnesses}
        named = set(self._named(report))
        kept = set(self.seals.seals())
        for seal in kept - named:
            _add(report, "", seal.desk.length + 1, FaultKind.SEAL_MISSING, seal.at)
        taken_out = sealing.retired(report.desk)
        seen: set[bytes] = set()
        claims: defaultdict[str, list[End]] = defaultdict(list)
        genuine: list[Seal] = []
        for seal in sorted(named | kept | set(outside), key=_age, reverse=True):
            wrong = self.seals.fault(seal)
            if wrong:
                _add(report, "", 0, wrong, seal.at)
                continue
            genuine.append(seal)
            lost = sealing.lost(seal.desk, report.desk)
            if lost:
                _add(report, "", *lost, seal.at)
            lines = self._listed(seal, outside.get(seal))
            if lines is None:
                _add(report, "", 0, FaultKind.LISTING_MISSING, seal.at)
                continue
            for number, end in map(sealing.end_of, set(lines) - seen):
                if not sealing.is_retired(end, seal, taken_out.get(number, ())):
                    claims[number].append(end)
            seen.update(lines)
        report.seals = tuple(genuine)
        return claims

    def _desk(self, report: Report) -> Iterator[Event]:
        try:
            desk = self.store.desk()
        except StoreDamaged as error:
            _add(report, "", error.seq, FaultKind.UNREADABLE, file_of(error))
            return
        broken = chain.fault(chain.DESK, desk)
        if broken:
            _add(report, "", broken, FaultKind.EVENT_CHANGED)
        yield from desk[: broken - 1] if broken else desk

    @staticmethod
    def _named(report: Report) -> Iterator[Seal]:
        for event in report.desk:
            if event.kind is Kind.SEALED:
                try:
                    yield sealing.of_json(event.body)
                except ValueError:
                    _add(report, "", event.seq, FaultKind.SEAL_FORGED)

    def _listed(self, seal: Seal, outside: bytes | None) -> list[bytes] | None:
        """Return the lines of a seal's listing, if it is still what the seal signed."""
        try:
            listing = outside if outside is not None else self.store.blob(seal.listing)
            if listing is None or hashlib.sha256(listing).hexdigest() != seal.listing:
                return None
            return sealing.unpacked(listing)
        except (StoreDamaged, ValueError):
            return None

    def _shares(self, claims: Claims) -> Iterator["Share"]:
        processes = os.cpu_count() or 1
        if len(claims) < _MANY or processes == 1:
            for part in range(_PARTS):
                yield look(self.store, claims, part, _PARTS)
            return
        given = self.reopen, claims
        with ProcessPoolExecutor(processes, get_context("spawn"), _begin, given) as pool:
            yield from pool.map(_look_elsewhere, range(_PARTS))

    def _unseen(self, report: Report, number: str, claimed: Sequence[End]) -> None:
        """Look for a student that seals know and that was not come across."""
        try:
            links = self.store.events(number)
        except StoreDamaged as error:
            _add(report, number, error.seq, FaultKind.UNREADABLE, file_of(error))
            return
        broken = broken_at(number, links, claimed)
        if broken:
            report.faults.append(broken)
            return
        report.events += len(links)
        report.ends[number] = End(len(links), links[-1].hash)
        report.faults += blob_faults(self.store, number, links)


@dataclass(frozen=True, slots=True)
class Share:
    """What was found in one part of the students."""

    students: int
    """Chains, sound or not."""
    events: int
    ends: Mapping[str, End]
    faults: Sequence[Fault]


def look(store: Store, claims: Claims, part: int, parts: int) -> Share:
    """Go through one part of the students (see ``Store.chains``)."""
    students = events = 0
    ends: dict[str, End] = {}
    faults: list[Fault] = []
    for students, one in enumerate(store.chains(part, parts), 1):  # noqa: B007 - wanted after
        if isinstance(one, StoreDamaged):
            faults.append(Fault(one.owner, one.seq, FaultKind.UNREADABLE, file_of(one)))
            continue
        number, links = one
        broken = broken_at(number, links, claims.get(number, ()))
        if broken:
            faults.append(broken)
            continue
        events += len(links)
        if links:
            ends[number] = End(len(links), links[-1].hash)
        faults.extend(blob_faults(store, number, links))
    return Share(students, events, ends, faults)


_given: list[tuple[Store, Claims]] = []
"""In a process of the pool: what it looks at, sent once and not with every part."""


def _begin(reopen: Callable[[], Store], claims: Claims) -> None:
    _given.append((reopen(), claims))


def _look_elsewhere(part: int) -> Share:
    return look(*_given[0], part, _PARTS)


def _age(seal: Seal) -> tuple[int, str]:
    return seal.desk.length, seal.at


def _add(report: Report, number: str, seq: int, kind: FaultKind, where: str = "") -> None:
    report.faults.append(Fault(number, seq, kind, where))
