"""Three accounts of one group on one home, as the lab machine's files lay it out."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.lab import machine
from tests.roster.samples import delimited, student, table
from tests.servers import program

GROUP = 61_000
ACCOUNTS = {"desk": 61_001, "kiosk": 61_002, "kiosk-page": 61_003}
"""Numbers that nobody has; what is installed under them is looked up nowhere else."""
MINE = "2019000001"


def _python() -> list[str]:
    """Return an interpreter that every account may run, with what this one has installed."""
    version = f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}"
    for one in (sys.executable, version):
        try:
            ran = subprocess.run([one, "-c", ""], user=GROUP, extra_groups=[], check=False)
        except OSError:
            continue
        if ran.returncode == 0:
            return [one, "-m", "kiosk.cli"]
    pytest.skip(f"only root may run this Python, and there is no {version}: install it")


@dataclass(frozen=True)
class Lab:
    home: Path
    python: list[str]

    def kiosk(self, account: str, *args: str | Path) -> subprocess.CompletedProcess[str]:
        return self.ran(account, *self.python, "--home", self.home, *args)

    def ran(self, account: str, *command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            user=ACCOUNTS[account],
            group=GROUP,
            extra_groups=[],
            cwd="/",
            env={
                "PATH": "/usr/bin:/bin",
                "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), *sys.path]),
                "PYTHONDONTWRITEBYTECODE": "1",
                "KIOSK_LANG": "zh",
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )


@pytest.fixture
def place() -> Iterator[Path]:
    """Yield a folder that every account may pass through; pytest shuts its own."""
    with tempfile.TemporaryDirectory(prefix="hedui-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture
def lab(place: Path) -> Lab:
    """A home as systemd-tmpfiles makes it, with two students; the desk was there first."""
    tmpfiles = program("systemd-tmpfiles")
    if tmpfiles is None:
        pytest.skip("no systemd-tmpfiles: apt-get install systemd")
    if os.geteuid():
        pytest.skip("files of several accounts: run the tests as root")
    python = _python()
    accounts = [f"{name}:x:{uid}:{GROUP}::/:/bin/sh\n" for name, uid in ACCOUNTS.items()]
    (place / "etc").mkdir()
    (place / "etc/passwd").write_text("".join(accounts), encoding="utf-8")
    (place / "etc/group").write_text(f"hedui:x:{GROUP}:\n", encoding="utf-8")
    rules = place / "tmpfiles.conf"
    rules.write_text(dict(machine().files())["etc/tmpfiles.d/kiosk.conf"], encoding="utf-8")
    subprocess.run([tmpfiles, f"--root={place}", "--create", rules], check=True)
    made = Lab(place / "srv/kiosk", python)
    roster = place / "roster.csv"
    roster.write_text(delimited(table(student(1), student(2))), encoding="utf-8")
    roster.chmod(0o644)
    imported = made.kiosk("desk", "import", roster)
    assert imported.returncode == 0, imported.stderr
    return made


def test_all_three_work_in_one_home(lab: Lab) -> None:
    declared = lab.kiosk("kiosk", "declare", MINE, "--verdict", "correct", "--as", "王老师")
    assert declared.returncode == 0, declared.stderr
    seen = lab.kiosk("kiosk-page", "student", MINE, "--json")
    assert seen.returncode == 0, seen.stderr
    sealed = lab.kiosk("desk", "seal")
    assert sealed.returncode == 0, sealed.stderr
    again = lab.kiosk("kiosk-page", "excuse", "2019000002", "--reason", "enlisted")
    assert again.returncode == 0, again.stderr
    assert lab.kiosk("desk", "verify", "--store").returncode == 0
    owners = {one.stat().st_uid for one in (lab.home / "data").rglob("*.json")}
    assert owners == set(ACCOUNTS.values())
    open_to_others = [one for one in lab.home.rglob("*") if one.stat().st_mode & 0o007]
    assert not open_to_others


@pytest.mark.parametrize("account", ["kiosk", "kiosk-page"])
def test_who_breaks_out_gives_the_desk_no_link_to_empty_or_fill(lab: Lab, account: str) -> None:
    """Retention removes what lies in these folders, with the desk's rights."""
    for folder in ("packs", "exports", "backups"):
        place = lab.home / folder
        assert lab.ran(account, "mv", place, lab.home / "old").returncode, folder
        lab.ran(account, "ln", "-s", lab.home / "seals", place)
        assert not place.is_symlink(), folder
        assert list(place.iterdir()) == [], folder


def test_who_breaks_out_cannot_seal(lab: Lab) -> None:
    assert lab.kiosk("desk", "seal").returncode == 0
    for account in ("kiosk", "kiosk-page"):
        for path in ("seals", "seals/signing"):
            assert lab.ran(account, "cat", lab.home / path).returncode, account
        assert lab.ran(account, "mv", lab.home / "seals", lab.home / "old").returncode, account
        assert lab.ran(account, "rm", "-rf", lab.home / "keys/signing").returncode, account
        assert lab.ran(account, "sh", "-c", f"echo >{lab.home}/kiosk.toml").returncode, account
        assert (lab.home / "keys/signing").exists(), account
        sealed = lab.kiosk(account, "seal")
        assert (sealed.returncode, sealed.stdout) == (3, ""), account


def test_a_fault_of_the_program_is_noted_for_all(lab: Lab) -> None:
    log = lab.home / "log/crash.log"
    for account in ACCOUNTS:
        noted = lab.ran(account, "sh", "-c", f"echo frames >>{log}")
        assert noted.returncode == 0, noted.stderr
