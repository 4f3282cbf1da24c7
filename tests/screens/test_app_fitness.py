"""What a machine lacks is told in place of Welcome, which comes back by itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from kiosk.errors import KioskError, StoreDamaged, StoreUnreachable
from kiosk.keys.safe import KeysUnusable
from kiosk.model.events import Draft, Kind
from kiosk.model.terminal import Condition
from kiosk.services.visit.fitness import ClockWrong, SteadyClock, Trouble
from kiosk.services.visit.lobby import Lobby
from kiosk.visit import Step
from screens.app import KioskApp
from screens.trouble import TroubleScreen
from screens.welcome import WelcomeScreen
from tests.school import School
from tests.screens.visitor import StillKiosk, Visitor, enter, visiting

WHY = {
    StoreUnreachable(reason="ENOENT"): "数据文件夹或数据库连不上",
    StoreUnreachable(reason="ENOSPC"): "存数据的磁盘满了",
    StoreUnreachable(reason="53100"): "存数据的磁盘满了",
    StoreDamaged(file="students/3121920.json", offset="7"): "有数据读不出来",
    ClockWrong(): "本机时钟不对",
    KeysUnusable(file="secret"): "设置或密钥不能用",
}
CALM = "本机暂时无法使用，请联系工作人员"


async def seconds(visitor: Visitor, count: int = 11) -> None:
    for _ in range(count):
        visitor.app.second_passed()
        await visitor.settle()


def condition(visitor: Visitor) -> Condition:
    return visitor.app.condition


@contextmanager
def failing(owner: object, name: str, error: KioskError) -> Iterator[None]:
    def fail(*_: object) -> None:
        raise error

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(owner, name, fail)
        yield


async def test_what_fails_is_told_and_welcome_comes_back(school: School) -> None:
    async with visiting(school) as visitor:
        for error, why in WHY.items():
            with failing(school.store, "check_writable", error):
                await seconds(visitor)
                assert isinstance(visitor.app.screen, TroubleScreen), why
                assert visitor.sees(CALM, why)
                assert "students/" not in visitor.text()
                assert condition(visitor) is Condition.TROUBLE
            await seconds(visitor, 1)
            assert isinstance(visitor.app.screen, WelcomeScreen), why
            assert condition(visitor) is Condition.WORKING
        await enter(visitor)
        assert visitor.at(Step.RECORD)


async def test_no_key_leads_away_from_it(school: School) -> None:
    async with visiting(school) as visitor:
        with failing(school.store, "check_writable", StoreUnreachable(reason="ENOSPC")):
            await seconds(visitor)
            for key in ("enter", "space", "f1", "f10", "f12", "escape", "3"):
                await visitor.press(key)
                assert isinstance(visitor.app.screen, TroubleScreen), key
            await visitor.scan("31219201")
            await visitor.press("f2")
            assert visitor.at(Step.WELCOME)
            assert visitor.sees("Please call the staff")


async def test_a_visit_goes_on_and_the_page_follows_it(school: School) -> None:
    async with visiting(school) as visitor:
        for step in (Step.IDENTIFY, Step.RECORD, Step.SIGN, Step.PRINT, Step.FAREWELL):
            await visitor.go_to(step, school)
            with failing(school.store, "check_writable", StoreUnreachable(reason="ENOSPC")):
                await seconds(visitor)
                assert visitor.at(step)
        with failing(school.store, "check_writable", StoreUnreachable(reason="ENOSPC")):
            await visitor.press("f10")
            await seconds(visitor, 1)
            assert visitor.sees(CALM, "磁盘满了")
            assert "林" not in visitor.text()


async def test_a_home_that_opens_only_later(school: School) -> None:
    opens: Callable[[], Lobby] = school.lobby
    missing: list[KioskError] = [KeysUnusable(file="secret")]

    def lobby() -> Lobby:
        for error in missing:
            raise error
        return opens()

    kiosk = StillKiosk(school.config, lobby)
    async with kiosk.run_test(size=(80, 24)) as pilot:
        visitor = Visitor(kiosk, pilot)
        await visitor.settle()
        assert visitor.sees(CALM, "设置或密钥不能用")
        missing[:] = [StoreUnreachable(reason="ENOENT")]
        await seconds(visitor, 1)
        assert visitor.sees(CALM, "数据文件夹或数据库连不上")
        missing.clear()
        await seconds(visitor, 1)
        assert visitor.sees("示例职业技术学院", "按任意键")
        await enter(visitor)
        assert visitor.at(Step.RECORD)


async def test_keys_wait_for_a_home_that_is_slow_to_open(school: School) -> None:
    """They would open the guide, or begin a visit, in a home that cannot be opened."""

    class SlowKiosk(StillKiosk):
        def _get_ready(self) -> None:
            """Be kept from it, as by a machine that is busy."""

    def lobby() -> Lobby:
        raise KeysUnusable(file="secret")

    kiosk = SlowKiosk(school.config, lobby)
    async with kiosk.run_test(size=(80, 24)) as pilot:
        visitor = Visitor(kiosk, pilot)
        for key in ("f1", "1", "f12"):
            visitor.send(key)
        await seconds(visitor, 5)
        assert isinstance(visitor.app.screen, WelcomeScreen)
        KioskApp._get_ready(kiosk)
        await visitor.settle()
        assert visitor.sees(CALM, "设置或密钥不能用")
        assert visitor.at(Step.WELCOME)


@pytest.mark.parametrize("told", [0, 300], ids=["of today", "by a clock that is ahead"])
async def test_a_clock_before_the_rosters_export(school: School, told: int) -> None:
    now = school.clock()
    export = {"exported": (now + timedelta(days=told)).date().isoformat()}
    school.store.append_desk([Draft(now.isoformat(), "staff:wang", Kind.ROSTER_READ, export)])
    async with visiting(school) as visitor:
        await seconds(visitor)
        assert isinstance(visitor.app.screen, WelcomeScreen)
        school.clock.move(days=-1)
        await seconds(visitor)
        assert visitor.sees(CALM, "本机时钟不对")
        school.clock.move(days=1)
        await seconds(visitor, 1)
        assert isinstance(visitor.app.screen, WelcomeScreen)


@pytest.mark.parametrize("jump", [{"minutes": 6}, {"hours": 1}, {"days": -1}, {"days": 3650}])
def test_a_clock_that_is_set_tells_no_time_for_a_minute(
    school: School, jump: dict[str, float]
) -> None:
    passed = [0.0]
    steady = SteadyClock(school.clock, lambda: passed[0])
    school.clock.move(hours=8)
    passed[0] += 8 * 3600 - 300
    assert steady() == school.clock()
    school.clock.move(**jump)
    with pytest.raises(ClockWrong):
        steady()
    school.clock.move(seconds=59)
    passed[0] += 59
    with pytest.raises(ClockWrong):
        steady()
    school.clock.move(seconds=1)
    passed[0] += 1
    assert steady() == school.clock()


def test_each_trouble_has_its_page() -> None:
    assert len(Trouble) == len(set(WHY.values()))
