"""A real sshd on loopback that asks ``kiosk staff keys`` whom to let in, and a client for it.

sshd runs an ``AuthorizedKeysCommand`` only from folders that are root's alone, so it takes root.
"""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from kiosk.cli.entry import run
from tests.roster.samples import delimited, student, table
from tests.servers import Processes, answers, free_port, program, until

NO_SSHD = "no sshd: apt-get install openssh-server openssh-client"
NOT_ROOT = "sshd takes keys only from a command in a folder of root's: run the tests as root"
MINE, THEIRS = "2019000001", "2019000002"

_CONFIG = """ListenAddress 127.0.0.1:{port}
HostKey {folder}/host
PidFile none
UsePAM no
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
AuthorizedKeysFile none
AuthorizedKeysCommand {safe}/keys
AuthorizedKeysCommandUser root
Subsystem sftp /usr/lib/openssh/sftp-server
SetEnv PATH={safe}:/usr/bin:/bin KIOSK_LANG=zh
"""


def script(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)


def new_key(path: Path) -> Path:
    """Make a key, and return its public half."""
    made = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)]
    subprocess.run(made, check=True)
    return path.with_suffix(".pub")


@dataclass(frozen=True)
class Lab:
    """A home with staff, and sshd before it."""

    folder: Path
    home: Path
    port: int
    server: psutil.Process

    def kiosk(self, *args: str | Path) -> None:
        assert run(["--home", str(self.home), *map(str, args)]) == 0

    def options(self, name: str, *, alone: bool = False) -> list[str]:
        """Return how the client is set: by one connection a person, or by one of its own."""
        given = {
            "BatchMode": "yes",
            "IdentitiesOnly": "yes",
            "StrictHostKeyChecking": "no",
            "UserKnownHostsFile": "/dev/null",
            "LogLevel": "ERROR",
        }
        if not alone:
            path = f"{self.folder}/{name}.sock"
            given |= {"ControlMaster": "auto", "ControlPath": path, "ControlPersist": "yes"}
        options = [word for key, value in given.items() for word in ("-o", f"{key}={value}")]
        return ["-F", "none", "-i", f"{self.folder / name}", *options]

    def client(self, name: str, *words: str, alone: bool = False) -> list[str]:
        where = ["-p", str(self.port), "root@127.0.0.1"]
        return ["ssh", *self.options(name, alone=alone), *where, *words]

    def ssh(
        self, name: str, *words: str, stdin: bytes = b"", alone: bool = False
    ) -> subprocess.CompletedProcess[bytes]:
        command = self.client(name, *words, alone=alone)
        return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=60)

    def at_work(self) -> list[psutil.Process]:
        """Return the commands that sshd runs for somebody now."""
        below = self.server.children(recursive=True)
        return [one for one in below if {"kiosk.cli", "--staff"} <= set(_words(one))]


def _words(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []


@pytest.fixture(scope="session")
def safe() -> Iterator[Path]:
    """Yield a folder that is root's alone, with the scripts that sshd runs."""
    if not all(map(program, ("sshd", "ssh", "ssh-keygen"))):
        pytest.skip(NO_SSHD)
    if os.geteuid():
        pytest.skip(NOT_ROOT)
    folder = Path(tempfile.mkdtemp(prefix="hedui-", dir="/run"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def lab(tmp_path: Path, safe: Path) -> Iterator[Lab]:
    """A lab administrator, a counselor, a registrar and the school, a key each."""
    home, port = tmp_path / """the lab's "home" \\$1""", free_port()
    python = f'exec {sys.executable} -m kiosk.cli "$@"'
    script(safe / "kiosk", f"cd {Path(__file__).parents[2]}\n{python}")
    script(safe / "keys", f"exec {safe}/kiosk --home {shlex.quote(str(home))} staff keys")
    new_key(tmp_path / "host")
    config = tmp_path / "sshd_config"
    config.write_text(_CONFIG.format(port=port, folder=tmp_path, safe=safe))
    Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    processes = Processes(tmp_path)
    sshd = program("sshd") or ""
    server = processes.start(sshd, "-D", "-e", "-f", config, log="sshd.log")
    try:
        until(lambda: answers(port), server)
        lab = Lab(tmp_path, home, port, psutil.Process(server.pid))
        _fill(lab)
        yield lab
        for name in ("lab", "fu", "fen", "xiao"):
            subprocess.run(
                lab.client(name, "-O", "exit"), capture_output=True, check=False, timeout=10
            )
    finally:
        processes.end()


def _fill(lab: Lab) -> None:
    roster = lab.folder / "名册.csv"
    mine = student(1, class_name="质检3191", college="机械工程学院")
    theirs = student(2, class_name="数控3191", college="电子信息学院")
    roster.write_text(delimited(table(mine, theirs)), encoding="utf-8")
    lab.kiosk("import", roster)
    scopes = {
        "lab": ("lab",),
        "fu": ("counselor", "--class", "质检3191"),
        "fen": ("registrar", "--college", "机械工程学院"),
        "xiao": ("school",),
    }
    for name, scope in scopes.items():
        lab.kiosk("staff", "add", name, "--key", new_key(lab.folder / name), "--role", *scope)
