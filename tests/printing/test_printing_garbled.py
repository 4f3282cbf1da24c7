"""Whatever answers where a printer should be: an outcome in time, never an exception."""

import gzip
import socket
import socketserver
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import repeat

import pytest
from pyipp.enums import IppOperation

from kiosk.printing.contract import Outcome
from kiosk.printing.ipp import IppPrinter
from kiosk.printing.wire import DeclinedError, EndlessError, Question, SilentError, ask
from tests.printing.conftest import JOB, Heard

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nConnection: close\r\n"


def ipp(status: int, attributes: bytes = b"") -> bytes:
    """Return an answer of HTTP that holds one of IPP."""
    charset = b"\x47\x00\x12attributes-charset\x00\x05utf-8"
    body = struct.pack(">bbhi", 2, 0, status, 1) + b"\x01" + charset + attributes + b"\x03"
    return HEAD + f"Content-Length: {len(body)}\r\n\r\n".encode() + body


def attribute(tag: int, name: str, value: bytes, length: int | None = None) -> bytes:
    """Return an attribute of IPP, or one that lies about its length."""
    spelled = name.encode()
    said = len(value) if length is None else length
    return struct.pack(">bh", tag, len(spelled)) + spelled + struct.pack(">h", said) + value


INTEGER, KEYWORD, URI, TEXT = 0x21, 0x44, 0x45, 0x41
ACTING = "\x1b[2J\x1b]0;x\x07\u202e[red]x[/]".encode()
ANSWERS = {
    "nothing": b"",
    "no HTTP": b"220 mail.example ESMTP\r\n",
    "a page": HEAD + b"Content-Length: 6\r\n\r\n<html>",
    "not found": b"HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n\xff\xfe",
    "upgrade": b"HTTP/1.1 426 Upgrade\r\nUpgrade: TLS/1.2\r\nContent-Length: 0\r\n\r\n",
    "elsewhere": b"HTTP/1.1 302 Found\r\nLocation: http://[/\r\nContent-Length: 0\r\n\r\n",
    "cut off": HEAD + b"Content-Length: 400\r\n\r\n\x02\x00\x00\x00",
    "bad request": ipp(0x0400),
    "forbidden": ipp(0x0401),
    "nothing in it": ipp(0),
    "a state of its own": ipp(0, b"\x04\x23\x00\x0dprinter-state\x00\x04\x00\x00\x00\x63"),
    "an older printer": ipp(0x0503),
    "back to where it began": ipp(
        0, b"\x04" + attribute(TEXT, "a", b"x") + attribute(TEXT, "", b"", -5)
    ),
    "a job numbered in words": ipp(0, b"\x02" + attribute(TEXT, "job-id", ACTING)),
    "a job in two states": ipp(
        0,
        b"\x02"
        + attribute(INTEGER, "job-id", b"\0\0\0\1")
        + attribute(INTEGER, "job-state", b"\0\0\0\x09")
        + attribute(INTEGER, "", b"\0\0\0\x09"),
    ),
    "a job of two numbers": ipp(
        0,
        b"\x02" + attribute(INTEGER, "job-id", b"\0\0\0\1") + attribute(INTEGER, "", b"\0\0\0\2"),
    ),
    "words that act": ipp(
        0,
        b"\x04"
        + attribute(INTEGER, "printer-state", b"\0\0\0\5")
        + attribute(TEXT, "printer-state-message", ACTING)
        + attribute(KEYWORD, "printer-state-reasons", ACTING)
        + attribute(URI, "device-uri", b"ipp://" + ACTING + b"/["),
    ),
}


_TROUBLES = {Outcome.UNREACHABLE, Outcome.REFUSED, Outcome.UNKNOWN}


@contextmanager
def answering(answer: bytes, then: bytes = b"", pause: float = 0) -> Iterator[str]:
    """Yield the address of a server that answers everything alike, and may never come to an end."""
    over = threading.Event()

    class Answering(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(65536)
            with suppress(ConnectionError):
                self.request.sendall(answer)
                for more in repeat(then) if then else ():
                    self.request.sendall(more)
                    over.wait(pause)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"ipp://127.0.0.1:{server.server_address[1]}/ipp/print"
        over.set()
        server.shutdown()


@pytest.fixture
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    with answering(ANSWERS[request.param]) as address:
        yield address


@pytest.mark.parametrize("address", list(ANSWERS), indirect=True)
def test_what_is_no_printer_does_no_harm(address: str, heard: Heard) -> None:
    printer = IppPrinter(address, 5)
    began = time.monotonic()
    assert printer.ready().trouble in _TROUBLES
    assert printer.found(JOB.name, heard) is None
    assert printer.print(JOB, heard) is not Outcome.PRINTED
    assert time.monotonic() - began < 2 * 5


LOOK = Question(IppOperation.GET_PRINTER_ATTRIBUTES)
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
PACKED = HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(bytes(32 << 20))
FAILED = b"HTTP/1.1 500 Failed\r\n\r\n"


@pytest.mark.parametrize(
    ("answer", "then"),
    [
        (HEAD + b"\r\n", bytes(65536)),
        (CHUNKED, b"10000\r\n" + bytes(65536) + b"\r\n"),
        (FAILED, bytes(65536)),
        (PACKED, b""),
    ],
    ids=["plain", "chunked", "an error's", "packed"],
)
def test_an_answer_without_end_is_not_kept(answer: bytes, then: bytes) -> None:
    began = time.monotonic()
    with answering(answer, then) as address, pytest.raises(EndlessError):
        ask(address, LOOK, 30)
    assert time.monotonic() - began < 15


@pytest.mark.parametrize(
    ("answer", "then"),
    [(HEAD + b"\r\n", b"x"), (HEAD, b"X-More: x\r\n"), (b"", b"HTTP/1.1 100 Continue\r\n\r\n")],
    ids=["body", "head", "promises"],
)
def test_an_answer_in_drops_is_not_waited_for(answer: bytes, then: bytes) -> None:
    began = time.monotonic()
    with answering(answer, then, 0.02) as address, pytest.raises(SilentError):
        ask(address, LOOK, 0.3)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_sheet_follows_nobody_elsewhere(status: int, heard: Heard) -> None:
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        elsewhere.setblocking(False)
        there = f"http://127.0.0.1:{elsewhere.getsockname()[1]}/ipp/print"
        moved = f"HTTP/1.1 {status} Moved\r\nLocation: {there}\r\nContent-Length: 0\r\n\r\n"
        with answering(moved.encode()) as address:
            with pytest.raises(DeclinedError):
                ask(address, LOOK, 1)
            assert IppPrinter(address, 1).print(JOB, heard) in _TROUBLES
        with pytest.raises(BlockingIOError):
            elsewhere.accept()


def test_what_a_long_queue_has_to_say_is_heard(heard: Heard) -> None:
    """Five hundred jobs, as many as CUPS keeps."""
    jobs = b"".join(
        b"\x02"
        + attribute(INTEGER, "job-id", struct.pack(">i", number))
        + attribute(TEXT, "job-name", b"x" * 255)
        + attribute(INTEGER, "job-state", b"\0\0\0\x09")
        for number in range(1, 500)
    )
    ours = attribute(TEXT, "job-name", JOB.name.encode())
    last = b"\x02" + ours + attribute(INTEGER, "job-state", b"\0\0\0\x09")
    with answering(ipp(0, jobs + last)) as address:
        assert IppPrinter(address, 5).found(JOB.name, heard) is Outcome.PRINTED
