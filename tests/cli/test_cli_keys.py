"""Keys, as they are typed: renewed, exported, brought to another terminal."""

import json
import shutil
from pathlib import Path

import pytest

from kiosk.cli.home import Home
from tests.cli.conftest import Kiosk
from tests.cli.evidence import NUMBER, PASSPHRASE, at, typed
from tests.roster.samples import student


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
