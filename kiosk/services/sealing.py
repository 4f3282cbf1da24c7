"""Sealing: today's state of the whole store, bound together and signed."""

from dataclasses import dataclass

from kiosk.errors import StoreDamaged
from kiosk.model.events import Draft, Kind
from kiosk.model.seal import End, Seal
from kiosk.rules import chain, sealing
from kiosk.services.examining import Examiner, Report
from kiosk.services.ports import Clock, stamp


@dataclass(frozen=True, slots=True)
class Sealing:
    """Makes seals."""

    examiner: Examiner
    clock: Clock
    actor: str

    def seal(self) -> tuple[Seal, Report]:
        """Seal every chain that is sound; what is not stays under the seals before.

        Returns:
            The seal, durable when this returns, and what was found on the way.

        Raises:
            StoreDamaged: The desk's chain does not hold.
        """
        store = self.examiner.store
        if chain.fault(chain.DESK, store.desk()):
            raise StoreDamaged(file=chain.DESK, offset="0")
        report = self.examiner.examine()
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
