"""F1 from every screen: what is reached by which keys, and how one comes back."""

from itertools import cycle

import pytest

from kiosk.guide.content import load
from kiosk.visit import Ended, Step, Visit
from screens.app import KioskApp
from screens.guide.base import GuideScreen
from screens.guide.checker import CheckerScreen
from screens.guide.overview import OverviewScreen
from screens.guide.page import Page
from screens.guide.topic import TopicScreen
from screens.guide.troubles import TroublesScreen
from tests.school import RECORD, School
from tests.screens.visitor import Visitor, visiting

CAPS = "123456789abcdefghijklmnopqrstuvwxyz"
KINDS = {"checker": CheckerScreen, "troubles": TroublesScreen}
"""Of the pages that are no plain topic."""
STUCK = (
    (Step.IDENTIFY, "f5", "contacts"),
    (Step.ENROLMENTS, "f5", "range"),
    (Step.ACCOUNT, "f5", "forgotten"),
    (Step.ACCOUNT, "f6", "taken"),
)


def depth(visitor: Visitor) -> int:
    return len(visitor.app.screen_stack)


def places(app: KioskApp) -> list[str]:
    return [one.place for one in app.screen_stack if isinstance(one, GuideScreen)]


async def come_to(visitor: Visitor, step: Step, school: School) -> None:
    """Come to a step, of which some are beside the way."""
    if step is Step.DISPUTE:
        await visitor.post(Ended())
    if step in {Step.DISPUTE, Step.ENROLMENTS}:
        await visitor.go_to(Step.RECORD, school)
        await visitor.press(*(("f9",) if step is Step.ENROLMENTS else ("space", "enter")))
    else:
        await visitor.go_to(step, school)
    assert visitor.at(step)


async def test_two_keys_from_every_step_reach_every_topic(school: School) -> None:
    """Half of the topics from the record, one of the other half from each other step."""
    guide = load("zh")
    topics = [*guide.steps, *(topic for topic in guide.topics if topic.step is None)]
    found = list(zip(CAPS, topics, strict=False))
    others = cycle(found[1::2])
    async with visiting(school) as visitor:
        for step in sorted(Step, key=lambda step: step is Step.DISPUTE):
            await come_to(visitor, step, school)
            await visitor.press("f1")
            for cap, topic in found[::2] if step is Step.RECORD else [next(others)]:
                await visitor.press(cap)
                screen = visitor.app.screen
                assert isinstance(screen, KINDS.get(topic.name, TopicScreen)), (step, topic.name)
                assert depth(visitor) == 4
                assert visitor.sees("本机不是学信网"), (step, topic.name)
                if isinstance(screen, TopicScreen):
                    assert screen.place == topic.name
                    assert visitor.sees(topic.title), (step, topic.name)
                await visitor.press("escape")
            await visitor.press("escape")
            assert depth(visitor) == 2
            assert visitor.at(step)


async def test_the_overview_says_what_the_step_asks_for_and_marks_the_place(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.press("f1")
        assert visitor.sees("输入学号或证件号码，再输入证件号码后六位")
        assert not visitor.sees("您在这里")
        await visitor.press("f1")
        assert depth(visitor) == 2
        await visitor.go_to(Step.RECORD, school)
        await visitor.press("f1")
        assert visitor.sees("一项一项看", "核对学籍信息，上交档案←您在这里", "李老师")
        await visitor.press("f2")
        assert visitor.sees("Look at each field", "you are here", "About your record ask")


async def test_escape_goes_back_one_level_and_never_out_of_the_visit(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.RECORD, school)
        await visitor.press("f1", "e", "2", "2", "2")
        assert places(visitor.app) == [
            "OverviewScreen",
            "taken",
            "taken#go-on",
            "taken#how-often",
            "taken#once",
        ]
        for left in range(6, 1, -1):
            await visitor.press("escape")
            assert depth(visitor) == left
        assert visitor.at(Step.RECORD)


async def test_f1_deep_inside_goes_to_the_overview_and_out(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.press("f1", "e", "2", "f1")
        assert isinstance(visitor.app.screen, OverviewScreen)
        assert depth(visitor) == 3
        await visitor.press("f1")
        assert depth(visitor) == 2


async def test_a_page_that_is_open_is_gone_back_to(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.press("f1")
        for place in ("taken", "conscription", "taken", "conscription", "taken"):
            visitor.app._usher.go(place)
            await visitor.settle()
        assert places(visitor.app) == ["OverviewScreen", "taken"]


async def test_arrows_turn_the_steps_and_the_lists(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.press("f1", "1", "left", "right", "right")
        assert places(visitor.app) == ["OverviewScreen", "register-3"]
        await visitor.press("escape", "right", "down", "enter")
        assert visitor.sees("注册之前")
        await visitor.press("escape", "left", "up", "enter")
        assert places(visitor.app)[-1] == "register-1"


async def test_a_click_opens_a_page_and_a_choice_on_it(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.press("f1")
        await visitor.click_text("身份证号已被他人注册")
        assert places(visitor.app)[-1] == "taken"
        await visitor.click_text("不是我，是别人注册的")
        assert places(visitor.app)[-1] == "taken#go-on"
        await visitor.click_text("Esc")
        assert places(visitor.app)[-1] == "taken"


@pytest.mark.parametrize("name", ["taken", "conscription"])
async def test_every_branch_of_a_decision_is_led_to(school: School, name: str) -> None:
    topic = load("zh").topic(name)
    assert topic is not None
    (decision,) = (block for block in topic.blocks if hasattr(block, "nodes"))
    async with visiting(school, (132, 60)) as visitor:
        await visitor.press("f1")
        for node in decision.nodes:
            visitor.app._usher.go(name if node is decision.nodes[0] else f"{name}#{node.name}")
            await visitor.settle()
            assert visitor.sees(node.question, *(branch.answer for branch in node.branches))
            led = [f"{name}#{branch.to}" for branch in node.branches]
            page = visitor.app.screen.query_one(Page)
            assert list(page._choices[: len(led)]) == led, node.name
            if led:
                await visitor.press(str(len(led)))
                assert places(visitor.app)[-1] == led[-1]


async def test_where_people_are_stuck_a_key_leads_to_the_answer(school: School) -> None:
    async with visiting(school) as visitor:
        for step, key, place in STUCK:
            await come_to(visitor, step, school)
            await visitor.press(key)
            assert places(visitor.app) == [place], (step, key)
            await visitor.press("f1")
            assert places(visitor.app) == [place, "OverviewScreen"], (step, key)
            await visitor.press("escape", "escape")
            assert visitor.at(step)
            assert depth(visitor) == 2, (step, key)


async def test_links_can_be_clicked(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.go_to(Step.ACCOUNT, school)
        await visitor.click_text("忘了学信网帐号")
        assert places(visitor.app) == ["forgotten"]


async def test_the_four_values_stand_in_the_form_and_go_with_the_visit(school: School) -> None:
    async with visiting(school) as visitor:
        await visitor.press("f1")
        visitor.app._usher.go("four-values")
        await visitor.settle()
        assert visitor.sees("识别身份以后")
        assert not visitor.sees(RECORD.student_no)
        await visitor.press("f10")
        await visitor.go_to(Step.RECORD, school)
        await visitor.press("f1")
        for place in ("four-values", "taken#values"):
            visitor.app._usher.go(place)
            await visitor.settle()
            assert visitor.sees(RECORD.school, RECORD.student_no, "2019", RECORD.level)
        await visitor.press("f2")
        assert visitor.sees(RECORD.school, RECORD.student_no, "2019", RECORD.level)
        await visitor.press("f10")
        assert visitor.visit == Visit()
        await visitor.press("f1")
        visitor.app._usher.go("four-values")
        await visitor.settle()
        assert not visitor.sees(RECORD.student_no)
