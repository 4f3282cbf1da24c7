"""The terminal's signs of life to the desk; none disturbs a visit, come through or not."""

import pytest
from textual.worker import WorkerFailed

from kiosk.errors import StoreDamaged, StoreUnreachable
from kiosk.model.terminal import Beat, Condition
from kiosk.visit import Started, Step
from tests.school import School
from tests.screens.visitor import visiting


async def test_the_desk_is_told_at_once_and_each_half_minute(school: School) -> None:
    async with visiting(school) as student:
        student.app.second_passed()
        await student.settle()
        assert [one.condition for one in school.store.beats()] == [Condition.WORKING]
        first = school.clock()
        school.clock.move(seconds=30)
        for _ in range(29):
            student.app.second_passed()
        await student.settle()
        assert [one.at for one in school.store.beats()] == [first]
        student.app.second_passed()
        await student.settle()
        assert [one.at for one in school.store.beats()] == [school.clock()]


@pytest.mark.parametrize("error", [StoreUnreachable, StoreDamaged])
async def test_a_beat_that_fails_disturbs_nobody(
    school: School, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def fails(_beat: Beat) -> None:
        raise error

    monkeypatch.setattr(school.store, "beat", fails)
    async with visiting(school) as student:
        await student.post(Started())
        student.app.second_passed()
        await student.settle()
        assert student.at(Step.IDENTIFY)
        assert student.app.is_running


async def test_a_beat_that_fails_as_nobody_foresaw_is_followed_by_the_next(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_beat: Beat) -> None:
        raise RuntimeError

    async with visiting(school) as student:
        with monkeypatch.context() as broken:
            broken.setattr(school.store, "beat", fails)
            student.app.second_passed()
            with pytest.raises(WorkerFailed):
                await student.settle()
        assert student.app.is_running
        for _ in range(30):
            student.app.second_passed()
        await student.settle()
        assert [one.condition for one in school.store.beats()] == [Condition.WORKING]
