"""From an accepted signature to a job that a real IPP printer took, and to its end."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from kiosk.cli.home import Home
from kiosk.cli.terminal import terminal
from kiosk.printing.contract import Job
from kiosk.printing.ipp import IppPrinter
from kiosk.printing.queue import Queue
from kiosk.services.visit.terminal import Terminal
from kiosk.visit import PrintState
from tests.cups import Cups
from tests.ippprinter import IppPrinterProcess, private_avahi
from tests.servers import free_port, program
from tools.bench.college import College
from tools.bench.figures import Figure, milliseconds
from tools.bench.signing import act

_TIMES = 15
_BAR = 300
"""Milliseconds."""


def printing(college: College) -> Iterator[Figure]:
    """Yield figures for a printer and for a queue before it; none where they are not installed."""
    if not all(map(program, ("ippeveprinter", "cupsd"))):
        return
    with real_printer() as (printer, queue):
        for name, address in (("a printer", printer.uri), ("a queue of CUPS", queue)):
            yield from _signed(college, name, address)
        ready = IppPrinter(printer.uri, 60).ready
        asked = [milliseconds(ready) for _ in range(_TIMES)]
        yield Figure(name="asking a printer", unit="ms", samples=asked)
        printer.suspend()
        yield Figure(
            name="asking a printer that hangs", unit="ms", samples=[milliseconds(ready)], bar=2500
        )
        printer.resume()


@contextmanager
def real_printer() -> Iterator[tuple[IppPrinterProcess, str]]:
    with tempfile.TemporaryDirectory(prefix="ipp", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o711)
        processes = private_avahi(folder)
        try:
            printer = IppPrinterProcess(processes, folder / "printer", free_port())
            printer.start()
            yield printer, Cups(processes, folder / "cups").add(printer)
        finally:
            processes.end()


def _signed(college: College, name: str, address: str) -> Iterator[Figure]:
    """Sign and print for a few students; the first one loads what the others find loaded."""
    home = college.home()
    config = replace(home.config, printer=(address,))
    use = terminal(Home(home.path, config, home.keys, home.store))
    took = [_sign(home, use, college.next()[0], hand) for hand in range(_TIMES + 1)][1:]
    accepted = [one for one, _ in took]
    yield Figure(name=f"signature to job accepted, {name}", unit="ms", samples=accepted, bar=_BAR)
    yield Figure(name=f"signature to printed, {name}", unit="ms", samples=[one for _, one in took])


def _sign(home: Home, use: Terminal, number: str, hand: int) -> tuple[float, float]:
    """Return the milliseconds until the printer took the job, and until it was done."""
    student = use.declaring.student(number)
    declared = act(home.rounds.the_one(student, None), hand)
    taken: list[float] = []
    send = Queue.send

    def noted(queue: Queue, job: Job, within: float) -> int:
        sent = send(queue, job, within)
        taken.append(time.perf_counter())
        return sent

    with patch.object(Queue, "send", noted):
        began = time.perf_counter()
        use.declaring.declare(student, declared)
        state = use.print(number)
        ended = time.perf_counter()
    if state is not PrintState.PRINTED:
        raise RuntimeError(state)
    return 1000 * (taken[-1] - began), 1000 * (ended - began)
