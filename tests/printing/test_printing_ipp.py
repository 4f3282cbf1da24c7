"""A printer that nobody here wrote: straight to it, and through CUPS."""

import threading
from pathlib import Path

import pypdfium2
import pytest
from pyipp.enums import IppOperation
from pypdfium2 import raw

from kiosk.printing.contract import Job, Outcome
from kiosk.printing.ipp import IppPrinter
from kiosk.printing.wire import Question, ask
from kiosk.sheet import draw
from tests.ippprinter import IppPrinterProcess
from tests.printing.conftest import JOB, LIMIT, Aside, Heard
from tests.school import RECORD, School
from tests.servers import until

A4 = "iso_a4_210x297mm"


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


def test_what_was_printed_once_is_printed_whatever_came_after(
    ipp_printer: IppPrinterProcess, heard: Heard
) -> None:
    assert IppPrinter(ipp_printer.uri, LIMIT).print(JOB, heard) is Outcome.PRINTED
    ipp_printer.halts("media-empty-error")
    hasty = IppPrinter(ipp_printer.uri, 5)
    assert hasty.print(JOB, heard) is Outcome.OUT_OF_PAPER
    assert hasty.found(JOB.name, heard) is Outcome.PRINTED


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
