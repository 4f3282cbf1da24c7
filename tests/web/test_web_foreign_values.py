"""What a store holds past all cleaning reaches no browser as anything but text."""

import unicodedata
from html import escape

import pytest

from kiosk.model.record import Field
from kiosk.model.request import Claim, MoveKind
from tests.school import RECORD, School
from tests.screens.hostile import HOSTILE, MARKUP, poisoned
from tests.web.conftest import Browser

SCRIPT = "<script>alert(1)</script>"


async def test_values_of_a_poisoned_record_are_text(
    school: School, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.services.requests.checks.clean", str)
    text = HOSTILE + SCRIPT
    school.enrol(poisoned(RECORD, text))
    student = school.declare([Claim(Field.MAJOR, text, text)])
    school.requests.move(student.requests[0].number, MoveKind.TAKE, f"staff:{text}")
    path = f"/S/{student.declarations[-1].sheet_id}"
    for answer in (await browser.get(path), await browser.unlock(path), await browser.get(path)):
        rest = answer.text.replace("\n", "")
        assert not {*map(unicodedata.category, rest)} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
        assert SCRIPT not in rest
    assert escape(MARKUP + SCRIPT) in rest
