"""What a visit was shown on is let go of with it; nothing waits for a key to be forgotten."""

import gc
from collections.abc import Iterator, Sequence
from weakref import ref

import pytest

from kiosk.visit import Ended, Step
from screens.base import Overlay, StepScreen
from screens.idle import IdleScreen
from screens.widgets.record_grid import RecordGrid
from tests.school import RECORD, TAIL, School
from tests.screens.visitor import Visitor, enter, visiting

OVER: dict[str, Sequence[str]] = {
    "guide": ("f1",),
    "a page of it": ("f1", "enter"),
    "guide in other colours": ("f1", "f3"),
    "privacy": ("f12",),
    "privacy over the guide": ("f1", "f12", "f3"),
}
"""Keys that lay something over a step."""


def alive() -> list[object]:
    gc.collect()
    shown = StepScreen | Overlay | IdleScreen | RecordGrid
    return [one for one in gc.get_objects() if isinstance(one, shown)]


async def stay_away(visitor: Visitor, seconds: int) -> None:
    for _ in range(seconds):
        visitor.app.second_passed()
    await visitor.settle()


async def test_no_screen_or_widget_of_a_visit_is_alive_after_it(school: School) -> None:
    async with visiting(school) as visitor:
        for step in (Step.IDENTIFY, Step.RECORD, Step.SIGN, Step.RECORD):
            await enter(visitor, RECORD.student_no, "000000" if step is Step.IDENTIFY else TAIL)
            await visitor.go_to(step, school)
            assert visitor.at(step)
            await visitor.post(Ended())
            assert alive() == [], step
        assert len(visitor.app.listeners) < 20


@pytest.mark.parametrize(
    "end", ["f10", "cover", pytest.param("f10 on the cover", marks=pytest.mark.torture)]
)
async def test_nothing_that_lay_over_or_under_is_alive(school: School, end: str) -> None:
    async with visiting(school) as visitor:
        for over, keys in OVER.items():
            await visitor.go_to(Step.RECORD, school)
            await visitor.press(*keys)
            assert isinstance(visitor.app.screen, Overlay), over
            assert visitor.app.screen.styles.background.a == 1, over
            if end != "f10":
                await stay_away(visitor, 70)
                assert isinstance(visitor.app.screen, IdleScreen), over
                assert visitor.app.screen.styles.background.a == 1, over
            await (stay_away(visitor, 10) if end == "cover" else visitor.press("f10"))
            assert visitor.at(Step.WELCOME), over
            assert alive() == [], over


@pytest.fixture
def _lazy() -> Iterator[None]:
    """Python looks for garbage by itself only after the test."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_lazy")
async def test_a_visit_is_swept_away_without_waiting_for_another(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.RECORD, school)
        record = ref(visitor.app.screen)
        await visitor.press("f10")
        for _ in range(500):
            if record() is None:
                break
            await visitor.pilot.pause(0.01)
        assert record() is None
