"""What became of the demo's requests: how students and registrars moved them along."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

import assets
from kiosk.model.events import Draft, Kind
from kiosk.model.request import Claim, MoveKind
from kiosk.rules.proofs import Decider, decider
from kiosk.rules.requests import MOVES, Who
from kiosk.services.acts.declaring import request_number
from kiosk.services.demo.calendar import Calendar

_DEMO: dict[str, Any] = assets.table("tables/demo")["requests"]
_STAFF = "staff:demo"


@dataclass(frozen=True, slots=True)
class Replies:
    """Decides by a seed of its own, so that nothing else in the demo depends on it."""

    seed: int
    calendar: Calendar

    def given(
        self, sheet_id: str, at: str, claims: Sequence[Claim], *, mended: bool
    ) -> list[Draft]:
        """Return how a request was moved along, as far as there was time.

        Args:
            sheet_id: Of the sheet that it came with.
            at: When it was filed.
            claims: What it asks for; none: there is no request.
            mended: The next roster shows what it asks for.
        """
        if not claims:
            return []
        rng = Random(f"{self.seed} request {sheet_id}")  # noqa: S311 - nothing secret
        number = request_number(sheet_id)
        year = int(at[:4])
        soon = self.calendar.at(self.calendar.now.date() - timedelta(1), 0)
        end = min(self.calendar.at(self.calendar.roster(year + 1), 0), soon)
        told, day = [], date.fromisoformat(at[:10])
        for step in rng.choice(_DEMO["mended" if mended else "waiting"]):
            kind = MoveKind(step["move"])
            day += timedelta(1 + rng.randrange(_DEMO["days"]))
            at = self.calendar.at(day, rng.randrange(480))
            if at >= end:
                break
            if kind is not MoveKind.FORWARD or _goes_up(claims):
                told.append(_move(at, number, kind, claims, step.get("text", "")))
        return told


def _goes_up(claims: Iterable[Claim]) -> bool:
    return all(decider(one.part) is Decider.PROVINCE for one in claims)


def _move(at: str, number: str, kind: MoveKind, claims: Iterable[Claim], text: str) -> Draft:
    actor = _STAFF if Who.STAFF in MOVES[kind].by else "student"
    parts = [one.part.value for one in claims]
    body = {"number": number, "move": kind.value, "parts": parts, "text": text}
    return Draft(at, actor, Kind.REQUEST_MOVED, body)
