"""The terminal's tally of 提供学籍或者学历信息: told by a key, shown, warned of, stopped."""

from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest

from assets import LANGS
from kiosk.errors import StoreUnreachable
from kiosk.model.events import Kind
from kiosk.rules.second_way import MOST, uses
from kiosk.services.guide.second_way import SecondWays
from kiosk.visit import Step
from screens.guide.page import Page
from screens.idle import IdleScreen
from tests.school import RECORD, SECOND, School
from tests.screens.turning import SIZES, turn
from tests.screens.visitor import Visitor, visiting

WAY = "提供学籍或者学历信息"
NUMBERS = (RECORD.student_no, SECOND.student_no)


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path)
    school.enrol()
    school.enrol(SECOND)
    school.open()
    return school


def used(school: School, times: int) -> None:
    """Have been here before; the last time just now."""
    school.clock.now -= timedelta(days=times)
    for number in range(times):
        school.clock.move(days=1)
        school.second_ways.note(f"visit-{number}", NUMBERS)


def count(school: School) -> int:
    return len(uses(school.student(number) for number in NUMBERS))


async def at(visitor: Visitor, school: School, place: str) -> None:
    if visitor.at(Step.WELCOME):
        await visitor.go_to(Step.RECORD, school)
    visitor.app._usher.go(place)
    await visitor.settle()


def offered(visitor: Visitor) -> list[str]:
    return [place.partition("#")[2] for place in visitor.app.screen.query_one(Page)._choices]


TALLIES = (
    (["values", "once", "twice", "stop"], ""),
    (["once", "twice", "stop"], "登记过 1 次，最近一次是 2020年9月15日。还可以用 2 次"),
    (["twice", "stop"], "登记过 2 次，最近一次是 2020年9月16日。只剩最后 1 次"),
    (["stop"], "登记过 3 次，最近一次是 2020年9月17日。3 次已经用完，不能再用"),
)
"""What is offered and told to who was here never, once, twice, three times."""


async def test_the_tally_warns_and_leaves_what_is_still_possible(school: School) -> None:
    async with visiting(school, (80, 40)) as visitor:
        for times, (ways, told) in enumerate(TALLIES):
            await at(visitor, school, "taken#how-often")
            assert offered(visitor) == ways
            assert visitor.sees("在本机登记过") == (times > 0), times
            assert visitor.sees(told), told
            await visitor.press("f10")
            school.second_ways.note(f"visit-{times}", NUMBERS)
            school.clock.move(days=1)


async def test_after_three_the_other_two_ways_are_offered(school: School) -> None:
    used(school, MOST)
    async with visiting(school, (80, 40)) as visitor:
        await at(visitor, school, "taken#go-on")
        assert offered(visitor) == ["classmate", "photo"]
        assert visitor.sees("3 次已经用完")
        await visitor.press("2")
        assert visitor.sees("持身份证照相")
        await at(visitor, school, "taken#twice")
        assert offered(visitor) == ["other"]


async def test_who_is_not_known_is_asked(school: School) -> None:
    used(school, MOST)
    async with visiting(school, (80, 40)) as visitor:
        await visitor.press("f1")
        visitor.app._usher.go("taken#how-often")
        await visitor.settle()
        assert offered(visitor) == ["values", "once", "twice", "stop"]
        assert not visitor.sees("在本机登记过")
        await visitor.press("1", "f9")
        assert not visitor.sees("按 F9")
        assert offered(visitor) == ["submitted", "other"]
    assert count(school) == MOST


async def test_one_key_at_the_end_of_the_way_is_written_and_shown(school: School) -> None:
    async with visiting(school, (80, 40)) as visitor:
        await at(visitor, school, "taken#go-on")
        await visitor.press("2", "1")
        assert visitor.sees("已经提交：按 F9 登记这一次", "F9 已提交")
        assert offered(visitor) == ["other"]
        assert count(school) == 0
        await visitor.press("f9")
        assert visitor.sees(
            WAY, "登记过 1 次，最近一次是 2020年9月15日", "最迟 2020年9月18日 前有答复"
        )
        assert offered(visitor) == ["waiting", "solved", "other"]
        assert count(school) == 1
        await visitor.press("escape", "f9")
        assert count(school) == 1
        await visitor.press("escape", "escape")
        assert offered(visitor) == ["once", "twice", "stop"]
        await visitor.press("escape")
        assert visitor.sees("登记过 1 次")
        await visitor.press("f10")
        school.clock.move(days=2)
        await at(visitor, school, "taken#how-often")
        assert offered(visitor) == ["once", "twice", "stop"]
        assert visitor.sees("最近一次是 2020年9月15日", "最迟 2020年9月18日 前有答复")
    (event,) = [one for one in school.store.events(NUMBERS[0]) if one.kind is Kind.SECOND_WAY_USED]
    assert set(event.body) == {"visit"}


async def test_a_scanner_and_enter_write_nothing(school: School) -> None:
    async with visiting(school) as visitor:
        await at(visitor, school, "taken#values")
        await visitor.scan("31219201")
        await visitor.press("enter", "escape", "space")
    assert count(school) == 0


async def test_the_key_does_nothing_elsewhere(school: School) -> None:
    async with visiting(school) as visitor:
        for place in ("taken", "taken#go-on", "taken#photo", "what-for", "conscription#office"):
            await at(visitor, school, place)
            await visitor.press("f9")
            assert not visitor.sees("F9"), place
            assert count(school) == 0, place


async def test_telling_it_during_a_dispute_loses_nothing_that_was_typed(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.RECORD, school)
        await visitor.press("space", "enter")
        assert visitor.at(Step.DISPUTE)
        step_screen = visitor.app.step_screen
        await at(visitor, school, "taken#values")
        await visitor.press("f9")
        assert count(school) == 1
        await visitor.press("escape", "escape")
        assert visitor.app.screen is step_screen
        assert visitor.visit.enrolments[0].student.second_ways


async def test_another_kiosk_was_faster(school: School) -> None:
    used(school, MOST - 1)
    async with visiting(school, (80, 40)) as visitor:
        await at(visitor, school, "taken#values")
        school.second_ways.note("there", NUMBERS)
        await visitor.press("f9")
        assert visitor.sees("登记过 3 次", "3 次已经用完")
        assert count(school) == MOST


async def test_trouble_of_the_store_is_told_and_the_page_stays(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise StoreUnreachable

    async with visiting(school) as visitor:
        await at(visitor, school, "taken#values")
        monkeypatch.setattr(SecondWays, "note", gone)
        screen = visitor.app.screen
        await visitor.press("f9")
        assert visitor.app.screen is screen
        assert visitor.sees(*StoreUnreachable().problem.values.values())
        assert screen.query_one(".paper-state").has_class("-told")


async def test_an_answer_after_the_visit_opens_nothing(school: School) -> None:
    async with visiting(school) as visitor:
        await at(visitor, school, "taken#values")
        for _ in range(school.config.visit.idle):
            visitor.app.second_passed()
        await visitor.settle()
        assert isinstance(visitor.app.screen, IdleScreen)
        await visitor.press("f9")
        assert count(school) == 0
        visitor.send("f9")
        visitor.send("f10")
        await visitor.settle()
        assert visitor.at(Step.WELCOME)
        assert len(visitor.app.screen_stack) == 2


async def test_there_is_room_for_it(school: School) -> None:
    views = list(product(SIZES, LANGS))
    used(school, MOST - 1)
    async with visiting(school) as visitor:
        await at(visitor, school, "taken#values")
        for size, lang in views:
            await turn(visitor, lang, size)
            assert "F9" in visitor.rows()[-1], (size, lang)
            assert "F10" in visitor.rows()[-1], (size, lang)
        await visitor.press("f9")
        for size, lang in reversed(views):
            await turn(visitor, lang, size)
            assert visitor.sees("3", "2020"), (size, lang)
