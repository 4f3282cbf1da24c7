"""What can be wrong with one student's chain, and with what it names."""

from collections.abc import Iterable, Iterator, Sequence

from kiosk.errors import StoreDamaged
from kiosk.model.events import Event
from kiosk.model.seal import End, Fault, FaultKind
from kiosk.rules import chain, sealing
from kiosk.rules.fold import KINDS
from store.contract import Store


def broken_at(number: str, links: Sequence[Event], claimed: Iterable[End]) -> Fault | None:
    """Return what is wrong with a chain: the first link that does not hold, or what was cut.

    A link that holds and is of the desk's kinds cannot be read as anything that a student did.
    """
    seq = chain.fault(number, links)
    if seq:
        gap = links[seq - 1].seq > seq
        return Fault(number, seq, FaultKind.EVENT_MISSING if gap else FaultKind.EVENT_CHANGED)
    for event in links:
        if event.kind not in KINDS:
            return Fault(number, event.seq, FaultKind.UNREADABLE)
    if claimed and not links:
        return Fault(number, 1, FaultKind.STUDENT_MISSING)
    for end in claimed:
        lost = sealing.lost(end, links)
        if lost:
            return Fault(number, *lost)
    return None


def blob_faults(store: Store, number: str, links: Iterable[Event]) -> Iterator[Fault]:
    """Yield the photos and signatures of a chain that are gone or other bytes, each once."""
    seen: set[str] = set()
    for event in links:
        for digest in sealing.blobs_of(event):
            if digest in seen:
                continue
            seen.add(digest)
            try:
                if store.blob(digest) is None:
                    yield Fault(number, event.seq, FaultKind.BLOB_MISSING, digest)
            except StoreDamaged:
                yield Fault(number, event.seq, FaultKind.BLOB_CHANGED, digest)


def file_of(damage: StoreDamaged) -> str:
    """Return the name of the file that is damaged."""
    return damage.problem.values.get("file", "")
