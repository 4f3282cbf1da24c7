"""Faults at each step of a visit: what fails goes to the keeper or is told, and nothing is lost."""

from collections.abc import AsyncIterator, Callable, Collection, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any, NoReturn

import pytest
from textual.app import ComposeResult
from textual.timer import Timer

from kiosk.cli import lobby as lobbies
from kiosk.cli.home import Home, now
from kiosk.errors import StoreUnreachable
from kiosk.printing.contract import Outcome
from kiosk.services.visit.lobby import Lobby
from kiosk.services.watchdog import UNWATCHED
from kiosk.visit import Step
from screens.base import StepScreen
from screens.frame import FullScreen
from screens.kept import Kept
from screens.standing import RENEW, StandingKiosk
from screens.trouble import TroubleScreen
from store.tiny import TinyStore
from tests.school import School
from tests.screens.thrift import thrift
from tests.screens.visitor import Visitor, enter

STEPS = [step for step in Step if step not in {Step.WELCOME, Step.ENROLMENTS, Step.DISPUTE}]
SIGNED = {Step.PRINT: 1, Step.FAREWELL: 1, Step.REQUESTS: 2}
"""How often somebody has declared who has come to a step; a request comes from an earlier visit."""
STORE = ("events", "append", "put_blob", "desk", "append_desk", "pulse", "check_writable", "misses")


class Broken(Exception):
    """What no part of the program expects."""


def fail(*_: object, **__: object) -> NoReturn:
    raise Broken


class Standing(StandingKiosk):
    """A standing kiosk whose seconds pass when a test says so, and whose keeper ends only it."""

    def __init__(self, school: School, lobby: Callable[[], Lobby]) -> None:
        self.crashes: list[BaseException] = []
        self.enough = 50
        kept = Kept(self._ended, lambda visits: visits >= self.enough, lambda _: None, UNWATCHED)
        super().__init__(kept, school.config, lobby)

    def _ended(self, error: BaseException) -> None:
        self.crashes.append(error)
        FullScreen._handle_exception(self, error)  # type: ignore[arg-type]

    def set_interval(self, interval: float, *given: Any, **more: Any) -> Timer:
        return super().set_interval(interval * 10**6, *given, **more)


@asynccontextmanager
async def standing(
    school: School, lobby: Callable[[], Lobby] | None = None
) -> AsyncIterator[Visitor]:
    kiosk = Standing(school, lobby or school.lobby)
    with thrift():
        async with kiosk.run_test(size=(80, 24)) as pilot:
            visitor = Visitor(kiosk, pilot)
            await visitor.settle()
            yield visitor


def crashes(visitor: Visitor) -> list[type[BaseException]]:
    assert isinstance(visitor.app, Standing)
    return [type(one) for one in visitor.app.crashes]


async def seconds(visitor: Visitor, count: int) -> None:
    for _ in range(count):
        visitor.app.second_passed()
        await visitor.settle()


async def crashes_on_the_way(school: School, step: Step) -> set[type[BaseException]]:
    """Come to a step, and return what the keeper was told."""
    seen: set[type[BaseException]] = set()
    with suppress(Broken):
        async with standing(school) as visitor:
            try:
                await visitor.go_to(step, school)
                await visitor.press("f11")
            finally:
                seen.update(crashes(visitor))
    return seen


def often(kept: Collection[Step], steps: Iterable[Step] = STEPS) -> list[Any]:
    """Return steps to go through; others than those kept are for the torture.

    What fails there is kept where it is used, and each step has one fault of the program at least.
    """
    return [pytest.param(step, marks=() if step in kept else pytest.mark.torture) for step in steps]


def declared(school: School) -> int:
    return len(school.student().declarations)


@pytest.mark.parametrize("step", often(STEPS[::2]))
async def test_a_screen_that_cannot_be_composed(
    school: School, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose = StepScreen.compose

    def broken(screen: StepScreen) -> ComposeResult:
        if screen.visit.step is step:
            raise Broken
        return compose(screen)

    monkeypatch.setattr(StepScreen, "compose", broken)
    assert await crashes_on_the_way(school, step)
    assert declared(school) == SIGNED.get(step, 0)


@pytest.mark.parametrize("step", often(STEPS[1::2]))
async def test_a_key_whose_handler_fails(
    school: School, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StepScreen, "key_f11", fail, raising=False)
    assert await crashes_on_the_way(school, step) == {Broken}
    assert declared(school) == SIGNED.get(step, 0)


@pytest.mark.parametrize(
    "step", often({Step.IDENTIFY, Step.RECORD, Step.SIGN, Step.PRINT, Step.REQUESTS})
)
async def test_a_store_that_fails_is_told_and_loses_nothing(
    school: School, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> NoReturn:
        raise StoreUnreachable(reason="ENOSPC")

    async with standing(school) as visitor:
        await visitor.go_to(step, school)
        with monkeypatch.context() as patched:
            for name in STORE:
                if hasattr(TinyStore, name):
                    patched.setattr(TinyStore, name, gone)
            await visitor.press("3", "space", "enter", "enter", "f8", "tab", "space", "enter")
            assert crashes(visitor) == []
            await visitor.press("f10")
            await seconds(visitor, 1)
            assert isinstance(visitor.app.screen, TroubleScreen)
        await seconds(visitor, 1)
        await enter(visitor)
        assert visitor.at(Step.RECORD)
    assert declared(school) == SIGNED.get(step, 0)


@pytest.mark.parametrize(
    "step", often({Step.SIGN, Step.PRINT}, (Step.IDENTIFY, Step.RECORD, Step.SIGN, Step.PRINT))
)
async def test_a_clock_that_jumps_signs_nothing(
    school: School, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed, jumped = [0.0], [0.0]
    elapsed = lobbies._elapsed
    monkeypatch.setattr(lobbies, "_elapsed", lambda: elapsed() + passed[0])
    monkeypatch.setattr(lobbies, "now", lambda: now() + timedelta(seconds=passed[0] + jumped[0]))
    home = Home(school.folder, school.config, school.keys, school.store)
    async with standing(school, lambda: lobbies.lobby(home)) as visitor:
        await visitor.go_to(step, school)
        jumped[0] = 3600
        await visitor.press("3", "space", "enter")
        if step is Step.SIGN:
            assert visitor.sees("本机时钟不对", "记错日期")
        await visitor.press("tab", "enter", "f10")
        await seconds(visitor, 11)
        assert isinstance(visitor.app.screen, TroubleScreen)
        assert crashes(visitor) == []
        passed[0] = 60
        await seconds(visitor, 1)
        assert not visitor.sees("请联系工作人员")
    assert declared(school) == SIGNED.get(step, 0)


@pytest.mark.parametrize("step", often({Step.SIGN}, (Step.IDENTIFY, Step.SIGN, Step.PRINT)))
async def test_a_printer_that_dies_stops_no_visit(school: School, step: Step) -> None:
    async with standing(school) as visitor:
        await visitor.go_to(step, school)
        school.trays[0].outcome = Outcome.UNREACHABLE
        await visitor.go_to(Step.FAREWELL, school)
        assert crashes(visitor) == []
    assert declared(school) == 1


async def test_it_begins_anew_when_due_and_nobody_is_there(school: School) -> None:
    async with standing(school) as visitor:
        assert isinstance(visitor.app, Standing)
        visitor.app.enough = 1
        await seconds(visitor, 12)
        assert visitor.app._return_value is None
        await visitor.go_to(Step.RECORD, school)
        await seconds(visitor, 12)
        assert visitor.app._return_value is None
        await visitor.press("f10")
        await seconds(visitor, 9)
        await visitor.press("f2")
        await seconds(visitor, 10)
        assert visitor.app._return_value is None
        visitor.app.second_passed()
        assert visitor.app._return_value == RENEW


@pytest.mark.parametrize("key", ["f1", "f12"])
async def test_whoever_reads_over_welcome_is_not_disturbed(school: School, key: str) -> None:
    async with standing(school) as visitor:
        assert isinstance(visitor.app, Standing)
        visitor.app.enough = 0
        await visitor.press(key)
        assert visitor.app.covered
        await seconds(visitor, 12)
        assert visitor.app._return_value is None
        await visitor.press("f10")
        await seconds(visitor, 11)
        assert visitor.app._return_value == RENEW
