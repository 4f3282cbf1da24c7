"""Seals, keys and backups, as they are typed."""

import errno
import io
import json
import os
import shutil
import sys
import threading
from pathlib import Path
from uuid import uuid4

import pytest

from kiosk.cli.home import Home
from kiosk.cli.usecases import declaring
from kiosk.model.signature import Signature, SignedBy, Strokes
from kiosk.services.acts.declaring import Act
from tests.cli.conftest import Kiosk, Ran
from tests.roster.samples import student

NUMBER = "2019000001"
OTHER_NUMBER = "2019000002"
PASSPHRASE = "correct horse battery"  # noqa: S105 - of a test


@pytest.fixture
def signed(school: Kiosk) -> Kiosk:
    """Two students, one of whom has signed."""
    assert declare(school).code == 0
    return school


def declare(school: Kiosk, number: str = NUMBER) -> Ran:
    return school("declare", number, "--verdict", "correct", "--as", "林老师")


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{text}\n"))


def at(school: Kiosk, name: str) -> Kiosk:
    """Return the program on another home beside."""
    return Kiosk(school.home.with_name(name), school._capture)


def test_a_sealed_store_is_sound_until_somebody_cuts_it(signed: Kiosk) -> None:
    sealed = signed("seal", "--json")
    assert sealed.code == 0
    assert {**sealed.json, "at": "", "root": "", "key_id": ""} == {
        "at": "", "root": "", "key_id": "", "students": 2, "events": 3, "desk": 2, "faults": 0,
    }  # fmt: skip
    sound = signed("verify", "--store", "--json")
    assert sound.code == 0
    assert {**sound.json, "faults": []} == {
        "ok": True, "students": 2, "events": 3, "seals": 1, "faults": [],
    }  # fmt: skip
    shard = signed.home / "data/students/201900000.json"
    tables = json.loads(shard.read_bytes())
    del tables[NUMBER]["2"]
    shard.write_text(json.dumps(tables), encoding="utf-8")
    cut = signed("verify", "--store", "--json")
    assert cut.code == 1
    (fault,) = cut.json["faults"]
    assert (fault["student_no"], fault["seq"], fault["fault"]) == (NUMBER, 2, "tail_cut")
    told = signed("verify", "--store")
    assert told.code == 1
    assert f"学号 {NUMBER}，第 2 条：后面的记录被截掉" in told.out
    assert signed("seal").code == 1
    assert signed("backup", signed.home.parent / "b.zip").code == 1
    assert not (signed.home.parent / "b.zip").exists()


def test_the_desk_has_no_student_number(signed: Kiosk) -> None:
    signed("seal")
    for part in (signed.home / "data/desk").iterdir():
        part.unlink()
    faults = signed("verify", "--store", "--json").json["faults"]
    assert {one["student_no"] for one in faults} == {None}


@pytest.mark.parametrize(
    "call", [(), ("x", "--store"), ("--store", "--keys", "k"), ("x", "--seal", "s")]
)
def test_what_is_verified_must_be_clear(school: Kiosk, call: tuple[str, ...]) -> None:
    assert school("verify", *call).code == 2


def test_a_sheet_is_genuine_by_keys_alone_after_a_new_key(signed: Kiosk, tmp_path: Path) -> None:
    codes = [signed("student", NUMBER, "--json").json["declarations"][0]["code"]]
    assert signed("key", "rotate").code == 0
    codes.append(
        json.loads(
            signed("declare", "2019000002", "--verdict", "correct", "--as", "林", "--json").raw
        )["code"]
    )
    assert signed("key", "export", tmp_path / "keys.json").code == 0
    nowhere = at(signed, "nowhere")
    for code in codes:
        assert signed("verify", code, "--json").json["result"] == "current"
        found = nowhere("verify", code, "--keys", tmp_path / "keys.json", "--json")
        assert (found.code, found.json["result"]) == (0, "genuine")
    assert not nowhere.home.exists()
    forged = codes[0][:-3] + ("0" if codes[0][-3] != "0" else "1") + codes[0][-2:]
    assert nowhere("verify", forged, "--keys", tmp_path / "keys.json").code == 1
    text = (tmp_path / "keys.json").read_text()
    assert (signed.home / "keys/secret").read_text().strip() not in text
    assert (signed.home / "keys/signing").read_text()[:64] not in text
    listed = signed("key", "list", "--json").json
    assert [(one["for"], one["signs"]) for one in listed].count(("sheets", True)) == 1
    assert len(listed) == 3


def test_a_key_of_another_machine_on_the_store_is_listed_and_exported(
    signed: Kiosk, tmp_path: Path
) -> None:
    beside = at(signed, "beside")
    shutil.copytree(signed.home / "keys", beside.home / "keys")
    (beside.home / "kiosk.toml").write_text(f'store = "tinydb:{signed.home}/data"\n')
    beside.home.chmod(0o700)
    assert signed("key", "rotate").code == 0
    code = json.loads(
        signed("declare", "2019000002", "--verdict", "correct", "--as", "林", "--json").raw
    )["code"]
    listed = [
        one["signs"] for one in beside("key", "list", "--json").json if one["for"] == "sheets"
    ]
    assert sorted(listed) == [False, True]
    assert beside("key", "export", tmp_path / "keys.json").code == 0
    found = beside("verify", code, "--keys", tmp_path / "keys.json", "--json").json
    assert found["result"] == "genuine"


def test_keys_go_to_a_second_terminal(
    signed: Kiosk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "bundle.json"
    typed(monkeypatch, "short")
    assert signed("key", "export", "--private", file).code == 2
    assert not file.exists()
    typed(monkeypatch, PASSPHRASE)
    assert signed("key", "export", "--private", file).code == 0
    assert file.stat().st_mode & 0o777 == 0o600
    for secret in ("keys/secret", "keys/signing", "seals/signing"):
        assert (signed.home / secret).read_text().strip() not in file.read_text()
    second = at(signed, "second")
    typed(monkeypatch, "wrong passphrase")
    assert second("key", "import", file).code == 1
    typed(monkeypatch, PASSPHRASE)
    assert second("key", "import", file).code == 0
    here, there = Home.open(signed.home).keys, Home.open(second.home).keys
    assert there.secret == here.secret
    assert there.pairs.today() == here.pairs.today()
    sealing = [(home / "seals/signing").read_text() for home in (signed.home, second.home)]
    assert sealing[0] != sealing[1], "the key that seals is the desk's alone"


def test_keys_of_another_college_are_refused(
    signed: Kiosk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = at(signed, "other")
    other("import", other.roster(student(1)))
    typed(monkeypatch, PASSPHRASE)
    other("key", "export", "--private", tmp_path / "other.json")
    before = {one.name: one.read_bytes() for one in (signed.home / "keys").iterdir()}
    typed(monkeypatch, PASSPHRASE)
    assert signed("key", "import", tmp_path / "other.json").code == 1
    assert before == {one.name: one.read_bytes() for one in (signed.home / "keys").iterdir()}
    for data in (b"", b"[]", b"{}", b'{"format": "hedui keys 1", "salt": 1}', b"\xff"):
        (tmp_path / "none.json").write_bytes(data)
        typed(monkeypatch, PASSPHRASE)
        assert signed("key", "import", tmp_path / "none.json").code == 1
        assert signed("verify", "x", "--keys", tmp_path / "none.json").code == 1


def test_a_backup_comes_back_in_an_empty_home(signed: Kiosk, tmp_path: Path) -> None:
    (signed.home / "kiosk.toml").write_text('school = "样例学院"\n', encoding="utf-8")
    file = tmp_path / "backup.zip"
    assert signed("backup", file).code == 0
    assert file.stat().st_mode & 0o777 == 0o600
    before = signed("student", NUMBER, "--json").json
    back = at(signed, "back")
    assert back("restore", file, "--json").json["newer"] == []
    assert back("student", NUMBER, "--json").json == before
    code = before["declarations"][0]["code"]
    assert back("verify", code, "--json").json["result"] == "current"
    assert back("verify", "--store").code == 0
    assert (back.home / "kiosk.toml").read_text(encoding="utf-8") == 'school = "样例学院"\n'
    assert back.home.stat().st_mode & 0o777 == 0o700
    for secret in ("keys", "seals"):
        signing = (signed.home / secret / "signing").read_text()
        assert (back.home / secret / "signing").read_text() != signing
    assert {one.stat().st_mode & 0o077 for one in back.home.rglob("*")} == {0}
    assert declare(back, "2019000002").code == 0
    again = back("restore", file)
    assert again.code == 1
    assert "空" in again.err


def test_a_backup_tells_by_a_later_seal_what_it_lacks(signed: Kiosk, tmp_path: Path) -> None:
    file, later = tmp_path / "backup.zip", tmp_path / "later.seal"
    signed("backup", file)
    declare(signed)
    signed("import", signed.roster(student(1), student(2, name="陈佳"), student(3)))
    assert signed("seal", "-o", later).code == 0
    back = at(signed, "back")
    assert back("restore", file, "--seal", later, "--json").json["newer"] == [
        {"student_no": "2019000001", "here": 2, "sealed": 3},
        {"student_no": "2019000003", "here": 0, "sealed": 1},
    ]
    told = back("verify", "--store", "--seal", later)
    assert told.code == 1
    assert "2019000003" in told.out


def test_any_changed_byte_of_a_backup_is_refused(signed: Kiosk, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    signed("backup", file)
    data = file.read_bytes()
    back = at(signed, "back")
    places = [0, 1, len(data) // 3, len(data) // 2, *range(len(data) - 90, len(data), 7)]
    for place in places:
        file.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert back("restore", file).code == 1
    for shorter in (b"", data[:64], data[:-1], data + b"x"):
        file.write_bytes(shorter)
        assert back("restore", file).code == 1
    assert not back.home.exists()
    assert not [one for one in back.home.parent.iterdir() if "restoring" in one.name]
    assert back("restore", tmp_path / "none").code == 1


def test_a_backup_that_cannot_be_written_leaves_the_last_one(
    signed: Kiosk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert signed("backup", tmp_path / "none" / "backup.zip").code == 1
    folder = tmp_path / "folder"
    folder.mkdir()
    assert signed("backup", folder).code != 0
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert signed("backup", pipe).code == 1
    assert pipe.is_fifo()
    file = tmp_path / "backup.zip"
    signed("backup", file)
    before = file.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("kiosk.services.evidence.archive.ZipFile.writestr", full)
    assert signed("backup", file).code == 1
    assert file.read_bytes() == before
    assert not list(tmp_path.glob(".*"))


class Signing(threading.Thread):
    """Another terminal, where one visit after the other is signed until it is told to stop."""

    def __init__(self, home: Path) -> None:
        super().__init__()
        self._home = Home.open(home)
        self._stop_asked = threading.Event()
        self.signed = 0

    def run(self) -> None:
        at_work = declaring(self._home)
        while not self._stop_asked.is_set():
            for number in (NUMBER, OTHER_NUMBER):
                seen = at_work.student(number)
                act = Act(
                    visit=uuid4(),
                    round=self._home.rounds.the_one(seen, None),
                    claims=(),
                    signature=Signature(SignedBy.PAPER),
                    strokes=Strokes(100, 50, (((0, 0), (self.signed, 40)),)),
                    pin="271828",
                )
                at_work.declare(seen, act)
                self.signed += 1

    def stop(self) -> None:
        self._stop_asked.set()
        self.join()


def test_backups_hold_while_a_terminal_signs(signed: Kiosk, tmp_path: Path) -> None:
    terminal = Signing(signed.home)
    terminal.start()
    backups: list[tuple[Path, int]] = []
    try:
        while len(backups) < 3 or terminal.signed < 10:
            file = tmp_path / f"{len(backups)}.zip"
            before = terminal.signed
            assert signed("backup", file).code == 0
            backups.append((file, before))
    finally:
        terminal.stop()
    for file, before in backups:
        back = at(signed, file.stem)
        assert back("restore", file).code == 0
        assert back("verify", "--store").code == 0
        kept = [
            len(back("student", number, "--json").json["declarations"])
            for number in (NUMBER, OTHER_NUMBER)
        ]
        assert sum(kept) >= before
    assert signed("verify", "--store").code == 0
