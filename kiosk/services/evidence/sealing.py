"""Sealing: today's state of the whole store, bound together and signed."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.errors import KioskError, StoreDamaged
from kiosk.model.events import Draft, Kind
from kiosk.model.seal import End, Seal
from kiosk.rules import chain, sealing
from kiosk.services.evidence.examining import Examiner, Report, Witness, unheard
from kiosk.services.ports import Clock, stamp
from store.contract import Store


class NotASeal(KioskError):
    """A file holds no seal with its listing."""

    text = "seal.not_a_seal"


@dataclass(frozen=True, slots=True)
class Sealing:
    """Makes seals."""

    examiner: Examiner
    clock: Clock
    actor: str

    def seal(self, seen: Callable[[int], None] = unheard) -> tuple[Seal, Report]:
        """Seal every chain that is sound; what is not stays under the seals before.

        Args:
            seen: As of ``Examiner.examine``.

        Returns:
            The seal, durable when this returns, and what was found on the way.

        Raises:
            StoreDamaged: The desk's chain does not hold.
        """
        store = self.examiner.store
        if chain.fault(chain.DESK, store.desk()):
            raise StoreDamaged(file=chain.DESK, offset="0")
        report = self.examiner.examine(seen=seen)
        lines = sealing.lines(report.ends)
        last = report.desk[-1] if report.desk else None
        desk = End(last.seq, last.hash) if last else End()
        seal = self.examiner.seals.sign(
            Seal(
                at=stamp(self.clock()),
                root=sealing.root(desk, lines),
                students=len(report.ends),
                events=report.events,
                desk=desk,
                listing=store.put_blob(sealing.packed(lines)),
            )
        )
        body = sealing.as_json(seal)
        store.append_desk([Draft(seal.at, self.actor, Kind.SEALED, body)])
        self.examiner.seals.keep(seal)
        return seal, report


def write_witness(store: Store, seal: Seal) -> bytes:
    """Return a seal with its listing as a file, to be kept elsewhere.

    Raises:
        NotASeal: The store no longer has the listing.
    """
    listing = store.blob(seal.listing)
    if listing is None:
        raise NotASeal
    value = {"seal": sealing.as_json(seal), "listing": b64encode(listing).decode()}
    return json.dumps(value).encode() + b"\n"


def read_witness(data: bytes) -> Witness:
    """Return the seal in a file that ``write_witness`` made.

    Raises:
        NotASeal: It is none, or the listing is not the one that was sealed.
    """
    try:
        value = json.loads(data)
        seal = sealing.of_json(value["seal"])
        listing = b64decode(value["listing"], validate=True)
        lines = sealing.unpacked(listing)
        for line in lines:
            sealing.end_of(line)
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise NotASeal from error
    if sealing.root(seal.desk, lines) != seal.root:
        raise NotASeal
    return Witness(seal, listing)
