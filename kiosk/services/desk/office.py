"""The desk's functions beside Board and Hand-in: what each of their screens works with."""

from dataclasses import dataclass

from kiosk.services.desk.evidence import EvidenceDesk
from kiosk.services.desk.exports import Exports
from kiosk.services.desk.health import HealthDesk
from kiosk.services.desk.log import LogDesk
from kiosk.services.desk.packs import PackDesk
from kiosk.services.desk.requests import RequestDesk
from kiosk.services.desk.roster import RosterDesk
from kiosk.services.desk.rounds import RoundDesk
from kiosk.services.roster.manual import ByHand


@dataclass(frozen=True, slots=True)
class Office:
    """The use cases, held to what the desk's person may do."""

    requests: RequestDesk
    roster: RosterDesk
    by_hand: ByHand
    packs: PackDesk
    rounds: RoundDesk
    log: LogDesk
    health: HealthDesk
    evidence: EvidenceDesk
    exports: Exports
