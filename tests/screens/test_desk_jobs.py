"""Work behind the desk's pages: how far it is, stopped between two steps, one at a time."""

from collections.abc import Iterator
from threading import Event

from kiosk.errors import Problem, StoreUnreachable
from screens.desk.job import Job, carry_out
from tests.school import School
from tests.screens.clerk import Clerk, at_desk, desk_of

_LONG = 10


class Steps:
    """Work that waits before each step until it may go on."""

    def __init__(self, *, fails: bool = False) -> None:
        self.done = 0
        self.ended = False
        self.may_go = Event()
        self._fails = fails

    def __call__(self) -> Iterator[int]:
        try:
            while self.done < _LONG:
                assert self.may_go.wait(10)
                self.done += 1
                yield 1
                if self._fails:
                    raise StoreUnreachable
        finally:
            self.ended = True

    def job(self) -> Job:
        return Job("screen.desk.health", _LONG, self, self.told)

    def told(self, well: bool) -> Problem:
        return Problem("screen.desk.health" if well else "screen.desk.log")


def told(clerk: Clerk) -> str:
    """Return the key of what is told above the keys."""
    page = clerk.app.page
    assert page is not None
    return page._done.key or (page._told.problem.text if page._told.problem else "")


async def until_over(clerk: Clerk) -> None:
    await clerk.settle()
    while clerk.app.doing is not None:
        await clerk.pilot.pause()


def test_every_step_is_told_and_none_follows_a_stop() -> None:
    steps, told = Steps(), list[int]()
    steps.may_go.set()
    ended = carry_out(steps.job(), told.append, lambda: len(told) == 3)
    assert told == [1, 2, 3]
    assert not ended.well
    assert ended.outcome == steps.told(False)
    assert steps.done == 3


def test_work_that_may_not_be_stopped_goes_to_its_end() -> None:
    steps = Steps()
    steps.may_go.set()
    job = Job("screen.desk.health", _LONG, steps, steps.told, stoppable=False)
    assert carry_out(job, lambda _: None, lambda: True).well
    assert steps.done == _LONG


def test_what_went_wrong_is_what_is_told() -> None:
    steps = Steps(fails=True)
    steps.may_go.set()
    ended = carry_out(steps.job(), lambda _: None, lambda: False)
    assert ended.outcome.text == StoreUnreachable.text
    assert steps.ended


async def test_the_desk_stays_usable_and_tells_the_end_wherever_one_is(school: School) -> None:
    steps = Steps()
    async with at_desk(desk_of(school)) as clerk:
        assert clerk.app.start(steps.job())
        assert not clerk.app.start(steps.job())
        await clerk.pilot.pause()
        assert clerk.app.doing
        clerk.send("f5")
        while clerk.app.page is None or clerk.app.page.NAME != "handin":
            await clerk.pilot.pause()
        while not clerk.sees("0/10", "F12"):
            await clerk.pilot.pause()
        steps.may_go.set()
        await until_over(clerk)
        assert told(clerk) == "screen.desk.health"
        assert steps.done == _LONG


async def test_leaving_waits_for_the_work_or_its_stop(school: School) -> None:
    steps = Steps()
    async with at_desk(desk_of(school)) as clerk:
        clerk.app.start(steps.job())
        clerk.app.action_leave()
        assert clerk.app.is_running
        assert told(clerk) == "screen.desk.job_first"
        clerk.app.action_stop_job()
        steps.may_go.set()
        await until_over(clerk)
        assert steps.done == 1
        assert told(clerk) == "screen.desk.log"
        clerk.app.action_leave()
        await clerk.pilot.pause()
        assert clerk.app._exit
