"""Ways in that nobody types: names of files, the environment, a command over SSH."""

import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kiosk.cli.keeper import renewal
from tests.cli.conftest import Kiosk
from tests.cli.foreign import WORDS, acting

NAME = WORDS.replace("/", "_").encode(errors="surrogateescape")[:120]
"""Of a file: any bytes but a slash."""
_NUMBER = "2019000001"


@pytest.mark.parametrize(
    "folder", ["", "keys", "seals", "out", "data/students", "data/people", "data/sheets"]
)
def test_names_of_files_are_told_without_what_acts(school: Kiosk, folder: str) -> None:
    (school.home / folder).mkdir(parents=True, exist_ok=True)
    for ending in (b"", b".json", b".pub", b".seal", b".pdf"):
        place = os.fsencode(school.home / folder) + b"/" + NAME + ending
        os.close(os.open(place, os.O_CREAT | os.O_WRONLY, 0o644))
    for call in (
        ("doctor",),
        ("progress",),
        ("seal",),
        ("verify", "--store"),
        ("key", "list"),
        ("backup", school.home.parent / "backup"),
        ("retention", "--check"),
        ("names",),
    ):
        told = school(*call)
        assert acting(told.out + told.err) == [], call
        assert not (school.home / "log").exists(), call


def test_names_of_photos_are_told_without_what_acts(school: Kiosk, tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    for name in (NAME, NAME + b"_1.jpg", f"{_NUMBER}_1.jpg".encode()):
        Path(os.fsdecode(os.fsencode(photos) + b"/" + name)).write_bytes(b"no photo")
    told = school("import", "--photos", photos)
    assert told.code == 1
    assert "title" in told.out + told.err
    assert acting(told.out + told.err) == []


@pytest.mark.parametrize(
    "variable",
    ["KIOSK_HOME", "KIOSK_LANG", "TERM", "LANG", "TZ", "USER", "NOTIFY_SOCKET", "WATCHDOG_USEC"],
)
def test_the_environment_is_told_without_what_acts(school: Kiosk, variable: str) -> None:
    named = {
        "KIOSK_HOME": str(school.home),
        **os.environ,
        "LOGNAME": "",
        variable: os.fsdecode(os.fsencode(school.home.parent) + b"/" + NAME),
    }
    ran = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "log"], capture_output=True, check=False, env=named
    )
    assert ran.returncode == 0
    assert acting((ran.stdout + ran.stderr).decode()) == []


@pytest.mark.parametrize("noted", ["soon", WORDS, "nan inf -inf 1e9999"])
def test_crashes_that_somebody_else_noted_are_none(
    noted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_CRASHES", noted)
    assert not renewal.has_crashed()
    assert not renewal.is_hopeless()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (WORDS, 1),
        (f"'{WORDS}", 2),
        (f"student {shlex.quote(WORDS)}", 1),
        (f"handin {shlex.quote(WORDS)}", 1),
        (f"excuse {_NUMBER} --reason other --note {shlex.quote(WORDS[:60])}", 0),
        (f"requests -o {shlex.quote(WORDS)}", 2),
    ],
    ids=range(6),
)
def test_a_command_over_ssh_is_told_without_what_acts(
    school: Kiosk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str, code: int
) -> None:
    public = Ed25519PrivateKey.generate().public_key()
    key = tmp_path / "key.pub"
    key.write_bytes(public.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH))
    assert school("staff", "add", "lin", "--key", key, "--role", "school").code == 0
    monkeypatch.setenv("SSH_ORIGINAL_COMMAND", asked)
    monkeypatch.setattr(signal, "signal", lambda *_: None)  # the session's own stays
    told = school("ssh", "--staff", "lin")
    assert told.code == code
    assert acting(told.out + told.err) == []
    assert acting("".join(one.read_text("utf-8") for one in school.home.rglob("*.json"))) == []
