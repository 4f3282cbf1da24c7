"""The checker on the screen: what it says, and that nothing of what was typed is left anywhere."""

import gc
import logging
from pathlib import Path
from threading import Event

import psutil
import pytest

import assets
from kiosk.guide.checking import Checker
from kiosk.guide.checks import What
from kiosk.visit import Step
from screens.guide.checker import CheckerScreen
from screens.guide.overview import OverviewScreen
from tests.living import living
from tests.school import School
from tests.screens.pieces import BACKWARDS, files_with_pieces, pieces
from tests.screens.visitor import Visitor, visiting


def left_over() -> list[str]:
    """Return the texts of live objects that hold a beginning of what was typed."""
    needles = pieces()
    own = {id(needle) for needle in needles}
    every = gc.get_referents(*living())
    texts = {id(held): held for held in every if isinstance(held, str | bytes | bytearray)}
    return [
        repr(held)
        for place, held in texts.items()
        if place not in own
        for needle in needles
        if (needle in held if isinstance(held, str) else needle.encode() in held)
    ]


async def come(visitor: Visitor) -> CheckerScreen:
    await visitor.press("f1")
    visitor.app._usher.go("checker")
    await visitor.settle()
    screen = visitor.app.screen
    assert isinstance(screen, CheckerScreen)
    return screen


async def type_all(visitor: Visitor) -> None:
    for what in What:
        for char in reversed(BACKWARDS[what]):
            visitor.send(char)
        await visitor.settle()
        await visitor.press("enter")


async def test_each_value_is_told_what_is_to_be_said(school: School) -> None:
    async with visiting(school) as visitor:
        await come(visitor)
        await type_all(visitor)
        assert visitor.sees("强度：强", "sohu邮箱无法接收学信网的邮件", "号码写法正确")
        assert visitor.sees(BACKWARDS[What.PHONE][::-1])
        assert not visitor.sees(BACKWARDS[What.PASSWORD][::-1])
        await visitor.press("f2")
        sohu = assets.say("en", "checker.mailbox.sohu")
        assert visitor.sees("Strength: strong", sohu)
        await visitor.press("backspace")
        assert not visitor.sees(sohu)


async def test_an_entry_is_checked_when_it_is_left(school: School) -> None:
    async with visiting(school) as visitor:
        await come(visitor)
        await visitor.write("02955500100")
        assert not visitor.sees("座机")
        await visitor.press("tab")
        await visitor.settle()
        assert visitor.sees("这是座机")


async def test_a_scan_of_digits_may_end_with_enter_over_any_step(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.SIGN, school)
        await come(visitor)
        await visitor.scan("13612341011")
        await visitor.settle()
        assert visitor.sees("可以用")
        assert visitor.at(Step.SIGN)


@pytest.mark.parametrize("way", ["escape", "f1", "f10", "idle"])
async def test_nothing_that_was_typed_is_left(
    school: School, way: str, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    chains = [event.hash for event in (*school.store.desk(), *school.store.events("31219201"))]
    async with visiting(school) as visitor:
        screen = await come(visitor)
        await type_all(visitor)
        assert all(entry.value for entry in screen._entries.values())
        checker = screen._checker
        assert checker is not None
        child = psutil.Process(checker._child.pid)
        if way == "idle":
            for _ in range(school.config.visit.idle + school.config.visit.wipe):
                visitor.app.second_passed()
        else:
            await visitor.press(way)
        await visitor.settle()
        assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE
        assert isinstance(visitor.app.screen, OverviewScreen) == (way in {"escape", "f1"})
        assert not any(entry.value for entry in screen._entries.values())
        del screen, checker
        await visitor.settle()
        assert left_over() == []
        after = [event.hash for event in (*school.store.desk(), *school.store.events("31219201"))]
        assert after == chains
    assert files_with_pieces(tmp_path) == []
    assert not any(piece in caplog.text for piece in pieces())


async def test_a_page_that_is_left_at_once_leaves_no_process(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Checker] = []
    left = Event()

    def begin() -> Checker:
        """Begin late: after the page was left, if anything is done meanwhile."""
        begun.append(Checker())
        left.wait(0.2)
        return begun[-1]

    monkeypatch.setattr("screens.guide.checker.Checker", begin)
    async with visiting(school) as visitor:
        await visitor.press("f1")
        visitor.app._usher.go("checker")
        await visitor.pilot.pause()
        visitor.app.action_end()
        await visitor.pilot.pause()
        left.set()
        await visitor.settle()
        assert [one._child.returncode is not None for one in begun] == [True]
