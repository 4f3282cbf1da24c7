"""The personal checklist of a request: put together, drawn, and sent to the printers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import assets
from assets import Lang
from kiosk.config import Config
from kiosk.errors import KioskError
from kiosk.model.record import Part
from kiosk.model.request import Matter, Request
from kiosk.model.slip import Checklist, ToBring
from kiosk.model.student import Student
from kiosk.printing.contract import Job, Outcome, Printer
from kiosk.rules import mask
from kiosk.rules.proofs import Advice, Case, advice
from kiosk.services.paper.sheets import screen_url, sheet_url
from kiosk.services.ports import Clock
from kiosk.visit import PrintState

DrawSlip = Callable[[Checklist], bytes]
"""A checklist as PDF; raises a ``KioskError`` for a character that no font prints."""


@dataclass(frozen=True, slots=True)
class Slips:
    """Prints checklists. No event tells of them: they are the student's own, and prove nothing."""

    config: Config
    draw: DrawSlip
    printers: Sequence[Printer]
    clock: Clock

    def checklist(self, student: Student, request: Request, lang: Lang) -> Checklist:
        """Return what a request's student has to bring, for the matters that are still open."""
        told = {
            matter.part: self._advice(student, request, matter.part, lang)
            for matter in request.matters
            if matter.part is not None and matter.state.open
        }
        contact = self.config.contact(student.record.college)
        return Checklist(
            lang=lang,
            number=request.number,
            matters=tuple(
                _to_bring(request, matter, told, lang)
                for matter in request.matters
                if matter.state.open
            ),
            windows=tuple(dict.fromkeys(line for one in told.values() for line in one.windows)),
            refusals=tuple(dict.fromkeys(line for one in told.values() for line in one.refusals)),
            college=student.record.college,
            contact=contact,
            url=self._url(student, request),
            host=urlsplit(self.config.base_url).netloc.upper(),
            source=next((one.source for one in told.values()), ""),
        )

    def _advice(self, student: Student, request: Request, part: Part, lang: Lang) -> Advice:
        case = Case.of(student.record, request.claim(part), self.clock().date())
        return advice(part, lang, self.config.province, case)

    def _url(self, student: Student, request: Request) -> str:
        """Return the signed address of the request's sheet; one without a sheet has its own."""
        signed = (one.code for one in student.declarations if one.sheet_id == request.sheet_id)
        code = next(signed, "")
        if code:
            return sheet_url(self.config.base_url, code)
        return screen_url(self.config.base_url, request.sheet_id)

    def print(self, student: Student, request: Request, lang: Lang) -> PrintState:
        """Print a request's checklist; trouble is a state, and nothing waits for paper."""
        if not self.printers:
            return PrintState.NO_PRINTER
        try:
            pdf = self.draw(self.checklist(student, request, lang))
        except KioskError:
            return PrintState.UNPRINTABLE
        job = Job(f"{request.number}.list", pdf)
        outcome = Outcome.UNREACHABLE
        for printer in self.printers:
            outcome = printer.print(job, lambda _trouble: None)
            if outcome in {Outcome.PRINTED, Outcome.CANCELLED, Outcome.UNKNOWN}:
                break
        return PrintState(outcome.value)


def _to_bring(request: Request, matter: Matter, told: Mapping[Part, Advice], lang: Lang) -> ToBring:
    if matter.part is None:
        heading = request.missing.heading if request.missing else ""
        return ToBring(assets.say(lang, "slip.missing", heading=heading), "", "", (), "")
    claim, one = request.claim(matter.part), told[matter.part]
    return ToBring(
        label=assets.say(lang, f"field.{matter.part.value}"),
        claimed=mask.shown(matter.part, claim.value) if claim else "",
        decides=one.decides,
        proofs=one.proofs,
        patience=one.patience,
    )
