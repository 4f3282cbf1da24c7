"""Whoever works in the home itself is noted as looking, under the account's name."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from kiosk.cli.home import account
from kiosk.model.events import Kind
from store.tiny import TinyStore
from tests.cli.conftest import Kiosk

STUDENT = "2019000001"


@pytest.mark.parametrize(
    "words", [("student", STUDENT), ("log", "--student", STUDENT), ("sheet", STUDENT, "-o")]
)
def test_a_look_at_one_record_is_noted(school: Kiosk, tmp_path: Path, words: Sequence[str]) -> None:
    file = [tmp_path / "sheet.pdf"] if words[0] == "sheet" else []
    assert school(*words, *file).code == 0
    noted = [one for one in TinyStore(school.home / "data").desk() if one.kind is Kind.LOOKED]
    assert [(one.actor, one.body) for one in noted] == [(account(), {"student_no": STUDENT})]


def test_lists_are_no_looks(school: Kiosk) -> None:
    for words in (("progress",), ("log",), ("names",), ("requests",)):
        assert school(*words).code == 0
    desk = TinyStore(school.home / "data").desk()
    assert not [one for one in desk if one.kind is Kind.LOOKED]
