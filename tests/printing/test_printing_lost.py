"""An answer that is lost on its way: the printer has the job, and nobody knows."""

import shutil
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from kiosk.printing.contract import Outcome
from kiosk.printing.ipp import IppPrinter
from tests.ippprinter import IppPrinterProcess
from tests.printing.conftest import JOB, LIMIT, Heard


class Way(socketserver.ThreadingTCPServer):
    """Passes on what is asked, and every answer but the first."""

    daemon_threads = True

    def __init__(self, printer: IppPrinterProcess) -> None:
        super().__init__(("127.0.0.1", 0), Passing)
        self.printer = printer
        self.lose = True

    @property
    def uri(self) -> str:
        return f"ipp://127.0.0.1:{self.server_address[1]}/ipp/print"


class Passing(socketserver.BaseRequestHandler):
    server: Way

    def handle(self) -> None:
        with socket.create_connection(("127.0.0.1", self.server.printer.port)) as printer:
            asking = threading.Thread(target=pump, args=(self.request, printer), daemon=True)
            asking.start()
            answer = printer.recv(1)
            if self.server.lose:
                self.server.lose = False
            else:
                self.request.sendall(answer)
                pump(printer, self.request)


def pump(from_: socket.socket, to: socket.socket) -> None:
    with suppress(OSError), from_.makefile("rb", 0) as source, to.makefile("wb", 0) as sink:
        shutil.copyfileobj(source, sink)
        to.shutdown(socket.SHUT_WR)


@pytest.fixture
def way(ipp_printer: IppPrinterProcess) -> Iterator[Way]:
    with Way(ipp_printer) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def test_a_job_whose_answer_was_lost_is_looked_for_and_not_sent_twice(
    way: Way, ipp_printer: IppPrinterProcess, heard: Heard
) -> None:
    assert IppPrinter(way.uri, LIMIT).print(JOB, heard) is Outcome.PRINTED
    assert not way.lose
    assert heard.all[0] is Outcome.UNREACHABLE
    assert len(ipp_printer.sheets()) == 1
