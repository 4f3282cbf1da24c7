"""What lies outside, for tests: a clock, a printer, photos, and pages that are drawn at once."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO

from PIL import Image

from assets import Lang
from kiosk.model.handout import Handout, Slip
from kiosk.model.page import Page
from kiosk.model.slip import Checklist
from kiosk.printing.contract import Job, Outcome, Readiness, Told


class Clock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Tray:
    """A printer that keeps what it was given, or says what stands in the way."""

    name: str = "tray"
    outcome: Outcome = Outcome.PRINTED
    jobs: list[Job] = field(default_factory=list)

    def ready(self) -> Readiness:
        return Readiness(None if self.outcome is Outcome.PRINTED else self.outcome)

    def print(self, job: Job, told: Told) -> Outcome:  # noqa: ARG002 - a tray needs no time
        self.jobs.append(job)
        return self.outcome

    def found(self, name: str, told: Told) -> Outcome | None:  # noqa: ARG002 - as above
        printed = self.outcome is Outcome.PRINTED and any(job.name == name for job in self.jobs)
        return Outcome.PRINTED if printed else None


def pen(page: Page) -> bytes:
    """Draw nothing but the sheet's number, at once."""
    return f"%PDF- {page.sheet_number}".encode()


def grey(level: int) -> bytes:
    """Return a photo of one shade of grey, which every decoder reads alike."""
    file = BytesIO()
    Image.new("RGB", (48, 64), (level, level, level)).save(file, "JPEG", quality=95)
    return file.getvalue()


def guide_pen(page: Handout | Slip) -> bytes:
    """Draw nothing but the page's address and language, at once."""
    return f"%PDF- {page.head.url} {page.head.lang}".encode()


def slip_pen(checklist: Checklist) -> bytes:
    """Draw nothing but the request's number and language, at once."""
    return f"%PDF- {checklist.number} {checklist.lang}".encode()


def trial_pen(lang: Lang, printer: str) -> bytes:
    """Draw nothing but the printer's name and the language, at once."""
    return f"%PDF- {printer} {lang}".encode()
