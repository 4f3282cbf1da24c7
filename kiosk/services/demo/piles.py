"""What became of the demo's sheets: some lie in the pile, some are missing for a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import assets
from kiosk.model.events import Draft, Kind
from kiosk.model.paper import Reason
from kiosk.model.record import Record
from kiosk.model.rounds import Round

_DEMO = assets.table("tables/demo")["piles"]
_STAFF = "staff:demo"


@dataclass(frozen=True, slots=True)
class Piles:
    """Decides by a seed of its own, so that nothing else in the demo depends on it."""

    seed: int
    year: int
    """The academic year of the round that is open."""

    def handed_in(self, sheet_id: str, round_: Round, at: str) -> Sequence[Draft]:
        """Return the event of taking in a printed sheet, if it was taken in."""
        share = _DEMO["past"] if round_.year < self.year else _DEMO["now"]
        if self._rng(sheet_id).randrange(100) >= share:
            return ()
        return (Draft(at, _STAFF, Kind.HANDED_IN, {"sheet_id": sheet_id, "scan": ""}),)

    def excused(self, record: Record, round_: Round, at: str) -> Sequence[Draft]:
        """Return the event of giving a reason why someone has not come, if there is one."""
        rng = self._rng(record.student_no)
        reason = _DEMO["by_status"].get(record.status)
        if reason is None and rng.randrange(100) < _DEMO["excused"]:
            new = int(record.grade) == self.year
            reason = rng.choice(_DEMO["reasons_of_new" if new else "reasons"])
        if reason is None:
            return ()
        note = _DEMO["note"] if reason == Reason.OTHER else ""
        body = {"round": str(round_), "reason": reason, "note": note}
        return (Draft(at, _STAFF, Kind.EXCUSED, body),)

    def _rng(self, of: str) -> Random:
        return Random(f"{self.seed} pile {of}")  # noqa: S311 - nothing secret
