"""Debian's own CUPS before the IPP printer, for tests: in a folder of its own."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ippprinter import IppPrinterProcess
from tests.servers import Processes, answers, free_port, program, until

NO_CUPS = "no CUPS: apt-get install cups cups-client cups-filters"

_CUPS_FILES = """ServerRoot {folder}/root
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/tmp
ErrorLog {folder}/log/error
AccessLog {folder}/log/access
PageLog {folder}/log/page
SystemGroup root
Printcap
"""
_CUPS = """Listen localhost:{port}
Browsing Off
PreserveJobFiles No
WebInterface No
DefaultAuthType None
<Location />
Order deny,allow
Allow all
</Location>
<Policy default>
JobPrivateAccess default
JobPrivateValues default
SubscriptionPrivateAccess default
SubscriptionPrivateValues default
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""


class Cups:
    """A CUPS of the session's."""

    def __init__(self, processes: Processes, folder: Path) -> None:
        """Start one; ``folder`` is its own."""
        self._host = f"localhost:{free_port()}"
        self._processes = processes
        for name in ("root", "spool", "cache", "state", "tmp", "log"):
            (folder / name).mkdir(parents=True)
            if os.getuid() == 0:
                shutil.chown(folder / name, "lp", "lp")
        port = self._host.partition(":")[2]
        (folder / "cups-files.conf").write_text(_CUPS_FILES.format(folder=folder))
        (folder / "cupsd.conf").write_text(_CUPS.format(port=port))
        found = program("cupsd")
        assert found
        files = ["-c", f"{folder}/cupsd.conf", "-s", f"{folder}/cups-files.conf"]
        process = processes.start(found, "-f", *files, log="cupsd")
        until(lambda: answers(int(port)), process)

    def add(self, printer: IppPrinterProcess) -> str:
        """Return the address of a new queue before a printer that is on."""
        name = f"lab{printer.port}"
        self.run("lpadmin", "-p", name, "-v", printer.uri, "-m", "everywhere", "-E")
        until(lambda: "Everywhere" in self.run("lpoptions", "-p", name))
        return f"ipp://{self._host}/printers/{name}"

    def forgets(self, name: str) -> bool:
        """Remove the jobs of a queue; tell whether none is left: one that works takes a moment."""
        self.run("cancel", "-a", "-x", name)
        return not self.run("lpstat", "-W", "all", "-o", name)

    def run(self, command: str, *options: str) -> str:
        """Run one of its commands, and return what it prints."""
        found = program(command)
        assert found
        full = [found, "-h", self._host, *options]
        answer = subprocess.run(
            full, check=True, capture_output=True, text=True, env=self._processes.environment
        )
        return answer.stdout


@pytest.fixture(scope="session")
def cups(printing_processes: Processes) -> Cups:
    """Return a CUPS without queues."""
    if not all(map(program, ("cupsd", "lpadmin"))) or not Path("/usr/lib/cups/filter").exists():
        pytest.skip(NO_CUPS)
    return Cups(printing_processes, printing_processes.folder / "cups")


@pytest.fixture(scope="session")
def queue_address(cups: Cups, printing_processes: Processes, printer_port: int) -> str:
    """Return the address of a queue before the place of the printers."""
    first = IppPrinterProcess(printing_processes, printing_processes.folder / "first", printer_port)
    first.start()
    address = cups.add(first)
    first.kill()
    return address


@pytest.fixture
def cups_queue(queue_address: str, cups: Cups, ipp_printer: IppPrinterProcess) -> Iterator[str]:
    """Return the address of a queue before the test's printer, with nothing in it."""
    yield queue_address
    name = f"lab{ipp_printer.port}"
    until(lambda: cups.forgets(name))
    cups.run("cupsaccept", name)
