"""What goes wrong at a printer that nobody here wrote, and what becomes of the job."""

import time

import pytest
from pyipp.enums import IppOperation

from kiosk.printing.contract import Job, Outcome
from kiosk.printing.ipp import IppPrinter
from kiosk.printing.wire import Question, ask
from tests.cups import Cups
from tests.ippprinter import IppPrinterProcess
from tests.printing.conftest import JOB, LIMIT, Aside, Heard
from tests.servers import free_port, until


def cancel_all(address: str) -> None:
    """Cancel what goes on, as somebody at the printer does."""
    question = Question(IppOperation.GET_JOBS, {"which-jobs": "not-completed"})
    for job in ask(address, question, 5)["jobs"]:
        ask(address, Question(IppOperation.CANCEL_JOB, {"job-id": job["job-id"]}), 5)


def test_a_printer_without_paper_waits_for_it(
    address: str, ipp_printer: IppPrinterProcess, heard: Heard, aside: Aside
) -> None:
    printer = IppPrinter(address, LIMIT)
    ipp_printer.halts("media-empty-error")
    job = aside(printer.print, JOB, heard)
    heard.wait_for(Outcome.OUT_OF_PAPER)
    assert printer.ready().trouble is Outcome.OUT_OF_PAPER
    ipp_printer.goes_on()
    assert job.result() is Outcome.PRINTED
    assert heard.all in ([Outcome.OUT_OF_PAPER], [Outcome.OUT_OF_PAPER, None])
    assert len(ipp_printer.sheets()) == 1
    assert printer.ready().trouble is None


@pytest.mark.parametrize(
    ("reasons", "trouble"),
    [
        (("media-jam-error",), Outcome.JAM),
        (("cover-open-error",), Outcome.DOOR),
        (("media-empty-report", "cover-open-error", "toner-low-report"), Outcome.DOOR),
    ],
)
def test_troubles_have_their_names(
    ipp_printer: IppPrinterProcess,
    heard: Heard,
    aside: Aside,
    reasons: tuple[str, ...],
    trouble: Outcome,
) -> None:
    ipp_printer.halts(*reasons)
    job = aside(IppPrinter(ipp_printer.uri, LIMIT).print, JOB, heard)
    heard.wait_for(trouble)
    ipp_printer.goes_on()
    assert job.result() is Outcome.PRINTED


def test_a_job_cancelled_at_the_printer_is_told(
    address: str, ipp_printer: IppPrinterProcess, heard: Heard, aside: Aside
) -> None:
    ipp_printer.halts("media-empty-error")
    job = aside(IppPrinter(address, LIMIT).print, JOB, heard)
    heard.wait_for(Outcome.OUT_OF_PAPER)
    cancel_all(address)
    ipp_printer.goes_on()
    assert job.result() is Outcome.CANCELLED


def test_a_job_that_takes_too_long_is_cancelled(
    address: str, ipp_printer: IppPrinterProcess, heard: Heard
) -> None:
    ipp_printer.halts("media-empty-error")
    printer = IppPrinter(address, 6)
    began = time.monotonic()
    assert (printer.print(JOB, heard), heard.all) == (Outcome.OUT_OF_PAPER, [Outcome.OUT_OF_PAPER])
    assert time.monotonic() - began < 6
    ipp_printer.goes_on()
    until(lambda: printer.ready().trouble is None)
    assert printer.found(JOB.name, heard) is Outcome.CANCELLED


def test_a_printer_switched_off_and_on_again_has_lost_the_job(
    ipp_printer: IppPrinterProcess, heard: Heard, aside: Aside
) -> None:
    printer = IppPrinter(ipp_printer.uri, LIMIT)
    ipp_printer.halts("media-empty-error")
    job = aside(printer.print, JOB, heard)
    heard.wait_for(Outcome.OUT_OF_PAPER)
    ipp_printer.kill()
    heard.wait_for(Outcome.UNREACHABLE)
    ipp_printer.goes_on()
    ipp_printer.start()
    assert job.result() is Outcome.UNKNOWN
    assert printer.found(JOB.name, heard) is None
    assert printer.print(JOB, heard) is Outcome.PRINTED


def test_another_job_of_the_same_number_is_not_taken_for_ours(
    ipp_printer: IppPrinterProcess, heard: Heard, aside: Aside
) -> None:
    ipp_printer.halts("media-empty-error")
    job = aside(IppPrinter(ipp_printer.uri, LIMIT).print, JOB, heard)
    heard.wait_for(Outcome.OUT_OF_PAPER)
    ipp_printer.suspend()
    ipp_printer.kill()
    ipp_printer.goes_on()
    ipp_printer.start()
    IppPrinter(ipp_printer.uri, LIMIT).print(Job("somebody.else", JOB.pdf), Heard())
    assert job.result() is Outcome.UNKNOWN


def test_a_queue_prints_what_waits_when_its_printer_is_back(
    cups_queue: str, ipp_printer: IppPrinterProcess, heard: Heard, aside: Aside
) -> None:
    printer = IppPrinter(cups_queue, LIMIT)
    ipp_printer.kill()
    assert printer.ready().trouble is Outcome.UNREACHABLE
    job = aside(printer.print, JOB, heard)
    heard.wait_for(Outcome.UNREACHABLE)
    ipp_printer.start()
    assert job.result() is Outcome.PRINTED
    assert len(ipp_printer.sheets()) == 1


def test_what_an_idle_queue_remembers_is_not_believed(
    cups_queue: str, ipp_printer: IppPrinterProcess, heard: Heard
) -> None:
    """CUPS keeps "no paper" of a cancelled job for as long as no other one is sent."""
    printer = IppPrinter(cups_queue, 6)
    ipp_printer.halts("media-empty-error")
    assert printer.print(JOB, heard) is Outcome.OUT_OF_PAPER
    ipp_printer.goes_on()
    until(lambda: printer.ready().trouble is None)


def test_nobody_there_is_told_at_once(heard: Heard) -> None:
    printer = IppPrinter(f"ipp://localhost:{free_port()}/ipp/print", LIMIT)
    began = time.monotonic()
    assert printer.ready().trouble is Outcome.UNREACHABLE
    assert printer.print(JOB, heard) is Outcome.UNREACHABLE
    assert printer.found(JOB.name, heard) is None
    assert time.monotonic() - began < 3


def test_a_printer_that_never_answers_is_given_up(
    ipp_printer: IppPrinterProcess, heard: Heard
) -> None:
    ipp_printer.suspend()
    printer = IppPrinter(ipp_printer.uri, 3)
    began = time.monotonic()
    assert printer.ready().trouble is Outcome.UNREACHABLE
    assert time.monotonic() - began < 2.5
    began = time.monotonic()
    assert printer.print(JOB, heard) is Outcome.UNREACHABLE
    assert time.monotonic() - began < 4
    ipp_printer.resume()


def test_a_queue_that_is_not_there_refuses(
    ipp_printer: IppPrinterProcess, cups_queue: str, heard: Heard
) -> None:
    for address in (f"{ipp_printer.uri}/nothing", f"{cups_queue}x"):
        printer = IppPrinter(address, LIMIT)
        assert printer.ready().trouble is Outcome.REFUSED
        assert printer.print(JOB, heard) is Outcome.REFUSED


def test_a_printer_that_works_for_others_all_the_time_refuses(
    ipp_printer: IppPrinterProcess, heard: Heard, aside: Aside
) -> None:
    ipp_printer.halts("media-low-report")
    first = aside(IppPrinter(ipp_printer.uri, LIMIT).print, JOB, Heard())
    until(lambda: ipp_printer.has(JOB.name))
    other = Job("7K3M-9Q2W-X.2", JOB.pdf)
    assert IppPrinter(ipp_printer.uri, 5).print(other, heard) is Outcome.REFUSED
    assert heard.all == []
    ipp_printer.goes_on()
    assert first.result() is Outcome.PRINTED
    assert len(ipp_printer.sheets()) == 1


def test_a_printer_that_prints_no_pdf_refuses_unless_a_queue_is_before_it(
    cups_queue: str, ipp_printer: IppPrinterProcess, heard: Heard
) -> None:
    ipp_printer.kill()
    ipp_printer.start("image/pwg-raster,image/urf")
    printer = IppPrinter(ipp_printer.uri, LIMIT)
    assert printer.ready().trouble is Outcome.REFUSED
    assert printer.print(JOB, heard) is Outcome.REFUSED
    assert IppPrinter(cups_queue, LIMIT).ready().trouble is None


def test_a_queue_that_was_closed_refuses(cups: Cups, cups_queue: str, heard: Heard) -> None:
    cups.run("cupsreject", cups_queue.rpartition("/")[2])
    printer = IppPrinter(cups_queue, LIMIT)
    assert printer.ready().trouble is Outcome.REFUSED
    assert printer.print(JOB, heard) is Outcome.REFUSED


def test_what_is_no_pdf_is_not_sent(ipp_printer: IppPrinterProcess, heard: Heard) -> None:
    job = Job(JOB.name, b"<html>")
    assert IppPrinter(ipp_printer.uri, LIMIT).print(job, heard) is Outcome.REFUSED
    assert not ipp_printer.has(JOB.name)
