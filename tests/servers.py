"""Programs that tests start: on ports of their own, ended with the session."""

import os
import random
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

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
