"""Backups, as they are typed: written beside work, refused when changed, restored."""

import errno
import os
import threading
from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

import pytest

from kiosk.cli.home import Home
from kiosk.cli.usecases import declaring
from kiosk.model.signature import Signature, SignedBy, Strokes
from kiosk.services.acts.declaring import Act
from kiosk.services.evidence import archive
from tests.cli.conftest import Kiosk
from tests.cli.evidence import NUMBER, OTHER_NUMBER, at, declare
from tests.roster.samples import student


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


@pytest.mark.parametrize(
    "name", ["keys/signing", "keys/pin", "seals/signing", "../outside", "/outside", "out/a.pdf"]
)
def test_a_backup_of_another_program_brings_nothing_else_into_a_home(
    signed: Kiosk, tmp_path: Path, name: str
) -> None:
    file, forged = tmp_path / "backup.zip", tmp_path / "forged.zip"
    assert signed("backup", file).code == 0
    with ZipFile(file) as zipped:
        parts = {one: zipped.read(one) for one in zipped.namelist()}
    assert f"home/{name}" not in parts

    def fill(into: archive.Archive) -> None:
        for one, data in (*parts.items(), (f"home/{name}", b"00")):
            into.add(one, data)

    archive.write(forged, fill, lambda _: None)
    back = at(signed, "back")
    assert back("restore", forged).code == 1
    assert not back.home.exists()
    assert not list(tmp_path.rglob("outside"))


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


def test_seals_are_kept_whatever_they_are_called_and_the_rest_is_told(
    signed: Kiosk, tmp_path: Path
) -> None:
    assert signed("seal").code == 0
    seals, file = signed.home / "seals", tmp_path / "backup.zip"
    (seal,) = seals.glob("*.seal")
    seal.rename(seals / "封存 (1),旧.seal")
    (seals / "signing.bak").write_bytes((seals / "signing").read_bytes())
    (seals / "说明.txt").write_text("x")
    (seals / "x.seal").mkdir()
    (signed.home / "data/students/Thumbs.db").write_bytes(b"x")
    told = signed("backup", file, "--json").json
    assert told["left_out"] == ["seals/signing.bak", "seals/x.seal", "seals/说明.txt"]
    assert "说明.txt" in signed("backup", file).out
    found = signed("verify", "--store", "--json")
    assert (found.code, found.json["strays"]) == (0, ["students/Thumbs.db"])
    assert "Thumbs.db" in signed("verify", "--store").out
    back = at(signed, "back")
    assert back("restore", file).code == 0
    names = {one.name for one in (back.home / "seals").glob("*.seal")}
    assert "封存 (1),旧.seal" in names
    assert len(names) == 3
    assert not (back.home / "seals/signing.bak").exists()
