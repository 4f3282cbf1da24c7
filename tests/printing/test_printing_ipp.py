"""A printer that nobody here wrote: straight to it, and through CUPS."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pyipp.enums import IppOperation
from pypdfium2 import raw

from kiosk.printing.contract import Job, Outcome
from kiosk.printing.ipp import IppPrinter
from kiosk.printing.wire import Question, ask
from kiosk.sheet import draw
from tests.ippprinter import Cups, IppPrinterProcess, free_port, until
from tests.school import RECORD, School

LIMIT = 25.0
A4 = "iso_a4_210x297mm"

Aside = Callable[..., "Future[Outcome]"]


def blank() -> bytes:
    """Return an empty page that every filter can read."""
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


JOB = Job("7K3M-9Q2W-X.1", blank())


class Heard:
    """Keeps what was told while a job was on its way."""

    def __init__(self) -> None:
        self.all: list[Outcome | None] = []
        self.thread: threading.Thread | None = None

    def __call__(self, trouble: Outcome | None) -> None:
        self.all.append(trouble)
        self.thread = threading.current_thread()

    def wait_for(self, trouble: Outcome | None) -> None:
        try:
            until(lambda: trouble in self.all)
        except TimeoutError:
            pytest.fail(f"{trouble} was not told, but {self.all}")


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def aside() -> Iterator[Aside]:
    """Return what prints in a thread of its own, as the kiosk does."""
    with ThreadPoolExecutor() as pool:
        yield pool.submit


def test_a_job_arrives_as_it_was_meant(ipp_printer: IppPrinterProcess, heard: Heard) -> None:
    printer = IppPrinter(ipp_printer.uri, LIMIT)
    assert printer.ready().trouble is None
    assert printer.print(JOB, heard) is Outcome.PRINTED
    assert heard.all == []
    (sheet,) = ipp_printer.sheets()
    assert sheet.read_bytes() == JOB.pdf
    arrived = ipp_printer.attributes(JOB.name)
    assert arrived["IPP_MEDIA"] == A4
    assert arrived["IPP_PRINT_SCALING"] == "none"
    assert arrived["IPP_COPIES"] == "1"
    assert arrived["IPP_DOCUMENT_FORMAT_SUPPLIED"] == "application/pdf"
    assert arrived["IPP_JOB_ORIGINATING_USER_NAME"] == "hedui"


@pytest.fixture
def sheet_pdf(tmp_path: Path) -> bytes:
    school = School(tmp_path)
    school.open()
    school.enrol(school.with_photos())
    return draw(school.sheets.page(school.declare()))


def cancel_all(address: str) -> None:
    """Cancel what goes on, as somebody at the printer does."""
    question = Question(IppOperation.GET_JOBS, {"which-jobs": "not-completed"})
    for job in ask(address, question, 5)["jobs"]:
        ask(address, Question(IppOperation.CANCEL_JOB, {"job-id": job["job-id"]}), 5)


@pytest.fixture(params=["straight", "cups"])
def address(request: pytest.FixtureRequest) -> str:
    """Return where a test's printer is: itself, or a queue before it."""
    if request.param == "cups":
        return str(request.getfixturevalue("cups_queue"))
    return str(request.getfixturevalue("ipp_printer").uri)


def test_a_sheet_comes_out_whole(
    address: str, ipp_printer: IppPrinterProcess, heard: Heard, sheet_pdf: bytes
) -> None:
    assert IppPrinter(address, LIMIT).print(Job(JOB.name, sheet_pdf), heard) is Outcome.PRINTED
    assert heard.all == []
    (printed,) = ipp_printer.sheets()
    document = pypdfium2.PdfDocument(printed)
    assert len(document) == 1
    page = document[0]
    assert [side / 72 * 25.4 for side in page.get_size()] == pytest.approx([210, 297], abs=0.5)
    texts = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]))
    assert all(raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(one)) == 1 for one in texts)
    meant = pypdfium2.PdfDocument(sheet_pdf)[0].get_textpage().get_text_range()
    assert RECORD.name in meant
    assert page.get_textpage().get_text_range() == meant
    asked = {"job-id": 1, "requested-attributes": ["media", "media-col", "print-scaling"]}
    (arrived,) = ask(ipp_printer.uri, Question(IppOperation.GET_JOB_ATTRIBUTES, asked), 5)["jobs"]
    a_filter_scaled = "print-scaling" not in arrived
    assert a_filter_scaled or arrived["print-scaling"] == "none"
    size = {"x-dimension": 21000, "y-dimension": 29700}
    assert arrived.get("media") == A4 or arrived["media-col"]["media-size"] == size


def test_what_a_queue_is_told_reaches_it(cups_queue: str, heard: Heard) -> None:
    assert IppPrinter(cups_queue, LIMIT).print(JOB, heard) is Outcome.PRINTED
    asked = {"which-jobs": "completed", "requested-attributes": ["all"], "limit": 1}
    job, *_ = ask(cups_queue, Question(IppOperation.GET_JOBS, asked), 5)["jobs"]
    assert job["job-name"] == JOB.name
    assert (job["media"], job["print-scaling"], job["copies"]) == (A4, "none", 1)


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


def test_low_toner_is_a_warning_and_stops_nothing(
    ipp_printer: IppPrinterProcess, heard: Heard
) -> None:
    printer = IppPrinter(ipp_printer.uri, LIMIT)
    ipp_printer.says("toner-low-warning")
    assert printer.print(JOB, heard) is Outcome.PRINTED
    assert heard.all == []
    found = printer.ready()
    assert found.low_toner
    assert found.trouble is None


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
    printer = IppPrinter(ipp_printer.uri, 6)
    began = time.monotonic()
    assert printer.ready().trouble is Outcome.UNREACHABLE
    assert time.monotonic() - began < 2.5
    began = time.monotonic()
    assert printer.print(JOB, heard) is Outcome.UNREACHABLE
    assert time.monotonic() - began < 6
    ipp_printer.resume()


def test_a_queue_that_is_not_there_refuses(
    ipp_printer: IppPrinterProcess, cups_queue: str, heard: Heard
) -> None:
    for address in (f"{ipp_printer.uri}/nothing", f"{cups_queue}x"):
        printer = IppPrinter(address, LIMIT)
        assert printer.ready().trouble is Outcome.REFUSED
        assert printer.print(JOB, heard) is Outcome.REFUSED


def test_a_queue_that_was_closed_refuses(cups: Cups, cups_queue: str, heard: Heard) -> None:
    cups.run("cupsreject", cups_queue.rpartition("/")[2])
    printer = IppPrinter(cups_queue, LIMIT)
    assert printer.ready().trouble is Outcome.REFUSED
    assert printer.print(JOB, heard) is Outcome.REFUSED


def test_what_is_no_pdf_is_not_sent(ipp_printer: IppPrinterProcess, heard: Heard) -> None:
    job = Job(JOB.name, b"<html>")
    assert IppPrinter(ipp_printer.uri, LIMIT).print(job, heard) is Outcome.REFUSED
    assert not ipp_printer.has(JOB.name)


def test_two_kiosks_at_once_print_one_sheet_each(
    address: str, ipp_printer: IppPrinterProcess, aside: Aside
) -> None:
    ipp_printer.halts("media-empty-error")
    first, second = Heard(), Heard()
    jobs = [
        aside(IppPrinter(address, LIMIT).print, Job(f"{JOB.name}{number}", JOB.pdf), told)
        for number, told in enumerate((first, second))
    ]
    first.wait_for(Outcome.OUT_OF_PAPER)
    second.wait_for(Outcome.OUT_OF_PAPER)
    ipp_printer.goes_on()
    assert [job.result() for job in jobs] == [Outcome.PRINTED, Outcome.PRINTED]
    assert len(ipp_printer.sheets()) == 2


def test_after_a_crash_the_printer_tells_what_it_printed(
    address: str, ipp_printer: IppPrinterProcess, heard: Heard, aside: Aside
) -> None:
    printer = IppPrinter(address, LIMIT)
    assert printer.found(JOB.name, heard) is None
    printer.print(JOB, heard)
    assert printer.found(JOB.name, heard) is Outcome.PRINTED
    assert printer.found("7K3M-9Q2W-X.2", heard) is None
    ipp_printer.halts("media-jam-error")
    slow = Job("7K3M-9Q2W-X.2", JOB.pdf)
    lost = aside(printer.print, slow, Heard())
    until(lambda: ipp_printer.has(slow.name))
    found = aside(IppPrinter(address, LIMIT).found, slow.name, heard)
    heard.wait_for(Outcome.JAM)
    ipp_printer.goes_on()
    assert found.result() is Outcome.PRINTED
    assert lost.result() is Outcome.PRINTED
    assert len(ipp_printer.sheets()) == 2


def test_an_encrypted_way_needs_no_certificate_that_is_known(
    ipp_printer: IppPrinterProcess, heard: Heard
) -> None:
    printer = IppPrinter(ipp_printer.uri.replace("ipp:", "ipps:"), LIMIT)
    assert printer.ready().trouble is None
    assert printer.print(JOB, heard) is Outcome.PRINTED


def test_trouble_is_told_in_the_thread_that_prints(
    ipp_printer: IppPrinterProcess, heard: Heard, aside: Aside
) -> None:
    ipp_printer.halts("media-empty-error")
    job = aside(IppPrinter(ipp_printer.uri, LIMIT).print, JOB, heard)
    heard.wait_for(Outcome.OUT_OF_PAPER)
    assert heard.thread is not threading.main_thread()
    assert heard.thread is not None
    assert heard.thread.name.startswith("ThreadPool")
    ipp_printer.goes_on()
    job.result()


@pytest.mark.parametrize(
    ("uri", "name"),
    [
        ("ipp://printer.lan/ipp/print", "printer.lan/print"),
        ("ipps://printer.lan", "printer.lan/print"),
        ("ipp://192.0.2.7:8631/printers/Lab", "192.0.2.7:8631/Lab"),
        ("ipp://printer.lan:631/printers/Lab/", "printer.lan/Lab"),
    ],
)
def test_its_name_is_host_and_queue(uri: str, name: str) -> None:
    assert IppPrinter(uri, LIMIT).name == name
