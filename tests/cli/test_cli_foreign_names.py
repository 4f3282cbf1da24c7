"""Ways in beside keys and files: the machine's name, a caller's words and bytes, backups."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from kiosk.cli import home as homes
from kiosk.cli.lobby import open_lobby
from kiosk.cli.terminal import terminal
from kiosk.model.terminal import Condition
from store.contract import Entry
from tests.cli.conftest import Kiosk
from tests.cli.foreign import WORDS, acting
from tests.school import RECORD, School
from tests.screens.hostile import HOSTILE
from tests.store.samples import foreign as written_elsewhere
from tests.store.samples import imported

_CALLS: tuple[tuple[str, ...], ...] = (
    (WORDS,),
    ("progress", f"--{WORDS}"),
    ("progress", "--class", WORDS),
    ("student", WORDS),
    ("log", "--staff", WORDS),
    ("round", "open", WORDS),
    ("add", WORDS, "--field", f"name={WORDS}"),
    ("excuse", "2019000001", "--reason", "other", "--note", WORDS[:60]),
    ("declare", "2019000001", "--wrong", f"major={WORDS}"),
    ("handin", WORDS),
    ("verify", WORDS),
    ("staff", "remove", WORDS),
    ("terminals", "--forget", WORDS),
    ("guide", WORDS),
    ("import", WORDS),
    ("seal", "--seal", WORDS),
)


@pytest.fixture
def poor_name(monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the machine a name of bytes, as the kernel takes it."""
    names = os.uname()
    named = os.uname_result((names.sysname, WORDS, names.release, names.version, names.machine))
    monkeypatch.setattr(os, "uname", lambda: named)
    return homes.node()


def test_a_machine_of_any_name_gives_signs_of_life_and_signs(school: Kiosk, poor_name: str) -> None:
    assert acting(poor_name) == []
    open_lobby(school.home).beat(Condition.WORKING)
    assert [one["terminal"] for one in school("terminals", "--json").json] == [poor_name]
    assert terminal(homes.Home.open(school.home)).door.terminal == poor_name


@pytest.mark.parametrize("call", _CALLS, ids=lambda call: call[0] if call[0] != WORDS else "-")
def test_words_of_a_call_are_told_and_kept_without_what_acts(
    school: Kiosk, call: tuple[str, ...]
) -> None:
    told = school(*call)
    assert told.code in {0, 1, 2}
    assert acting(told.out + told.err) == []
    assert not (school.home / "log").exists()
    kept = [path.read_text("utf-8") for path in (school.home / "data").rglob("*.json")]
    assert acting("".join(kept)) == []


@pytest.mark.parametrize(
    "call", [("key", "export", "--private"), ("staff", "pin"), ("handin",), ("import", "-")]
)
def test_bytes_that_are_no_text_are_no_fault_of_the_program(
    school: Kiosk, tmp_path: Path, call: tuple[str, ...]
) -> None:
    more = {"key": (str(tmp_path / "keys"),), "import": ("--format", "csv")}.get(call[0], ())
    ran = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "--home", school.home, *call, *more],
        input=b"\xff\xfe\x1b[2J12345678\n",
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert ran.returncode in {0, 1}
    assert acting((ran.stdout + ran.stderr).decode()) == []
    assert not (school.home / "log").exists()


@pytest.mark.parametrize(
    ("module", "logger"),
    [
        ("store.postgres.link", "psycopg"),
        ("kiosk.printing.wire", "asyncio"),
        ("kiosk.web.logs; kiosk.web.logs.to()", "aiohttp.server"),
    ],
)
def test_what_a_library_quotes_is_heard_by_nobody(module: str, logger: str) -> None:
    said = f"import logging, {module}; logging.getLogger({logger!r}).error('postgresql://u:p@h')"
    ran = subprocess.run([sys.executable, "-c", said], capture_output=True, check=True)
    assert (ran.stdout, ran.stderr) == (b"", b"")


def repacked(made: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """Write a backup as another program might: whole, with other parts."""
    with zipfile.ZipFile(made) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    change(parts)
    foreign = made.with_name("foreign")
    with zipfile.ZipFile(foreign, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
        new.comment = b" " * 64
    whole = foreign.read_bytes()[:-64]
    foreign.write_bytes(whole + hashlib.sha256(whole).hexdigest().encode())
    return foreign


def _with(name: str, data: bytes) -> Callable[[dict[str, bytes]], object]:
    return lambda parts: parts.update({name: data})


def _line(name: str, value: Any) -> Callable[[dict[str, bytes]], object]:
    return _with(name, json.dumps(value).encode() + b"\n")


@pytest.mark.parametrize(
    "change",
    [
        _with("home/keys/../../x.pub", b""),
        _with("home/seals/\x1b[2J.pub", b""),
        _with("home/seals/..", b""),
        _with("home/seals/signing", b"another's key"),
        _with("home/keys/signing", b"another's key"),
        _line("students.jsonl", ["../../x", []]),
        _line("students.jsonl", {"x": 1}),
        _line("students.jsonl", ["2019000001", [[]]]),
        _line("students.jsonl", ["2019000001", [{"seq": "\x1b", "kind": "imported"}]]),
        _line("people.jsonl", 5),
        _line("people.jsonl", [5, ["2019000001"]]),
        _line("sheets.jsonl", ["../../x", "\x1b[2J"]),
        _line("desk.jsonl", "x"),
        _line("about.jsonl", HOSTILE),
    ],
    ids=range(14),
)
def test_a_foreign_backup_brings_nothing_else_in(
    school: Kiosk, tmp_path: Path, change: Callable[[dict[str, bytes]], object]
) -> None:
    made = tmp_path / "backup"
    assert school("backup", made).code == 0
    before = {*tmp_path.rglob("*")}
    foreign = repacked(made, change)
    school.home = tmp_path / "other"
    told = school("restore", foreign)
    assert told.code == 1
    assert acting(told.out + told.err) == []
    assert "crash.log" not in told.err
    assert {*tmp_path.rglob("*")} - before <= {foreign}


def test_a_repacked_backup_is_one(school: Kiosk, tmp_path: Path) -> None:
    made = tmp_path / "backup"
    assert school("backup", made).code == 0
    foreign = repacked(made, lambda parts: parts)
    school.home = tmp_path / "other"
    assert school("restore", foreign).code == 0


@pytest.mark.parametrize("body", [{}, {"record": "x"}, {"record": {"name": 5}}])
def test_events_of_another_program_are_damage(kiosk: Kiosk, body: Mapping[str, Any]) -> None:
    kiosk.home.mkdir(mode=0o700)
    school = School(kiosk.home)
    number = RECORD.student_no
    events = school.store.append(Entry(number, 0, (imported(number),)))
    (shard,) = (kiosk.home / "data/students").iterdir()
    tables = json.loads(shard.read_bytes())
    tables[number]["2"] = written_elsewhere(number, events, "imported", body)
    shard.write_text(json.dumps(tables), encoding="utf-8")
    for call in (("student", number), ("progress",), ("sheet", number, "-o", "sheet.pdf")):
        told = kiosk(*call)
        assert told.code == 3, told
        assert "crash.log" not in told.err
    assert kiosk("seal").code in {0, 1}
    assert not (kiosk.home / "log").exists()
