"""A whole life: terminal, page, the registrar's commands, a new roster, the new sheet's log."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.cli.entry import run
from kiosk.rules.requests import Who, who
from kiosk.sheet import draw
from tests.roster import samples
from tests.school import INITIAL, RECORD, School
from tests.screens.asker import dispute, sign_changes
from tests.screens.visitor import hold_time, visiting
from tests.sheet.reading import Reading
from tests.web.conftest import Browser

RIGHT = "数控技术"


async def test_from_the_terminal_to_the_new_sheet(
    school: School, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_time(monkeypatch)

    def registrar(*words: str) -> None:
        assert run(["--home", str(tmp_path), "request", number, *words]) == 0

    async with visiting(school) as visitor:
        await dispute(visitor)
        receipt = visitor.visit.receipt
        assert receipt
        assert receipt.request
        pin = receipt.request.pin
        assert visitor.sees(pin)
    number = school.student().requests[0].number
    sheet = f"/S/{school.student().declarations[0].sheet_id}"
    assert "待受理" in (await browser.get(sheet)).text

    registrar("take")
    registrar("ask", "--reason", "请交转专业审批表")
    assert "请交转专业审批表" in (await browser.unlock(sheet)).text
    answer = await browser.send(sheet, "write", request=number, pin=pin, text="已交到 203")
    assert "在办" in answer.text
    registrar("forward")
    registrar("accept", "--reason", "省里已批")
    answer = await browser.get(sheet)
    assert all(text in answer.text for text in ("已同意", "省里已批"))

    new = samples.table(replace(RECORD, major=RIGHT).fields())
    roster = samples.xlsx(tmp_path / "new.xlsx", {"名册": new})
    assert run(["--home", str(tmp_path), "import", str(roster)]) == 0
    answer = await browser.get(sheet)
    assert all(text in answer.text for text in ("已在学信网更正", "名册有改动"))
    school.rounds.close(INITIAL, "", actor="staff:demo")
    async with visiting(school) as visitor:
        await sign_changes(visitor)

    student = school.student()
    assert not student.unsigned
    ours = [who(move.actor) for move in student.requests[0].moves]
    assert ours.count(Who.STUDENT) == 1
    printed = Reading(draw(school.sheets.page(student))).letters
    changes = printed.rpartition("签名及日期")[2]
    assert f"专业{RECORD.major}{RIGHT}" in changes
