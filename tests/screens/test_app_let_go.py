"""What a visit was shown on is let go of with it; nothing waits for a key to be forgotten."""

import gc

import pytest

from kiosk.visit import Ended, Step
from screens.base import StepScreen
from screens.widgets.record_grid import RecordGrid
from tests.school import RECORD, TAIL, School
from tests.screens.visitor import enter, visiting


@pytest.mark.parametrize("step", [Step.IDENTIFY, Step.RECORD, Step.SIGN])
async def test_no_screen_or_widget_of_a_visit_is_alive_after_it(school: School, step: Step) -> None:
    async with visiting(school) as visitor:
        for _ in range(2):
            await enter(visitor, RECORD.student_no, "000000" if step is Step.IDENTIFY else TAIL)
            await visitor.go_to(step, school)
            assert visitor.at(step)
            await visitor.post(Ended())
        gc.collect()
        alive = [one for one in gc.get_objects() if isinstance(one, StepScreen | RecordGrid)]
        assert alive == []
        assert len(visitor.app.listeners) < 20
