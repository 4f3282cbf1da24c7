"""A printer that nobody here wrote: straight to it, and through CUPS."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from kiosk.printing.contract import Job, Outcome
from kiosk.printing.ipp import IppPrinter
from tests.ippprinter import Cups, IppPrinterProcess, free_port, until

JOB = Job("7K3M-9Q2W-X.1", b"%PDF-1.4 a page")
LIMIT = 60.0


class Heard:
    """Keeps what was told while a job was on its way."""

    def __init__(self) -> None:
        self.all: list[Outcome | None] = []
        self.thread: threading.Thread | None = None

    def __call__(self, trouble: Outcome | None) -> None:
        self.all.append(trouble)
        self.thread = threading.current_thread()

    def wait_for(self, trouble: Outcome | None) -> None:
        until(lambda: trouble in self.all)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def aside() -> Iterator[Callable[..., "Future[Outcome]"]]:
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
    assert arrived["IPP_MEDIA"] == "iso_a4_210x297mm"
    assert arrived["IPP_PRINT_SCALING"] == "none"
    assert arrived["IPP_COPIES"] == "1"
    assert arrived["IPP_DOCUMENT_FORMAT_SUPPLIED"] == "application/pdf"
    assert arrived["IPP_JOB_ORIGINATING_USER_NAME"] == "hedui"
