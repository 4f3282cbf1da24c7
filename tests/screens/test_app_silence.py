"""Nobody moves: the screen is covered, asks, and the visit is wiped. No test waits a second."""

from dataclasses import replace

import pytest
from textual import events
from textual.geometry import Size

from kiosk.config import VisitRules
from kiosk.visit import Step, Visit
from screens.guide.overview import OverviewScreen
from screens.idle import IdleScreen
from screens.record import PhotosScreen, RecordScreen
from tests.school import INITIAL, School
from tests.screens.visitor import Visitor, visiting

IDLE, WIPE = 20, 8


@pytest.fixture(autouse=True)
def _soon(school: School) -> None:
    """A school that waits less than most."""
    school.config = replace(school.config, visit=VisitRules(idle=IDLE, wipe=WIPE))


async def still(visitor: Visitor, seconds: int) -> None:
    for _ in range(seconds):
        visitor.app.second_passed()
    await visitor.settle()


async def test_silence_covers_asks_and_wipes(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.RECORD, school)
        await still(visitor, IDLE - 1)
        assert isinstance(visitor.app.screen, RecordScreen)
        await still(visitor, 1)
        assert isinstance(visitor.app.screen, IdleScreen)
        assert visitor.sees("您还在吗", f"{WIPE}秒后清除")
        assert not visitor.sees("机械")
        await still(visitor, WIPE - 1)
        assert visitor.sees("1秒后清除")
        await still(visitor, 1)
        assert visitor.visit == Visit()
        assert len(visitor.app.screen_stack) == 2
        assert not visitor.sees("林")


async def test_a_key_goes_on_and_does_nothing_else(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.RECORD, school)
        for key in ("enter", "space", "f1", "f2", "escape", "x"):
            await still(visitor, IDLE + 5)
            await visitor.press(key)
            assert isinstance(visitor.app.screen, RecordScreen), key
            assert visitor.at(Step.RECORD)
            assert not visitor.visit.marked
            assert visitor.app.lang == "zh"
        await still(visitor, IDLE - 1)
        assert isinstance(visitor.app.screen, RecordScreen)


async def test_a_tap_or_a_scan_goes_on_and_does_nothing_else(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.ACCOUNT, school)
        await still(visitor, IDLE)
        await visitor.paste("13612341011")
        assert visitor.at(Step.ACCOUNT)
        assert not visitor.sees("136")
        await still(visitor, IDLE)
        button = visitor.app.screen_stack[1].query_one("Primary").region
        await visitor.tap(button.x + 3, button.y + 1)
        assert visitor.at(Step.ACCOUNT)
        assert not isinstance(visitor.app.screen, IdleScreen)


async def test_a_bumped_mouse_shows_nothing(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.RECORD, school)
        await still(visitor, IDLE + 5)
        visitor.mouse(events.MouseMove, 10, 10)
        await still(visitor, 1)
        assert isinstance(visitor.app.screen, IdleScreen)
        assert len(visitor.app.screen_stack) == 3
        await still(visitor, WIPE - 6)
        assert visitor.at(Step.WELCOME)


async def test_f10_on_the_cover_ends(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.RECORD, school)
        await still(visitor, IDLE)
        await visitor.press("f10")
        assert visitor.visit == Visit()
        assert len(visitor.app.screen_stack) == 2


async def test_keys_mouse_and_scans_count_as_somebody(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.STATEMENT, school)
        signs = (
            lambda: visitor.send("left"),
            lambda: visitor.mouse(events.MouseMove, 5, 5),
            lambda: visitor.mouse(events.MouseScrollDown, 5, 5),
            lambda: visitor.app.post_message(events.Paste("31219201")),
        )
        for sign in signs:
            await still(visitor, IDLE - 1)
            sign()
            await visitor.settle()
            await still(visitor, IDLE - 1)
            assert not isinstance(visitor.app.screen, IdleScreen)


async def test_a_window_of_another_size_or_focus_is_nobody(school: School) -> None:
    """A terminal reports them by itself; whoever counts moves something that is made for it."""
    async with visiting(school) as visitor:
        await visitor.go_to(Step.STATEMENT, school)
        await still(visitor, IDLE - 1)
        for report in (events.Resize(Size(80, 24), Size(80, 24)), events.AppBlur()):
            visitor.app.post_message(report)
        visitor.app.post_message(events.AppFocus())
        await visitor.settle()
        await still(visitor, 1)
        assert isinstance(visitor.app.screen, IdleScreen)


async def test_the_cover_lies_over_help_and_photos_too(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.RECORD, school)
        for key, screen in (("f1", OverviewScreen), ("f7", PhotosScreen)):
            await visitor.press(key)
            assert isinstance(visitor.app.screen, screen)
            await still(visitor, IDLE)
            assert isinstance(visitor.app.screen, IdleScreen)
            await visitor.press("space")
            assert isinstance(visitor.app.screen, screen)
            await visitor.press("escape")
        await visitor.press("f1")
        await still(visitor, IDLE + WIPE)
        assert visitor.visit == Visit()
        assert len(visitor.app.screen_stack) == 2


async def test_rounds_that_are_told_before_a_new_welcome_is_laid_out(school: School) -> None:
    async with visiting(school) as visitor:
        school.rounds.close(INITIAL, "", "staff:demo")
        visitor.app._wipe()
        await visitor.app._renew()
        await visitor.settle()
        assert visitor.sees("现在没有开放的核对轮次")


async def test_welcome_is_renewed_and_speaks_the_schools_language_again(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.press("f2", "f3")
        assert visitor.sees("Press any key")
        await still(visitor, IDLE + WIPE)
        assert visitor.sees("按任意键")
        assert str(visitor.app.theme).startswith("dark")


async def test_farewell_counts_by_itself(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.FAREWELL, school)
        await still(visitor, 14)
        assert visitor.at(Step.FAREWELL)
        await visitor.press("space")
        assert visitor.sees("15秒后回首页")
        await still(visitor, 14)
        assert visitor.at(Step.FAREWELL)
        await still(visitor, 1)
        assert visitor.at(Step.WELCOME)
