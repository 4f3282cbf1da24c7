"""What a visit had freed is not kept for the next one."""

import pytest

from kiosk.visit import Step
from tests.scattered import MOST, held, scatter
from tests.school import School
from tests.screens.visitor import visiting


async def test_what_a_visit_freed_is_given_back_after_it(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.app._SWEPT", 0.01)
    async with visiting(school) as visitor:
        await visitor.go_to(Step.RECORD, school)
        pieces = scatter()
        before = held()
        await visitor.press("f10")
        for _ in range(500):
            if before - held() > MOST:
                break
            await visitor.pilot.pause(0.01)
        assert before - held() > MOST
        assert pieces
