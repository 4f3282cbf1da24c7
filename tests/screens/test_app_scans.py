"""Scanners: one begins a visit; a stray one does nothing that counts."""

from uuid import UUID

from kiosk.model.record import Field
from kiosk.model.request import Claim
from kiosk.visit import Step
from screens.widgets.tick import Tick
from tests.school import RECORD, TAIL, School
from tests.screens.visitor import Visitor, visiting

MORE = {Step.DISPUTE: ("space", "enter"), Step.ENROLMENTS: ("f9",), Step.REQUESTS: ("f5",)}
"""Steps beside the way of one in whose record nothing is wrong: keys from Record."""
STEPS = [step for step in Step if step not in {Step.WELCOME, *MORE}]
STAYS = {Step.RECORD, Step.STATEMENT, Step.SIGN, Step.PRINT, Step.FAREWELL}
"""Where no digits are asked for."""


async def test_a_scan_on_welcome_begins_the_number(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.scan(RECORD.student_no)
        assert visitor.at(Step.IDENTIFY)
        await visitor.scan(TAIL)
        assert visitor.at(Step.RECORD)


async def stray(visitor: Visitor, school: School) -> None:
    """Scan what lies about, and check that it does nothing that counts."""
    step, declared = visitor.step, len(school.student().declarations)
    for digits in ("31219201", "999900200102030028", "6901234567892"):
        await visitor.scan(digits)
        assert len(school.student().declarations) == declared, step
        assert not any(tick.ticked for tick in visitor.app.screen.query(Tick)), step
        assert visitor.at(step) or step not in STAYS


async def test_a_stray_scan_never_signs_declares_or_ticks(school: School) -> None:
    async with visiting(school) as visitor:
        for step in STEPS:
            await visitor.go_to(step, school)
            await stray(visitor, school)
        school.declare([Claim(Field.NAME, "林晓满")], visit=UUID(int=7))
        for step, keys in MORE.items():
            await visitor.press("f10")
            await visitor.go_to(Step.RECORD, school)
            await visitor.press(*keys)
            assert visitor.at(step)
            await stray(visitor, school)


async def test_a_stray_scan_does_not_sign_what_is_drawn_or_ticked(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        await visitor.draw((10, 8), (20, 14), (34, 8), (44, 13))
        await visitor.scan("31219201")
        assert not school.student().declarations
        await visitor.press("3", "space")
        await visitor.scan("31219203")
        assert not school.student().declarations
        await visitor.press("enter")
        assert visitor.at(Step.PRINT)
