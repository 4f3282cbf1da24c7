"""The guide over a visit that ends: the cover, the wipe, F10, and Farewell's own clock."""

from kiosk.visit import Step, Visit
from screens.guide.base import GuideScreen
from screens.idle import IdleScreen
from tests.school import School
from tests.screens.visitor import StillKiosk, Visitor, visiting


def depth(visitor: Visitor) -> int:
    return len(visitor.app.screen_stack)


async def test_idle_covers_and_wipes_the_guide_on_welcome_and_farewell_too(school: School) -> None:
    async with visiting(school) as visitor:
        for step in (Step.WELCOME, Step.RECORD, Step.FAREWELL):
            await visitor.go_to(step, school)
            await visitor.press("f1", "2")
            for _ in range(school.config.visit.idle):
                visitor.app.second_passed()
            await visitor.settle()
            assert isinstance(visitor.app.screen, IdleScreen)
            for _ in range(school.config.visit.wipe):
                visitor.app.second_passed()
            await visitor.settle()
            assert visitor.at(Step.WELCOME)
            assert depth(visitor) == 2


async def test_whom_to_be_in_a_demo_is_told_until_somebody_is_there(school: School) -> None:
    kiosk = StillKiosk(school.config, school.lobby, hints=("学号 31219201",))
    async with kiosk.run_test(size=(80, 24)) as pilot:
        visitor = Visitor(kiosk, pilot)
        await visitor.settle()
        await visitor.press("f1")
        assert visitor.sees("学号 31219201")
        await visitor.press("escape")
        await visitor.go_to(Step.RECORD, school)
        await visitor.press("f1")
        assert not visitor.sees("学号 31219201")


OPEN = ("register-2", "contacts", "taken#values", "no-mail", "troubles", "checker")


async def test_the_cover_and_the_end_hold_on_every_page(school: School) -> None:
    async with visiting(school) as visitor:
        for place in ("overview", *OPEN):
            await visitor.go_to(Step.RECORD, school)
            await visitor.press("f1")
            if place != "overview":
                visitor.app._usher.go(place)
                await visitor.settle()
            page = visitor.app.screen
            assert isinstance(page, GuideScreen), place
            for _ in range(school.config.visit.idle):
                visitor.app.second_passed()
            await visitor.settle()
            stack = [type(one) for one in visitor.app.screen_stack[-2:]]
            assert stack == [type(page), IdleScreen], place
            await visitor.press("f1")
            assert visitor.app.screen_stack[-1] is page, place
            await visitor.press("f10")
            assert visitor.visit == Visit(), place
            assert depth(visitor) == 2, place


async def test_farewell_waits_while_the_guide_is_read(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.FAREWELL, school)
        farewell = visitor.app.screen
        await visitor.press("f1")
        for _ in range(30):
            farewell.second_passed()  # type: ignore[attr-defined]
        await visitor.settle()
        assert visitor.at(Step.FAREWELL)
        await visitor.press("escape")
        for _ in range(15):
            farewell.second_passed()  # type: ignore[attr-defined]
        await visitor.settle()
        assert visitor.at(Step.WELCOME)
