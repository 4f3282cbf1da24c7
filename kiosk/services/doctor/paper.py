"""Checks of the printers: could they print now, and do they?"""

from collections.abc import Callable, Iterator

from kiosk.errors import KioskError
from kiosk.printing.contract import Job, Outcome, Printer
from kiosk.services.doctor.findings import Check, Finding, Subject, fine, poor, words
from kiosk.services.ports import Clock

Page = Callable[[str], bytes]
"""The test page for a printer of this name, as PDF."""
Told = Callable[[str, Outcome | None], None]
"""Hears of a printer by its name what stands in its way; None: it goes on."""


def printers(subject: Subject) -> Iterator[Finding]:
    """Ask each printer whether it could print now: those that could share one finding."""
    looked = [(one.name, one.ready()) for one in subject.printers()]
    if not looked:
        yield poor(Check.PRINTER, "none")
    usable = [name for name, found in looked if not found.trouble]
    if usable:
        yield fine(Check.PRINTER, names=", ".join(usable))
    for name, found in looked:
        if found.trouble:
            yield poor(Check.PRINTER, found.trouble.value, name=name)
        if found.low_toner:
            cure = words(Check.PRINTER, "cure_low_toner")
            yield Finding(Check.PRINTER, True, words(Check.PRINTER, "low_toner", name=name), cure)


def try_out(printer: Printer, page: Page, clock: Clock, told: Told) -> Finding:
    """Print a test page and say how it ended; that it looks right, people see."""
    try:
        pdf = page(printer.name)
    except KioskError as error:
        cure = words(Check.TEST_PAGE, "cure_error")
        return Finding(Check.TEST_PAGE, ok=False, detail=error.problem, cure=cure)
    job = Job(f"test.{clock():%Y%m%d-%H%M%S}", pdf)
    outcome = printer.print(job, lambda trouble: told(printer.name, trouble))
    if outcome is Outcome.PRINTED:
        return fine(Check.TEST_PAGE, "ok", name=printer.name)
    detail = words(Check.PRINTER, outcome.value, name=printer.name)
    cure = words(Check.PRINTER, f"cure_{outcome.value}")
    return Finding(Check.TEST_PAGE, ok=False, detail=detail, cure=cure)
