"""A real PostgreSQL for the tests: one server a session, one schema a test.

``KIOSK_TEST_POSTGRES`` names another database (``postgresql://…``), by a role that may create
schemas and roles.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import psutil
import psycopg
import pytest
from psycopg import sql

from tests.servers import until

CURE = "no PostgreSQL: apt-get install postgresql, or set KIOSK_TEST_POSTGRES"
_ACCOUNT = "postgres"
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",  # the kernel outlives these servers, and its page cache with it
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "32MB",
}


def programs() -> Path | None:
    """Return where the server's programs are: the newest of Debian's, or those on the path."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parts[-2]))
    on_path = shutil.which("initdb")
    places = [*reversed(debian), *([Path(on_path).parent] if on_path else [])]
    return next((one for one in places if (one / "initdb").exists()), None)


class Server:
    """A server of our own, behind a socket in a folder that only it knows."""

    def __init__(self, programs: Path, folder: Path, **settings: str) -> None:
        """Make one.

        Args:
            programs: Where ``initdb`` and ``postgres`` are.
            folder: Its own, in one that everybody may pass through.
            settings: Beside, or instead of, those that make tests fast.
        """
        self._programs = programs
        self._folder = folder
        self._settings = _SETTINGS | settings
        self._user = _ACCOUNT if os.getuid() == 0 else None  # who is root may not run it
        if self._user:
            shutil.chown(folder, self._user, self._user)
        options = ["-A", "trust", "-U", _ACCOUNT, "-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run(
            [programs / "initdb", "-D", folder / "data", *options],
            check=True,
            capture_output=True,
            user=self._user,
            cwd=folder,
        )
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def dsn(self) -> str:
        return f"postgresql:///postgres?host={self._folder}&user={_ACCOUNT}"

    def start(self) -> None:
        options = [
            part for key, value in self._settings.items() for part in ("-c", f"{key}={value}")
        ]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", "data", "-k", self._folder, *options],
                user=self._user,
                cwd=self._folder,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + 30
        while True:
            try:
                psycopg.connect(self.dsn).close()
            except psycopg.OperationalError:
                assert time.monotonic() < deadline, (self._folder / "log").read_text()
                assert self._process.poll() is None, (self._folder / "log").read_text()
                time.sleep(0.02)
            else:
                return

    def kill(self) -> None:
        """Kill the server and all that it started, as a power cut would."""
        assert self._process is not None
        family = [psutil.Process(self._process.pid)]
        family[0].suspend()  # or it would start some of them again
        family += family[0].children(recursive=True)
        for one in family:
            one.kill()
        self._process.wait()
        until(lambda: not any(map(_works, family)))
        (self._folder / "data" / "postmaster.pid").unlink()


def _works(process: psutil.Process) -> bool:
    return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)


class Places:
    """Schemas of one database: each is the home of one test's tables."""

    def __init__(self, dsn: str) -> None:
        self.dsn = dsn
        self._prefix = f"hedui_{uuid4().hex[:8]}_"
        self._made: list[str] = []

    def empty(self) -> str:
        """Return an address under which there is nothing yet."""
        name = f"{self._prefix}{len(self._made)}"
        self._execute("CREATE SCHEMA {}", name)
        self._made.append(name)
        return f"{self.dsn}{'&' if '?' in self.dsn else '?'}options=-csearch_path%3D{name}"

    def drop(self) -> None:
        for name in self._made:
            self._execute("DROP SCHEMA {} CASCADE", name)

    def _execute(self, statement: str, name: str) -> None:
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def new_server() -> Iterator[Callable[[], Server]]:
    """Return what starts a server that may be killed; all end with the session."""
    found = programs()
    if found is None:
        pytest.skip(CURE)
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        started: list[Server] = []

        def start() -> Server:
            place = Path(folder, str(len(started)))
            place.mkdir()
            Path(folder).chmod(0o711)
            server = Server(found, place)
            server.start()
            started.append(server)
            return server

        yield start
        for server in started:
            server.kill()


@pytest.fixture(scope="session")
def places(request: pytest.FixtureRequest) -> Iterator[Places]:
    """Return places on the session's server."""
    dsn = os.environ.get("KIOSK_TEST_POSTGRES")
    if dsn:
        made = Places(dsn)
        yield made
        made.drop()
    else:
        yield Places(request.getfixturevalue("new_server")().dsn)


@pytest.fixture
def database(places: Places) -> str:
    """Return the address of a place of the test's own."""
    return places.empty()


@pytest.fixture
def vacant(places: Places) -> str:
    """Return the address of another one, where nothing is."""
    return places.empty()
