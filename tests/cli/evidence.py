"""Who signs, and where else the program runs, for the tests of keys, seals and backups."""

import io
import sys

import pytest

from tests.cli.conftest import Kiosk, Ran

NUMBER = "2019000001"
OTHER_NUMBER = "2019000002"
PASSPHRASE = "correct horse battery"  # noqa: S105 - of a test


def declare(school: Kiosk, number: str = NUMBER) -> Ran:
    return school("declare", number, "--verdict", "correct", "--as", "林老师")


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{text}\n"))


def at(school: Kiosk, name: str) -> Kiosk:
    """Return the program on another home beside."""
    return Kiosk(school.home.with_name(name), school._capture)
