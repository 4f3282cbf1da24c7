"""What this machine keeps about me: from everywhere, and true."""

from dataclasses import replace

import assets
from kiosk.config import Config
from kiosk.visit import Step
from screens.idle import IdleScreen
from screens.privacy import PrivacyScreen
from tests.school import School
from tests.screens.visitor import visiting

_BY_MORE = {Step.ENROLMENTS, Step.DISPUTE}
"""Where only who has two enrolments, or finds something wrong, comes."""


async def test_one_key_opens_it_and_goes_back_from_every_step(school: School) -> None:
    async with visiting(school) as visitor:
        for step in (step for step in Step if step not in _BY_MORE):
            await visitor.go_to(step, school)
            below = visitor.app.screen
            await visitor.press("f12")
            assert isinstance(visitor.app.screen, PrivacyScreen), step
            assert visitor.sees("本机保存了我的哪些信息"), step
            await visitor.press("f12")
            assert visitor.app.screen is below, step
            await visitor.press("f12", "escape")
            assert visitor.app.screen is below, step
            assert visitor.at(step)


async def test_it_is_named_where_there_is_room(school: School) -> None:
    async with visiting(school) as visitor:
        assert visitor.sees("F12 本机保存什么")
        await visitor.press("f1")
        assert visitor.sees("F12 保存什么")
        await visitor.press("f10")
        await visitor.go_to(Step.FAREWELL, school)
        assert visitor.sees("F12 本机保存什么")


async def test_it_is_read_to_its_end_in_both_languages(school: School) -> None:
    for size in ((80, 24), (132, 43)):
        async with visiting(school, size) as visitor:
            await visitor.press("f12", "end")
            assert visitor.sees("029-5550 0100")
            await visitor.press("f2", "end")
            assert visitor.sees("You may", "029-5550 0100")


async def test_it_tells_the_schools_years_and_whom_to_ask(school: School) -> None:
    school.config = replace(school.config, years_kept=7)
    async with visiting(school) as visitor:
        await visitor.press("f12")
        assert visitor.sees("毕业满 7 年")
    school.config = Config()
    async with visiting(school, (132, 43)) as visitor:
        await visitor.press("f12")
        assert visitor.sees("毕业满 3 年", "请找：学籍管理员或辅导员")


async def test_it_opens_nothing_over_the_cover_and_closes_when_left_alone(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.RECORD, school)
        await visitor.press("f12")
        for _ in range(school.config.visit.idle):
            visitor.app.second_passed()
        assert isinstance(visitor.app.screen, IdleScreen)
        for _ in range(school.config.visit.wipe):
            visitor.app.second_passed()
        await visitor.settle()
        assert visitor.at(Step.WELCOME)
        assert len(visitor.app.screen_stack) == 2


def test_nothing_in_it_names_a_student() -> None:
    """It lies open to whoever walks past: no brace but the school's rule and office."""
    for lang in assets.LANGS:
        told = [text for key, text in assets.texts(lang).items() if ".privacy." in key]
        braces = {part.partition("}")[0] for text in told for part in text.split("{")[1:]}
        assert braces == {"years", "who"}
