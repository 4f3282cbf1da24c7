"""Debian's own IPP printer, and CUPS before it, for tests: on loopback, in folders of their own.

``ippeveprinter`` wants Avahi. Root gets a bus and an Avahi of the session's own, which nobody
else sees; others use the machine's, if it runs.
"""

import os
import random
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest

NO_PRINTER = "no IPP printer: apt-get install cups-ipp-utils avahi-daemon dbus"
NO_AVAHI = "no Avahi for the IPP printer: run the tests as root, or start avahi-daemon"
NO_CUPS = "no CUPS: apt-get install cups cups-client cups-filters"

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
_PATIENCE = 20
"""Seconds for a server to begin or to end."""


def until(true: Callable[[], bool], process: subprocess.Popen[bytes] | None = None) -> None:
    """Return when something is true, which it is soon unless something is broken."""
    deadline = time.monotonic() + _PATIENCE
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError
        assert process is None or process.poll() is None, "ended by itself"
        time.sleep(0.01)


def free_port() -> int:
    """Return a port below those that the system gives to clients: it stays free meanwhile."""
    while True:
        port = random.randrange(10_000, 32_000)  # noqa: S311 - no secret
        with socket.socket() as one, suppress(OSError):
            one.bind(("127.0.0.1", port))
            return port


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def program(name: str) -> str | None:
    """Return where a program of Debian's is; a user's path may lack the place."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


class Processes:
    """Servers of a session, which end with it."""

    def __init__(self, folder: Path, **environment: str) -> None:
        """Keep their output in ``folder``."""
        self.folder = folder
        self.environment = {**os.environ, "LC_ALL": "C.UTF-8", **environment}
        self._started: list[subprocess.Popen[bytes]] = []

    def start(self, *command: str | Path, log: str) -> subprocess.Popen[bytes]:
        with (self.folder / log).open("ab") as file:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=file, stderr=file, env=self.environment
            )
        self._started.append(process)
        return process

    def end(self) -> None:
        for one in reversed(self._started):
            one.kill()
            one.wait()


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

    def start(self) -> None:
        """Switch it on, with no job from before."""
        found = program("ippeveprinter")
        assert found
        options = ["-f", "application/pdf,image/pwg-raster", "-c", f"{self._folder}/paper-path"]
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
        self._process.send_signal(19)

    def resume(self) -> None:
        assert self._process
        self._process.send_signal(18)

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
    cups.run("cancel", "-a", "-x", name)
    cups.run("cupsaccept", name)
