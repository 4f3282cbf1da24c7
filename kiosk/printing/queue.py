"""What can be asked of a printer or of a queue of CUPS, in our own words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyipp.enums import IppJobState, IppOperation, IppPrinterState

from kiosk.printing import reasons
from kiosk.printing.contract import Job, Outcome, Readiness
from kiosk.printing.wire import (
    Attributes,
    DeclinedError,
    Question,
    SilentError,
    ask,
    number,
    several,
)

_SOON = 2.0
"""Seconds for an answer that somebody waits for."""
_SENDING = 15.0
"""Seconds to send a sheet of some 50 KB over a poor link."""
_PDF = "application/pdf"
_STATE = (
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "document-format-supported",
    "device-uri",
)
_OF_THE_QUEUE = (Outcome.REFUSED, Outcome.UNKNOWN)
"""Troubles that are a queue's own, whatever its printer says."""
_JOB = (
    "job-id",
    "job-name",
    "job-state",
    "job-state-reasons",
    "job-printer-state-message",
    "job-media-sheets-completed",
)
_ENDED: Mapping[int, Outcome] = {
    IppJobState.COMPLETED: Outcome.PRINTED,
    IppJobState.CANCELED: Outcome.CANCELLED,
    IppJobState.ABORTED: Outcome.REFUSED,
}
_SPOILT = {
    "job-completed-with-errors",
    "document-format-error",
    "document-unprintable-error",
    "unsupported-document-format",
}
"""Reasons of a job of which nothing came out that can be read (RFC 8011, 5.3.8).

A printer calls such a job completed; CUPS stops it and keeps it until somebody comes.
"""


@dataclass(frozen=True, slots=True)
class Sent:
    """A job that a printer took."""

    id: int
    name: str
    """Empty: the printer does not tell."""
    outcome: Outcome | None
    """None: it still goes on."""


@dataclass(frozen=True, slots=True)
class Queue:
    """One printer, or one queue; every call blocks and may raise what ``wire.ask`` raises."""

    uri: str
    behind: bool = False
    """It stands behind a queue, which gives it what it can read."""

    def look(self) -> Readiness:
        """Return whether it could print now; raises nothing.

        A queue of CUPS keeps the reasons of its last job and does not know whether the printer is
        there: where it names a printer that speaks IPP, that one is asked too, else what an idle
        queue says of the printer is not believed.
        """
        try:
            state = self._state()
        except SilentError:
            return Readiness(Outcome.UNREACHABLE)
        except DeclinedError:
            return Readiness(Outcome.REFUSED)
        said = several(state.get("printer-state-reasons"))
        trouble = self._refusal(state) or _trouble(state, said)
        found = Readiness(trouble, reasons.low_toner(said))
        device = str(state.get("device-uri", ""))
        if not device or trouble in _OF_THE_QUEUE:
            return found
        if device.startswith(("ipp://", "ipps://")) and not self.behind:
            return Queue(device, behind=True).look()
        return Readiness() if state.get("printer-state") == IppPrinterState.IDLE else found

    def _refusal(self, state: Attributes) -> Outcome | None:
        formats = several(state.get("document-format-supported"))
        unreadable = bool(formats) and _PDF not in formats and not self.behind
        refused = state.get("printer-is-accepting-jobs") is False or unreadable
        return Outcome.REFUSED if refused else None

    def _state(self) -> Attributes:
        asked = {"requested-attributes": list(_STATE)}
        question = Question(IppOperation.GET_PRINTER_ATTRIBUTES, asked)
        for found in ask(self.uri, question, _SOON)["printers"]:
            return dict(found)
        raise DeclinedError(0)

    def send(self, job: Job, within: float) -> int:
        """Send a sheet, and return the number that the printer gave the job."""
        question = Question(
            IppOperation.PRINT_JOB,
            {"job-name": job.name, "document-format": _PDF},
            {"media": "iso_a4_210x297mm", "print-scaling": "none", "copies": 1},
            job.pdf,
        )
        answer = ask(self.uri, question, min(_SENDING, within))
        return next((number(one["job-id"]) for one in answer["jobs"] if "job-id" in one), 0)

    def job(self, number: int) -> Sent:
        """Return how far a job is."""
        asked = {"job-id": number, "requested-attributes": list(_JOB)}
        answer = ask(self.uri, Question(IppOperation.GET_JOB_ATTRIBUTES, asked), _SOON)
        return _sent(next(iter(answer["jobs"]), {}))

    def cancel(self, number: int) -> None:
        """Have a job cancelled."""
        ask(self.uri, Question(IppOperation.CANCEL_JOB, {"job-id": number}), _SOON)

    def jobs(self, name: str) -> tuple[Sent, ...]:
        """Return the jobs of a name, first those that go on, as far back as the printer knows."""
        return tuple(self._jobs(name))

    def _jobs(self, name: str) -> Iterator[Sent]:
        for which in ("not-completed", "completed"):
            asked = {"which-jobs": which, "requested-attributes": list(_JOB)}
            for one in ask(self.uri, Question(IppOperation.GET_JOBS, asked), _SOON)["jobs"]:
                if one.get("job-name") == name:
                    yield _sent(one)


def _trouble(state: Attributes, said: tuple[str, ...]) -> Outcome | None:
    stopped = state.get("printer-state") == IppPrinterState.STOPPED
    return reasons.trouble(said) or (Outcome.UNKNOWN if stopped else None)


def _sent(job: Attributes) -> Sent:
    outcome = _ENDED.get(number(job.get("job-state")))
    if outcome is not Outcome.CANCELLED and _is_spoilt(job):
        outcome = Outcome.REFUSED
    return Sent(number(job.get("job-id")), str(job.get("job-name", "")), outcome)


def _is_spoilt(job: Attributes) -> bool:
    """Tell whether a job ended without a sheet: CUPS calls some of them completed."""
    if job.get("job-state") == IppJobState.COMPLETED:
        nothing = job.get("job-media-sheets-completed") == 0
        if nothing and job.get("job-printer-state-message"):
            return True
    return bool(_SPOILT & set(several(job.get("job-state-reasons"))))
