"""Staff's way in on Welcome, and what students can do with it: nothing."""

from dataclasses import replace
from typing import Any, NoReturn

import pytest

from kiosk.config import VisitRules
from kiosk.errors import LEFT_BY_STAFF, ConfigError
from kiosk.printing.contract import Outcome
from kiosk.services.doctor.findings import Check, Finding, words
from kiosk.services.visit.fitness import Trouble
from kiosk.services.visit.maintenance import Maintenance
from kiosk.visit import Step
from screens.idle import IdleScreen
from screens.maintenance import MaintenanceScreen, PinScreen
from screens.welcome import CHORD, WelcomeScreen
from tests.school import School
from tests.screens.visitor import Visitor, visiting

PIN, WRONG = "271828", "314159"


@pytest.fixture(autouse=True)
def _pin(school: School) -> None:
    school.keys.staff_pin.set(PIN)


async def type_pin(visitor: Visitor, pin: str) -> None:
    await visitor.write(pin)
    await visitor.press("enter")
    await visitor.settle()


async def get_in(visitor: Visitor) -> None:
    await visitor.press(CHORD)
    await type_pin(visitor, PIN)
    assert isinstance(visitor.app.screen, MaintenanceScreen)


async def test_the_chord_asks_for_the_pin_on_welcome_alone(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.press(CHORD)
        assert isinstance(visitor.app.screen, PinScreen)
        assert visitor.at(Step.WELCOME)
        await visitor.press("escape")
        assert isinstance(visitor.app.screen, WelcomeScreen)
        for step in (Step.IDENTIFY, Step.RECORD, Step.SIGN, Step.FAREWELL):
            await visitor.go_to(step, school)
            before = visitor.app.screen
            await visitor.press(CHORD)
            assert visitor.app.screen is before


async def test_no_hint_tells_students_of_it(school: School) -> None:
    async with visiting(school) as visitor:
        assert not visitor.sees("Ctrl")
        assert not visitor.sees("维护")


async def test_the_digits_are_masked_and_gone_when_wrong(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.press(CHORD)
        await visitor.write(WRONG)
        assert not visitor.sees(WRONG)
        assert visitor.text().count("●") == len(WRONG)
        await visitor.press("enter")
        await visitor.settle()
        assert visitor.sees("口令不对")
        assert "●" not in visitor.text()


async def test_five_wrong_ones_lock_and_are_told_calmly(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.press(CHORD)
        for _ in range(5):
            await type_pin(visitor, WRONG)
        assert visitor.sees("试错太多，09:45 以后再试")
        await type_pin(visitor, PIN)
        assert isinstance(visitor.app.screen, PinScreen)


async def test_left_alone_everything_of_staff_closes(school: School) -> None:
    school.config = replace(school.config, visit=VisitRules(idle=10, wipe=5))
    async with visiting(school) as visitor:
        for behind in (False, True):
            await visitor.press(CHORD)
            await visitor.write("27")
            if behind:
                await type_pin(visitor, PIN[2:])
                assert isinstance(visitor.app.screen, MaintenanceScreen)
            for seconds, seen in ((10, IdleScreen), (5, WelcomeScreen)):
                for _ in range(seconds):
                    visitor.app.second_passed()
                await visitor.settle()
                assert isinstance(visitor.app.screen, seen), behind
            assert len(visitor.app.screen_stack) == 2


async def test_what_doctor_finds_is_told_that_with_trouble_first(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = (
        Finding(Check.CLOCK, True, words(Check.CLOCK, "ok", now="09:30")),
        Finding(
            Check.HOME,
            False,
            words(Check.HOME, "unwritable", home="[red]\x1b[2J"),
            words(Check.HOME, "cure_unwritable"),
        ),
    )
    monkeypatch.setattr(Maintenance, "findings", lambda _: found)
    async with visiting(school) as visitor:
        await get_in(visitor)
        await visitor.press("f5")
        await visitor.settle()
        assert visitor.sees("2 项中 1 项要处理", "[red]")
        assert visitor.text().index("误") < visitor.text().index("✓")
        await visitor.press("f2")
        assert visitor.sees("1 of 2 to see to")


async def test_a_test_page_comes_from_each_printer(school: School) -> None:
    async with visiting(school) as visitor:
        await get_in(visitor)
        await visitor.press("f6")
        await visitor.settle()
        assert visitor.sees("测试页", "已打印")
        assert len(school.trays[0].jobs) == 1
        school.trays[0].outcome = Outcome.OUT_OF_PAPER
        await visitor.press("f6")
        await visitor.settle()
        assert visitor.sees("1 项中 1 项要处理", "→")


async def test_what_fails_is_told(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> NoReturn:
        raise ConfigError(line="3", key="colour")

    monkeypatch.setattr(Maintenance, "print_test_pages", fails)
    async with visiting(school) as visitor:
        await get_in(visitor)
        await visitor.press("f6")
        await visitor.settle()
        assert visitor.sees("kiosk.toml", "colour")
        await visitor.press("f5")
        await visitor.settle()
        assert visitor.sees("项要处理")


async def test_leaving_is_asked_once_more(school: School) -> None:
    async with visiting(school) as visitor:
        await get_in(visitor)
        await visitor.press("f9")
        assert visitor.sees("再按一次 F9")
        await visitor.press("f5")
        await visitor.settle()
        await visitor.press("f9")
        assert visitor.app.return_value is None
        visitor.send("f9")
        await visitor.pilot.pause()
        assert visitor.app.return_value == LEFT_BY_STAFF


async def test_staff_get_in_when_the_machine_is_out_of_order(school: School) -> None:
    async with visiting(school) as visitor:
        visitor.app._porter.trouble = Trouble.STORE
        visitor.app._put_up(visitor.app._welcome())
        await visitor.settle()
        await get_in(visitor)


async def test_a_home_that_cannot_be_opened_has_no_maintenance(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> NoReturn:
        raise ConfigError(line="3", key="colour")

    async with visiting(school) as visitor:
        monkeypatch.setattr(type(visitor.app), "_lobby", property(fails))
        await visitor.press(CHORD)
        assert isinstance(visitor.app.screen, WelcomeScreen)
