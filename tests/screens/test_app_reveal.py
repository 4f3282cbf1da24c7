"""ID number and birth date stand there in full for five seconds at a time, and no longer."""

from collections.abc import Callable

import pytest

from kiosk.rules import mask
from kiosk.visit import Step
from screens.record import RecordScreen
from tests.school import RECORD, School
from tests.screens.visitor import visiting


class Waiting:
    """Timers of a screen, which pass when the test says so."""

    def __init__(self) -> None:
        self.asked: list[tuple[float, Callable[[], None]]] = []
        self.stopped = 0

    def __call__(self, seconds: float, then: Callable[[], None]) -> "Waiting":
        self.asked.append((seconds, then))
        return self

    def stop(self) -> None:
        self.stopped += 1


async def test_who_reveals_them_is_covered_again_after_five_seconds(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = Waiting()
    monkeypatch.setattr(RecordScreen, "set_timer", waiting)
    async with visiting(school) as visitor:
        await visitor.go_to(Step.RECORD, school)
        hidden = mask.id_number(RECORD.id_number), mask.birth_date(RECORD.birth_date)
        assert visitor.sees(*hidden)
        await visitor.press("f6")
        assert visitor.sees(RECORD.id_number, "2001年02月03日")
        ((seconds, hide),) = waiting.asked
        assert seconds == 5
        await visitor.press("f6")
        assert waiting.stopped == 1, "who asks again has five seconds from then"
        assert [one[0] for one in waiting.asked] == [5, 5]
        hide()
        await visitor.settle()
        assert visitor.sees(*hidden)
        assert not visitor.sees(RECORD.id_number)
