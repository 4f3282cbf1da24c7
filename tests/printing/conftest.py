"""What tests of printers have in common: a job, and who hears how it goes."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO

import pypdfium2
import pytest

from kiosk.printing.contract import Job, Outcome
from tests.servers import until

LIMIT = 25.0
"""Seconds that a job may take where the test is not about that."""

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


@pytest.fixture(params=["straight", "cups"])
def address(request: pytest.FixtureRequest) -> str:
    """Return where a test's printer is: itself, or a queue before it."""
    if request.param == "cups":
        return str(request.getfixturevalue("cups_queue"))
    return str(request.getfixturevalue("ipp_printer").uri)
