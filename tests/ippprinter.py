"""Debian's own IPP printer, for tests: on loopback, in a folder of its own.

``ippeveprinter`` wants Avahi. Root gets a bus and an Avahi of the session's own, which nobody
else sees; others use the machine's, if it runs.
"""

import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.servers import Processes, answers, free_port, program, until

NO_PRINTER = "no IPP printer: apt-get install cups-ipp-utils avahi-daemon dbus"
NO_AVAHI = "no Avahi for the IPP printer: run the tests as root, or start avahi-daemon"

_BUS = """<busconfig>
  <listen>unix:path={folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
    <allow own="*"/><allow user="*"/>
  </policy>
</busconfig>
"""
_AVAHI = """[server]
host-name=hedui-{pid}
allow-interfaces=lo
[wide-area]
enable-wide-area=no
[publish]
publish-addresses=no
publish-hinfo=no
publish-workstation=no
"""
_PAPER_PATH = """#!/bin/sh
# What the printer runs for each job. On its stderr it says what befalls it; a file holds it up.
cd "{folder}" || exit 1
env | grep '^IPP_' > "attributes/$IPP_JOB_NAME"
if [ -e says ]; then cat says >&2; fi
while [ -e hold ]; do sleep 0.02; done
if [ -e then ]; then cat then >&2; fi
exit 0
"""


class IppPrinterProcess:
    """A printer of the session's: what it prints lies in ``spool``."""

    def __init__(self, processes: Processes, folder: Path, port: int) -> None:
        """Be switched off; ``folder`` is its own."""
        self._processes = processes
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.port = port
        self.spool = folder / "spool"
        for one in (self.spool, folder / "attributes"):
            one.mkdir(parents=True)
        script = folder / "paper-path"
        script.write_text(_PAPER_PATH.format(folder=folder), encoding="utf-8")
        script.chmod(0o755)

    @property
    def uri(self) -> str:
        return f"ipp://localhost:{self.port}/ipp/print"

    def start(self, formats: str = "application/pdf,image/pwg-raster") -> None:
        """Switch it on, with no job from before."""
        found = program("ippeveprinter")
        assert found
        options = ["-f", formats, "-c", f"{self._folder}/paper-path"]
        self._process = self._processes.start(
            *(found, "-k", "-d", str(self.spool), "-p", str(self.port), "-n", "localhost"),
            *(*options, f"hedui {os.getpid()} {self.port}"),
            log=f"printer-{self.port}",
        )
        until(lambda: answers(self.port), self._process)

    def kill(self) -> None:
        """Pull its plug."""
        assert self._process
        self._process.kill()
        self._process.wait()

    def suspend(self) -> None:
        """Have it take connections and never answer."""
        assert self._process
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        assert self._process
        self._process.send_signal(signal.SIGCONT)

    def says(self, *reasons: str) -> None:
        """Have it say these reasons of itself when the next job begins."""
        self._write("says", "+", reasons)

    def halts(self, *reasons: str) -> None:
        """Have the next job wait in it, for these reasons."""
        self.says(*reasons)
        self._write("then", "-", reasons)
        (self._folder / "hold").touch()

    def goes_on(self) -> None:
        """Let the job that waits print, and those that follow."""
        (self._folder / "says").unlink(missing_ok=True)
        (self._folder / "hold").unlink(missing_ok=True)

    def _write(self, name: str, sign: str, reasons: tuple[str, ...]) -> None:
        line = f"STATE: {sign}{','.join(reasons)}\n"
        (self._folder / name).write_text(line, encoding="ascii")

    def attributes(self, job: str) -> Mapping[str, str]:
        """Return what arrived with a job of this name: ``IPP_MEDIA`` and such."""
        text = (self._folder / "attributes" / job).read_text(encoding="utf-8")
        return dict(line.split("=", 1) for line in text.splitlines() if "=" in line)

    def has(self, job: str) -> bool:
        """Tell whether a job of this name began to print."""
        return (self._folder / "attributes" / job).exists()

    def sheets(self) -> list[Path]:
        """Return what was printed, in order."""
        found = self.spool.glob("*.pdf")
        return sorted(found, key=lambda one: int(one.name.partition("-")[0]))


@pytest.fixture(scope="session")
def printing_processes() -> Iterator[Processes]:
    """Return what starts printers, with Avahi behind them."""
    if not all(map(program, ("ippeveprinter", "avahi-daemon", "dbus-daemon"))):
        pytest.skip(NO_PRINTER)
    with tempfile.TemporaryDirectory(prefix="ipp", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o711)  # filters of CUPS run under an account of their own
        if os.getuid() == 0:
            processes = private_avahi(folder)
        elif subprocess.run(["/usr/sbin/avahi-daemon", "--check"], check=False).returncode == 0:
            processes = Processes(folder)
        else:
            pytest.skip(NO_AVAHI)
        yield processes
        processes.end()


def private_avahi(folder: Path) -> Processes:
    """Start a bus and an Avahi that have the place where there can be but one to themselves."""
    processes = Processes(folder, DBUS_SYSTEM_BUS_ADDRESS=f"unix:path={folder}/bus")
    (folder / "bus.conf").write_text(_BUS.format(folder=folder), encoding="ascii")
    (folder / "avahi.conf").write_text(_AVAHI.format(pid=os.getpid()), encoding="ascii")
    bus = processes.start(
        "dbus-daemon", f"--config-file={folder}/bus.conf", "--nofork", "--nopidfile", log="bus.log"
    )
    until((folder / "bus").exists, bus)
    avahi = f"exec avahi-daemon -f {folder}/avahi.conf --no-drop-root --no-chroot --no-rlimits"
    process = processes.start(
        *("unshare", "-m", "sh", "-c", f"mount -t tmpfs tmpfs /run && {avahi}"), log="avahi.log"
    )
    until(lambda: "startup complete" in (folder / "avahi.log").read_text(), process)
    return processes


@pytest.fixture(scope="session")
def printer_port() -> int:
    """Return where each test's printer listens: CUPS takes a second to learn of a new place."""
    return free_port()


@pytest.fixture
def ipp_printer(printing_processes: Processes, printer_port: int) -> Iterator[IppPrinterProcess]:
    """Return a printer that is on and has paper."""
    folder = Path(tempfile.mkdtemp(dir=printing_processes.folder))
    printer = IppPrinterProcess(printing_processes, folder, printer_port)
    printer.start()
    yield printer
    printer.goes_on()
    printer.kill()
