"""A whole store copied into another one, of whatever kind, and compared afterwards.

It may be broken off anywhere and begun again: what is there already and equal is not written twice.
Nobody may write to either meanwhile; whoever does is noticed at the end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.errors import Conflict, KioskError, StoreDamaged
from kiosk.model.events import Event
from kiosk.model.seal import End
from kiosk.rules import chain
from store.contract import Chain, Store


class TargetDiffers(KioskError):
    """The target holds something that did not come from the source."""

    text = "store.target_differs"


class SourceMoved(KioskError):
    """Somebody wrote to the source meanwhile."""

    text = "store.source_moved"


class CopyWrong(KioskError):
    """The target does not hold what was written to it."""

    text = "store.copy_wrong"


@dataclass(frozen=True, slots=True)
class Amount:
    """How much a store holds."""

    students: int
    blobs: int


class Moving:
    """One move."""

    def __init__(self, source: Store, target: Store) -> None:
        """Copy ``source`` to ``target``."""
        self._source = source
        self._target = target
        self._ends: dict[str, End] = {}
        self._desk: tuple[Event, ...] = ()

    def check(self) -> Amount:
        """Look whether the target can take the source; return how much there is to copy.

        Raises:
            TargetDiffers: It holds something else.
        """
        desk = self._target.desk()
        if desk != self._source.desk()[: len(desk)]:
            raise TargetDiffers
        ends = _ends(self._source)
        for student_no, there in _ends(self._target).items():
            if there != ends.get(student_no):
                events = self._source.events(student_no)[: there.length]
                if not events or End(len(events), events[-1].hash) != there:
                    raise TargetDiffers
        return Amount(len(ends), sum(1 for _ in self._source.blobs()))

    def copy(self) -> Iterator[int]:
        """Write what the target lacks; yield how many blobs and students each step was about.

        Raises:
            StoreDamaged: The source cannot be read; the step before is kept.
            TargetDiffers: Somebody wrote to the target meanwhile.
        """
        yield from self._copy_blobs()
        self._target.adopt_index(self._source.people(), self._source.sheets())
        self._desk = self._source.desk()
        _check(chain.DESK, self._desk)
        try:
            yield from self._target.adopt(self._noted())
            self._target.adopt_desk(self._desk)
        except Conflict as error:
            raise TargetDiffers from error

    def _copy_blobs(self) -> Iterator[int]:
        there = set(self._target.blobs())
        for digest in self._source.blobs():
            if digest not in there:
                self._target.put_blob(_blob(self._source, digest))
            yield 1

    def _noted(self) -> Iterator[Chain]:
        """Yield the source's chains, and keep how each ends."""
        for student_no, events in _readable(self._source):
            _check(student_no, events)
            self._ends[student_no] = End(len(events), events[-1].hash)
            yield student_no, events

    def verify(self) -> Iterator[int]:
        """Read the whole target and compare; yield how many blobs and students were looked at.

        Raises:
            CopyWrong: A chain, blob or index is not what was copied.
            SourceMoved: The source is not any more what was copied.
        """
        for digest in self._source.blobs():
            if self._target.blob(digest) is None:
                raise CopyWrong
            yield 1
        left = dict(self._ends)
        for student_no, events in _readable(self._target):
            holds = chain.fault(student_no, events) == 0
            if not holds or left.pop(student_no, None) != End(len(events), events[-1].hash):
                raise CopyWrong
            yield 1
        if left or self._target.desk() != self._desk:
            raise CopyWrong
        for ours, theirs in (
            (self._source.people(), self._target.people()),
            (self._source.sheets(), self._target.sheets()),
        ):
            if not dict(ours).items() <= dict(theirs).items():
                raise CopyWrong
        if _ends(self._source) != self._ends or self._source.desk() != self._desk:
            raise SourceMoved


def _ends(store: Store) -> dict[str, End]:
    """Return how every chain ends, as the summaries have it."""
    return {one.student_no: End(one.rev, one.head) for one in store.summaries()}


def _readable(store: Store) -> Iterator[Chain]:
    """Yield all chains of a store.

    Raises:
        StoreDamaged: At the first that cannot be read.
    """
    for one in store.chains():
        if isinstance(one, StoreDamaged):
            raise one
        yield one


def _check(owner: str, events: Sequence[Event]) -> None:
    """Look whether a chain holds, for no store takes one that does not."""
    broken = chain.fault(owner, events)
    if broken:
        raise StoreDamaged(owner=owner, seq=broken, file=owner, offset="0")


def _blob(store: Store, digest: str) -> bytes:
    data = store.blob(digest)
    if data is None:
        raise SourceMoved
    return data
