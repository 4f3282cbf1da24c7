"""A key that is changed on one machine is known to every other one that shares the store."""

import io
import sys

import pytest

from kiosk.model.events import Kind
from tests.cli.conftest import Kiosk

PASSPHRASE = "correct horse battery"  # noqa: S105 - of a test


def test_new_sheets_are_current_on_the_other_machine_at_once(
    school: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Kiosk(school.home.with_name("other"), school._capture)
    other.home.mkdir(mode=0o700)
    shared = 'store = "tinydb:../home/data"\n'
    (other.home / "kiosk.toml").write_text(shared, encoding="utf-8")
    carried = school.home.with_name("keys")
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSPHRASE}\n{PASSPHRASE}\n"))
    assert school("key", "export", carried, "--private").code == 0
    assert carried.stat().st_mode & 0o777 == 0o600
    assert other("key", "import", carried).code == 0
    assert school("key", "rotate").code == 0
    assert school("key", "rotate").code == 0
    args = ("--verdict", "correct", "--as", "林老师", "--json")
    code = school("declare", "2019000001", *args).json["code"]
    assert other("verify", code).code == 0
    old = other("declare", "2019000002", *args).json["code"]
    assert school("verify", old).code == 0
    kinds = [one["kind"] for one in school("log", "--json").json]
    assert kinds.count(Kind.KEY_CHANGED) == 2


def test_a_seals_key_is_the_desks_own_matter(school: Kiosk) -> None:
    assert school("key", "rotate", "--seals").code == 0
    kinds = [one["kind"] for one in school("log", "--json").json]
    assert Kind.KEY_CHANGED not in kinds
